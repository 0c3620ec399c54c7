"""Swedish words for how safe the projects of a study are; what is locked stands by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from prioritering import swedish
from prioritering.analysis.inclusion import CORE, EXTERIOR, Method, Outcome, Standing
from prioritering.analysis.margin import decimals
from prioritering.analysis.weight_draws import WeightInfo, WeightKind
from prioritering.money.line_rule import Inside, Lock
from prioritering.scoring.board import Board
from prioritering.view import sentences
from prioritering.view.first_words import only_words
from prioritering.view.locked_words import breaks_frame, broken_words, may_break, may_break_words
from prioritering.view.picture import Picture
from prioritering.view.share_words import share_words
from prioritering.view.unknown_words import unknown_span

STANDINGS = {
    Standing.MUST: "Med (låst)",
    Standing.SAFE: "säkert",
    Standing.GREY: "gråzon",
    Standing.OUTSIDE: "utanför",
    Standing.NOT_NOW: "Inte nu (låst)",
}
LOCKED = {Lock.MUST: Standing.MUST, Lock.NOT_NOW: Standing.NOT_NOW}
DRAWN = (Standing.SAFE, Standing.GREY, Standing.OUTSIDE)
NO_SHARE = "–"


def standings(board: Board, outcome: Outcome) -> tuple[Standing, ...]:
    """Return where each project stands: by its share, or as it is locked; nothing without a frame."""
    if outcome.inside is None:
        return ()
    drawn = (Standing.of(share) for share in outcome.inside.tolist())
    return tuple(LOCKED.get(Lock(lock), by) for lock, by in zip(board.lock.tolist(), drawn, strict=True))


def listed_standings(found: Sequence[Standing]) -> tuple[Standing, ...]:
    """Return the standings that are listed, in order: those of the draws, and the locked ones where there are any."""
    return tuple(item for item in Standing if item in DRAWN or item in found)


def inside_words(share: float, standing: Standing, count: int) -> str:
    """Return the share of `count` cases that a project is inside in; rounded it never contradicts where it stands."""
    if standing not in DRAWN:
        return NO_SHARE
    digits = decimals(count)
    shown = round(float(swedish.rounded_figure(share * 100, digits)), digits) / 100
    if standing is Standing.GREY and shown <= EXTERIOR:
        return f"över {swedish.percent(EXTERIOR)}"
    if standing is Standing.GREY and shown >= CORE:
        return f"under {swedish.percent(CORE)}"
    return swedish.share(share, digits)


def study_headline(
    picture: Picture, outcome: Outcome, drawn: tuple[int, int], weights: WeightInfo, method: Method = Method.RULE
) -> str:
    """Return the finding of a study, whose unknown costs are `drawn` from lowest to highest kronor.

    `weights` are those it draws from, and `method` is how the inside were picked.
    """
    frame, found = picture.frame.kronor, standings(picture.board, outcome)
    if frame is None or not found:
        return f"Ingen ram är vald, så bara platserna kan prövas. {most_often_first(picture, outcome)}".strip()
    beside = picture.board.scored.unscored or picture.board.scored.gated
    varied = _varied(picture, weights) if any(item in DRAWN for item in found) else ""
    if len(found) == 1 and found[0] in DRAWN and not beside:
        said = f"{_alone(found[0], method)}{swedish.tkr(frame)}{varied}"
    else:
        where = "i den bästa portföljen " if method is Method.BEST else ""
        said = f"{_of_all(found)} {where}inom ramen {swedish.tkr(frame)}{varied}{_rest(found)}"
    # With nothing in the frame no unknown cost fits, whatever it is, unless somebody has set a range for it.
    decides = picture.board.unknown_count and (frame or unknown_span(picture).ends)
    if decides and any(item in DRAWN for item in found):
        said += f", om {_unknown(picture.board.unknown_count)} är {_span(*drawn)}"
    over = broken_words(picture) if breaks_frame(picture) else ""
    if may_break(picture):
        over = may_break_words(picture)
    hangs = _hangs_on_the_drawn(picture.board, found) if decides and method is Method.RULE else ""
    return f"{over} {said}. {hangs}".strip()


def _hangs_on_the_drawn(board: Board, found: Sequence[Standing]) -> str:
    """Return how many of those that are säkert are so whatever the unknown costs become, as the board counts them.

    Without a range the costs are drawn up to the frame, so what is säkert here may be Oklart beside it.
    """
    safe = [index for index, standing in enumerate(found) if standing is Standing.SAFE]
    inside = board.state(Inside.YES)
    sure = int(inside[safe].sum())
    if sure == len(safe):
        return ""
    if len(found) == 1:
        those = "det inte"
    elif not inside.any():
        # As the board says of the same: "räcker inte säkert till något".
        those = "inget"
    elif len(safe) == 1:
        those = "just det inte"
    else:
        those = f"{f'bara {_word(sure)}' if sure else 'inget'} av dem"
    return f"Vad kostnaderna än blir är {those} {'säkra' if sure > 1 else 'säkert'}."


def _varied(picture: Picture, weights: WeightInfo) -> str:
    """Return what the cases vary beside costs: on the board 'säkert' is said with weights and levels as they are."""
    held = weights.kind is WeightKind.FIXED or (weights.kind is WeightKind.INTERVALS and weights.low == weights.high)
    low, high = picture.scored.shares
    unlike = (low != high).any(axis=1)
    if picture.scored.pointless is not None:
        unlike &= ~picture.scored.pointless
    said = {(True, True): "vikter och nivåer", (True, False): "vikterna", (False, True): "nivåerna"}
    what = said.get((not held and len(picture.model.criteria) > 1, bool(unlike.any())), "")
    return what and f" när också {what} varierar"


def _alone(standing: Standing, method: Method) -> str:
    """Return where a plan's only project stands: counting one by kinds would say what is not."""
    best = method is Method.BEST
    places = {
        Standing.SAFE: "är säkert i den bästa portföljen inom" if best else "är säkert inom",
        Standing.GREY: "ligger i gråzonen för den bästa portföljen inom" if best else "ligger i gråzonen för",
        Standing.OUTSIDE: "är utanför den bästa portföljen inom" if best else "är utanför",
    }
    return f"Det enda projektet {places[standing]} ramen "


