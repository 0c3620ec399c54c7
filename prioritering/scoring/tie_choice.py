"""Whether a choice among equals decides if the frame reaches a project, or only what costs turn out to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, permutations, product
from math import factorial, prod

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.money.line_rule import Inside, Rule, reached
from prioritering.scoring.board import Board

# A reader of the board waits: of more costs, orders or projects than these only some are tried, or none.
MOST_COSTS, MOST_ORDERS, MOST_MET = 256, 24, 120
# Where more than these are met fewer costs are tried, so that a row takes about as long.
_MET_IN_FULL = 60

_Order = tuple[int, ...]


def hangs_on_choice(board: Board, index: int) -> bool | None:
    """Return whether it decides about an open project which are chosen of its own tie, or of one above that is cut.

    True is exact where its being open is: at some costs it is inside by one choice and not by another. False says that
    what something costs decides, and that no choice has been found that does; None that neither has been found.
    It is worked out once for a board.
    """
    known = board.found_to_decide
    if ("val", index) not in known:
        known["val", index] = _decides(board, index)
    return known["val", index]


def cost_decides_too(board: Board, index: int) -> bool:
    """Return whether, of an open project that a choice decides about, it also hangs on what something costs.

    Of one in a tie that the frame cuts: also when it is chosen first. Of one below: also when the choice is made.
    """
    known = board.found_to_decide
    if ("kostnad", index) not in known:
        known["kostnad", index] = _also_by_cost(board, index)
    return bool(known["kostnad", index])


def _also_by_cost(board: Board, index: int) -> bool:
    if board.line is None:
        return False
    costs, frame, unsure = board.scored.costs, int(board.choices.frame or 0), board.uncertain()
    if not board.line.cut[index]:
        met = board.before(index) | (board.free & (board.tie == board.tie[index]))
        if not (met & unsure).any() or int(_met(board, index)[0].sum()) > MOST_MET:
            return False
        return any(bool(held.any() and not held.all()) for _, held in _held(board, index))
    before = board.taken_before(index)
    if not (before & unsure).any():
        return bool(unsure[index]) and int(costs.high[index]) > frame - int(costs.low[before].sum())
    if board.choices.rule is not Rule.STOP:
        # What is passed over leaves more, so the sum tells nothing of another's costs.
        return bool(unsure[index])
    # Python's own whole numbers: those that have no end would not go together into an array's.
    return bool(sum(costs.high[before].tolist()) + int(costs.high[index]) > frame)


def _decides(board: Board, index: int) -> bool | None:
    if board.line is None or not (board.line.cut[index] or after_cut(board, index)):
        return False
    if board.choices.rule is Rule.STOP:
        # A tie that the frame cuts never fits whole, so its last never does, and its first may.
        return bool(board.line.cut[index])
    if all(_alike(board, tied) for tied in _cut_so_far(board, index)):
        # As much is left whichever are chosen of those above, and of its own tie not all can be.
        return bool(board.line.cut[index])
    met = board.before(index) | (board.free & (board.tie == board.tie[index]))
    if not (met & board.uncertain()).any():
        return True
    return _tried(board, index)


def after_cut(board: Board, index: int) -> bool:
    """Return whether a tie that the frame cuts stands above a project, so that what is left depends on a choice."""
    cut = board.cut_tie()
    return bool(cut) and bool(board.position[index] > board.position[cut[-1]])


def _cut_so_far(board: Board, index: int) -> Iterator[tuple[int, ...]]:
    """Yield the ties up to and with a project's own that the frame cuts, the first of them first."""
    place = board.position[index]
    return (tied for tied in board.cut_ties if board.position[tied[0]] <= place)


def _alike(board: Board, tied: Sequence[int]) -> bool:
    """Return whether those of a tie that can be chosen among all cost the same known amount."""
    chosen = np.array(tied)
    chosen = chosen[board.state(Inside.OPEN)[chosen]]
    low, high = (ends[chosen] for ends in (board.scored.costs.low, board.scored.costs.high))
    return bool((low == high).all() and (low == low[:1]).all())


def _tried(board: Board, index: int) -> bool | None:
    """Return what decides by going through costs and orders: all of them where they are few."""
    if int(_met(board, index)[0].sum()) > MOST_MET:
        return None
    by_cost, firsts = False, dict[int, Flags]()
    for number, held in _held(board, index):
        if (held != firsts.setdefault(number, held)).any():
            # Found at once as a rule; only where no choice decides are all tried.
            return True
        by_cost |= bool(held.any() and not held.all())
    return False if by_cost else None


