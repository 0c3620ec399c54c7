"""One answer to all that is asked about a project, where the plan has overtaken what the group has said of it."""

from __future__ import annotations

from prioritering.errors import Conflict
from prioritering.scoring.asked import Question
from prioritering.scoring.changes import AgreedLevel, AnswersBack, Changes, Signed
from prioritering.store import entry_log
from prioritering.store.entry_log import TakenBack
from prioritering.usecases.agreed_levels import check_may_let_go
from prioritering.usecases.change_plan import Beside, Signature, held_answer
from prioritering.usecases.history import since_words
from prioritering.view.asked_as_one import AskedAsOne


def answer_together(beside: Beside, group: AskedAsOne, keep: bool, by: Signature, seen: int) -> None:
    """Keep all of it, or let all of it go, as one change.

    Conflict, by name, when an entry later than number `seen` is about any of it: nothing is then answered.
    """
    signed = Signed.model_validate({**by.fields(), "plan_version": beside.plan_version})
    now = entry_log.current(beside.store, beside.plan_key)
    made: list[Signed | TakenBack] = [
        _kept(one, now, signed) if keep else _let_go(beside, one, signed) for one in group.asked
    ]
    made += [AnswersBack.model_validate({**dict(signed), **held_answer(one, keep)}) for one in group.held]
    kept = entry_log.keep_together(beside.store, beside.plan_key, made, seen, beside.maker)
    if kept.refused:
        since = " ".join(since_words(beside, row) for row in kept.refused)
        raise Conflict(f"{since} Stäng rutan och öppna den igen, så syns det som gäller nu.")
    beside.made(*kept.numbers)


def _kept(one: Question, now: Changes, signed: Signed) -> Signed:
    """Return the same entry signed anew, as it was kept; where it is gone meanwhile, that is what refuses it."""
    same = (entry for entry in getattr(now, one.kind) if entry.target == one.entry.target)
    entry: Signed = next(same, one.entry)
    return entry.model_copy(update=dict(signed))


def _let_go(beside: Beside, one: Question, signed: Signed) -> TakenBack:
    if isinstance(one.entry, AgreedLevel):
        check_may_let_go(beside, one.entry.target)
    return TakenBack(one.kind, one.entry.target, signed)
