"""The basis of a picture: all that it is computed from, gathered once. The same basis gives the same picture anywhere.

It carries the numbers it was read at (the plan's version, the group's entry, the meeting's event), so that what is
computed can be kept by them, and a fingerprint of its inputs, since numbers mean nothing in another database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass

from prioritering.criteria.model import Model
from prioritering.meeting.meeting import Sheet
from prioritering.meeting.results import Centre
from prioritering.plan.object_plan import ObjectPlan
from prioritering.scoring.changes import NO_CHANGES, Changes
from prioritering.view.view import View

PLAN = "planen"
RULES = 1
"""The version of the computing rules. It grows when the same basis would give another picture than before."""


@dataclass(frozen=True, slots=True)
class GroupAnswers:
    """A meeting's answers that everyone may see at event number `event`, and which figure stands for the group."""

    meeting_id: str
    event: int
    how: Centre
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a picture is computed from. `group` is None when the plan's own levels count.

    `model` holds the plan's own criteria; those that the group has added are in `changes`. `content_hash` is the hash
    of the files that the plan's version was read from.
    """

    view: View
    plan: ObjectPlan
    model: Model
    changes: Changes = NO_CHANGES
    group: GroupAnswers | None = None
    content_hash: str = ""

    @property
    def entry(self) -> int:
        """The number of the newest entry of the group's that counts."""
        return self.changes.version

    @property
    def numbers(self) -> tuple[Hashable, ...]:
        """What the inputs besides the view were read at: the key to keep results by, inside one database."""
        group = None if self.group is None else (self.group.meeting_id, self.group.event, self.group.how)
        return (self.plan.id, self.plan.version, self.content_hash, self.entry, group)

    def fingerprint(self) -> str:
        """Return the hash of all inputs and of the rules' version: equal in any database for equal inputs."""
        sheets = () if self.group is None else self.group.sheets
        parts = (
            str(RULES),
            self.plan.model_dump_json(exclude={"version"}),
            self.model.model_dump_json(),
            self.changes.model_dump_json(exclude={"version"}),
            "" if self.group is None else self.group.how.value,
            # Reasons are kept apart from what is computed: removing one must change no fingerprint.
            *(sheet.model_dump_json(exclude={"reason"}) for sheet in sheets),
            self.view.model_dump_json(),
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def model_fingerprint(model: Model) -> str:
    """Return the hash of a model of criteria."""
    return hashlib.sha256(model.model_dump_json().encode()).hexdigest()
