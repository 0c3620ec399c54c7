"""Which of the group's entries a later version of the plan has overtaken, and what is asked about them.

An entry about a project that has left the plan does not count, and the group is asked whether to keep it, should the
project come back. When it does the entry waits until the group has said that it still holds: nothing comes back
silently. An assumption whose value the plan has since given
goes on counting, and is asked about; so do a lock of a project whose cost has jumped, and an order of tied projects
that the plan may have untied. So is one about a project whose id now has a wholly other name, or one that another id
has had, but it waits: the id may have become another project's. A level that gives other points than it did waits too.
A project of the group's own whose id the plan has taken gives way to the plan's, and waits, with what was said of it,
when the plan has it no more. An answer is an entry like any other,
made beside the version it answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from prioritering.scoring.changes import (
    AddedProject,
    AmountAssumption,
    Changes,
    CostAssumption,
    LevelAssumption,
    LockNote,
    SameProject,
    Signed,
    TieOrder,
    TierAssumption,
)
from prioritering.scoring.plan_then import UNSAID, Past, StatedRange, Then, has_jumped

# The kinds of entries, as fields of `Changes`, that are about projects which a plan may lose, regain or price itself.
KINDS_ASKED_ABOUT = ("costs", "levels", "tiers", "locks", "tie_orders", "amounts", "agreed")
_OF_ONE = (AmountAssumption, CostAssumption, LevelAssumption, TierAssumption, LockNote, AddedProject)


class Why(StrEnum):
    """Why an entry is asked about."""

    GONE = "finns inte längre i planen"
    BACK = "finns åter i planen"
    VALUE = "planen anger nu ett värde"
    COST = "kostar något annat i planen"
    CHANGED = "har andra nivåer eller en annan kostnad i planen"
    SCALE = "planen räknar kriteriet på ett annat sätt"
    OTHER = "heter något helt annat i planen"
    LEFT = "planen har inte längre det som gruppen hade lagt till"
    TAKEN = "planen har nu ett projekt med samma id"
    NOTE = "skälet skrevs när lås inte sparades"


# Why an entry is asked about that counts until the question is answered.
_COUNTING = (Why.VALUE, Why.COST, Why.CHANGED)


@dataclass(frozen=True, slots=True)
class Question:
    """An entry that is asked about: its kind (a field of `Changes`), why, and the names that the question is about.

    `names` are (id, name) of every project of the entry's; `before` are the names that those it is about had when the
    entry was made. `costs` are what one of a lock cost then and costs now, in kronor. `kept` says that the group keeps
    the entry for a project that is gone, should it come back: there is then nothing to answer until it does.
    """

    kind: str
    entry: Signed
    why: Why
    about: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    before: tuple[str, ...] = ()
    costs: tuple[StatedRange, StatedRange] = (UNSAID, UNSAID)
    kept: bool = False

    @property
    def answerable(self) -> bool:
        """True when the entry can be said to hold, or to be kept; of what has given way nothing can be said."""
        return self.why is not Why.TAKEN and not self.kept

    @property
    def counts(self) -> bool:
        """True when the entry counts until the question is answered."""
        return self.why in _COUNTING


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """A meeting's answers about a project that a version of the plan has touched, to be kept or let go.

    `rounds` are those of which all answers are asked about, `cells` (criterion id, round) where only those on one
    criterion are; `let_go` and `cells_let_go` were let go before. `before` is the wholly other name that the project
    had when it was answered, or its own where the id was said to be another's meanwhile; empty for one that left the
    plan and came back under its own or that was there all the time. `criteria` are then the names of those whose
    answers give other points than they did. One that is `gone` is not in the plan; one that has `left` it is still the
    group's own. All these wait, and do not count; where the plan has only come to say something else, `stated`, by the
    name of the criterion, they count until somebody has answered.
    """

    project_id: str
    name: str
    meeting_id: str
    opened_at: datetime
    rounds: tuple[int, ...] = ()
    cells: tuple[tuple[str, int], ...] = ()
    let_go: tuple[int, ...] = ()
    cells_let_go: tuple[tuple[str, int], ...] = ()
    before: str = ""
    criteria: tuple[str, ...] = ()
    gone: bool = False
    left: bool = False
    stated: tuple[tuple[str, StatedRange], ...] = ()

    @property
    def counts(self) -> bool:
        """True when the answers count until the question is answered."""
        return bool(self.stated)

    @property
    def why(self) -> Why | None:
        """The reason that entries on the project are asked about for too; None where it is about the answers alone."""
        if self.gone or self.before:
            return Why.GONE if self.gone else Why.OTHER
        if self.left:
            return Why.LEFT
        return None if self.stated or self.criteria else Why.BACK

    @property
    def on_criteria(self) -> tuple[str, ...]:
        """The names of the criteria whose answers are asked about; empty when all answers are."""
        return () if self.rounds else (*self.criteria, *(name for name, _ in self.stated))

    @property
    def in_rounds(self) -> tuple[int, ...]:
        """The rounds that any of the answers asked about was given in."""
        return tuple(sorted({*self.rounds, *(number for _, number in self.cells)}))


def sort_out(changes: Changes, past: Past) -> tuple[Changes, tuple[Question, ...]]:
    """Return the entries that count, and those that are asked about."""
    own = {entry.project_id for entry in changes.projects if not past.holds(entry.project_id)}
    same = {one.at: one for one in changes.same_projects if one.same}
    asked: list[Question] = []
    counting: dict[str, tuple[Signed, ...]] = {}
    for kind in (*KINDS_ASKED_ABOUT, "projects"):
        found = {id(entry): _question(kind, entry, past, own, same) for entry in getattr(changes, kind)}
        asked += [question for question in found.values() if question]
        counting[kind] = tuple(
            entry for entry in getattr(changes, kind) if (question := found[id(entry)]) is None or question.counts
        )
    return changes.model_copy(update=counting), tuple(asked)


def _question(
    kind: str, entry: Signed, past: Past, own: set[str], same: Mapping[datetime, SameProject]
) -> Question | None:
    # What followed to a new id is signed as the answer that moved it, and is about the same project all along.
    known = known_as_one(past, same[entry.at]) if entry.at in same else past
    found = why_asked(entry, known, own)
    if (found is None or found[0] in _COUNTING) and entry.at not in same:
        given_away = [key for key in project_ids(entry) if _is_given_away(key, entry, past, same.values())]
        found = (Why.OTHER, given_away) if given_away else found
    if found is None:
        return None
    why, about = found
    # What the group has added is called what the group called it, also when the plan has had it by another name.
    names = tuple((key, past.added[key] if key in own else past.name(key)) for key in project_ids(entry))
    made = min(known.made_beside(entry), known.now)
    before = tuple(known.name_then(key, made) for key in about)
    costs = _costs(about[0], made, known) if why is Why.COST else (UNSAID, UNSAID)
    # Made beside a version without the project: whoever did it knew that the project was gone.
    kept = why is Why.GONE and all(_had_left(known.projects.get(key, {}), made) for key in about)
    return Question(kind, entry, why, tuple(dict(names)[key] for key in about), names, before, costs, kept)


def _is_given_away(project_id: str, entry: Signed, past: Past, same: Iterable[SameProject]) -> bool:
    """Return whether an id that a project had when an entry was made is since said to be another project's."""
    made = past.made_beside(entry)
    had = made in past.projects.get(project_id, {})
    return had and any(one.new_id == project_id and made < one.since <= past.now for one in same)


