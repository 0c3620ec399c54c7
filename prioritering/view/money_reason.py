"""Why the money reaches a project or not, in one or two sentences."""

from __future__ import annotations

from prioritering import swedish
from prioritering.arrays import Flags
from prioritering.money.amounts import TKR
from prioritering.money.line_rule import Inside, Lock, Rule
from prioritering.scoring.board import Board
from prioritering.scoring.tie_choice import after_cut, cost_decides_too, hangs_on_choice, most_left_above
from prioritering.view.open_words import IN_A_SAMPLE, sampled
from prioritering.view.picture import Picture
from prioritering.view.unknown_words import hedge, hedge_about

IN_EVERY = "Ryms i varje tänkbart fall"
_WHICH_OF_EQUALS = {
    True: " Vilka som ryms måste ni välja.",
    False: " För just det här avgör en osäker kostnad.",
    None: " Om det är valet som avgör för just det här är inte uträknat.",
}


def money_reason(picture: Picture, index: int, running: str, on_level: bool = False) -> str:
    """Return why the money reaches a project on the board or not.

    `running` is its sum in words, and `on_level` says that its state depends on a level of its own that is open.
    """
    if not on_level:
        return _by_the_points_shown(picture, index, running)
    # An open level is no outcome that has been tried, so "varje" would be untrue.
    said = _by_the_points_shown(picture, index, running).replace(IN_EVERY, "Ryms med de poäng som visas")
    return f"{said} Det beror också på nivå: en annan nivå i projektets eget spann kan ge ett annat svar."


def _by_the_points_shown(picture: Picture, index: int, running: str) -> str:
    board, line, frame = picture.board, picture.board.line, picture.frame.kronor
    if line is None or frame is None:
        return "Ingen ram är vald."
    lock = Lock(int(board.lock[index]))
    if lock is Lock.MUST:
        anyhow = "fast underlag saknas och det inte får några poäng" if picture.pointless(index) else ""
        return f"Låst som måste med: tas först ur ramen, {anyhow or 'vilka poäng det än har'}."
    if lock is Lock.NOT_NOW:
        return "Låst som inte nu: tar inget av ramen."
    if board.unplaced[index]:
        return "Kostnaden är inte känd, så projektet har ingen plats per krona och tar inget av ramen."
    state = Inside(int(line.inside[index]))
    hedge = hedge_about(board, (index,)) if index in picture.reach.assumed else ""
    assumed = f", {hedge}" if hedge else ""
    if state is Inside.YES:
        # Under "hoppa" a free project past a tie that the frame cuts is inside whatever is chosen, with no sum to give.
        used = f" Till och med den här platsen används {running}\u00a0tkr av {swedish.tkr(frame)}."
        return f"{IN_EVERY}{assumed}.{used if line.running[index] >= 0 else ''}"
    if state is Inside.OPEN:
        sample = f" Vad som avgör är {IN_A_SAMPLE} av det som kan hända." if sampled(board, index) else ""
        return f"{_open_reason(picture, index, frame)}{sample}"
    return f"Ryms inte{assumed}: {_outside_reason(board, index, frame, bool(hedge))}"


def _open_reason(picture: Picture, index: int, frame: int) -> str:
    """Return on what it hangs: a choice inside a tie, the unknown costs so far, or that another falls out."""
    board, line = picture.board, picture.board.line
    tie = board.free & (board.tie == board.tie[index])
    by_choice = hangs_on_choice(board, index)
    if line is None or line.cut[index]:
        others = [board.candidates[i].name for i in board.in_named_order(board.in_order(tie)) if i != index]
        names = swedish.first_few(others, 3, "projekt till", shown=2)
        whose = hedge_about(board, (index,))
        all_of_them = f"alla, {whose}" if whose else "alla"
        chosen = f"Lika med {names}, och ramen räcker inte till {all_of_them}.{_WHICH_OF_EQUALS[by_choice]}"
        return chosen if by_choice is False else f"{chosen}{_own_limit(board, index)}"
    if by_choice is None:
        return "Det är inte uträknat vad som avgör: en kostnad, eller vad ni tar av de lika."
    others = (board.before(index) | tie) & board.uncertain()
    what = "okänd" if board.scored.costs.unknown[others].all() else "osäker"
    alone = others[index] and int(others.sum()) == 1
    by_cost = "på vad det kostar" if alone else f"på en {what} kostnad till och med den här platsen"
    if by_choice:
        too = f", och {by_cost}" if cost_decides_too(board, index) else ""
        return f"Beror på vilka av de lika projekten ovanför som väljs{too}."
    if after_cut(board, index):
        return f"Beror {by_cost}."
    if not line.within[index]:
        return f"Ryms bara om en {what} kostnad blir så hög att något annat faller ut."
    return _limit_reason(picture, index, frame, tie & line.within)


