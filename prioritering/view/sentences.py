"""The findings of a picture as plain Swedish sentences; pure text, the same on the page and on the projector.

What is sure is said first, then what hangs on costs that nobody knows, and on what condition.
"""

from __future__ import annotations

from collections.abc import Collection

from prioritering import swedish
from prioritering.money.line_rule import Inside, Rule
from prioritering.scoring.board import Board
from prioritering.scoring.reach import Reach
from prioritering.view.count_words import left_for, those_further
from prioritering.view.first_words import who_is_first
from prioritering.view.gate_words import gate_notes
from prioritering.view.locked_words import (
    breaks_frame,
    broken_words,
    locked_words,
    may_break,
    may_break_words,
    over_words,
)
from prioritering.view.picture import Picture
from prioritering.view.unknown_words import hedge_about

MOST_NAMES, LONGEST_NAMES = 4, 160
# What it hangs on has been said right before.
THEN = " då"
# Others than the locked are without points or kept out by a gate, so "alla är låsta" would be untrue.
NONE_FREE = "Inget fritt projekt kan rangordnas"
NOTHING_TO_SCORE = (
    "Inget projekt i planen har något underlag att poängsätta. Fyll i nivåer, eller räkna med svaren från ett möte."
)
NO_COUNTED_ANSWERS = (
    "Mötet har inga svar som räknas, så inget projekt får poäng. Välj planens poäng, eller svara i mötet."
)


def headline(picture: Picture) -> str:
    """Return the finding of the moment: how far the frame surely reaches, and how much further on what condition."""
    board = picture.board
    if not board.scored.ranked_count and board.scored.gated:
        return " ".join([*locked_words(picture), "Inget projekt är kvar att rangordna.", *gate_notes(board.scored)])
    if not picture.everything:
        return "Planen har inga projekt."
    if not board.scored.ranked_count:
        nothing = NOTHING_TO_SCORE if picture.basis.group is None else NO_COUNTED_ANSWERS
        return " ".join([*locked_words(picture), nothing])
    if board.line is None:
        return f"{who_is_first(picture)} Välj en ram för att se hur långt pengarna räcker."
    if breaks_frame(picture):
        return broken_words(picture)
    found, locked = picture.reach, may_break_words(picture) if may_break(picture) else ""
    sure = _sure(picture, found, locked)
    before = f"{locked} {sure}"
    more = _further(board, found, before) or tie_note(board, told=before)
    return " ".join(part for part in (locked, sure, more) if part)


def _sure(picture: Picture, found: Reach, told: str) -> str:
    """Return what the frame reaches whatever comes, locked projects counted by themselves; `told` stands before it."""
    board = picture.board
    free, without = int(board.free.sum()), int(board.unplaced.sum())
    if not free:
        return _none_free(board, without)
    reached = _reached(picture, found, told)
    # What may break the frame is not surely reached beside the others, and has a sentence of its own.
    locked = 0 if may_break(picture) else int(board.locked_in.sum())
    beside = "" if not locked else ", utöver det låsta" if locked == 1 else f", utöver de {_word(locked)} låsta"
    said = f"{reached}{beside}."
    if without:
        said += " Den utan kostnad räknas inte." if without == 1 else f" De {_word(without)} utan kostnad räknas inte."
    assumed = len(found.sure) - len(found.firm)
    if not (found.firm and assumed):
        return said
    return f"{said} {_count(assumed)} till ryms {hedge_about(board, found.sure, told) or THEN.strip()}."


def _none_free(board: Board, without: int) -> str:
    if without:
        free = "fria " if without < len(board.lock) else ""
        alone = "projektet med poäng" if board.scored.unscored or board.scored.gated else "det enda projektet"
        one = f"det {free}projektet" if free else alone
        who = one if without == 1 else f"de {_word(without)} {free}projekten"
        return f"Inget kan rangordnas per krona: {who} saknar kostnad."
    if board.scored.unscored or board.scored.gated:
        return f"{NONE_FREE}."
    return f"Inget projekt är fritt att rangordna: {'det enda är låst' if len(board.lock) == 1 else 'alla är låsta'}."


