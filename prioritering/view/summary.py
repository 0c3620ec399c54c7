"""What stands around the rows of a board: the headline, the figures, the sentences and the sums by class."""

from __future__ import annotations

from dataclasses import dataclass

from prioritering import swedish
from prioritering.money.line_rule import NO_LIMIT
from prioritering.scoring.board import TIERS
from prioritering.scoring.ranking import Order
from prioritering.view import sentences
from prioritering.view.picture import Picture

# Narrower bars than these cannot be told apart.
MOST_BARS = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One project's part of the frame's bar, as percent of the whole."""

    name: str
    width: float


@dataclass(frozen=True, slots=True)
class TierSum:
    """What is inside of one class: how many of how many, the sum in words, and how many costs are unknown."""

    name: str
    count: str
    sum: str
    unknown: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures in kronor and words; `used_kr` and `left_kr` are None without a frame.

    `conditional` is True when the figures hold only if unknown costs are as low as possible.
    """

    headline: str
    frame_kr: int | None
    frame_label: str
    frame_preset: bool
    frame_text: str
    total: int
    chosen: int
    conditional: bool
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
    bars: tuple[Bar, ...]
    tiers: tuple[TierSum, ...]
    ordered_by: str


def summary_of(picture: Picture) -> Summary:
    """Return what stands around the rows of a picture."""
    board, line = picture.board, picture.board.line
    sign = sentences.AT_LEAST if board.unknown_count else ""
    framed = line is not None and picture.frame.kronor is not None
    return Summary(
        headline=sentences.headline(picture),
        frame_kr=picture.frame.kronor,
        frame_label=picture.frame.cell.label if picture.frame.cell else "",
        frame_preset=picture.frame.preset,
        frame_text=sentences.frame_text(picture),
        total=len(board.candidates),
        chosen=int(line.chosen.sum()) if line else 0,
        conditional=bool(sentences.condition(board)),
        used_kr=line.used if line else None,
        left_kr=line.left if line else None,
        known=f"{sign}{swedish.tkr(board.known_sum)}",
        known_kr=board.known_sum,
        unknown=board.unknown_count,
        unscored=len(board.scored.unscored),
        line=sentences.line_text(picture),
        tie=sentences.tie_note(board),
        used=sentences.used_text(picture) if framed else "",
        break_even=sentences.break_even(picture) if framed else "",
        bars=_bars(picture),
        tiers=_tiers(picture),
        ordered_by="poäng per krona" if picture.view.order is Order.PER_KRONA else "poäng",
    )


def _bars(picture: Picture) -> tuple[Bar, ...]:
    board, line, frame = picture.board, picture.board.line, picture.frame.kronor
    if line is None or frame is None:
        return ()
    # What must be in may cost more than the frame: the bar is then of what is used.
    low, whole = board.scored.costs.low, max(frame, line.used, 1)
    shown = board.in_order(line.chosen & (low > 0))[:MOST_BARS]
    return tuple(Bar(board.candidates[i].project.name, 100 * int(low[i]) / whole) for i in shown)


def _tiers(picture: Picture) -> tuple[TierSum, ...]:
    board, line = picture.board, picture.board.line
    sums = []
    for number, tier in enumerate(TIERS):
        group = picture.scored.tiers == number
        if line is None or not group.any():
            continue
        chosen = group & line.chosen
        sign = sentences.AT_LEAST if (chosen & board.uncertain()).any() else ""
        sums.append(
            TierSum(
                name=tier.capitalize() if tier else "Klass ej angiven",
                count=f"{int(chosen.sum())} av {int(group.sum())}",
                sum=f"{sign}{swedish.tkr(int(board.scored.costs.low[chosen].sum()), unit=False)}",
                unknown=int((board.scored.costs.high[chosen] >= NO_LIMIT).sum()),
            )
        )
    return tuple(sums)