def _limit_reason(picture: Picture, index: int, frame: int, beside: Flags) -> str:
    """Return what the uncertain costs up to a project may come to; `beside` flags those of its tie that are counted."""
    board = picture.board
    low, unknown = board.scored.costs.low, board.scored.costs.unknown
    taken = board.taken_before(index) | beside
    uncertain = taken & board.uncertain()
    own = "Kostnaden är okänd. " if unknown[index] else ""
    limit = swedish.tkr_at_most_exact(frame - int(low[taken & ~uncertain].sum()))
    # The limit holds whatever the uncertain costs turn out to be, but not if another that is assumed is wrong; its own
    # as well, where that is one figure that the group has assumed.
    met = board.before(index) | (board.free & (board.tie == board.tie[index]))
    met[index] = True
    whose = hedge(board, board.assumed & met & ~uncertain)
    when = f"{own}Ryms {whose} och" if whose else f"{own}Ryms om"
    alone = int(uncertain.sum()) == 1
    itself = alone and bool(uncertain[index])
    if itself:
        said = f"{when} den {'är' if own else 'kostar'} högst {limit}."
    else:
        what = f"{'den' if alone else 'de'} {'okända' if unknown[uncertain].all() else 'osäkra'}"
        costs, together = ("kostnaden", "") if alone else ("kostnaderna", " tillsammans")
        here = f"till och med den här platsen{_but_for(board, met & board.uncertain() & ~taken)}"
        said = f"{when} {what} {costs} {here} blir högst {limit}{together}."
    past = picture.inside_past_limit
    if past.known[index] and not past.flags[index]:
        return said
    dearer = "Kostar den mer" if itself and not own else f"Blir {'den' if alone else 'de'} högre"
    if not past.known[index]:
        return f"{said} {dearer} är det inte uträknat om projektet ändå kan rymmas."
    return f"{said} {dearer} kan projektet ändå rymmas, om något annat då inte ryms."


def _but_for(board: Board, passed: Flags) -> str:
    """Return ' (utan A)' of the uncertain before or beside a project that never fit and are no part of its limit."""
    names = [board.candidates[i].name for i in board.in_named_order(board.in_order(passed & board.free))]
    return f" (utan {swedish.first_few(names, 3, 'projekt till', shown=2)})" if names else ""


def _own_limit(board: Board, index: int) -> str:
    """Return on what cost it hangs also when a project is chosen first of its tie: its own at most, or those before."""
    if not cost_decides_too(board, index):
        return ""
    before = board.before(index) & ~board.state(Inside.NO)
    if above := int((before & board.uncertain()).sum()):
        alone = bool(board.uncertain()[index]) + above == 1
        return f" Det beror också på {'den osäkra kostnaden' if alone else 'de osäkra kostnaderna'}."
    whose = hedge(board, board.assumed & board.before(index))
    said = f" Också den som väljs först får kosta högst {swedish.tkr_at_most_exact(most_left_above(board, index))}"
    return f"{said}, {whose}." if whose else f"{said}."


def _outside_reason(board: Board, index: int, frame: int, assumed: bool) -> str:
    """Return why the frame never reaches a project; `assumed`: it is said already that assumed costs decide it."""
    low = board.scored.costs.low
    if board.choices.rule is Rule.STOP:
        met = board.before(index)
        met[index] = True
        if int(low[met].sum()) <= frame:
            return "ramen är slut, och en okänd kostnad är mer än noll."
        needed = _more_needed(
            frame, int(board.scored.costs.least[met].sum()), int(board.scored.costs.unknown[met].sum())
        )
        hedge = hedge_about(board, (index,)) if not assumed and (board.assumed & met).any() else ""
        return f"med allt som står före behövs {needed} mer i ramen{hedge and f', {hedge}'}."
    if board.scored.costs.unknown[index]:
        return "ramen är slut när turen kommer hit, och en okänd kostnad är mer än noll."
    return f"kostar {swedish.tkr(int(low[index]))}, mer än vad som är kvar när turen kommer hit."


def _more_needed(frame: int, least: int, unknown: int) -> str:
    """Return 'minst 453 tkr' from a frame to the least that holds all; 'mer än …' where a krona is for what is unknown.

    As Vad krävs says it of the whole frame: 'när ramen är över 4 000 tkr'. What was rounded stands in full beside it.
    """
    more = least - frame
    above = more % TKR
    if 0 < above <= unknown:
        return f"mer än {swedish.tkr(more - above)}"
    rounded, exact = swedish.tkr_at_least(more), swedish.tkr(more)
    if unknown:
        exact = f"mer än {swedish.tkr(more - unknown)}"
    return f"minst {rounded}" if not above else f"minst {rounded} (exakt {exact})"
