"""An entry as it was made, and what stands of a history where some of it has been undone or made again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from prioritering.immutable import Immutable

UNDONE, REDONE = "Ångrat", "Gjort om"
# What these are about beside a project is no criterion.
_NO_CRITERION = ("answers_back", "same_projects", "last_period")


class HistoryRow(Immutable):
    """One entry as it was made; `content` is the change itself, and says nothing in one that takes back.

    `maker` is a checksum of whoever made it, one for all that a person or device has made; empty when nobody knows.
    `undoes` is the number of the entry that it was made to undo.
    """

    entry_id: int
    kind: str
    project_id: str
    criterion_id: str
    content: dict[str, Any]
    withdrawn: bool
    role: str
    reason: str
    made_at: datetime
    maker: str = ""
    undoes: int | None = None

    @property
    def thing(self) -> tuple[str, str, str]:
        """What it is about: of two about one thing the newer holds."""
        return self.kind, self.project_id, self.criterion_id

    @property
    def is_undo(self) -> bool:
        """Whether it takes back another by "Ångra", or makes it again by "Gör om"; no answer that is taken back."""
        return self.undoes is not None and self.reason in (UNDONE, REDONE)

    @property
    def project_ids(self) -> tuple[str, ...]:
        """The projects that it is about."""
        before = (self.criterion_id,) if self.kind == "same_projects" else ()
        return (*self.project_id.split(), *before)

    @property
    def criterion(self) -> str:
        """The id of the criterion that it is about, empty when it is about none."""
        if self.kind == "agreed":
            # Behind it stands the meeting.
            return self.criterion_id.partition(" ")[0]
        return "" if self.kind in _NO_CRITERION else self.criterion_id


def undone(rows: Sequence[HistoryRow]) -> dict[int, int]:
    """Return the numbers of entries that have been undone and of those that undid them, of `rows` newest first.

    Each with the older number of its pair: nothing of the two stands after the younger. What is made again stands.
    """
    pairs: dict[int, int] = {}
    for row in rows:
        if row.undoes is not None and row.is_undo and row.entry_id not in pairs:
            pairs |= dict.fromkeys((row.entry_id, row.undoes), row.undoes)
    return pairs


def latest_of(rows: Sequence[HistoryRow], maker: str) -> set[int]:
    """Return a maker's latest change that stands, every entry that was made as one, of `rows` newest first."""
    pairs = undone(rows)
    return _as_one([row for row in _of(rows, maker) if row.entry_id not in pairs])


def latest_undone_of(rows: Sequence[HistoryRow], maker: str) -> set[int]:
    """Return the entries by which a maker undid last, while they have changed nothing since: what can be made again."""
    redone = _redone(rows)
    rest = [row for row in _of(rows, maker) if row.entry_id not in redone]
    return _as_one(rest) if rest and rest[0].is_undo else set()


def newest_step(rows: Sequence[HistoryRow]) -> int:
    """Return the number of the newest entry of `rows`, 0 where there is none; what was made again is as it was made."""
    redone = _redone(rows)
    return next((row.entry_id for row in rows if row.entry_id not in redone), 0)


def _redone(rows: Sequence[HistoryRow]) -> set[int]:
    """Return the entries that undid what has been made again, and those that made it so."""
    undos = {row.entry_id for row in rows if row.is_undo}
    # By "Gör om" an undoing is undone.
    return {number for row in rows if row.is_undo and row.undoes in undos for number in (row.entry_id, row.undoes or 0)}


def touched_since(rows: Sequence[HistoryRow], entry_ids: Collection[int]) -> HistoryRow | None:
    """Return the newest entry, of `rows` newest first, that stands in the way of taking these back.

    What has been done since and undone stands in nobody's way.
    """
    made = [row for row in rows if row.entry_id in entry_ids]
    others, pairs = [row for row in rows if row.entry_id not in entry_ids], undone(rows)
    return next(
        (
            row
            for row in others
            if any(pairs.get(row.entry_id, 0) <= one.entry_id and _touches(row, one) for one in made)
        ),
        None,
    )


def _of(rows: Sequence[HistoryRow], maker: str) -> list[HistoryRow]:
    return [row for row in rows if maker and row.maker == maker]


def _as_one(rows: Sequence[HistoryRow]) -> set[int]:
    # What is saved as one is signed at one moment.
    return {row.entry_id for row in rows if row.made_at == rows[0].made_at}


def _touches(row: HistoryRow, made: HistoryRow) -> bool:
    """Return whether an entry is a later one about the same thing as another, or one of them rests on the other."""
    # What is made again may rest on what has been taken away since.
    rests = _rests(row, made) or (made.is_undo and _rests(made, row))
    return row.entry_id > made.entry_id and (rests or row.thing == made.thing)


def _rests(row: HistoryRow, on: HistoryRow) -> bool:
    """Return whether an entry is about the project or the criterion that another added."""
    return (on.kind == "projects" and on.project_id in row.project_ids) or (
        on.kind == "criteria" and row.criterion == on.criterion
    )
