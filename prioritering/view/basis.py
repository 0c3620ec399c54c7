"""The basis of a picture: all that it is computed from, gathered once. The same basis gives the same picture anywhere.

It carries the numbers it was read at (the plan's version, the group's entry, the meeting's event), so that what is
computed can be kept by them, and a fingerprint of its inputs, since numbers mean nothing in another database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from prioritering.criteria.model import Model
from prioritering.immutable import Immutable
from prioritering.meeting.meeting import AnswerSheet
from prioritering.meeting.results import Centre
from prioritering.meeting.standing_answers import latest
from prioritering.plan.object_plan import ObjectPlan
from prioritering.scoring.asked import HeldAnswers, Question
from prioritering.scoring.changes import NO_CHANGES, AgreedLevel, Changes
from prioritering.view.view import View

PLAN = "planen"
RULES = 6
"""The version of the computing rules. It grows when the same basis would give another picture than before."""
IN_ANY_ORDER = 6
"""The rules since which a link's checksum is the same in whichever order things were said, and however a further column
was headed; before, each heading had answers of its own."""


@dataclass(frozen=True, slots=True)
class GroupAnswers:
    """A meeting's answers that everyone may see at event number `event`, and which figure stands for the group.

    `agreed` are the levels that the meeting agreed on, which go before the answers.
    """

    meeting_id: str
    event: int
    how: Centre
    sheets: tuple[AnswerSheet, ...]
    agreed: tuple[AgreedLevel, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownAnswers:
    """A meeting's answers that everyone may see at event number `event`, whether the picture counts them or not."""

    meeting_id: str
    event: int
    sheets: tuple[AnswerSheet, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a picture is computed from. `group` is None when the plan's own levels count.

    `model` holds the plan's own criteria; those that the group has added are in `changes`. `content_hash` is the hash
    of the files that the plan's version was read from. `shown` is what studies of the picture ask the members' own
    answers of; the picture itself never depends on it, so it is in neither numbers nor fingerprint.
    `asked` are the entries that the plan has overtaken; those of them that do not count are not in `changes`.
    `held` are the meeting's answers that are asked about; those that wait are in neither `group` nor `shown`.
    `maybe_kronor` are the ids of projects whose cost is asked about, since it may stand in kronor. `criteria_then` are
    what criteria and gates are or were last called in the plan, by id: one that is gone is told by its name.
    """

    view: View
    plan: ObjectPlan
    model: Model
    changes: Changes = NO_CHANGES
    group: GroupAnswers | None = None
    content_hash: str = ""
    shown: ShownAnswers | None = None
    asked: tuple[Question, ...] = ()
    held: tuple[HeldAnswers, ...] = ()
    maybe_kronor: frozenset[str] = frozenset()
    criteria_then: Mapping[str, str] = field(default_factory=dict)

    @property
    def entry(self) -> int:
        """The number of the newest entry of the group's that counts."""
        return self.changes.entry

    @property
    def source(self) -> str:
        """Whose levels count: 'planen', or how the group's answers are put together."""
        return PLAN if self.group is None else self.group.how.value

    @property
    def numbers(self) -> tuple[Hashable, ...]:
        """What the inputs besides the view were read at: the key to keep results by, inside one database."""
        group = None if self.group is None else (self.group.meeting_id, self.group.event, self.group.how)
        return (self.plan.key, self.plan.version, self.content_hash, self.entry, group)

    def fingerprint(self) -> str:
        """Return the hash of all that is computed from, and of the rules' version: equal in any database.

        Who said something, when and why is shown but not computed with: taking a reason away changes no fingerprint.
        Neither does the meeting that the view names: its id is made up anew in each database, and its answers are
        there by themselves.
        """
        parts = (
            str(RULES),
            _plan_text(self.plan),
            _text(self.model),
            _text(self.changes, exclude={**dict.fromkeys(_TOLD, True), **dict.fromkeys(_KINDS, _UNSIGNED)}),
            *_answers(self.group),
            # Which rows of Objektplan are shown is no part of an answer, nor how an address names the plan. A filter
            # that came later is told of only where it is used, so that what was kept before keeps its fingerprint.
            _text(self.view, exclude={"meeting", "other", "municipality", *(() if self.view.actors else ("actors",))}),
        )
        return _hashed(parts)

    def inputs_fingerprint(self, answers: bool = True, entries: bool = True, as_before: bool = False) -> str:
        """Return the hash of what the plan, the group's `entries` and its shown `answers` say, whatever the view is.

        It names the plan by the files it was read from, and neither the view nor the rules is in it, so that a link can
        say each by itself. Values that are the default are left out: a field that comes later changes no fingerprint.
        `as_before` gives the hash as it was under rules before `IN_ANY_ORDER`.
        """
        said = _laid(self.changes) if as_before else _in_any_order(_laid(self.changes.by_column()))
        laid = _dumped(said) if entries else ""
        shown = self.shown.sheets if self.shown and answers else ()
        return _hashed((self.content_hash, laid, *_standing(shown)))


def _hashed(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


# What these say shows in the answers and in the other entries that count, or is not computed with.
_TOLD = ("entry", "answers_back", "same_projects", "amounts", "last_period", "agreed")
_KINDS = tuple(name for name in Changes.model_fields if name not in _TOLD)
_LAID = tuple(name for name in Changes.model_fields if name != "entry")
_UNSIGNED: Any = {"__all__": {"role", "reason", "at", "plan_version"}}


def _laid(changes: Changes) -> dict[str, Any]:
    unsigned = {"entry": True, **dict.fromkeys(_LAID, _UNSIGNED)}
    return changes.model_dump(exclude=unsigned, exclude_defaults=True)


def _in_any_order(said: dict[str, Any]) -> dict[str, Any]:
    """Return what is laid beside a plan without the order that it was said in: what is undone is said once more."""
    # The group's own criteria are shown in theirs.
    return {kind: entries if kind == "criteria" else sorted(entries, key=_dumped) for kind, entries in said.items()}


def _plan_text(plan: ObjectPlan) -> str:
    """Return a plan as text without what is only shown: the columns of its own, and how its notes are parted."""
    shown_only = {"begun", "remark", "other", "tier_printed"}
    left_out: dict[str, Any] = {
        "version": True,
        "municipality_id": True,
        "own_tiers": True,
        "projects": {"__all__": shown_only},
    }
    found = plan.model_dump(exclude=left_out)
    for project, written in zip(plan.projects, found["projects"], strict=True):
        written["note"] = project.note
    return _dumped(found)


def _text(value: Immutable, **chosen: Any) -> str:
    return _dumped(value.model_dump(**chosen))


def _dumped(found: dict[str, Any]) -> str:
    """Return values as text that does not hang on the order they were read in, nor on zeros after the comma."""
    return json.dumps(found, sort_keys=True, default=_plain)


def _plain(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _answers(group: GroupAnswers | None) -> list[str]:
    """Return the answers that count, without who gave them: member ids are made up anew in each database."""
    if group is None:
        return []
    agreed = sorted(_text(entry, include={"project_id", "criterion_id", "low"}) for entry in group.agreed)
    return [group.how.value, *_standing(group.sheets), *agreed]


def _standing(sheets: Iterable[AnswerSheet]) -> list[str]:
    return sorted(_text(sheet, include={"project_id", "answers", "conflict"}) for sheet in latest(sheets))


def model_fingerprint(model: Model) -> str:
    """Return the hash of a model of criteria."""
    return hashlib.sha256(model.model_dump_json().encode()).hexdigest()
