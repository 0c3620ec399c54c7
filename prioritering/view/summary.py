"""What stands around the rows of a board: the headline, the figures, the sentences and the sums by class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from prioritering import swedish
from prioritering.money.line_rule import Inside
from prioritering.scoring.board import TIERS_IN_ORDER
from prioritering.scoring.ranking import Order
from prioritering.view import cost_sums, line_words, sentences
from prioritering.view.count_words import left_for, open_by_kind, open_count
from prioritering.view.frame_words import frame_origin
from prioritering.view.picture import Picture
from prioritering.view.rule_words import rule_words
from prioritering.view.tie_words import tie_at_lines
from prioritering.view.unknown_words import Where, how_unknown_counts, of_the_board

# Narrower bars than these cannot be told apart.
MOST_BARS = 40


@dataclass(frozen=True, slots=True)
class BarPart:
    """One project's part of the frame's bar, as percent of the whole."""

    name: str
    width: float


@dataclass(frozen=True, slots=True)
class TierSum:
    """What surely fits or is locked in of one class: how many of how many, the sum in words, and how many are open.

    Those without a place per krona are `open`, but not counted among; `open_words` tells them apart ("" in older
    documents, see `open_said`).
    """

    name: str
    count: str
    sum: str
    unknown: int
    open: int = 0
    open_words: str = ""

    @property
    def open_said(self) -> str:
        """How many are open, in the words of this document or, of an older one, as it was told then."""
        return self.open_words or open_count(self.open)


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures in kronor and words; `used_kr` and `left_kr` are None without a frame.

    `sure`, `open` and `locked` are how many surely fit, may fit, and are locked in; `total` is all that are ranked,
    `free` those of them that the headline counts among: neither locked nor without a place (None in older documents).
    `used_kr` and `left_kr` are of what surely fits or is locked in; `at_most` is True when an uncertain cost is part of
    it, so that more is used and less is left than they say. `chosen` and `conditional` are of documents in format 1
    only, where unknown costs counted as nothing. `known` is of costs that are one known figure; `least` is the sum with
    ranges and assumed costs at their lowest, "" where there are none. `rule` says what the other fill rule would
    change, `unknown_counts` how the unknown costs are counted by the line and in the sums, `tie` and `second_tie` what
    there is to choose by the line and by the second one. `open_words` tells those that are open from those without a
    place, and `left_words` whom what is left is left for ("" in older documents).
    """

    headline: str
    frame_kr: int | None
    frame_label: str
    frame_preset: bool
    frame_text: str
    total: int
    used_kr: int | None
    left_kr: int | None
    known: str
    known_kr: int
    unknown: int
    unscored: int
    line: str
    tie: str
    used: str
    break_even: str
    bars: tuple[BarPart, ...]
    tiers: tuple[TierSum, ...]
    ordered_by: str
    sure: int = 0
    open: int = 0
    locked: int = 0
    at_most: bool = False
    second_line: str = ""
    rule: str = ""
    unknown_counts: str = ""
    least: str = ""
    chosen: int | None = None
    conditional: bool = False
    free: int | None = None
    second_tie: str = ""
    open_words: str = ""
    left_words: str = ""

    @property
    def open_said(self) -> str:
        """As `TierSum.open_said`, of all."""
        return self.open_words or open_count(self.open)


def summary_of(picture: Picture) -> Summary:
    """Return what stands around the rows of a picture."""
    board, line = picture.board, picture.board.line
    framed, tie = line is not None and picture.frame.kronor is not None, tie_at_lines(board, picture.reach)
    return Summary(
        headline=sentences.headline(picture),
        frame_kr=picture.frame.kronor,
        frame_label=picture.frame.cell.label if picture.frame.cell else "",
        frame_preset=picture.frame.preset,
        frame_text=frame_origin(picture),
        total=len(board.candidates),
        free=int(board.free.sum()),
        sure=int(board.state(Inside.YES).sum()),
        open=int((board.state(Inside.OPEN) | board.unplaced).sum()) if line else 0,
        locked=int(board.locked_in.sum()),
        at_most=sentences.held_uncertain(board),
        used_kr=line.used if line else None,
        left_kr=line.left if line else None,
        known=cost_sums.known_sum(board),
        known_kr=sum(board.scored.known_costs),
        least=cost_sums.least_sum(board),
        unknown=board.unknown_count,
        unscored=len(board.scored.unscored),
        line=line_words.line_text(picture),
        tie=tie[0],
        second_tie=tie[1],
        open_words=open_by_kind(board, np.ones_like(board.free)),
        left_words=left_for(board).strip() or "av ramen",
        used=sentences.used_text(picture) if framed else "",
        break_even=sentences.which_decide(picture) if framed else "",
        second_line=line_words.second_line_text(picture) if framed else "",
        rule=rule_words(picture, live=True),
        unknown_counts=_unknown_counts(picture) if framed else "",
        bars=_bars(picture),
        tiers=_tiers(picture),
        ordered_by="poäng per krona" if picture.view.order is Order.PER_KRONA else "poäng",
    )


def _unknown_counts(picture: Picture) -> str:
    return f"{of_the_board(picture)} {how_unknown_counts(Where.SUMS, picture)}".strip()


def _bars(picture: Picture) -> tuple[BarPart, ...]:
    board, line, frame = picture.board, picture.board.line, picture.frame.kronor
    if line is None or frame is None:
        return ()
    # What must be in may cost more than the frame: the bar is then of what is used.
    low, whole = board.scored.costs.low, max(frame, line.used, 1)
    shown = board.in_order(board.held & (low > 0))[:MOST_BARS]
    return tuple(BarPart(board.candidates[i].name, 100 * int(low[i]) / whole) for i in shown)


def _tiers(picture: Picture) -> tuple[TierSum, ...]:
    board, line = picture.board, picture.board.line
    sums = []
    for number, tier in enumerate(TIERS_IN_ORDER):
        group = picture.scored.tiers == number
        if line is None or not group.any():
            continue
        held = group & board.held
        sign = cost_sums.AT_LEAST if (held & board.uncertain()).any() else ""
        sums.append(
            TierSum(
                name=picture.plan.tier_title(tier) if tier else "Klass ej angiven",
                count=f"{swedish.number(int(held.sum()))} av {swedish.number(int((group & ~board.unplaced).sum()))}",
                sum=f"{sign}{swedish.tkr(int(board.scored.costs.low[held].sum()), unit=False)}",
                unknown=int(board.scored.costs.unknown[held].sum()),
                open=int((group & (board.state(Inside.OPEN) | board.unplaced)).sum()),
                open_words=open_by_kind(board, group),
            )
        )
    return tuple(sums)
