"""What is said of what is locked in where it breaks the frame, or may do; the same on every page."""

from __future__ import annotations

from prioritering import swedish
from prioritering.view.picture import Picture
from prioritering.view.unknown_words import hedge


def breaks_frame(picture: Picture) -> bool:
    """Return whether what is locked in surely costs more than the frame."""
    return picture.frame.kronor is not None and picture.board.room.most < 0


def broken_words(picture: Picture) -> str:
    """Return by how much what is locked in breaks the frame: 'Det låsta projektet kostar 500 tkr mer än ramen …'."""
    board = picture.board
    they = "Det låsta projektet kostar" if _one(picture) else "De låsta projekten kostar"
    whose = hedge(board, board.assumed & board.locked_in)
    said = f"{they} {over_words(picture)}mer än ramen {swedish.tkr(picture.frame.kronor or 0)}"
    return f"{said}{', ' if whose else ''}{whose}."


def over_words(picture: Picture) -> str:
    """Return the amount by which the frame is broken, with a space after it; nothing where only that it is is known."""
    board = picture.board
    over = int(board.scored.costs.low[board.locked_in].sum()) - (picture.frame.kronor or 0)
    least = "minst " if (board.locked_in & board.uncertain()).any() else ""
    return f"{least}{swedish.tkr(over)} " if over > 0 else ""


def may_break(picture: Picture) -> bool:
    """Return whether what is locked in may cost more than the frame, but not surely does."""
    board, frame = picture.board, picture.frame.kronor
    if frame is None or breaks_frame(picture) or board.room.least >= 0:
        return False
    # Added one by one as whole numbers without end: some unknown costs together would run over an array's.
    return bool(sum(board.scored.costs.high[board.locked_in].tolist()) > frame)


def may_break_words(picture: Picture) -> str:
    """Return what may break the frame: what is left at most, and above what cost the frame does not hold."""
    board, frame = picture.board, picture.frame.kronor or 0
    must, low = board.locked_in, board.scored.costs.low
    uncertain = must & board.uncertain()
    left = swedish.tkr(frame - int(low[must].sum()))
    limit = swedish.tkr_at_least(frame - int(low[must & ~uncertain].sum()), frame)
    what = "okända" if board.scored.costs.unknown[uncertain].all() else "osäkra"
    count = int(uncertain.sum())
    if _one(picture):
        those, cost = "det låsta projektet", f"kostnaden är över {limit}"
    elif count == 1:
        those, cost = "de låsta projekten", f"den {what} kostnaden bland dem är över {limit}"
    else:
        many = swedish.count_word(count)
        those, cost = "de låsta projekten", f"de {many} {what} kostnaderna bland dem är över {limit} tillsammans"
    whose = hedge(board, must & board.assumed & (low > 0))
    lead = f"{whose} lämnar {those}" if whose else f"{those} lämnar"
    return swedish.upper_first(f"{lead} högst {left} av ramen {swedish.tkr(frame)}, som överskrids om {cost}.")


def locked_words(picture: Picture) -> tuple[str, ...]:
    """Return what is locked in does to the frame, where nothing else is said of it; nothing without either."""
    board, frame = picture.board, picture.frame.kronor
    if frame is None or not board.locked_in.any():
        return ()
    if breaks_frame(picture):
        return (broken_words(picture),)
    return (may_break_words(picture) if may_break(picture) else _left_words(picture, frame),)


def _left_words(picture: Picture, frame: int) -> str:
    board = picture.board
    must = board.locked_in
    left = swedish.tkr(frame - int(board.scored.costs.low[must].sum()))
    most = "högst " if (must & board.uncertain()).any() else ""
    whose = hedge(board, must & board.assumed)
    they = "Det låsta projektet" if _one(picture) else "De låsta projekten"
    return f"{they} lämnar {most}{left} av ramen {swedish.tkr(frame)}{', ' if whose else ''}{whose}."


def _one(picture: Picture) -> bool:
    return int(picture.board.locked_in.sum()) == 1
