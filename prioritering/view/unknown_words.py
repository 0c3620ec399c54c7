"""How the costs that nobody knows are counted: one function gives the sentence for every place that counts them.

There are five ways to count, since they answer different questions; on each page stands the sentence of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from prioritering import swedish
from prioritering.arrays import Flags
from prioritering.money.line_rule import Lock
from prioritering.scoring.board import Board
from prioritering.scoring.ranking import Order
from prioritering.view.open_words import all_by_unknown
from prioritering.view.picture import Picture, in_force, tried_span

TRIED = "det spann som provas"
# As many as a sentence bears.
MOST_LEFT_OUT = 12


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
    def ends(self) -> tuple[int, int] | None:
        """The lowest and the highest in kronor; None when there is no range."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    @property
    def words(self) -> str:
        """The range in tkr: '100–900 tkr'."""
        return swedish.tkr_range(*self.ends) if self.ends else ""


def unknown_span(picture: Picture) -> UnknownSpan:
    """Return the range that counts for all unknown costs: the one that is tried, else the group's, else none."""
    tried = tried_span(picture.basis, [])
    if tried is not None:
        return UnknownSpan(*tried, TRIED)
    common = in_force(picture.changes, picture.basis.view).unknown_costs
    return UnknownSpan(common[-1].low, common[-1].high, "gruppens spann") if common else UnknownSpan()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A best portfolio's unknown costs: who is left out, who is in it for all that, and what a range counts as.

    `middle` is 'mitten', 'lägsta' or 'högsta'.
    """

    left_out: tuple[str, ...]
    inside: tuple[str, ...]
    middle: str = "mitten"


def chosen_by_locks(picture: Picture) -> Chosen:
    """Return what of the unknown costs a portfolio under the locks alone leaves out and has in it."""
    board = picture.board
    unknown = board.scored.costs.unknown
    out, inside = (
        tuple(board.candidates[i].name for i in board.in_order(flags))
        for flags in (unknown & (board.lock == int(Lock.FREE)), unknown & board.locked_in)
    )
    return Chosen(out, inside)


def how_unknown_counts(where: Where, picture: Picture, chosen: Chosen | None = None) -> str:
    """Return how the unknown costs are counted at a place; nothing when every ranked project has a cost.

    `chosen` is what the best portfolio does with the unknown costs; without it the locks alone count.
    """
    count, span = picture.board.unknown_count, unknown_span(picture)
    if not count:
        return ""
    those = "Den okända kostnaden" if count == 1 else f"De {swedish.count_word(count)} okända kostnaderna"
    if where in {Where.LINE, Where.PER_KRONA} and not (picture.board.lock == int(Lock.FREE)).any():
        return _all_locked(those, span, picture.board)
    if where is Where.LINE:
        return _line(those, span, count, all_by_unknown(picture.board))
    if where is Where.PER_KRONA:
        return _per_krona(those, span, picture.board)
    if where is Where.DRAWS:
        return _draws(those, picture, span)
    if where is Where.PORTFOLIO:
        return _portfolio(those, span, count, chosen or chosen_by_locks(picture))
    return _sums(span, count)


def hedge(board: Board, counted: Flags, told: str = "") -> str:
    """Return whose costs something hangs on: 'om gruppens antaganden stämmer'; nothing where none is flagged.

    What is named in `told`, which stands before it, is not named again.
    """
    tried = {board.candidates[i].tried for i in board.in_order(counted)}
    whose = [name for flag, name in ((True, TRIED), (False, "gruppens antaganden")) if flag in tried]
    new = [name for name in whose if name not in told]
    return f"om {'också ' if len(new) < len(whose) else ''}{swedish.listing(new)} stämmer" if new else ""


def hedge_about(board: Board, about: Collection[int], told: str = "") -> str:
    """Return that what is said about some projects hangs on costs assumed or tried for them or what comes before.

    Per krona a cost decides the place too: what comes after might have come before.
    """
    last = max((int(board.tie[i]) for i in about), default=0)
    before = board.free & ((board.tie <= last) | (board.choices.order is Order.PER_KRONA))
    return hedge(board, board.assumed & (board.locked_in | before), told)


def of_the_board(picture: Picture) -> str:
    """Return how the unknown costs are counted by the line, in the order that is shown; nothing where no line is."""
    if picture.board.line is None:
        return ""
    where = Where.PER_KRONA if picture.view.order is Order.PER_KRONA else Where.LINE
    return how_unknown_counts(where, picture)


def _all_locked(those: str, span: UnknownSpan, board: Board) -> str:
    """Return how they are counted where no project is free, so that there is nothing to say of what fits."""
    locked = sum(board.candidates[i].unpriced for i in board.in_order(board.locked_in))
    if not locked or not span.words:
        return _locked_unknown(locked)
    if span.low == span.high:
        return f"{those} räknas som {span.words}, efter {span.whose}."
    return f"{those} ligger i {span.whose}, {span.words}."


def _line(those: str, span: UnknownSpan, count: int, only: bool) -> str:
    if span.words and span.low == span.high:
        return f"{those} räknas som {span.words}, efter {span.whose}: Ryms är det som ryms med den kostnaden."
    if span.words:
        return f"{those} ligger i {span.whose}, {span.words}: Ryms är det som ryms i hela spannet."
    it, them = ("den", "den") if count == 1 else ("de", "dem")
    # Not where something else decides too: the words beside the project say what.
    hangs = f", Oklart det som beror på {them}" if only else ""
    return f"{those} är mer än noll, hur mycket vet ingen: Ryms är det som ryms vad {it} än blir{hangs}."


def _per_krona(those: str, span: UnknownSpan, board: Board) -> str:
    if span.words:
        return f"{those} får plats efter mitten av {span.whose}, {span.words}: Ryms är det som ryms i hela spannet."
    unknown = board.scored.costs.unknown
    count = int((unknown & (board.lock == int(Lock.FREE))).sum())
    locked = int((unknown & board.locked_in).sum())
    said = []
    if count == 1:
        said = ["Projektet utan kostnad har ingen plats per krona: det står för sig, är oklart och tar inget av ramen."]
    elif count:
        without = f"De {swedish.count_word(count)} projekten utan kostnad"
        said = [f"{without} har ingen plats per krona: de står för sig, är oklara och tar inget av ramen."]
    return " ".join(filter(None, [*said, _locked_unknown(locked)]))


def _locked_unknown(count: int) -> str:
    """Return what those that are locked in at an unknown cost take of the frame; nothing of none."""
    if not count:
        return ""
    those = "Det låsta" if count == 1 else f"De {swedish.count_word(count)} låsta"
    return f"{those} utan kostnad tar mer än noll av ramen, hur mycket vet ingen."


def _draws(those: str, picture: Picture, span: UnknownSpan) -> str:
    frame, per_krona = picture.frame.kronor, picture.view.order is Order.PER_KRONA
    one = those.startswith("Den")
    if span.words and span.low == span.high:
        return f"{those} räknas som {span.words} i de slumpade fallen, efter {span.whose}."
    if span.words:
        return f"{those} dras jämnt ur {span.whose}, {span.words}."
    if frame == 0:
        own = "projektet" if one else "projekten"
        apart = f" Utan spann har {own} ingen plats per krona." if per_krona else ""
        them = "är mer än noll och ryms därför inte i något slumpat fall"
        return f"{those} {them}, eftersom ramen är 0\u00a0tkr.{apart}"
    if frame is not None:
        # A range would give such a project a place on the board too.
        apart = f" {_place_in_draws(one)}" if per_krona else ""
        return f"{those} dras jämnt från 0 till hela ramen, {swedish.tkr(frame)}, eftersom inget spann är satt.{apart}"
    if per_krona:
        without = "Projektet utan kostnad är utelämnat" if one else f"{_without(those)} är utelämnade"
        return f"{without} ur platserna, eftersom varken spann eller ram är vald."
    return f"{those} har ingen del i platserna: utan ram räknas bara poängen."


def _without(those: str) -> str:
    return f"{those.removesuffix(' okända kostnaderna')} projekten utan kostnad"


def _place_in_draws(one: bool) -> str:
    if one:
        return "I de slumpade fallen får den därmed ett belopp och projektet en plats; i listan står det för sig."
    return "I de slumpade fallen får de därmed ett belopp och projekten en plats; i listan står de för sig."


def _portfolio(those: str, span: UnknownSpan, count: int, chosen: Chosen) -> str:
    if span.low is not None and span.high is not None:
        # Rounded up as when it is chosen from: what fits surely fits.
        counted = {"lägsta": span.low, "högsta": span.high}.get(chosen.middle, -((-span.low - span.high) // 2))
        # "Mitten av spannet", but "spannets lägsta".
        what = "mitten av" if chosen.middle == "mitten" else f"det {chosen.middle} i"
        return f"{those} räknas som {what} {span.whose}, {swedish.tkr(counted)}."
    said = []
    if chosen.left_out:
        others = bool(chosen.inside) or len(chosen.left_out) < count
        said.append(f"{_left_out(chosen.left_out, others)} ur den bästa portföljen.")
    if chosen.inside:
        many = len(chosen.inside) > 1
        costs = "deras kostnader är okända" if many else "kostnaden är okänd"
        names = swedish.listing(chosen.inside)
        said.append(f"{names} är {'låsta' if many else 'låst'} och med; {costs}, så summan är minst den som visas.")
    return " ".join(said)


def _left_out(names: Sequence[str], others: bool) -> str:
    one = len(names) == 1
    if others:
        # Those that are in it or locked out have unknown costs too, so a count would not say whose cost is meant.
        named = swedish.first_few(names, MOST_LEFT_OUT, shown=MOST_LEFT_OUT - 1)
        return f"{named} har okänd kostnad och är {'utelämnat' if one else 'utelämnade'}"
    if one:
        return "Den okända kostnaden är utelämnad"
    return f"De {swedish.count_word(len(names))} okända kostnaderna är utelämnade"


def _sums(span: UnknownSpan, count: int) -> str:
    what = "en okänd kostnad" if count == 1 else "okända kostnader"
    least = f"; {span.whose} räknas med sitt lägsta" if span.words else ""
    return f"En summa där {what} ingår är minst den som visas (≥){least}."
