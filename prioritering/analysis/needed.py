"""Vad krävs? For each project outside what would bring it in, for each inside what would push it out, one at a time.

Everything else is as the board shows it, with uncertain costs at their lowest. Each answer is found by an exact scan
or bisection and is what `scoring.board.rank` says at that value. A project's own cost and its own level act one way
only (cheaper or better never puts it out), which is what makes bisection exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from prioritering.analysis.draws import ReportProgress, no_progress
from prioritering.analysis.frames import Frames, frames_needed
from prioritering.analysis.sensitivity import Scan, pinned, scans
from prioritering.criteria.model import Criterion, NumberScale
from prioritering.errors import BadArgument
from prioritering.money.line_rule import NO_LIMIT, Costs, Inside, Lock
from prioritering.scoring.board import Board, rank
from prioritering.scoring.ranking import Span
from prioritering.swedish import number, tkr

# Halvings of the scale: far finer than the thousandth that the answer is rounded to.
STEPS = 40


class WayKind(StrEnum):
    """What is changed."""

    FRAME = "ram"
    LEVEL = "niva"
    WEIGHT = "vikt"
    COST = "kostnad"


@dataclass(frozen=True, slots=True)
class Way:
    """One change that alone would move the project across the line, as a figure and in words.

    `value` is the frame or cost in kronor, the share (0–1) of a level, or the weight in percent.
    """

    kind: WayKind
    value: float
    words: str
    criterion: int | None = None


@dataclass(frozen=True, slots=True)
class Needed:
    """A project's answer: whether it is inside now, the ways across, and the sentence."""

    index: int
    inside: bool
    ways: tuple[Way, ...]
    sentence: str


def needed(
    board: Board, indexes: Sequence[int], given: Sequence[Scan] | None = None, progress: ReportProgress = no_progress
) -> tuple[Needed, ...]:
    """Return what it takes for these projects. `given` are the board's weight scans, when they are already there.

    Raises BadArgument without a frame.
    """
    if board.line is None:
        raise BadArgument("en ram behövs för att se vad som krävs")
    weight_scans = scans(board) if given is None else given
    frames = frames_needed(board, indexes)
    answers = []
    for number_done, index in enumerate(indexes, 1):
        answers.append(_Asked(board, index, weight_scans, frames).answer())
        progress(number_done / len(indexes))
    return tuple(answers)