def _reached(picture: Picture, found: Reach, told: str) -> str:
    """Return how many the frame reaches, surely if so whatever is assumed; `told`, before it, names nothing twice."""
    board, frame = picture.board, swedish.tkr(picture.frame.kronor or 0)
    free, without = int(board.free.sum()), bool(board.unplaced.any())
    how = " säkert" if board.uncertain().any() or board.assumed.any() or found.other else ""
    if found.sure and not found.firm:
        how = _by_assumption(board, found.sure, told)
    count = len(found.firm or found.sure)
    if not count and not board.state(Inside.OPEN).any():
        # It surely reaches none, and "inte säkert" would be heard as that it might.
        how = _by_assumption(board, board.in_order(board.free), told) if found.assumptions_decide else ""
    if not count:
        how = " då inte" if how == THEN else f" inte{how}"
    if free == 1:
        return f"Ramen {frame} räcker{how} till {the_only(board)}"
    if without:
        return f"Av de {_word(free)} med kostnad räcker ramen {frame}{how} till {_word(count) if count else 'något'}"
    if not count:
        kind = "fria projekt" if may_break(picture) else "projekt"
        return f"Ramen {frame} räcker{how} till något av {swedish.number(free)} {kind}"
    if count == free == 2:
        return f"Ramen {frame} räcker{how} till båda projekten"
    reached, of = swedish.number(count), swedish.number(free)
    return f"Ramen {frame} räcker{how} till {f'alla {of}' if count == free else f'{reached} av {of}'} projekt"


def _by_assumption(board: Board, about: Collection[int], told: str) -> str:
    whose = hedge_about(board, about, told)
    return f", {whose}," if whose else THEN


def the_only(board: Board) -> str:
    """Return what the one free project that has a place is called."""
    if board.unplaced.any():
        return "det enda projektet med kostnad"
    return "det enda projektet" if len(board.lock) == 1 else "det enda fria projektet"


def _further(board: Board, found: Reach, told: str) -> str:
    """Return how many more fit, and on what condition; nothing when no uncertain cost decides."""
    if not found.further:
        return ""
    said = further_text(board, found, told)
    if not found.other:
        return said
    # Those that fit on a condition may be equal too, and be as many.
    then = tie_note(board, after=True, told=f"{told} {said}") if leaves_room_in_the_tie(board, found) else ""
    return f"{said} {then or 'Andra kan rymmas i stället.'}"


def leaves_room_in_the_tie(board: Board, found: Reach) -> bool:
    """Return whether any of the tie that the frame cuts fits together with all that fit on the condition."""
    costs, held = board.scored.costs, board.held.copy()
    held[list(found.further)] = True
    left = board.choices.kronor - int(costs.low[held].sum())
    # An unknown cost is more than nothing.
    return any(max(int(costs.low[i]), int(costs.unknown[i])) <= left for i in tie_to_choose(board))


def further_text(board: Board, found: Reach, told: str = "") -> str:
    """Return how many more fit on what condition: 'Fyra till ryms om …'. `told` stands before it."""
    # Of a single one it is its own cost.
    among = "bland dem" if len(found.further) > 1 else "för det"
    return f"{those_further(board, found)} ryms {cost_condition(board, found, among, told)}."


def cost_condition(board: Board, found: Reach, among: str, told: str = "") -> str:
    """Return when all that may fit do: 'om de tre okända kostnaderna är högst 47 tkr tillsammans'.

    `among` says which they are, where there are others that nothing hangs on: 'bland dem'. `told` stands before it.
    """
    limit, hedge = swedish.tkr_at_most(found.limit), hedge_about(board, found.further, told)
    what = "okända" if all(board.scored.costs.unknown[i] for i in found.uncertain) else "osäkra"
    if board.locked_in[list(found.uncertain)].all() and (board.uncertain() & ~board.locked_in).any():
        # Others are unknown too, and nothing hangs on them.
        what = f"låsta {what}"
    others = int(board.uncertain().sum()) > len(found.uncertain) and set(found.uncertain) <= set(found.further)
    which = f" {among}" if others else ""
    if len(found.uncertain) == 1:
        said = f"den {what} kostnaden{which} är högst {limit}"
    else:
        said = f"de {_word(len(found.uncertain))} {what} kostnaderna{which} är högst {limit} tillsammans"
    also = "dessutom " if hedge_about(board, found.further) else ""
    return f"{hedge} och {said}" if hedge else f"om {also}{said}"


def which_decide(picture: Picture) -> str:
    """Return the first advice where an unknown cost decides; nothing once a range is set or nothing hangs on it.

    It names no project: figures of a single procurement do not belong in an open view.
    """
    board = picture.board
    unknown = len(picture.reach.to_price)
    if not unknown:
        return ""
    # The range is for all unknown costs, also those that nothing hangs on.
    every = int(board.scored.costs.unknown.sum())
    costs = "den okända kostnaden" if every == 1 else "de okända kostnaderna"
    alone = "den" if every == 1 else "de"
    they = alone if unknown == every else f"{_word(unknown) if unknown > 1 else 'en'} av dem"
    return f"Sätt ett spann för {costs} först: {they} avgör vad mer som ryms."


