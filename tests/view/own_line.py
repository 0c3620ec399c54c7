"""What a frame reaches of a plan's file, worked out here by itself: nothing in this file is the app's.

Costs are whole kronor and points exact fractions of 100, with all criteria weighing as much. Each outcome is tried:
every order of those that are equal, and unknown costs where something can turn.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations, product
from pathlib import Path

LEVELS = {
    "effekttyp": {0: 0, 1: 50, 2: 100},
    "omfattning": {"Ingen": 0, "Låg": 25, "Medel": 50, "Hög": 75, "Mycket hög": 100},
    "tidsperspektiv": {"Ingen effekthemtagning": 0, "Lång": 33, "Medel": 67, "Kort": 100},
}
Costs = dict[str, int]
# Kronor of a frame in which every krona is tried.
FEW = 20


@dataclass(frozen=True)
class Row:
    """A project with a level: its points and its cost in kronor at least and at most; no cost where nobody knows."""

    key: str
    low: Fraction
    high: Fraction
    cost: tuple[int, int] | None

    @property
    def middle(self) -> Fraction:
        """The points that it is ordered by."""
        return (self.low + self.high) / 2

    @property
    def value(self) -> Fraction:
        """Its points by the middle of what it may cost."""
        assert self.cost is not None
        return self.middle / Fraction(sum(self.cost), 2)


def rows_of_file(path: Path) -> list[Row]:
    """Return the projects of a file that have some level."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return [_row(line) for line in lines if any(line[key].strip() for key in LEVELS)]


def _row(line: dict[str, str]) -> Row:
    stated = line["kostnad_tkr"].strip()
    cost = None if stated in ("", "?") else 1000 * int(stated)
    return row_of(line["id"], {key: line[key].strip() for key in LEVELS}, None if cost is None else (cost, cost))


def row_of(key: str, levels: dict[str, str], cost: tuple[int, int] | None) -> Row:
    """Return a project with levels as a file writes them; what it has none of may be any."""
    ends = [_ends(criterion, levels.get(criterion, "")) for criterion in LEVELS]
    low, high = (Fraction(sum(end[n] for end in ends), len(ends)) for n in (0, 1))
    return Row(key, low, high, cost)


def _ends(key: str, text: str) -> tuple[int, int]:
    if not text:
        return 0, 100
    if key == "effekttyp":
        value = LEVELS[key][len(text.split(","))]  # type: ignore[index]
        return value, value
    found = [LEVELS[key][part.strip()] for part in text.split("..")]  # type: ignore[index]
    return found[0], found[-1]


def groups(rows: list[Row], per_krona: bool) -> list[list[Row]]:
    """Return those that share a place, first to last; per krona without those whose cost nobody knows."""
    placed = [row for row in rows if not per_krona or row.cost is not None]

    def key(row: Row) -> Fraction:
        return row.value if per_krona else row.middle

    return [
        [row for row in placed if key(row) == value] for value in sorted({key(row) for row in placed}, reverse=True)
    ]


def states(rows: list[Row], frame: int, skip: bool, per_krona: bool) -> dict[str, str]:
    """Return each project's state: Ryms in every outcome, Ryms inte in every outcome, else Oklart."""
    ties = groups(rows, per_krona)
    found: dict[str, set[bool]] = {row.key: set() for row in rows}
    if per_krona:
        for row in rows:
            if row.cost is None:
                found[row.key] = {True, False}
    orders = [[row.key for tie in one for row in tie] for one in product(*map(permutations, ties))]
    for costs in _outcomes([row for tie in ties for row in tie], frame):
        for order in orders:
            inside = _inside(order, costs, frame, skip)
            for key in order:
                found[key].add(key in inside)
    words = {(True,): "Ryms", (False,): "Ryms inte", (False, True): "Oklart"}
    return {key: words[tuple(sorted(seen))] for key, seen in found.items()}


def _inside(order: list[str], costs: Costs, frame: int, skip: bool) -> set[str]:
    left, inside = frame, set()
    for key in order:
        if costs[key] <= left:
            left -= costs[key]
            inside.add(key)
        elif not skip:
            break
    return inside


def _outcomes(rows: list[Row], frame: int) -> Iterator[Costs]:
    """Yield costs: every krona of a range, and what turns something of an unknown one (see `_unknown_tried`)."""
    tried = _unknown_tried(rows, frame)
    spans = [tried if row.cost is None else list(range(row.cost[0], row.cost[1] + 1)) for row in rows]
    for chosen in product(*spans):
        yield dict(zip((row.key for row in rows), chosen, strict=True))


def _unknown_tried(rows: list[Row], frame: int) -> list[int]:
    """Return what an unknown cost may be: a krona, more than the frame, what known ones before leave, or a krona more.

    In a frame of a few kronor it is every krona, as ranges are then.
    """
    if frame < FEW:
        return list(range(1, frame + 2))
    sums, so_far = {0}, 0
    for row in rows:
        assert row.cost is None or row.cost[0] == row.cost[1]
        so_far += row.cost[0] if row.cost else 0
        sums.add(so_far)
    left = {frame - taken for taken in sums if taken < frame}
    return sorted({1, frame + 1} | {value + off for value in left for off in (0, 1)})


def on_level(rows: list[Row], frame: int, skip: bool) -> list[str]:
    """Return those that would have another state at some end of their own levels, the others as shown; by points."""
    now = states(rows, frame, skip, per_krona=False)
    found = []
    for row in rows:
        if row.low == row.high:
            continue
        others = [other for other in rows if other is not row]
        for end in (row.low, row.high):
            moved = states([*others, Row(row.key, end, end, row.cost)], frame, skip, per_krona=False)
            if moved[row.key] != now[row.key]:
                found.append(row.key)
                break
    return sorted(found)
