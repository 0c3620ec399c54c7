"""Whether a choice among equals decides if the frame reaches a project, or only what costs turn out to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, permutations, product
from math import factorial, prod
from typing import NamedTuple, TypeVar, cast

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.money.amounts import Span
from prioritering.money.line_rule import Inside, Rule, left_in_turn
from prioritering.scoring.board import Board

# A reader of the board waits: of more costs, orders or projects than these only some are tried, or none.
MOST_COSTS, MOST_ORDERS, MOST_MET = 256, 24, 120
# Where more than these are met fewer costs are tried, so that a row takes about as long.
_MET_IN_FULL = 60

_Order = tuple[int, ...]
_Found = TypeVar("_Found")


def hangs_on_choice(board: Board, index: int) -> bool | None:
    """Return whether it decides about an open project which are chosen of its own tie, or of one above that is cut.

    True is exact where its being open is: at some costs it is inside by one choice and not by another. False says that
    what something costs decides, and that no choice has been found that does; None that neither has been found.
    It is worked out once for a board.
    """
    return _once(board, ("val", index), lambda: _decides(board, index))


def cost_decides_too(board: Board, index: int) -> bool:
    """Return whether, of an open project that a choice decides about, it also hangs on what something costs.

    Of one in a tie that the frame cuts: also when it is chosen first. Of one below: also when the choice is made.
    """
    return _once(board, ("kostnad", index), lambda: _also_by_cost(board, index))


def sought_in_a_sample(board: Board, index: int) -> bool:
    """Return whether what is not said to decide about an open project was sought in a sample of costs and orders only.

    What is said to decide has been found to. That a choice, or what something costs, does not as well is then not
    known. Not so where neither has been found: that is said as it is.
    """
    return _once(board, ("urval", index), lambda: _sampled(board, index))


def _sampled(board: Board, index: int) -> bool:
    by_choice, line = hangs_on_choice(board, index), board.line
    if line is None or board.choices.rule is Rule.STOP or by_choice is None:
        return False
    cut, alike = bool(line.cut[index]), all(_alike(board, tied) for tied in _cut_so_far(board, index))
    if not by_choice:
        # Where all that can be chosen are alike no choice is sought.
        return not alike and (cut or after_cut(board, index)) and _is_sample(_case(board, index), alike)
    if cost_decides_too(board, index) or not (_met_with_its_tie(board, index) & board.uncertain()).any():
        return False
    return _is_sample(_case(board, index, above=cut), alike)


def _is_sample(case: _Case, alike: bool) -> bool:
    """Return whether not every cost and order of a case is tried; it tells nothing in what order those alike stand."""
    cut = 1 if alike else prod(factorial(len(tied)) for tied in case.ties if tied[0] in case.cut)
    # Those that are not cut are tried in one order and the other way round.
    uncut = [len(tied) for tied in case.ties if len(tied) > 1 and tied[0] not in case.cut]
    # What is locked in leaves the least and the most at its two ends, which are tried.
    return bool(case.ties) and (case.some or cut > MOST_ORDERS or len(uncut) > 1 or max(uncut, default=0) > 2)


def most_left_above(board: Board, index: int) -> int:
    """Return the kronor left at most, over the costs and choices tried, for the first chosen of a project's tie."""
    if board.choices.rule is Rule.STOP:
        return board.choices.kronor - int(board.scored.costs.least[board.taken_before(index)].sum())
    return max(highest for _, highest in _left_above(board, index))


def _once(board: Board, key: tuple[str, int], found: Callable[[], _Found]) -> _Found:
    known = cast("dict[tuple[str, int], _Found]", board.found_to_decide)
    if key not in known:
        known[key] = found()
    return known[key]


def _also_by_cost(board: Board, index: int) -> bool:
    cut, costs = board.line is not None and bool(board.line.cut[index]), board.scored.costs
    met: Flags = board.before(index) if cut else _met_with_its_tie(board, index)
    met[index] = True
    if not (met & board.uncertain()).any():
        return False
    if not cut:
        return not _too_many(board, index) and any(
            bool(held.any() and not held.all()) for _, held in _held(board, index)
        )
    if board.choices.rule is Rule.STOP:
        taken = board.taken_before(index)
        # Python's own whole numbers: those that have no end would not go together into an array's.
        return bool(sum(costs.high[taken].tolist()) + int(costs.high[index]) > board.choices.kronor)
    least, most = int(costs.least[index]), int(costs.high[index])
    return any(lowest < most and least <= highest for lowest, highest in _left_above(board, index))


def _left_above(board: Board, index: int) -> list[Span]:
    """Return the least and most kronor left before a project's tie over the costs tried, for each choice above it."""
    return _once(board, ("kvar", int(board.tie[index])), lambda: _walked_above(board, index))


