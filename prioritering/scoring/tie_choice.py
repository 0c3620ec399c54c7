"""Whether a choice among equals may decide if the frame reaches a project, or only what costs turn out to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product

from prioritering.money.amounts import Span
from prioritering.money.line_rule import Inside
from prioritering.money.outcomes import past
from prioritering.scoring.board import Board

# A reader of the board waits; past it less is tried, and a cost is said to decide where a choice may do so too.
MOST_TRIED = 100


def hangs_on_choice(board: Board, index: int) -> bool:
    """Return whether it decides about a project which are chosen of its own tie, or of one above that the frame cuts.

    Of equal projects that all cost the same known amount as much is left whichever are chosen.
    """
    if board.line is None or not (board.line.cut[index] or after_cut(board, index)):
        return False
    return bool(board.line.cut[index]) or any(_parts(board, tied, index) for tied in _cut_above(board, index))


def after_cut(board: Board, index: int) -> bool:
    """Return whether a tie that the frame cuts stands above a project, so that what is left depends on a choice."""
    cut = board.cut_tie()
    return bool(cut) and bool(board.position[index] > board.position[cut[-1]])


def _cut_above(board: Board, index: int) -> Iterator[tuple[int, ...]]:
    """Return each tie above a project that the frame cuts, the first of them first."""
    return (tied for tied in board.cut_ties if board.position[tied[-1]] < board.position[index] and index not in tied)


def _parts(board: Board, tied: Sequence[int], index: int) -> bool:
    """Return whether it may decide about a project further down which of the tied are chosen."""
    costs, opened = board.scored.costs, board.state(Inside.OPEN)
    at_least = costs.least
    spans = [(int(at_least[one]), int(costs.high[one])) for one in tied]
    kinds = {(int(costs.low[one]), int(costs.high[one])) for one in tied if opened[one]}
    if not kinds or (len(kinds) == 1 and all(low == high for low, high in kinds)):
        return False
    before, beside = board.before(tied[0]), board.free & (board.tie == board.tie[index])
    if not ((board.before(index) | beside) & board.uncertain()).any():
        return True
    least, most = max(int(at_least[index]), 1), int(costs.high[index])
    left = board.room.most - int(at_least[before & board.free & board.held].sum())
    between = board.before(index) & board.free & (board.position > board.position[tied[-1]])
    # What is open on its way, or its own equals, would have to be followed too.
    known = not (before & board.uncertain()).any() and not (board.line is not None and board.line.cut[before].any())
    if not known or int(beside.sum()) > 1 or (between & opened).any():
        # As soon as one of them takes anything one does whichever is chosen first: what fits beside none of them hangs
        # on what they cost, and what costs nothing on nothing.
        return least <= left - min(max(low, 1) for low, _ in spans if low <= left)
    taken = int(at_least[between & board.held].sum())
    return any(worst < best and least + taken <= best and worst < most + taken for worst, best in _left(left, spans))


def _left(left: int, spans: list[Span]) -> Iterator[tuple[int, int]]:
    """Return the least and the most that is left after a tie, by the order in it, at some of its costs."""
    known = {sum(part) for size in range(3) for part in combinations([low for low, high in spans if low == high], size)}
    tried = {left - taken + more for taken in known for more in (0, 1)}
    ends = [sorted({low, min(high, left + 1), *(cost for cost in tried if low < cost < high)}) for low, high in spans]
    for costs in islice(product(*ends), MOST_TRIED):
        after = past([(left, left)], [[(cost, cost) for cost in costs]])
        yield after[0][0], after[-1][1]