def _of_all(found: Sequence[Standing]) -> str:
    total, locked = len(found), sum(item not in DRAWN for item in found)
    if locked == total:
        return f"{'Det enda projektet är låst' if total == 1 else f'Alla {_word(total)} projekt är låsta'}"
    among = f", varav {_word(locked)} är {'låst' if locked == 1 else 'låsta'}," if locked else ""
    safe = found.count(Standing.SAFE)
    sure = "inget säkert" if not safe else f"{_word(safe)} {'säkert' if safe == 1 else 'säkra'}"
    return f"Av {swedish.plural(total, 'projekt', 'projekt')}{among} är {sure}"


def _rest(found: Sequence[Standing]) -> str:
    grey, out = found.count(Standing.GREY), found.count(Standing.OUTSIDE)
    if all(item not in DRAWN for item in found):
        return ", så inget är fritt att pröva"
    inside = f"{_word(grey)} ligger" if grey else "inget ligger"
    return f", {inside} i gråzonen och {_word(out) if out else 'inget'} utanför"


def _unknown(count: int) -> str:
    return "den okända kostnaden" if count == 1 else f"de {_word(count)} okända kostnaderna"


def _span(low: int, high: int) -> str:
    first = "" if low == high else f"{swedish.tkr(low, unit=False)}\u2060–\u2060"
    return f"{first}{swedish.tkr(high)}"


def standing_limits() -> tuple[str, str]:
    """Return the share from which a project is säkert, and the one up to which it is utanför."""
    return swedish.percent(CORE), swedish.percent(EXTERIOR)


def most_often_first(picture: Picture, outcome: Outcome) -> str:
    """Return what comes first most often: all of them, where several do equally often."""
    if outcome.places is None:
        return ""
    shares = outcome.places.acceptability[:, 0]
    placed = np.flatnonzero(outcome.places.acceptability.any(axis=1))
    if len(placed) == 1:
        return only_words(picture, int(placed[0]))
    most = float(shares.max())
    firsts = picture.board.by_tie_order(np.flatnonzero(shares == most).tolist())
    names = sentences.some_names(picture.board, tuple(firsts))
    often = share_words(most, outcome.count)
    if len(firsts) == 1:
        return f"{names} kommer oftast först ({often})."
    return f"{names} kommer först lika ofta ({often})."


def _word(count: int) -> str:
    return swedish.count_word(count)
