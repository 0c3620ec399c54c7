"""The sums of costs as every page, the wall and the command line write them, and of which projects they are."""

from __future__ import annotations

from prioritering import swedish
from prioritering.scoring.board import Board
from prioritering.swedish import NBSP

AT_LEAST = f"≥{NBSP}"


def known_sum(board: Board) -> str:
    """Return the sum of the known costs in tkr; those that are unknown, a range or assumed are not in it."""
    known = board.scored.known_costs
    return swedish.tkr(sum(known)) if known else "inga"


def least_sum(board: Board) -> str:
    """Return the sum with ranges and assumed costs at their lowest; nothing where there are none."""
    ranged = board.uncertain() & ~board.scored.costs.unknown
    kinds = [kind for kind, there in (("spann", ranged.any()), ("antaganden", board.assumed.any())) if there]
    if not kinds:
        return ""
    at_least = AT_LEAST if board.uncertain().any() else ""
    return f"{at_least}{swedish.tkr(board.least_sum)} med {swedish.listing(kinds)}"


def counted_projects(board: Board) -> str:
    """Return of which projects the sums are: 'rangordnade'; also 'eller låsta' where some are only locked in."""
    return "rangordnade eller låsta" if len(board.candidates) > board.scored.ranked_count else "rangordnade"
