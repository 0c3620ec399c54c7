"""Vad krävs? What single change makes a project *Ryms*, and what single change makes one that is so no longer it.

Everything else is as the board shows it: *Ryms* is for every cost that may turn out and every order inside ties. Each
answer is what `scoring.board.rank` says at that value. A project's own cost and own level act one way only (cheaper or
better never makes it worse), which is what makes bisection exact. The one exception, a tie that an agreed order leaves
or comes into as the project moves, may hide a nearer change; what is named is true there too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from prioritering.analysis import needed_words as words
from prioritering.analysis.draws import ReportProgress, no_progress
from prioritering.analysis.frames import Frames, frames_needed
from prioritering.analysis.sensitivity import Scan, pinned, scans
from prioritering.criteria.model import Criterion, NumberScale
from prioritering.errors import BadArgument
from prioritering.money.amounts import up_to_tkr
from prioritering.money.line_rule import Costs, Inside, Lock
from prioritering.scoring.board import Board, rank
from prioritering.scoring.moved import Moved
from prioritering.scoring.points import Shares, points
from prioritering.scoring.ranking import Order, RangeFigure, figure, per_krona
from prioritering.scoring.weights import whole_percents

# A number is answered in thousandths of its scale.
SHARES_TRIED = 1000


class WayKind(StrEnum):
    """What is changed."""

    FRAME = "ram"
    LEVEL = "niva"
    WEIGHT = "vikt"
    COST = "kostnad"


@dataclass(frozen=True, slots=True)
class Way:
    """One change that alone would move the project across, as a figure and in words.

    `value` is exact: the frame or cost in kronor, the share (0–1) of a level, or the weight in percent. `figure` is
    what is shown of it, limits in whole tkr rounded to the safe side, and `exact` the kronor of such a limit. `words`
    is a clause of the sentence.
    """

    kind: WayKind
    value: float
    figure: str
    words: str
    criterion: int | None = None
    exact: int | None = None


@dataclass(frozen=True, slots=True)
class Needed:
    """A project's answer. `inside`: it is *Ryms* or locked in; `state`: the board's; `ways`: the ways across.

    `exact` gives in full the limits of the sentence that are rounded there, "" where none is.
    """

    index: int
    inside: bool
    state: Inside
    ways: tuple[Way, ...]
    sentence: str
    exact: str = ""


def needed(
    board: Board, indexes: Sequence[int], given: Sequence[Scan] | None = None, progress: ReportProgress = no_progress
) -> tuple[Needed, ...]:
    """Return what it takes for these projects. `given` are the board's weight scans, when they are already there.

    Raises BadArgument without a frame.
    """
    if board.line is None:
        raise BadArgument("en ram behövs för att se vad som krävs")
    weight_scans = scans(board, lambda share: progress(share / 2)) if given is None else given
    frames, moved = frames_needed(board, indexes), Moved(board)
    answers = []
    for number_done, index in enumerate(indexes, 1):
        answers.append(_Asked(board, index, weight_scans, frames, moved).answer())
        progress(0.5 + 0.5 * number_done / len(indexes))
    return tuple(answers)


class _Asked:
    """One project under question."""

    def __init__(self, board: Board, index: int, given: Sequence[Scan], frames: Frames, moved: Moved) -> None:
        self.board, self.index, self.scans, self.frames, self.moved = board, index, given, frames, moved
        self.state = Inside(int(board.line.inside[index])) if board.line is not None else Inside.OPEN
        self.now = bool(board.held[index])
        self.frame = board.choices.kronor

    def answer(self) -> Needed:
        """Return the ways across, or that a lock decides."""
        if self.board.lock[self.index] != Lock.FREE:
            return Needed(self.index, self.now, self.state, (), words.locked(self.board, self.index))
        found = (self._frame(), *self._levels(), self._weight(), self._cost())
        ways = tuple(way for way in found if way is not None)
        may = self.frames.may.get(self.index)
        # A short sentence names one level; the others are kept apart beside it.
        level = next((way for way in ways if way.kind is WayKind.LEVEL), None)
        told = [way for way in ways if way.kind is not WayKind.LEVEL or way is level]
        # What fits only for free has no cost to go up to: there any cost is what moves it.
        limits = [way for way in told if way.kind is WayKind.FRAME or (way.kind is WayKind.COST and way.value > 1)]
        stay = [way.words for way in limits]
        move = [way.words for way in told if way not in limits]
        if self.now:
            sentence = words.surely_inside(self.board, self.index, stay, move)
        elif self.state is Inside.OPEN:
            sentence = words.depending(self.board, self.index, [way.words for way in told])
        else:
            sentence = words.outside(self.board, self.index, [way.words for way in told], may)
        amounts = [(way.kind.value, way.figure, way.exact) for way in told if way.exact is not None]
        return Needed(self.index, self.now, self.state, ways, sentence, words.exact_limits(amounts))

    def _frame(self) -> Way | None:
        if self.now:
            most = self.frames.out.get(self.index)
            if most is None:
                return None
            shown = words.needed_limit(most + 1, self.frame)
            return Way(WayKind.FRAME, most, shown, f"en ram ned till {shown}", exact=most + 1)
        if self.index not in self.frames.into:
            return None
        least, exact = self.frames.into[self.index]
        # Under "hoppa" it may be that it fits at just this krona and not at the next.
        shown = words.needed_limit(least, None if self._fits_at(up_to_tkr(least)) else least)
        more = "" if exact else " (kanske räcker mindre)"
        return Way(WayKind.FRAME, least, shown, f"ramen ökar till {shown}{more}", exact=least if exact else None)

    def _fits_at(self, frame: int) -> bool:
        return self._sure(rank(self.board.scored, replace(self.board.choices, frame=frame)))

    def _sure(self, board: Board) -> bool:
        return bool(board.held[self.index])

    def _levels(self) -> list[Way | None]:
        return [self._level(column, item) for column, item in enumerate(self.board.scored.model.criteria)]

    def _level(self, column: int, criterion: Criterion) -> Way | None:
        low, high = self.board.scored.shares
        ends = {RangeFigure.LOWEST: low[self.index, column], RangeFigure.HIGHEST: high[self.index, column]}
        middle = (low[self.index, column] + high[self.index, column]) / 2
        share_now = float(ends.get(self.board.choices.span, middle))
        scale = criterion.scale
        fewer = isinstance(scale, NumberScale) and scale.lower_is_better
        verb = "sänks till" if bool(self.now) is not fewer else "höjs till"

        def crosses(share: float) -> bool:
            return self._with_level(column, share) != self.now

        if isinstance(scale, NumberScale):
            share = self._thousandth(share_now, crosses)
            if share is None:
                return None
            shown = words.scale_figure(scale.number(share), scale.measure)
            return Way(WayKind.LEVEL, share, shown, f"{criterion.name.lower()} {verb} {shown}", column)
        shares = [(scale.unit(level.name), level.name) for level in scale.levels]
        # A hair of slack, so that the level the project has now is no change.
        better = sorted((s, name) for s, name in shares if s > share_now + 1e-9)
        worse = sorted(((s, name) for s, name in shares if s < share_now - 1e-9), reverse=True)
        for share, level in worse if self.now else better:
            if crosses(share):
                return Way(WayKind.LEVEL, share, f"”{level}”", f"{criterion.name.lower()} {verb} ”{level}”", column)
        return None

    def _thousandth(self, now: float, crosses: Callable[[float], bool]) -> float | None:
        """Return the nearest thousandth of a number's scale at which the project crosses."""
        stays, moves = (
            (int(np.ceil(now * SHARES_TRIED)), 0) if self.now else (int(np.floor(now * SHARES_TRIED)), SHARES_TRIED)
        )
        if stays == moves or not crosses(moves / SHARES_TRIED):
            return None
        while abs(moves - stays) > 1:
            middle = (stays + moves) // 2
            stays, moves = (stays, middle) if crosses(middle / SHARES_TRIED) else (middle, moves)
        return moves / SHARES_TRIED

    def _with_level(self, column: int, share: float) -> bool:
        """Return whether the project is surely inside when its level on one criterion gives a share."""
        if self.board.choices.tie_orders:
            changed = pinned(self.board.scored, (self.index, column), share)
            return self._sure(rank(changed, self.board.choices))
        low, high = (part[[self.index]].copy() for part in self.board.scored.shares)
        low[0, column] = high[0, column] = share
        return self._state(Shares(low, high), None)

    def _state(self, shares: Shares, cost: int | None) -> bool:
        """Return whether it is surely inside with these marks and, when one is given, this cost."""
        choices, costs = self.board.choices, self.board.scored.costs
        result = points(shares, choices.weights)
        span = None if cost is None else (cost, cost)
        if choices.order is Order.POINTS:
            return self.moved.state_at(self.index, float(figure(result, choices.span)[0]), span) == Inside.YES
        value = {RangeFigure.LOWEST: result.low, RangeFigure.HIGHEST: result.high}.get(choices.span, result.middle)
        paid = self.board.scored.exact_cost[self.index] if cost is None else cost
        key = float(per_krona(value, np.array([paid], dtype=np.float64))[0])
        if np.isinf(key):
            # Among what costs nothing points decide, which only the whole list tells.
            whole = Shares(self.board.scored.shares.low.copy(), self.board.scored.shares.high.copy())
            whole.low[self.index], whole.high[self.index] = shares.low[0], shares.high[0]
            low, high = costs.low.copy(), costs.high.copy()
            low[self.index] = high[self.index] = paid
            return self._sure(rank(replace(self.board.scored, shares=whole, costs=Costs(low, high)), choices))
        return not np.isnan(key) and self.moved.state_at(self.index, key, span) == Inside.YES

    def _weight(self) -> Way | None:
        """The whole percent nearest to now, over all criteria, at which the project crosses the line."""
        best: tuple[float, int, int] | None = None
        for given in self.scans:
            across = () if given.inside is None else np.flatnonzero(given.inside[:, self.index] != self.now).tolist()
            for percent in across:
                # Nearest to now first; in a draw the earlier criterion, then the lower percent.
                candidate = (abs(percent - given.now), given.criterion, percent)
                best = candidate if best is None else min(best, candidate)
        if best is None:
            return None
        _, column, percent = best
        weights = self.board.choices.weights
        said = words.weight(weights[column] * 100, whole_percents(weights)[column], percent)
        name = self.board.scored.model.criteria[column].name.lower()
        return Way(WayKind.WEIGHT, percent, f"{percent}\u00a0%", f"vikten på {name} {said}", column)

    def _cost(self) -> Way | None:
        """The most the project may cost, with everything else as it is, and surely fit."""
        costs = self.board.scored.costs
        # What nobody knows is more than nothing.
        inside, outside = int(costs.unknown[self.index]), self.frame + 1
        if outside <= inside or not self._with_cost(inside):
            return None
        while outside - inside > 1:
            middle = (inside + outside) // 2
            inside, outside = (middle, outside) if self._with_cost(middle) else (inside, middle)
        shown = words.allowed_limit(inside, int(costs.high[self.index]) if self.now else 0)
        if self.now and not inside:
            return Way(WayKind.COST, 1, shown, "det kostar något")
        if self.now:
            return Way(WayKind.COST, inside + 1, shown, f"en kostnad upp till {shown}", exact=inside)
        said = f"kostnaden är högst {shown}" if inside else "det inte kostar något"
        return Way(WayKind.COST, inside, shown, said, exact=inside)

    def _with_cost(self, kronor: int) -> bool:
        if self.board.choices.tie_orders:
            low, high = (part.copy() for part in self.board.scored.costs)
            low[self.index] = high[self.index] = kronor
            return self._sure(rank(replace(self.board.scored, costs=Costs(low, high)), self.board.choices))
        return self._state(Shares(*(part[[self.index]] for part in self.board.scored.shares)), kronor)