def _walked_above(board: Board, index: int) -> list[Span]:
    case = _case(board, index, above=True)
    # More than are followed are met only where what is chosen above leaves as much: one choice tells it all.
    orders = _orders(case, index, one_choice=len(case.column) > MOST_MET)
    return [(int(left.min()), int(left.max())) for left in (_left_after(case, order) for _, order in orders)]


def _decides(board: Board, index: int) -> bool | None:
    if board.line is None or not (board.line.cut[index] or after_cut(board, index)):
        return False
    if board.choices.rule is Rule.STOP:
        # A tie that the frame cuts never fits whole, so its last never does, and its first may.
        return bool(board.line.cut[index])
    if all(_alike(board, tied) for tied in _cut_so_far(board, index)):
        # As much is left whichever are chosen of those above, and of its own tie not all can be.
        return bool(board.line.cut[index])
    if not (_met_with_its_tie(board, index) & board.uncertain()).any():
        return True
    return _tried(board, index)


def _met_with_its_tie(board: Board, index: int) -> Flags:
    return np.asarray(board.before(index) | (board.free & (board.tie == board.tie[index])))


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
    if _too_many(board, index):
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
    case: _Case = _once(board, ("fall", int(board.tie[index])), lambda: _case(board, index))
    own = case.costs[case.column[index]]
    for number, order in _orders(case, index):
        yield number, own <= _left_after(case, order)


class _Case(NamedTuple):
    """What is tried of a tie and what it meets: the ties in order, its own last, and which projects the frame cuts.

    `costs` are kronor, projects × the costs tried, `column` where in them each project stands, and `rooms` what is left
    for them. `some` tells that there are more costs than those.
    """

    ties: list[_Order]
    cut: set[int]
    costs: Ints
    column: dict[int, int]
    rooms: Ints
    some: bool


def _case(board: Board, index: int, above: bool = False) -> _Case:
    """Return what is tried of a project's tie and those above it, or of those above it alone."""
    meets, first = _met(board, index)
    if above:
        meets &= board.tie != board.tie[index]
    groups = groupby(board.in_order(meets), key=lambda one: int(board.tie[one]))
    ties = [tuple(board.by_tie_order(tied)) for _, tied in groups]
    met = [one for tied in ties for one in tied]
    cut = {one for tied in _cut_so_far(board, index) for one in tied}
    locked = np.flatnonzero(board.locked_in).tolist()
    most = max(2, MOST_COSTS * _MET_IN_FULL // max(_MET_IN_FULL, len(met)))
    low, high = _ends(board, [*met, *locked])
    costs = np.ascontiguousarray(_costs(low, high, most).T)
    rooms = board.choices.kronor - first - costs[len(met) :].sum(axis=0)
    return _Case(ties, cut, costs, {one: place for place, one in enumerate(met)}, rooms, _count(low, high) > most)


def _orders(case: _Case, index: int, one_choice: bool = False) -> Iterator[tuple[int, _Order]]:
    """Yield what comes before a project's turn in the orders tried; the number tells what else than cut is ordered."""
    ties = case.ties if index in case.column else [*case.ties, (index,)]
    for number, others in enumerate(_beside(ties, case.cut, index)):
        choices = _choices(others, case.cut, index)
        for order in [next(choices)] if one_choice else choices:
            yield number, order[: order.index(index)]


def _left_after(case: _Case, before: _Order) -> Ints:
    """Return the kronor left at each of the costs tried when all those before have had their turn, under "hoppa"."""
    costs = [case.costs[case.column[one]] for one in before]
    # What the last costs is never asked: what is left is told as its turn comes.
    return np.asarray(list(left_in_turn(case.rooms, [*costs, case.rooms]))[-1])


def _too_many(board: Board, index: int) -> bool:
    """Return whether more meet the frame up to and with a project's tie than are followed; asked once for a tie."""
    return _once(board, ("många", int(board.tie[index])), lambda: int(_met(board, index)[0].sum()) > MOST_MET)


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


def _ends(board: Board, indexes: Sequence[int]) -> tuple[Ints, Ints]:
    """Return the least and the most that each project may cost."""
    given = board.scored.costs
    low = given.least[indexes]
    # What costs more than there is never fits, however much more it is.
    return low, np.maximum(low, np.minimum(given.high[indexes], max(0, board.room.most) + 1))


def _count(low: Ints, high: Ints) -> int:
    """Return how many costs the projects may have between them."""
    return prod((high - low + 1).tolist())


def _costs(low: Ints, high: Ints, most: int) -> Ints:
    """Return costs that the projects may have, at most `most` rows: all there are, else both ends and some between."""
    if _count(low, high) <= most:
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
