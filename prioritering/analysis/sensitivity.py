"""What moves when one thing moves: one weight at a time from 0 to 100 percent, and each open fact from end to end.

When one weight moves, the others keep their proportions to each other, as the sliders do. Each step is ranked by
`scoring.board.rank` itself, so that what is shown here is what the board shows at that weight. "Inside" is what the
frame surely pays for: locked in, or *Ryms* whatever the costs and whatever the order inside ties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from prioritering.analysis.draws import LevelCell, ReportProgress, no_progress
from prioritering.arrays import Array, Flags, Ints
from prioritering.scoring.board import Board, Choices, ScoredProjects, rank
from prioritering.scoring.points import Shares

PERCENTS = tuple(range(101))
FINEST = 0.01


@dataclass(frozen=True, slots=True)
class Scan:
    """One weight at each whole percent: points, places and who is inside (101 × n; `inside` None without a frame)."""

    criterion: int
    now: float
    points: Array
    places: Ints
    inside: Flags | None


@dataclass(frozen=True, slots=True)
class Flip:
    """Where something changes for a project as a weight grows: between `below` and `above` percent."""

    below: float
    above: float
    inside: bool | None
    place: int


def with_weight(choices: Choices, criterion: int, percent: float) -> Choices:
    """Return the choices with one weight at `percent` and the others sharing the rest in their old proportions."""
    old = np.asarray(choices.weights)
    rest = np.delete(old, criterion)
    if not len(rest):
        return choices
    # Others that all stand at nothing have no proportions; they share equally, as the sliders do.
    shares = rest / rest.sum() if rest.sum() > 0 else np.full(len(rest), 1 / len(rest))
    new = np.insert(shares * (1 - percent / 100), criterion, percent / 100)
    return replace(choices, weights=tuple(new.tolist()))


def scan(board: Board, criterion: int) -> Scan:
    """Rank at every whole percent of one weight."""
    boards = [rank(board.scored, with_weight(board.choices, criterion, percent)) for percent in PERCENTS]
    span = board.choices.span
    points = np.array([item.points.middle if span == "mitt" else _end(item, span) for item in boards])
    inside = None if board.line is None else np.array([item.held for item in boards])
    now = board.choices.weights[criterion] * 100
    return Scan(criterion, now, points, np.array([item.ranking.place for item in boards]), inside)


def _end(board: Board, span: str) -> Array:
    return board.points.low if span == "lagst" else board.points.high


def scans(board: Board, progress: ReportProgress = no_progress) -> tuple[Scan, ...]:
    """Scan every weight."""
    found = []
    for criterion in range(len(board.choices.weights)):
        found.append(scan(board, criterion))
        progress((criterion + 1) / len(board.choices.weights))
    return tuple(found)


def flips(board: Board, given: Scan, index: int) -> tuple[Flip, ...]:
    """Return where a project goes in or out (without a frame: changes place), each found to a hundredth of a percent.

    A change that is taken back within one whole percent is not seen.
    """
    states = given.places[:, index] if given.inside is None else given.inside[:, index]
    found = []
    for step in np.flatnonzero(states[1:] != states[:-1]).tolist():
        low, high, before = float(step), float(step + 1), states[step]
        # Halving keeps `low` on the side that is as before, so `high` is where the change has surely come.
        while high - low > FINEST:
            middle = (low + high) / 2
            if _state(board, given.criterion, middle, index) == before:
                low = middle
            else:
                high = middle
        after = rank(board.scored, with_weight(board.choices, given.criterion, high))
        inside = None if after.line is None else bool(after.held[index])
        found.append(Flip(low, high, inside, int(after.ranking.place[index])))
    return tuple(found)


def _state(board: Board, criterion: int, percent: float, index: int) -> int:
    now = rank(board.scored, with_weight(board.choices, criterion, percent))
    return int(now.ranking.place[index]) if now.line is None else int(now.held[index])


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """One bar of a tornado: what moves, the project's place with it at its lowest and at its highest."""

    criterion: int
    fact: LevelCell | None
    low_place: int
    high_place: int
    low_inside: bool | None
    high_inside: bool | None

    @property
    def width(self) -> int:
        """How many places the bar spans."""
        return abs(self.high_place - self.low_place)


def tornado(board: Board, index: int) -> tuple[TornadoBar, ...]:
    """Return a project's bars, widest first: each weight at 0 and 100 percent, each open level of its own."""
    bars = [
        _bar(criterion, None, index, *(rank(board.scored, with_weight(board.choices, criterion, p)) for p in (0, 100)))
        for criterion in range(len(board.choices.weights))
    ]
    shares = board.scored.shares
    for criterion in np.flatnonzero(shares.high[index] > shares.low[index]).tolist():
        cell = (index, criterion)
        ends = (shares.low[cell], shares.high[cell])
        bars.append(_bar(criterion, cell, index, *(rank(pinned(board.scored, cell, x), board.choices) for x in ends)))
    return tuple(sorted(bars, key=lambda bar: -bar.width))


def _bar(criterion: int, fact: LevelCell | None, index: int, low: Board, high: Board) -> TornadoBar:
    inside = [None if item.line is None else bool(item.held[index]) for item in (low, high)]
    return TornadoBar(criterion, fact, int(low.ranking.place[index]), int(high.ranking.place[index]), *inside)


def pinned(scored: ScoredProjects, cell: LevelCell, share: float) -> ScoredProjects:
    """Return the projects with one mark known to give `share` (0–1) of its criterion's points."""
    low, high = scored.shares.low.copy(), scored.shares.high.copy()
    low[cell] = high[cell] = share
    return replace(scored, shares=Shares(low, high))


@dataclass(frozen=True, slots=True)
class OrderChange:
    """How much the whole order depends on one weight: changes over 0–100 percent against now."""

    criterion: int
    largest_move: int
    moved_in_or_out: int


def order_changes(board: Board, given: Sequence[Scan]) -> tuple[OrderChange, ...]:
    """Return for each weight how far any project moves, and how many go in or out somewhere between 0 and 100."""
    found = []
    for item in given:
        moves = int(np.abs(item.places - board.ranking.place).max(initial=0))
        crossing = 0
        if item.inside is not None and board.line is not None:
            crossing = int((item.inside != board.held).any(axis=0).sum())
        found.append(OrderChange(item.criterion, moves, crossing))
    return tuple(sorted(found, key=lambda change: (-change.moved_in_or_out, -change.largest_move)))