def known_as_one(past: Past, said: SameProject) -> Past:
    """Return a plan's past in which a project's new id has been its own before it got it, under the new name."""
    old, new = (past.projects.get(key, {}) for key in (said.before_id, said.new_id))
    after = {number: then for number, then in new.items() if number >= said.since}
    name = after[min(after)].name if after else said.before_name
    one = {number: replace(then, name=name) for number, then in old.items() if number < said.since} | after
    return replace(past, projects={**past.projects, said.new_id: one})


def why_asked(entry: Signed, past: Past, own: set[str]) -> tuple[Why, list[str]] | None:
    """Return why an entry is asked about and on account of which projects; `own` are those only the group has."""
    # Seen from an earlier version than it was made beside, nothing has overtaken it.
    made = min(past.made_beside(entry), past.now)
    if isinstance(entry, AddedProject) and past.holds(entry.project_id):
        return Why.TAKEN, [entry.project_id]
    left = [key for key in project_ids(entry) if key in own and past.has_left(key, made)]
    if left or isinstance(entry, AddedProject):
        return (Why.LEFT, left) if left else None
    keys = [key for key in project_ids(entry) if key not in own]
    gone = [key for key in keys if not past.holds(key)]
    if gone:
        return Why.GONE, gone
    back = [key for key in keys if _was_away(key, made, past)]
    if back:
        return Why.BACK, back
    others = [key for key in keys if past.may_be_another(key, past.name_then(key, made), made)]
    if others:
        return Why.OTHER, others
    if isinstance(entry, LockNote) and not entry.plan_version:
        return Why.NOTE, keys or [entry.project_id]
    if _gives_otherwise(entry, made, past):
        return Why.SCALE, list(project_ids(entry))
    if any(_has_new_value(entry, past.projects[key], made, past.now) for key in keys):
        return Why.VALUE, keys
    if isinstance(entry, LockNote) and any(has_jumped(*_costs(key, made, past)) for key in keys):
        return Why.COST, keys
    if isinstance(entry, TieOrder) and (untied := [key for key in keys if _may_be_untied(key, made, past)]):
        return Why.CHANGED, untied
    return None


