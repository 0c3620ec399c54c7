"""How the costs that nobody knows are counted: one function gives the sentence for every place that counts them.

There are five ways to count, since they answer different questions; on each page stands the sentence of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from prioritering import swedish
from prioritering.money.line_rule import Lock
from prioritering.scoring.board import Board
from prioritering.scoring.ranking import Order
from prioritering.view.picture import Picture, in_force, tried_span

BreakEven = tuple[str, int | None]
"""A project's name, and the most kronor that it may cost to be in the best portfolio; None when it never is."""


class Where(StrEnum):
    """What counts the unknown costs: the line by points, the line per krona, draws, the best portfolio, sums."""

    LINE = "linje"
    PER_KRONA = "per krona"
    DRAWS = "dragningar"
    PORTFOLIO = "portfölj"
    SUMS = "summor"


@dataclass(frozen=True, slots=True)
class UnknownSpan:
    """The range in kronor that the unknown costs lie in, and whose it is in words; None and "" when there is none."""

    low: int | None = None
    high: int | None = None
    whose: str = ""

    @property
    def words(self) -> str:
        """The range in tkr: '100–900 tkr'."""
        if self.low is None or self.high is None:
            return ""
        if self.low == self.high:
            return swedish.tkr(self.high)
        return f"{swedish.tkr(self.low, unit=False)}–{swedish.tkr(self.high)}"


def unknown_span(picture: Picture) -> UnknownSpan:
    """Return the range that counts for all unknown costs: the one that is tried, else the group's, else none."""
    tried = tried_span(picture.basis, [])
    if tried is not None:
        return UnknownSpan(*tried, "det spann som provas")
    common = in_force(picture.changes, picture.basis.view).unknown_costs
    return UnknownSpan(common[-1].low, common[-1].high, "gruppens spann") if common else UnknownSpan()


def how_unknown_counts(
    where: Where, picture: Picture, drawn: tuple[int, int] | None = None, break_evens: Sequence[BreakEven] = ()
) -> str:
    """Return how the unknown costs are counted at a place; nothing when every ranked project has a cost.

    `drawn` is a range in kronor that draws take instead of the picture's own. `break_evens` are what those that the
    best portfolio leaves out may cost at most to be in it.
    """
    count, span = picture.board.unknown_count, unknown_span(picture)
    if not count:
        return ""
    those = "Den okända kostnaden" if count == 1 else f"De {swedish.count_word(count)} okända kostnaderna"
    if where is Where.LINE:
        return _line(those, span, count)
    if where is Where.PER_KRONA:
        return _per_krona(those, span, picture.board)
    if where is Where.DRAWS:
        return _draws(those, span if drawn is None else UnknownSpan(*drawn, "spannet"), picture.frame.kronor)
    if where is Where.PORTFOLIO:
        return _portfolio(those, span, break_evens)
    return _sums(span, count)


def of_the_board(picture: Picture) -> str:
    """Return how the unknown costs are counted by the line, in the order that is shown; nothing where no line is."""
    if picture.board.line is None:
        return ""
    where = Where.PER_KRONA if picture.view.order is Order.PER_KRONA else Where.LINE
    return how_unknown_counts(where, picture)


def _line(those: str, span: UnknownSpan, count: int) -> str:
    if span.words:
        return f"{those} ligger i {span.whose}, {span.words}: Ryms är det som ryms i hela spannet."
    it, them = ("den", "den") if count == 1 else ("de", "dem")
    return (
        f"{those} är mer än noll, hur mycket vet ingen: Ryms är det som ryms vad {it} än blir, Oklart det som hänger "
        f"på {them}."
    )


def _per_krona(those: str, span: UnknownSpan, board: Board) -> str:
    if span.words:
        return f"{those} får plats efter mitten av {span.whose}, {span.words}: Ryms är det som ryms i hela spannet."
    unknown = board.scored.costs.unknown
    count = int((unknown & (board.lock == int(Lock.FREE))).sum())
    locked = int((unknown & (board.lock == int(Lock.MUST))).sum())
    said = []
    if count == 1:
        said = ["Projektet utan kostnad har ingen plats per krona: det står för sig, är oklart och tar inget av ramen."]
    elif count:
        without = f"De {swedish.count_word(count)} projekten utan kostnad"
        said = [f"{without} har ingen plats per krona: de står för sig, är oklara och tar inget av ramen."]
    if locked:
        said.append(
            "Det låsta utan kostnad tar mer än noll av ramen, hur mycket vet ingen."
            if locked == 1
            else f"De {swedish.count_word(locked)} låsta utan kostnad tar mer än noll av ramen, hur mycket vet ingen."
        )
    return " ".join(said)


def _draws(those: str, span: UnknownSpan, frame: int | None) -> str:
    if span.words:
        return f"{those} dras jämnt ur {span.whose}, {span.words}."
    if frame is None:
        return f"{those} räknas som noll i dragningarna, eftersom varken spann eller ram är vald."
    return f"{those} dras jämnt från 0 till hela ramen, {swedish.tkr(frame)}, eftersom inget spann är satt."


def _portfolio(those: str, span: UnknownSpan, break_evens: Sequence[BreakEven]) -> str:
    if span.low is not None and span.high is not None:
        # Rounded up as when it is chosen from: what fits surely fits.
        middle = swedish.tkr(-((-span.low - span.high) // 2))
        return f"{those} räknas som mitten av {span.whose}, {middle}."
    left_out = "är utelämnad" if those.startswith("Den") else "är utelämnade"
    limits = [
        f"{name} hör till den om det kostar högst {swedish.tkr_at_most(most)}"
        if most is not None
        else f"{name} gör det inte, vad det än kostar"
        for name, most in break_evens
    ]
    return f"{those} {left_out} ur den bästa portföljen{': ' + swedish.listing(limits) if limits else ''}."


def _sums(span: UnknownSpan, count: int) -> str:
    what = "en okänd kostnad" if count == 1 else "okända kostnader"
    least = f"; {span.whose} räknas med sitt lägsta" if span.words else ""
    return f"En summa där {what} ingår är minst den som visas (≥){least}."
