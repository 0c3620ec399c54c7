"""Which of the group's entries a later version of the plan has overtaken, and what is asked about them.

An entry about a project that has left the plan does not count. When the project comes back the entry waits until the
group has said that it still holds: nothing comes back silently. An assumption whose value the plan has since given
goes on counting, and is asked about. An answer is an entry like any other, made beside the version it answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from prioritering.scoring.changes import (
    Changes,
    CostAssumption,
    LevelAssumption,
    LockNote,
    Signed,
    TieOrder,
    TierAssumption,
)

# The kinds of entries, as fields of `Changes`, that are about projects which a plan may lose, regain or price itself.
KINDS_ASKED_ABOUT = ("costs", "levels", "tiers", "locks", "tie_orders")
StatedRange = tuple[str | float | None, str | float | None]
_OF_ONE = (CostAssumption, LevelAssumption, TierAssumption, LockNote)
UNSAID: StatedRange = (None, None)


class Why(StrEnum):
    """Why an entry is asked about."""

    GONE = "finns inte längre i planen"
    BACK = "finns åter i planen"
    VALUE = "planen anger nu ett värde"
    NOTE = "skälet skrevs när lås inte sparades"


@dataclass(frozen=True, slots=True)
class Then:
    """A project as one version of the plan had it: name, cost in kronor, levels by criterion id, and class."""

    name: str
    cost: StatedRange = UNSAID
    levels: Mapping[str, StatedRange] = field(default_factory=dict)
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A plan's versions, oldest first, with when each came, and the projects that are asked about in each.

    `added` are the names of all projects that the group has ever added.
    """

    versions: tuple[tuple[int, datetime], ...]
    projects: Mapping[str, Mapping[int, Then]] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)

    @property
    def now(self) -> int:
        """The version that is shown."""
        return self.versions[-1][0]

    def made_beside(self, entry: Signed) -> int:
        """Return the version an entry was made beside; for an old one that which was newest at its time."""
        if entry.plan_version:
            return entry.plan_version
        return self.version_at(entry.at)

    def version_at(self, moment: datetime) -> int:
        """Return the version that was newest at a moment."""
        return max((number for number, came in self.versions if came <= moment), default=self.versions[0][0])

    def name(self, project_id: str) -> str:
        """Return the name a project had in the newest version that had it."""
        known = self.projects.get(project_id)
        return known[max(known)].name if known else self.added.get(project_id, project_id)


@dataclass(frozen=True, slots=True)
class Question:
    """An entry that is asked about: its kind (a field of `Changes`), why, and the names that the question is about.

    `names` are (id, name) of every project of the entry's.
    """

    kind: str
    entry: Signed
    why: Why
    about: tuple[str, ...]
    names: tuple[tuple[str, str], ...]

    @property
    def counts(self) -> bool:
        """True when the entry counts until the question is answered."""
        return self.why is Why.VALUE


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """A meeting's answers about a project that left the plan and came back: they wait to be counted again or let go.

    `rounds` are those whose answers wait, `let_go` those whose answers were let go before.
    """

    project_id: str
    name: str
    meeting_id: str
    opened_at: datetime
    rounds: tuple[int, ...]
    let_go: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GoneAnswers:
    """A meeting's answers about projects, by name, that are not in the plan any longer: they do not count."""

    opened_at: datetime
    names: tuple[str, ...]


def sort_out(changes: Changes, past: Past) -> tuple[Changes, tuple[Question, ...]]:
    """Return the entries that count, and those that are asked about."""
    added = {entry.project_id for entry in changes.projects}
    asked: list[Question] = []
    counting: dict[str, tuple[Signed, ...]] = {}
    for kind in KINDS_ASKED_ABOUT:
        found = {id(entry): _question(kind, entry, past, added) for entry in getattr(changes, kind)}
        asked += [question for question in found.values() if question]
        counting[kind] = tuple(
            entry for entry in getattr(changes, kind) if (question := found[id(entry)]) is None or question.counts
        )
    return changes.model_copy(update=counting), tuple(asked)


def _question(kind: str, entry: Signed, past: Past, added: set[str]) -> Question | None:
    found = why_asked(entry, past, added)
    if found is None:
        return None
    why, about = found
    names = tuple((key, past.name(key)) for key in project_ids(entry))
    return Question(kind, entry, why, tuple(past.name(key) for key in about), names)


def why_asked(entry: Signed, past: Past, added: set[str]) -> tuple[Why, list[str]] | None:
    """Return why an entry is asked about and on account of which projects."""
    keys = [key for key in project_ids(entry) if key not in added]
    # Seen from an earlier version than it was made beside, nothing has overtaken it.
    made = min(past.made_beside(entry), past.now)
    gone = [key for key in keys if past.now not in past.projects.get(key, {})]
    if gone:
        return Why.GONE, gone
    between = [number for number, _ in past.versions if made < number < past.now]
    back = [key for key in keys if any(number not in past.projects[key] for number in between)]
    if back:
        return Why.BACK, back
    if isinstance(entry, LockNote) and not entry.plan_version:
        return Why.NOTE, keys or [entry.project_id]
    if any(_has_new_value(entry, past.projects[key], made, past.now) for key in keys):
        return Why.VALUE, keys
    return None


def projects_about(changes: Changes) -> frozenset[str]:
    """Return the ids of the projects that `sort_out` needs to know the past of."""
    return frozenset(
        key for kind in KINDS_ASKED_ABOUT for entry in getattr(changes, kind) for key in project_ids(entry)
    )


def project_ids(entry: Signed) -> tuple[str, ...]:
    """Return the ids of the projects that an entry is about."""
    if isinstance(entry, TieOrder):
        return entry.project_ids
    return (entry.project_id,) if isinstance(entry, _OF_ONE) else ()


def _has_new_value(entry: Signed, known: Mapping[int, Then], made: int, now: int) -> bool:
    """Return whether the plan gives a value that it did not give when the entry was made."""
    then, today = _value(entry, known.get(made)), _value(entry, known[now])
    return today not in (UNSAID, then)


def _value(entry: Signed, project: Then | None) -> StatedRange:
    if project is None:
        return UNSAID
    if isinstance(entry, LevelAssumption):
        return project.levels.get(entry.criterion_id, UNSAID)
    if isinstance(entry, TierAssumption):
        return project.tier, project.tier
    return project.cost if isinstance(entry, CostAssumption) else UNSAID
