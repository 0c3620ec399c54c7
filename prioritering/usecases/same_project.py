"""The answer to whether a project in the plan's newest version is the same as one with another id in the one before."""

from __future__ import annotations

from prioritering.errors import BadArgument, Conflict
from prioritering.plan.maybe_renamed import MaybeRenamed
from prioritering.scoring.asked import projects_about
from prioritering.scoring.changes import Changes, SameAsLastPeriod, SameProject, Signed
from prioritering.scoring.same_project import entries_that_follow
from prioritering.store import entry_log
from prioritering.store.entry_log import TakenBack
from prioritering.store.history_row import HistoryRow
from prioritering.store.plan_past import plan_past
from prioritering.usecases.agreed_levels import check_may_let_go
from prioritering.usecases.change_plan import Beside, Signature, take_back
from prioritering.usecases.history import since_words
from prioritering.usecases.renewal import Renewal

_KIND = "same_projects"


def answer_same(beside: Beside, found: Renewal, pair: MaybeRenamed, same: bool, by: Signature) -> None:
    """Keep the answer; when they are the same, the group's entries about the old id follow to the new, all as one.

    Raises BadArgument when someone has answered before, and Conflict, by name, when someone changes the same meanwhile.
    """
    store, plan_key, since = beside.store, beside.plan_key, found.newer.version
    if found.against_key:
        _answer_of_last_period(beside, found, pair, same, by)
        return
    ids = {"new_id": pair.added.id, "before_id": pair.removed.id, "before_name": pair.removed.name}
    said = SameProject.model_validate({**by.fields(), **ids, "plan_version": since, "since": since, "same": same})
    changes = entry_log.current(store, plan_key)
    pairs = ((one.new_id, one.before_id, one.since) for one in changes.same_projects)
    if (said.new_id, said.before_id, since) in pairs:
        raise BadArgument("Någon annan har redan svarat.")
    made: list[Signed | TakenBack] = [said]
    if same:
        past = plan_past(store, plan_key, since, projects_about(changes) | {pair.removed.id, pair.added.id})
        signed = Signed.model_validate({**by.fields(), "at": said.at, "plan_version": since})
        if any(entry.project_id == pair.removed.id for entry in changes.projects):
            made.append(TakenBack("projects", (pair.removed.id, ""), signed))
        first = _at_the_first(beside, since)
        for kind, entry, moved in entries_that_follow(changes, past, said, found.older.version, first):
            # What has been replaced by another project's is not there to be taken back.
            made += [TakenBack(kind, entry.target, signed)] if entry in getattr(changes, kind) else []
            made.append(moved)
    kept = entry_log.keep_together(store, plan_key, made, changes.entry, beside.maker)
    if kept.refused:
        raise Conflict(" ".join(since_words(beside, row) for row in kept.refused))
    beside.made(*kept.numbers)


def _answer_of_last_period(beside: Beside, found: Renewal, pair: MaybeRenamed, same: bool, by: Signature) -> None:
    """Keep the answer; nothing follows by it, since what was said of last period's project lies beside its own plan."""
    known = entry_log.current(beside.store, beside.plan_key).last_period
    if any((one.new_id, one.before_id) == (pair.added.id, pair.removed.id) for one in known):
        raise BadArgument("Någon annan har redan svarat.")
    ids = {"new_id": pair.added.id, "before_id": pair.removed.id, "before_name": pair.removed.name}
    beside.keep(SameAsLastPeriod, by, **ids, since=found.newer.version, same=same, before_plan=found.against_key)


def _at_the_first(beside: Beside, since: int) -> Changes:
    """Return what stood at the first answer about a version's projects, before anything had followed by it."""
    rows = entry_log.history(beside.store, beside.plan_key)
    answers = (row for row in rows if row.kind == _KIND and row.content.get("since") == since)
    first = min((row.entry_id for row in answers), default=None)
    return entry_log.current(beside.store, beside.plan_key, first)


def take_back_entry(beside: Beside, kind: str, target: tuple[str, str], by: Signature) -> None:
    """Take an entry back; an answer with all that followed by it. `target` is what it is about (see `Thing`).

    BadArgument when it is no longer there, Conflict, by name, when someone has changed what followed since, and for
    what a meeting agreed on that has ended.
    """
    if kind == "agreed":
        check_may_let_go(beside, target)
    if kind == _KIND:
        _take_back_answer(beside, target, by)
    else:
        take_back(beside, kind, target, by)


def _take_back_answer(beside: Beside, target: tuple[str, str], by: Signature) -> None:
    rows = entry_log.history(beside.store, beside.plan_key)
    said = next((row for row in rows if (row.kind, row.project_id, row.criterion_id) == (_KIND, *target)), None)
    if said is None or said.withdrawn:
        raise BadArgument("Svaret finns inte längre; någon annan kan redan ha tagit bort det.")
    # What is saved as one is signed at one moment.
    ids = {row.entry_id for row in rows if (row.made_at, row.maker) == (said.made_at, said.maker)}
    signed = Signed.model_validate(by.fields())
    done = entry_log.put_back(beside.store, beside.plan_key, ids, signed, beside.maker)
    if isinstance(done, HistoryRow):
        raise Conflict(since_words(beside, done))
    beside.made(*done)
