"""The sentences of "Vad krävs?": one short row a project, with limits in whole tkr rounded to the safe side."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from prioritering import swedish
from prioritering.arrays import Flags
from prioritering.money.amounts import down_to_tkr
from prioritering.money.line_rule import Lock
from prioritering.scoring.board import Board
from prioritering.scoring.tie_choice import after_cut

MOST_NAMES_BEFORE = 2
NO_WAY = "ingen enskild ändring av ramen, en vikt eller dess egna värden gör det säkert"


def needed_limit(kronor: int, most: int | None = None) -> str:
    """Return a limit that is needed, rounded up to whole tkr; as it is where that would go past `most`."""
    return swedish.tkr_at_least(kronor, most)


def allowed_limit(kronor: int, least: int) -> str:
    """Return a limit that is allowed, rounded down to whole tkr; as it is where that would go below `least`."""
    return swedish.tkr(kronor) if down_to_tkr(kronor) < least else swedish.tkr_at_most(kronor)


def exact_limits(limits: Sequence[tuple[str, str, int]]) -> str:
    """Return 'Exakt: ram 3 000,4 tkr.' of limits (what, as shown, kronor) that are rounded; "" where none is."""
    found = [f"{what} {swedish.tkr(kronor)}" for what, shown, kronor in limits if swedish.tkr(kronor) != shown]
    return f"Exakt: {swedish.listing(found)}." if found else ""


def scale_figure(value: float, unit: str) -> str:
    """Return a number of a criterion's scale with the digits that tell its thousandths apart, and its unit."""
    exact = Decimal(f"{value:.6g}").normalize()
    return swedish.with_unit(swedish.number(exact, max(0, -int(exact.as_tuple().exponent))), unit)


def weight(now: float, shown: int, percent: int) -> str:
    """Return 'höjs från 33 till 38 %'; with a decimal where the whole percent now would be the same."""
    before = swedish.number(now, 1) if shown == percent else str(shown)
    return f"{'höjs' if percent > now else 'sänks'} från {before} till {percent}\u00a0%"


def locked(board: Board, index: int) -> str:
    """Return that a lock decides."""
    must = board.lock[index] == Lock.MUST
    why = "är med eftersom det är låst (måste med)" if must else "är satt till inte nu"
    return f"{_name(board, index)} {why}."


def surely_inside(board: Board, index: int, stay: Sequence[str], move: Sequence[str]) -> str:
    """Return how far frame and cost may go before a project no longer surely fits, and what else would end it."""
    name, how = _name(board, index), _whose(board, _meeting(board, index, move))
    if stay:
        but = f", men inte om {_either(move)}" if move else ""
        return f"{name} ryms{how} också med {' eller '.join(stay)}{but}."
    if move:
        return f"{name} ryms inte längre{how} om {_either(move)}."
    return f"{name} ryms{how} vilken enskild sak som än ändras."


def depending(board: Board, index: int, ways: Sequence[str]) -> str:
    """Return what it now depends on whether a project fits, and what would make it surely so."""
    lead = f"{_name(board, index)} kan rymmas, beroende på {_what_decides(board, index)}"
    if ways:
        return f"{lead}, och ryms{_how(board)} om {_either(ways)}."
    # What another project's known cost would do is not tried.
    return f"{lead}, och {NO_WAY}."


def outside(board: Board, index: int, ways: Sequence[str], may: int | None) -> str:
    """Return what would make a project fit that does not, and else why nothing does and from which frame it may."""
    name = _name(board, index)
    if ways:
        return f"{name} ryms{_how(board)} om {_either(ways)}."
    unknown = [i for i in _unpriced_before(board, index) if board.scored.costs.unknown[i]]
    why = f" så länge {_cost_of(board, unknown, known=False)}" if unknown else ""
    from_frame = "" if may is None else f", men kan rymmas {_from_frame(board, may)}"
    return f"{name} ryms inte{_how(board)} genom en enda ändring{why}{from_frame}."


def _from_frame(board: Board, kronor: int) -> str:
    """Return 'från ramen 4 000 tkr'; 'när ramen är över …' where unknown costs, a krona each, are what is above it."""
    if 0 < kronor - down_to_tkr(kronor) <= int(board.scored.costs.unknown.sum()):
        return f"när ramen är över {swedish.tkr(down_to_tkr(kronor))}"
    return f"från ramen {needed_limit(kronor)}"


def _name(board: Board, index: int) -> str:
    return board.candidates[index].name


def _either(ways: Sequence[str]) -> str:
    return ways[0] if len(ways) == 1 else f"{', om '.join(ways[:-1])} eller om {ways[-1]}"


def _how(board: Board) -> str:
    """Return ' säkert' where something is uncertain; where a range that somebody has set decides, that it does."""
    return _whose(board, board.lock != int(Lock.NOT_NOW)) or (" säkert" if board.uncertain().any() else "")


def _whose(board: Board, taking: Flags) -> str:
    """Return ', enligt gruppens antaganden,' where some of the flagged costs are assumed or tried, else nothing."""
    items = [board.candidates[i] for i in np.flatnonzero(taking).tolist()]
    if any(item.tried for item in items):
        return ", enligt det spann som provas,"
    return ", enligt gruppens antaganden," if any(item.assumed_cost is not None for item in items) else ""


def _meeting(board: Board, index: int, move: Sequence[str]) -> Flags:
    """Flag whose costs an answer hangs on: what meets the frame before or beside; all, where the places may change."""
    if move:
        return np.asarray(board.lock != int(Lock.NOT_NOW))
    return np.asarray(board.before(index) | (board.free & (board.tie == board.tie[index])))


def _what_decides(board: Board, index: int) -> str:
    own = bool(board.uncertain()[index])
    if board.unplaced[index]:
        return "vad det kostar"
    parts = ["vad det kostar"] if own else []
    others = _unpriced_before(board, index)
    if others:
        parts.append(_cost_of(board, others, known=True))
    if not parts or after_cut(board, index) or index in board.cut_tie():
        parts.append("ordningen mellan lika projekt")
    return " och på ".join(parts)


def _unpriced_before(board: Board, index: int) -> list[int]:
    """Return what of uncertain cost meets the frame before a project or beside it, first to last."""
    if board.unplaced[index]:
        return []
    beside = board.free & (board.tie == board.tie[index])
    beside[index] = False
    meeting = np.flatnonzero((board.before(index) | beside) & board.uncertain()).tolist()
    return list(board.in_named_order(meeting))


def _cost_of(board: Board, indexes: Sequence[int], known: bool) -> str:
    """Return 'vad A och B kostar', or 'kostnaderna för A och B är okända'; of many only how many they are."""
    if len(indexes) > MOST_NAMES_BEFORE:
        unknown = all(board.scored.costs.unknown[i] for i in indexes)
        count = f"{swedish.count_word(len(indexes))} {'okända' if unknown else 'osäkra'} kostnader"
        return f"{count} före eller bredvid det" if known else f"{count} före eller bredvid det inte är satta"
    names = swedish.listing(_name(board, i) for i in indexes)
    if known:
        return f"vad {names} kostar"
    return f"kostnaden för {names} är okänd" if len(indexes) == 1 else f"kostnaderna för {names} är okända"