def tie_to_choose(board: Board) -> tuple[int, ...]:
    """Return those of a tie that the line falls inside, where there is something to choose among them."""
    tied = board.cut_tie()
    if board.choices.rule is Rule.SKIP:
        # Who fits in every order, or in none, is nothing to choose about.
        tied = tuple(index for index in tied if board.state(Inside.OPEN)[index])
    return () if board.line is None or board.choices.frame is None else tied


def tie_note(board: Board, after: bool = False, told: str = "") -> str:
    """Return what there is to choose when the line falls inside a tie, else nothing.

    `after` says that it is said after what stands above the tie, in `told`.
    """
    tied, frame = tie_to_choose(board), board.choices.frame
    if not tied or frame is None:
        return ""
    names, costs = _tied_names(board, tied), board.scored.costs
    before, hedge = board.taken_before(tied[0]), hedge_about(board, tied, told)
    assumed = f", {hedge}" if hedge else ""
    then = THEN if hedge_about(board, tied) and not hedge else ""
    known = (
        not (before & board.uncertain()).any() and len({(costs.low[i], costs.high[i]) for i in board.cut_tie()}) == 1
    )
    if known and costs.low[tied[0]] == costs.high[tied[0]]:
        room = frame - int(costs.low[before].sum())
        lead = f"Därefter är {names} lika" if after else f"{swedish.upper_first(names)} är lika"
        return f"{lead}; {_word(room // int(costs.low[tied[0]]))} av dem ryms{then}{assumed}."
    every = "båda" if len(tied) == 2 else f"alla {_word(len(tied))}"
    if after:
        every = every.replace("alla ", "alla de ")
        return f"Därefter är {names} lika, men ramen räcker{then} inte till {every}{assumed}. Ni måste välja."
    return f"{swedish.upper_first(names)} är lika, men ramen räcker{then} inte till {every}{assumed}. Ni måste välja."


def _tied_names(board: Board, tied: tuple[int, ...]) -> str:
    """Return the names of a tie, or how many share which place where the names would make a headline of many lines."""
    names = some_names(board, board.in_named_order(tied))
    if len(names) <= LONGEST_NAMES:
        return names
    # Others that share the place may surely fit, or never, and are nothing to choose about.
    some = len(tied) < board.tied_with(tied[0]) and board.state(Inside.OPEN)[list(tied)].all()
    place = swedish.number(int(board.ranking.place[tied[0]]))
    return f"{_word(len(tied))} {'oklara ' if some else ''}projekt på delad plats {place}"


def used_text(picture: Picture) -> str:
    """Return one sentence on what the projects that surely fit use of the frame."""
    board, line, frame = picture.board, picture.board.line, picture.frame.kronor
    if line is None or frame is None:
        return "Ingen ram är vald, så ingen linje dras."
    used, left = swedish.tkr(line.used), swedish.tkr(abs(line.left))
    if breaks_frame(picture):
        those = "Det låsta projektet" if int(board.locked_in.sum()) == 1 else "De låsta projekten"
        return f"{those} använder {_at_least(board)}{used}, {over_words(picture)}mer än ramen."
    share = f" ({swedish.share(line.used / frame)})" if frame else ""
    said = f"Av {swedish.tkr(frame)} används {_at_least(board)}{used}{share}."
    return f"{said} {_at_most(board).capitalize()}{left} är kvar{left_for(board)}."


def held_uncertain(board: Board) -> bool:
    """Return whether an uncertain cost is part of what surely fits or is locked in."""
    return bool((board.held & board.uncertain()).any())


def _at_least(board: Board) -> str:
    return "minst " if held_uncertain(board) else ""


def _at_most(board: Board) -> str:
    return "högst " if held_uncertain(board) else ""


def some_names(board: Board, indexes: tuple[int, ...]) -> str:
    """Return names, the first few and how many more."""
    names = [board.candidates[i].name for i in indexes]
    return swedish.first_few(names, MOST_NAMES, "projekt till", shown=MOST_NAMES - 1)


def _word(count: int) -> str:
    return swedish.count_word(count)


def _count(count: int) -> str:
    return _word(count).capitalize()
