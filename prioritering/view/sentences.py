"""The findings of a picture as plain Swedish sentences; pure text, the same on the page and on the projector.

What is sure is said first, then what hangs on costs that nobody knows, and on what condition.
"""

from __future__ import annotations

from prioritering import swedish
from prioritering.money.line_rule import Lock
from prioritering.scoring.board import Board
from prioritering.scoring.ranking import Order
from prioritering.scoring.reach import Reach
from prioritering.swedish import NBSP
from prioritering.view.picture import Picture

AT_LEAST = f"≥{NBSP}"
MOST_NAMES = 4


def headline(picture: Picture) -> str:
    """Return the finding of the moment: how far the frame surely reaches, and how much further on what condition."""
    board, frame = picture.board, picture.frame.kronor
    if not board.candidates:
        return "Inget projekt i planen har något underlag att poängsätta. Ge nivåer som antaganden för att rangordna."
    if frame is None or board.line is None:
        first = board.candidates[int(board.ranking.order[0])].project.name
        shared = board.tied_with(int(board.ranking.order[0]))
        lead = f"{first} står först" if shared == 1 else f"{_count(shared)} projekt delar första platsen"
        return f"{lead} av {len(board.candidates)} projekt. Välj en ram för att se hur långt pengarna räcker."
    if board.line.left < 0:
        more = f"{_at_least(board)}{swedish.tkr(-board.line.left)}"
        return f"De låsta projekten kostar {more} mer än ramen {swedish.tkr(frame)}."
    found = picture.reach
    return " ".join(part for part in (_sure(picture, found), _further(board, found) or tie_note(board)) if part)


def _sure(picture: Picture, found: Reach) -> str:
    """Return the first sentence: what the frame reaches whatever comes, locked projects counted by themselves."""
    board, frame = picture.board, swedish.tkr(picture.frame.kronor or 0)
    free, without = int(board.free.sum()), int(board.unplaced.sum())
    locked = int((board.lock == int(Lock.MUST)).sum())
    beside = "" if not locked else ", utöver det låsta" if locked == 1 else f", utöver de {_word(locked)} låsta"
    how = _how_sure(picture, found)
    if board.choices.order is Order.PER_KRONA and without:
        reached = f"räcker ramen {frame}{how} till {_word(len(found.sure))}"
        if not found.sure:
            reached = f"räcker ramen {frame} inte{how} till något"
        rest = "Den utan kostnad räknas inte." if without == 1 else f"De {_word(without)} utan kostnad räknas inte."
        return f"Av {_those(free)} med kostnad {reached}{beside}. {rest}"
    if not free:
        return f"Inget projekt är fritt att rangordna inom ramen {frame}{beside}."
    if not found.sure:
        return f"Ramen {frame} räcker inte{how} till något av {free} projekt{beside}."
    some = f"alla {free}" if len(found.sure) == free else f"{len(found.sure)} av {free}"
    return f"Ramen {frame} räcker{how} till {some} projekt{beside}."


def _how_sure(picture: Picture, found: Reach) -> str:
    """Return ' säkert'; where the group's ranges decide, that it hangs on them; nothing where all costs are known."""
    board = picture.board
    held = {*found.sure, *found.further, *board.in_order(board.lock == int(Lock.MUST))}
    if any(board.candidates[i].tried for i in held):
        return ", om det spann som provas stämmer,"
    if any(board.candidates[i].assumed_cost is not None for i in held):
        return ", om gruppens antaganden stämmer,"
    return " säkert" if board.uncertain().any() or found.other else ""


def _further(board: Board, found: Reach) -> str:
    """Return how many more fit, and on what condition; nothing when no uncertain cost decides."""
    if not found.further:
        return ""
    said = f"{_count(len(found.further))} till ryms {cost_condition(board, found)}."
    if not found.other:
        return said
    return f"{said} {tie_note(board) or 'Andra kan rymmas i stället.'}"


def cost_condition(board: Board, found: Reach) -> str:
    """Return when all that may fit do: 'om de tre okända kostnaderna är högst 47 tkr tillsammans'."""
    limit = swedish.tkr_at_most(found.limit)
    what = _uncertain_word(board, found)
    if len(found.uncertain) == 1:
        return f"om den {what} kostnaden är högst {limit}"
    return f"om de {_word(len(found.uncertain))} {what} kostnaderna är högst {limit} tillsammans"


def _uncertain_word(board: Board, found: Reach) -> str:
    return "okända" if all(board.scored.costs.unknown[i] for i in found.uncertain) else "osäkra"


def which_decide(picture: Picture) -> str:
    """Return which costs decide how much further the frame reaches, by name, and what to do about it."""
    board, found = picture.board, picture.reach
    if not found.further:
        return ""
    them = "det" if len(found.uncertain) == 1 else "dem"
    return (
        f"Det avgörs av vad {some_names(board, found.uncertain)} kostar. Sätt ett pris eller ett spann på {them} först."
    )


