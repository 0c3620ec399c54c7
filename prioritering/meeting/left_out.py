"""One member's weight: what the group's places would be without each member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.criteria.model import Model
from prioritering.meeting.group import levels_of, share_ends
from prioritering.meeting.meeting import AnswerSheet
from prioritering.meeting.results import Cell, Cells, Centre, cells, share_of
from prioritering.scoring.board import Board, rank
from prioritering.scoring.changes import AgreedLevel
from prioritering.scoring.points import Shares


@dataclass(frozen=True, slots=True)
class WithoutMember:
    """What happens to the group's order without one member: (project, place before, place after) where it moves.

    `unjudged` are the projects that have points by that member's answers alone; they are in neither order.
    """

    member_id: str
    role: str
    moves: tuple[tuple[str, int, int], ...]
    unjudged: tuple[str, ...] = ()


def leave_one_out(
    board: Board, sheets: Sequence[AnswerSheet], agreed: Sequence[AgreedLevel], how: Centre
) -> tuple[WithoutMember, ...]:
    """Return, for each member with a counted answer, how the places of the group's board change without that member.

    `sheets` are each member's newest, which with what was `agreed` on give the board its points; that stands without
    any one member.
    """
    model, ids = board.scored.model, board.scored.candidate_ids
    own: dict[str, list[AnswerSheet]] = {}
    for sheet in sheets:
        if any(share_of(sheet, model, key) is not None for key in model.ids):
            own.setdefault(sheet.member_id, []).append(sheet)
    # Of fewer than two projects with a place there is no order that anyone could change, and without the only member
    # there is no group to compare with.
    if (board.ranking.place > 0).sum() < 2 or len(own) < 2:
        return ()
    whole = cells(sheets, model, ids, levels_of(agreed))
    return tuple(_without_member(board, whole, given, how) for given in own.values())


def _without_member(board: Board, whole: Cells, given: Sequence[AnswerSheet], how: Centre) -> WithoutMember:
    ids, model = board.scored.candidate_ids, board.scored.model
    changed = dict(_without(whole, given, model))
    low, high = (ends.copy() for ends in board.scored.shares)
    unjudged = np.zeros(len(ids), dtype=bool)
    touched = {key for key, _ in changed}
    for row in (row for row, key in enumerate(ids) if key in touched):
        there = [changed.get((ids[row], key)) or whole[ids[row], key] for key in model.ids]
        unjudged[row] = all(cell.centre(how) is None for cell in there)
        low[row], high[row] = zip(*(share_ends(cell, how) for cell in there), strict=True)
    before = _places(board, board.scored.shares, unjudged) if unjudged.any() else board.ranking.place
    now = _places(board, Shares(low, high), unjudged)
    rows = np.flatnonzero((before > 0) & (now > 0) & (before != now)).tolist()
    alone = np.flatnonzero(unjudged & (board.ranking.place > 0)).tolist()
    moves = tuple((ids[row], int(before[row]), int(now[row])) for row in rows)
    return WithoutMember(given[0].member_id, given[0].role, moves, tuple(ids[row] for row in alone))


def _places(board: Board, shares: Shares, unjudged: Flags) -> Ints:
    """Return the board's places under other shares, without those that are `unjudged`."""
    without = unjudged if board.scored.pointless is None else unjudged | board.scored.pointless
    # With nothing at all they stand above nobody.
    shares = Shares(*(np.where(without[:, None], 0.0, ends) for ends in shares))
    # Places hang neither on the frame nor on how the group has put equals in order.
    choices = replace(board.choices, frame=None, tie_orders=())
    return rank(replace(board.scored, shares=shares, pointless=without), choices).ranking.place


def _without(whole: Cells, given: Iterable[AnswerSheet], model: Model) -> Iterator[tuple[tuple[str, str], Cell]]:
    """Yield the cells that a member's sheets have a counted answer in, as they are without it."""
    for sheet in given:
        for criterion_id in model.ids:
            cell, share = whole.get((sheet.project_id, criterion_id)), share_of(sheet, model, criterion_id)
            if cell is not None and share is not None:
                place = cell.values.index(share)
                rest = cell.values[:place] + cell.values[place + 1 :]
                yield (cell.project_id, cell.criterion_id), replace(cell, values=rest)
