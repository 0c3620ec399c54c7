"""The findings of a picture as plain Swedish sentences; pure text, the same on the page and on the projector."""

from __future__ import annotations

from prioritering import swedish
from prioritering.money.line_rule import NO_LIMIT, Lock, Rule
from prioritering.scoring.board import Board
from prioritering.swedish import NBSP
from prioritering.view.picture import Picture

AT_LEAST = f"≥{NBSP}"


def headline(picture: Picture) -> str:
    """Return the finding of the moment: how far the frame reaches, and on what condition."""
    board, frame = picture.board, picture.frame.kronor
    count = len(board.candidates)
    if not count:
        return "Inget projekt i planen har något underlag att poängsätta. Ge nivåer som antaganden för att rangordna."
    if frame is None or board.line is None:
        first = board.candidates[int(board.ranking.order[0])].project.name
        return f"{first} står först av {count} projekt. Välj en ram för att se hur långt pengarna räcker."
    chosen = int(board.line.chosen.sum())
    if board.line.left < 0:
        return f"De låsta projekten kostar {swedish.tkr(-board.line.left)} mer än ramen {swedish.tkr(frame)}."
    reach = f"Ramen {swedish.tkr(frame)} räcker till {chosen} av {count} projekt"
    return f"{reach}{condition(board)}."


def condition(board: Board) -> str:
    """Return on what condition the line stands: ', om de tre okända kostnaderna är noll', or nothing."""
    if board.line is None:
        return ""
    uncertain = board.in_order(board.line.chosen & board.uncertain())
    unknown = [i for i in uncertain if board.scored.costs.high[i] >= NO_LIMIT]
    if not uncertain:
        return ""
    # A range of cost has a lowest figure that is not zero, so "är noll" holds only where all are unknown.
    if len(unknown) < len(uncertain):
        return f", om {swedish.count_word(len(uncertain))} osäkra kostnader blir så låga som möjligt"
    if len(unknown) == 1:
        return ", om den okända kostnaden är noll"
    return f", om de {swedish.count_word(len(unknown))} okända kostnaderna är noll"


def break_even(picture: Picture) -> str:
    """Return what the uncertain costs within the line may be, together, before something falls out."""
    board = picture.board
    line = board.line
    if line is None:
        return ""
    uncertain = board.in_order(line.chosen & board.uncertain())
    if not uncertain:
        return ""
    if line.left < 0:
        return "Ramen är redan överskriden, så det finns inget utrymme för de okända kostnaderna."
    names = swedish.listing(board.candidates[i].project.name for i in uncertain[:4])
    extra = f" och {len(uncertain) - 4} till" if len(uncertain) > 4 else ""
    together = " tillsammans" if len(uncertain) > 1 else ""
    verb = "kosta" if all(board.scored.costs.low[i] == 0 for i in uncertain) else "bli dyrare med"
    return f"{names}{extra} får{together} {verb} högst {swedish.tkr(line.left)} innan {_first_out(board)}."


def _first_out(board: Board) -> str:
    line = board.line
    inside = [] if line is None else board.in_order(line.chosen & (board.lock == int(Lock.FREE)))
    if not inside:
        return "ramen är slut"
    # Under "hoppa" a dearer project may push out any of those after it, not just the last.
    if board.choices.rule is Rule.SKIP:
        return "minst ett projekt faller ut"
    return f"{board.candidates[inside[-1]].project.name} faller ut"


def line_text(picture: Picture) -> str:
    """Return the words on the line between rows."""
    board, line = picture.board, picture.board.line
    if line is None or picture.frame.kronor is None:
        return ""
    frame = swedish.tkr(picture.frame.kronor)
    if line.left < 0:
        return f"Ramen {frame} är överskriden med {swedish.tkr(-line.left)} av låsta projekt"
    free = board.in_order(board.lock == int(Lock.FREE))
    left = f"{swedish.tkr(line.left)} kvar{condition(board)}"
    if line.chosen[free].all():
        return f"Ramen {frame} räcker till alla · {left}"
    if board.choices.rule is Rule.SKIP and _some_fit_below(board):
        return f"Här tar ramen {frame} slut för ett projekt; mindre projekt längre ned ryms · {left}"
    return f"Här tar ramen slut: {frame} · {left}"


def _some_fit_below(board: Board) -> bool:
    line = board.line
    if line is None:
        return False
    return bool(line.chosen[board.below_line()].any())


def tie_note(board: Board) -> str:
    """Return a warning when the line parts projects that are tied, else nothing."""
    tied = board.tie_on_line()
    if not tied:
        return ""
    first = [board.candidates[i].project.name for i in tied[:4]]
    names = swedish.listing(first if len(tied) <= len(first) else [*first[:3], f"{len(tied) - 3} projekt till"])
    return (
        f"{names} har lika poäng men står på olika sidor om linjen. Ordningen dem emellan är planens ordning, "
        "inte en bedömning."
    )


def used_text(picture: Picture) -> str:
    """Return one sentence on what the chosen projects use of the frame."""
    board, line, frame = picture.board, picture.board.line, picture.frame.kronor
    if line is None or frame is None:
        return "Ingen ram är vald, så ingen linje dras."
    sign = "minst " if condition(board) else ""
    used, left = swedish.tkr(line.used), swedish.tkr(abs(line.left))
    if line.left < 0:
        return f"De låsta projekten använder {sign}{used}, {left} mer än ramen."
    share = f" ({swedish.percent(line.used / frame)})" if frame else ""
    return f"Av {swedish.tkr(frame)} används {sign}{used}{share}. {'Högst ' if sign else ''}{left} är kvar."


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