def line_text(picture: Picture) -> str:
    """Return the words on the line between rows: where what surely fits ends."""
    board, line = picture.board, picture.board.line
    if line is None or picture.frame.kronor is None:
        return ""
    frame = swedish.tkr(picture.frame.kronor)
    if line.left < 0:
        return f"Ramen {frame} är överskriden med {_at_least(board)}{swedish.tkr(-line.left)} av låsta projekt"
    left = f"{_at_most(board)}{swedish.tkr(line.left)} kvar"
    found = picture.reach
    if len(found.sure) == int(board.free.sum()):
        return f"Ramen {frame} räcker till alla · {left}"
    if found.further or found.other:
        return f"Hit räcker ramen {frame} säkert · {left}"
    return f"Här tar ramen slut: {frame} · {left}"


def second_line_text(picture: Picture) -> str:
    """Return the words on the lighter line after the last project that may fit; nothing when none may."""
    board, found = picture.board, picture.reach
    if found.further and not found.other:
        return f"Hit räcker ramen {cost_condition(board, found)}"
    if found.further:
        return f"Hit kan ramen räcka, men allt ryms inte samtidigt. {_further(board, found)}"
    return "Längre än hit räcker ramen inte, hur lika projekt än ordnas" if found.other else ""


def tie_note(board: Board) -> str:
    """Return what there is to choose when the line falls inside a tie, else nothing."""
    tied, frame = board.cut_tie(), board.choices.frame
    if not tied or board.line is None or frame is None:
        return ""
    names, costs = some_names(board, tied), board.scored.costs
    before = board.taken_before(tied[0])
    known = not (before & board.uncertain()).any() and len({(costs.low[i], costs.high[i]) for i in tied}) == 1
    if known and costs.low[tied[0]] == costs.high[tied[0]]:
        room = frame - int(costs.low[before].sum())
        return f"{names} är lika; {_word(room // int(costs.low[tied[0]]))} av dem ryms."
    every = "båda" if len(tied) == 2 else f"alla {_word(len(tied))}"
    return f"{names} är lika, men ramen räcker inte till {every}. Ni måste välja."


def used_text(picture: Picture) -> str:
    """Return one sentence on what the projects that surely fit use of the frame."""
    board, line, frame = picture.board, picture.board.line, picture.frame.kronor
    if line is None or frame is None:
        return "Ingen ram är vald, så ingen linje dras."
    used, left = swedish.tkr(line.used), swedish.tkr(abs(line.left))
    if line.left < 0:
        return f"De låsta projekten använder {_at_least(board)}{used}, {left} mer än ramen."
    share = f" ({swedish.percent(line.used / frame)})" if frame else ""
    most = _at_most(board)
    return f"Av {swedish.tkr(frame)} används {_at_least(board)}{used}{share}. {most.capitalize()}{left} är kvar."


def known_sum(board: Board) -> str:
    """Return the sum of the known costs in tkr: at least, where one of them is a range; the unknown are not in it."""
    ranged = (board.uncertain() & ~board.scored.costs.unknown).any()
    return f"{AT_LEAST if ranged else ''}{swedish.tkr(board.known_sum)}"


def held_uncertain(board: Board) -> bool:
    """Return whether an uncertain cost is part of what surely fits or is locked in."""
    return bool((board.held & board.uncertain()).any())


def _at_least(board: Board) -> str:
    return "minst " if held_uncertain(board) else ""


def _at_most(board: Board) -> str:
    return "högst " if held_uncertain(board) else ""


def some_names(board: Board, indexes: tuple[int, ...]) -> str:
    """Return names, the first few and how many more."""
    names = [board.candidates[i].project.name for i in indexes[:MOST_NAMES]]
    if len(indexes) > MOST_NAMES:
        names = [*names[:-1], f"{len(indexes) - MOST_NAMES + 1} projekt till"]
    return swedish.listing(names)


def _word(count: int) -> str:
    return swedish.count_word(count)


def _count(count: int) -> str:
    return _word(count).capitalize()


def _those(count: int) -> str:
    return "det enda projektet" if count == 1 else f"de {_word(count)} projekten" if not count else f"de {_word(count)}"


def frame_text(picture: Picture) -> str:
    """Return where the frame comes from, and that the plan does not say which frame pays for the projects."""
    frame = picture.frame
    unsaid = "Planen anger inte vilken ram som betalar projekten."
    if frame.kronor is None:
        return f"{unsaid} Välj en av planens budgetposter eller skriv ett belopp."
    if frame.cell is None:
        return f"Eget belopp. {unsaid}"
    place = frame.cell.place
    where = f" (rad {place.line})" if place and place.line else ""
    start = "Förvald" if frame.preset else "Vald"
    return f"{start}: {frame.cell.label}{where}. {unsaid}"
