"""Which lock counts for each project: what is tried in a view goes before what the group has stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from prioritering.arrays import Ints
from prioritering.money.line_rule import Lock
from prioritering.scoring.changes import LockKind, LockNote


@dataclass(frozen=True, slots=True)
class Locks:
    """The group's locks and those that are only tried, by project id; a trial of None is "provas fri"."""

    stored: Mapping[str, LockNote] = field(default_factory=dict)
    tried: Mapping[str, LockKind | None] = field(default_factory=dict)

    def kind(self, project_id: str) -> LockKind | None:
        """Return the lock that counts for a project, None when its points decide."""
        if project_id in self.tried:
            return self.tried[project_id]
        note = self.stored.get(project_id)
        return note.kind if note else None

    def note(self, project_id: str) -> LockNote | None:
        """Return the group's lock of a project where it is the one that counts."""
        return None if project_id in self.tried else self.stored.get(project_id)

    def having(self, kind: LockKind) -> frozenset[str]:
        """Return the ids of the projects that a kind of lock counts for."""
        return frozenset(key for key in {**self.stored, **self.tried} if self.kind(key) is kind)


def locks_of(
    stored: Sequence[LockNote], must: Collection[str] = (), not_now: Collection[str] = (), free: Collection[str] = ()
) -> Locks:
    """Return the locks that count. A project that is tried as more than one is must first, then not now, then free."""
    tried: dict[str, LockKind | None] = dict.fromkeys(free)
    tried |= dict.fromkeys(not_now, LockKind.NOT_NOW)
    tried |= dict.fromkeys(must, LockKind.MUST)
    return Locks({note.project_id: note for note in stored}, tried)


def lock_of_each(ids: Sequence[str], must: Collection[str], not_now: Collection[str]) -> Ints:
    """Return the lock of each project, as the line counts it; one in both is locked in."""
    kinds = dict.fromkeys(not_now, Lock.NOT_NOW) | dict.fromkeys(must, Lock.MUST)
    if not kinds:
        return np.zeros(len(ids), dtype=np.int64)
    return np.array([kinds.get(key, Lock.FREE) for key in ids], dtype=np.int64)