class _Asked:
    """One project under question."""

    def __init__(self, board: Board, index: int, given: Sequence[Scan], frames: Frames) -> None:
        self.board, self.index, self.scans, self.frames = board, index, given, frames
        self.line = board.line
        self.name = board.candidates[index].project.name
        self.now = self.line is not None and bool(self.line.chosen[index])
        self.frame = board.choices.frame or 0

    def answer(self) -> Needed:
        """Return the ways across, or that a lock decides."""
        lock = int(self.board.lock[self.index])
        if lock != Lock.FREE:
            why = "är med eftersom gruppen har låst det (måste med)" if lock == Lock.MUST else "är satt till inte nu"
            return Needed(self.index, self.now, (), f"{self.name} {why}.")
        found = (self._frame(), *self._levels(), self._weight(), self._cost())
        ways = tuple(way for way in found if way is not None)
        return Needed(self.index, self.now, ways, self._sentence(ways))

    def _sentence(self, ways: tuple[Way, ...]) -> str:
        if self.now:
            open_now = self.line is not None and int(self.line.inside[self.index]) == Inside.OPEN
            said = (
                f"{self.name} åker ut om "
                if not open_now
                else (f"{self.name} ryms om de okända kostnaderna är som lägst, och åker då ut om ")
            )
            if not ways:
                return f"{self.name} ligger kvar vilken enskild sak som än ändras."
            return f"{said}{_either(ways)}."
        inside_frame = [way for way in ways if way.kind is not WayKind.FRAME]
        if inside_frame:
            return f"{self.name} kommer in om {_either(ways)}."
        more = "".join(f" Det krävs att {way.words}." for way in ways)
        return f"{self.name} kan inte komma in inom ramen.{more}"

    def _frame(self) -> Way | None:
        if self.board.unplaced[self.index]:
            return None
        if self.now:
            most = self.frames.out[self.index]
            if most is None:
                return None
            return Way(WayKind.FRAME, most, f"ramen blir lägre än {tkr(most + 1)} (nu {tkr(self.frame)})")
        least, exact = self.frames.into[self.index]
        more = "ramen ökar med" if exact else "ramen ökar med högst"
        return Way(WayKind.FRAME, least, f"{more} {tkr(least - self.frame)} (till {tkr(least)})")

    def _inside(self, board: Board) -> bool:
        return board.line is not None and bool(board.line.chosen[self.index])

    def _levels(self) -> list[Way | None]:
        return [self._level(column, item) for column, item in enumerate(self.board.scored.model.criteria)]

    def _level(self, column: int, criterion: Criterion) -> Way | None:
        cell = (self.index, column)
        low, high = self.board.scored.shares
        span = self.board.choices.span
        ends = {Span.LOWEST: low[cell], Span.HIGHEST: high[cell]}
        share_now = float(ends.get(span, (low[cell] + high[cell]) / 2))

        def crosses(share: float) -> bool:
            return self._inside(rank(pinned(self.board.scored, cell, share), self.board.choices)) != self.now

        scale = criterion.scale
        if isinstance(scale, NumberScale):
            return self._number(column, criterion.name, scale, share_now, crosses)
        shares = [(scale.unit(level.name), level.name) for level in scale.levels]
        # A hair of slack, so that the level the project has now is no change.
        better = sorted((s, name) for s, name in shares if s > share_now + 1e-9)
        worse = sorted(((s, name) for s, name in shares if s < share_now - 1e-9), reverse=True)
        for share, level in worse if self.now else better:
            if crosses(share):
                verb = "sänks till" if self.now else "höjs till"
                return Way(WayKind.LEVEL, share, f"{criterion.name.lower()} {verb} ”{level}”", column)
        return None

    def _number(
        self, column: int, name: str, scale: NumberScale, now: float, crosses: Callable[[float], bool]
    ) -> Way | None:
        end = 0.0 if self.now else 1.0
        if now == end or not crosses(end):
            return None
        stays, moves = now, end
        for _ in range(STEPS):
            middle = (stays + moves) / 2
            stays, moves = (stays, middle) if crosses(middle) else (middle, moves)
        # Rounded to a thousandth of the scale, towards the end at which it surely crosses.
        thousandths = np.floor(moves * 1000) if self.now else np.ceil(moves * 1000)
        share = float(np.clip(thousandths / 1000, 0, 1))
        value = scale.lowest + share * (scale.highest - scale.lowest)
        verb = "sänks till" if self.now else "höjs till"
        shown = f"{value:.6g}".replace(".", ",")
        return Way(WayKind.LEVEL, share, f"{name.lower()} {verb} {shown}", column)

    def _weight(self) -> Way | None:
        """The whole percent nearest to now, over all criteria, at which the project crosses the line."""
        best: tuple[float, int, int] | None = None
        for given in self.scans:
            if given.inside is None:
                continue
            for percent in np.flatnonzero(given.inside[:, self.index] != self.now).tolist():
                # Nearest to now first; in a draw the earlier criterion, then the lower percent.
                candidate = (abs(percent - given.now), given.criterion, percent)
                best = candidate if best is None else min(best, candidate)
        if best is None:
            return None
        _, column, percent = best
        now = self.board.choices.weights[column] * 100
        verb = "höjs" if percent > now else "sänks"
        name = self.board.scored.model.criteria[column].name.lower()
        return Way(WayKind.WEIGHT, percent, f"vikten på {name} {verb} från {number(now)} till {percent}\u00a0%", column)

    def _cost(self) -> Way | None:
        """The most the project may cost, with everything else as it is, and be inside."""
        costs = self.board.scored.costs
        now = int(costs.low[self.index])
        unknown = int(costs.high[self.index]) >= NO_LIMIT

        def fits(kronor: int) -> bool:
            low, high = costs.low.copy(), costs.high.copy()
            low[self.index] = high[self.index] = kronor
            return self._inside(rank(replace(self.board.scored, costs=Costs(low, high)), self.board.choices))

        if not fits(0):
            return None
        # Free it is inside, and dearer than the whole frame it is not: the krona between is found by halving.
        inside, outside = 0, self.frame + 1
        while outside - inside > 1:
            middle = (inside + outside) // 2
            inside, outside = (middle, outside) if fits(middle) else (inside, middle)
        if self.now:
            return Way(WayKind.COST, inside + 1, f"kostnaden blir högre än {tkr(inside)}")
        known = "" if unknown else f" (nu {tkr(now)})"
        return Way(WayKind.COST, inside, f"kostnaden är högst {tkr(inside)}{known}")


def _either(ways: Sequence[Way]) -> str:
    words = [way.words for way in ways]
    return words[0] if len(words) == 1 else f"{', om '.join(words[:-1])} eller om {words[-1]}"