def _costs(project_id: str, made: int, past: Past) -> tuple[StatedRange, StatedRange]:
    known = past.projects[project_id]
    return known[made].cost if made in known else UNSAID, known[past.now].cost


def _may_be_untied(project_id: str, made: int, past: Past) -> bool:
    """Return whether what orders a project is, or has been, another than when an entry was made."""
    then = past.projects[project_id].get(made)
    if then is None:
        return False
    # Without a cost it was tied by its points alone.
    later = past.since(project_id, made)
    return any(one.levels != then.levels or then.cost not in (UNSAID, one.cost) for one in later)


def _gives_otherwise(entry: Signed, made: int, past: Past) -> bool:
    if not isinstance(entry, LevelAssumption):
        return False
    return past.gives_otherwise(entry.criterion_id, made, entry.low, entry.high)


def _was_away(project_id: str, made: int, past: Past) -> bool:
    """Return whether a project that is in the plan has been out of it since an entry was made."""
    known = past.projects[project_id]
    if _had_left(known, made):
        return True
    # One that the group had added was there all the time, beside the plan until the plan took it in.
    start = max(made, min(known) - 1) if project_id in past.added else made
    return any(start < number < past.now and number not in known for number, _ in past.versions)


def _had_left(known: Mapping[int, Then], made: int) -> bool:
    """Return whether a project had left the plan when an entry was made: it was kept, should the project come back."""
    return made not in known and any(number < made for number in known)


def projects_about(changes: Changes) -> frozenset[str]:
    """Return the ids of the projects that `sort_out` needs to know the past of."""
    kinds = (*KINDS_ASKED_ABOUT, "projects")
    about = {key for kind in kinds for entry in getattr(changes, kind) for key in project_ids(entry)}
    return frozenset(about | {key for one in changes.same_projects for key in (one.new_id, one.before_id)})


def project_ids(entry: Signed) -> tuple[str, ...]:
    """Return the ids of the projects that an entry is about."""
    if isinstance(entry, TieOrder):
        return entry.project_ids
    return (entry.project_id,) if isinstance(entry, _OF_ONE) else ()


def _has_new_value(entry: Signed, known: Mapping[int, Then], made: int, now: int) -> bool:
    """Return whether the plan gives a value that it did not give when the entry was made."""
    then, today = _value(entry, known.get(made)), _value(entry, known[now])
    if today != UNSAID:
        return today != then
    # `1.500` is no value, but to have said what it means is not to have said it of `9.500`.
    wrote, writes = _text(entry, known.get(made)), _text(entry, known[now])
    return bool(writes) and writes != wrote


def _text(entry: Signed, project: Then | None) -> str:
    if project is None or not isinstance(entry, CostAssumption | LevelAssumption | AmountAssumption):
        return ""
    return project.texts.get("" if isinstance(entry, CostAssumption) else entry.criterion_id, "")


def _value(entry: Signed, project: Then | None) -> StatedRange:
    if project is None:
        return UNSAID
    if isinstance(entry, LevelAssumption):
        return project.levels.get(entry.criterion_id, UNSAID)
    if isinstance(entry, TierAssumption):
        return project.tier, project.tier
    return project.cost if isinstance(entry, CostAssumption) else UNSAID