def _held(board: Board, index: int) -> Iterator[tuple[int, Flags]]:
    """Yield at which of the costs tried a project is inside, for each choice; the number tells what else is ordered."""
    meets, first = _met(board, index)
    groups = groupby(board.in_order(meets), key=lambda one: int(board.tie[one]))
    ties = [tuple(board.by_tie_order(tied)) for _, tied in groups]
    met = [one for tied in ties for one in tied]
    cut = {one for tied in _cut_so_far(board, index) for one in tied}
    locked = np.flatnonzero(board.locked_in).tolist()
    costs = _costs(board, [*met, *locked], MOST_COSTS * _MET_IN_FULL // max(_MET_IN_FULL, len(met)))
    rooms = int(board.choices.frame or 0) - first - costs[:, len(met) :].sum(axis=1)
    column = {one: place for place, one in enumerate(met)}
    for number, others in enumerate(_beside(ties, cut, index)):
        for order in _choices(others, cut, index):
            columns = [column[one] for one in order]
            yield number, reached(rooms, costs[:, columns], board.choices.rule)[:, order.index(index)]


def _met(board: Board, index: int) -> tuple[Flags, int]:
    """Flag what meets the frame up to and with a project's tie, and return the kronor that surely go before them.

    Under "hoppa" what never fits takes nothing, and is left out.
    """
    own = board.tie == board.tie[index]
    meets = board.free & (board.before(index) | own)
    if board.choices.rule is not Rule.STOP:
        meets &= ~board.state(Inside.NO)
    open_ended = meets & (own | board.uncertain() | ~board.state(Inside.YES))
    # Whole ties: one of equals that is not sure leaves open what the others meet.
    first = board.tie[open_ended][board.position[open_ended].argmin()]
    begins = board.position[board.tie == first].min()
    sure = meets & (board.position < begins)
    return meets & ~sure, int(board.scored.costs.low[sure].sum())


def _costs(board: Board, indexes: Sequence[int], most: int) -> Ints:
    """Return costs that the projects may have, at most `most` rows: all there are, else both ends and some between."""
    given = board.scored.costs
    low = given.least[indexes]
    # What costs more than there is never fits, however much more it is.
    high = np.maximum(low, np.minimum(given.high[indexes], max(0, board.room.most) + 1))
    if prod((high - low + 1).tolist()) <= most:
        ranges = (range(one, other + 1) for one, other in zip(low.tolist(), high.tolist(), strict=True))
        return np.array(list(product(*ranges)), dtype=np.int64)
    # The same cases each time, so that the same board always says the same.
    draw = np.random.default_rng(0)
    kind = draw.integers(0, 4, size=(most, len(low)))
    between = draw.integers(low, high, size=kind.shape, endpoint=True)
    kind[:2] = [[0], [1]]
    return np.where(kind == 0, low, np.where(kind == 1, high, between))


def _beside(ties: Sequence[_Order], cut: set[int], index: int) -> Iterator[list[_Order]]:
    """Yield the ties with those that are not cut in some order: nobody chooses among what may all fit."""
    own = [one for one in ties[-1] if one != index]
    ends = [ties[-1]] if index in cut or not own else [(index, *own), (*own, index)]
    for end in ends:
        yield [*ties[:-1], end]
        if any(len(tied) > 1 and tied[0] not in cut for tied in ties[:-1]):
            yield [*(tied if tied[0] in cut else tied[::-1] for tied in ties[:-1]), end]


def _choices(ties: Sequence[_Order], cut: set[int], index: int) -> Iterator[_Order]:
    """Yield orders of all that meet the frame, by what is chosen of each tie that is cut: all where they are few."""
    if prod(factorial(len(tied)) for tied in ties if tied[0] in cut) <= MOST_ORDERS:
        for chosen in product(*(permutations(tied) if tied[0] in cut else (tied,) for tied in ties)):
            yield tuple(one for tied in chosen for one in tied)
        return
    draw = np.random.default_rng(0)
    for number in range(MOST_ORDERS):
        mixed = [tuple(draw.permutation(tied).tolist()) if tied[0] in cut else tied for tied in ties]
        if index in cut:
            # Whether it is itself chosen first or last tells the most.
            others = tuple(one for one in mixed[-1] if one != index)
            mixed[-1] = (index, *others) if number % 2 else (*others, index)
        yield tuple(one for tied in mixed for one in tied)
