"""How far the frame reaches, against trying every cost and every order of a tie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.money.line_rule import Inside, Lock, Rule
from prioritering.scoring.board import Board, Choices, rank, scored_projects
from prioritering.scoring.changes import Changes, UnknownCosts
from prioritering.scoring.effective import candidates
from prioritering.scoring.ranking import Order
from prioritering.scoring.reach import reach
from tests.scoring.builders import number_model, plan, project
from tests.view.test_rule_words import one_cost, outcomes, with_cost
from tests.view.test_rule_words import reach as walked
from tests.view.test_unknown_costs import SIGNED

MODEL = number_model()
Row = tuple[int | tuple[int, int] | None, int]
some_rows = st.lists(st.tuples(one_cost, st.integers(0, 1)), min_size=1, max_size=4)


def board_of(rows: list[Row], frame: int, rule: Rule, changes: Changes | None = None) -> Board:
    projects = tuple(with_cost(f"P{n}", cost, points) for n, (cost, points) in enumerate(rows))
    scored = scored_projects(candidates(plan(*projects), MODEL, changes or Changes()), MODEL)
    return rank(scored, Choices((1.0,), frame, rule=rule))


@settings(max_examples=300, deadline=None)
@given(some_rows, st.integers(0, 6), st.sampled_from(list(Rule)))
def test_what_is_said_to_fit_within_a_limit_does_in_every_order(rows: list[Row], frame: int, rule: Rule) -> None:
    board = board_of(rows, frame, rule)
    found = reach(board)
    for order, costs in outcomes(board, frame):
        if sum(costs[i] for i in found.uncertain) <= found.limit:
            assert set(found.further) <= walked(order, costs, frame, rule)


def test_of_a_tie_that_the_frame_cuts_none_is_said_to_fit_within_a_limit() -> None:
    # At 2 at most the unknown leaves room for the one beside it, in either order. Which of the last two there is room
    # for then is for the group to choose.
    found = reach(board_of([(None, 1), (2, 1), ((2, 4), 0), ((1, 3), 0)], 4, Rule.SKIP))
    assert (found.further, found.other) == ((0, 1), (2, 3))
    assert (found.uncertain, found.limit) == ((0,), 2)


@settings(max_examples=300, deadline=None)
@given(some_rows, st.integers(0, 6), st.sampled_from(list(Rule)))
def test_a_tie_is_cut_only_where_a_choice_decides_who_fits(rows: list[Row], frame: int, rule: Rule) -> None:
    board = board_of(rows, frame, rule)
    cut = board.cut_tie()
    if cut:
        tried = [walked(order, costs, frame, rule) & set(cut) for order, costs in outcomes(board, frame)]
        # Under "hoppa" what never fits is passed; under "stopp" it hangs on the order whether the list stops at it.
        could = set().union(*tried) if rule is Rule.SKIP else set(cut)
        assert all(inside < could for inside in tried)
        assert sum(board.line is not None and board.line.inside[i] == Inside.OPEN for i in cut) >= 1


@settings(max_examples=200, deadline=None)
@given(some_rows, st.integers(0, 6), st.sampled_from(list(Rule)), st.integers(0, 3), st.integers(0, 3))
def test_what_is_sure_without_the_groups_range_is_what_the_plan_alone_makes_sure(
    rows: list[Row], frame: int, rule: Rule, low: int, more: int
) -> None:
    common = UnknownCosts.model_validate({**SIGNED, "low": low, "high": low + more})
    found = reach(board_of(rows, frame, rule, Changes(unknown_costs=(common,))))
    alone = reach(board_of(rows, frame, rule))
    assert set(found.firm) == set(alone.sure) & set(found.sure)
    assert alone.firm == alone.sure and not alone.assumptions_decide


KRONOR = 1000
IN_KRONOR = st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 6)), st.integers(0, 3)), min_size=1, max_size=4).map(
    lambda rows: [(None if cost is None else cost * KRONOR, points) for cost, points in rows]
)
EVERY_LOCK = st.lists(
    st.sampled_from([Lock.FREE, Lock.FREE, Lock.FREE, Lock.MUST, Lock.NOT_NOW]), min_size=5, max_size=5
)


def per_krona(rows: list[Row], frame: int, rule: Rule, assumed: int | None, locks: Sequence[Lock] = ()) -> Board:
    common = () if assumed is None else (UnknownCosts.model_validate({**SIGNED, "low": assumed, "high": assumed}),)
    must, not_now = (
        frozenset(f"P{place}" for place, lock in enumerate(locks[: len(rows)]) if lock is which)
        for which in (Lock.MUST, Lock.NOT_NOW)
    )
    scored = board_of(rows, 0, rule, Changes(unknown_costs=common)).scored
    return rank(scored, Choices((1.0,), frame, rule=rule, order=Order.PER_KRONA, must=must, not_now=not_now))


@settings(max_examples=300, deadline=None)
@given(IN_KRONOR, st.integers(0, 8), st.sampled_from(list(Rule)), st.integers(1, 5), EVERY_LOCK)
def test_what_is_firm_per_krona_is_inside_whatever_the_assumed_costs_turn_out_to_be(
    rows: list[Row], frame: int, rule: Rule, assumed: int, locks: list[Lock]
) -> None:
    found = reach(per_krona(rows, frame * KRONOR, rule, assumed * KRONOR, locks))
    unknown = [place for place, (cost, _) in enumerate(rows) if cost is None]
    for costs in product((1, 300, 600, KRONOR, 2500, 6 * KRONOR, 90 * KRONOR), repeat=len(unknown)):
        turned_out = dict(zip(unknown, costs, strict=True))
        known = [(turned_out.get(place, cost), points) for place, (cost, points) in enumerate(rows)]
        board = per_krona(known, frame * KRONOR, rule, None, locks)
        assert board.line is not None
        # Where equals are cut by the frame the one may be in and the other out: not for sure inside.
        assert all(board.line.inside[place] == Inside.YES for place in found.firm)


def test_a_cost_that_is_assumed_decides_the_place_per_krona_so_what_stands_before_it_is_not_sure() -> None:
    rows: list[Row] = [(4 * KRONOR, 2), (None, 3)]
    choices = Choices((1.0,), 6 * KRONOR, order=Order.PER_KRONA)
    far = UnknownCosts.model_validate({**SIGNED, "low": 9 * KRONOR, "high": 9 * KRONOR})
    found = reach(rank(board_of(rows, 0, Rule.STOP, Changes(unknown_costs=(far,))).scored, choices))
    # At 3 000 kronor the other gives more for each krona, stands first and takes half of the frame.
    assert found.sure == (0,)
    assert found.firm == ()
    roomy = Choices((1.0,), 20 * KRONOR, order=Order.PER_KRONA)
    assert reach(rank(board_of(rows, 0, Rule.STOP, Changes(unknown_costs=(far,))).scored, roomy)).firm == (0,)


# Two that give as much for a krona are drawn often; None is a cost that the group has assumed.
OFTEN_TIED = st.lists(
    st.tuples(st.sampled_from([None, None, 0, KRONOR, 2 * KRONOR, 4 * KRONOR]), st.sampled_from([0, 1, 2, 3, 4])),
    min_size=2,
    max_size=5,
)


def worst_costs(rows: list[Row], board: Board) -> Iterator[list[Row]]:
    """The rows as they may turn out: for each project, those assumed as dear as they can be and yet not stand after it.

    A project that is locked in may cost anything, and one that never stands before may too.
    """
    for cost, points in rows:
        if not isinstance(cost, int):
            continue
        turned_out = [
            own * cost // points if points and own and board.free[place] else 1000 * KRONOR
            for place, (_, own) in enumerate(rows)
        ]
        yield [(max(1, turned_out[place]) if c is None else c, own) for place, (c, own) in enumerate(rows)]


@settings(max_examples=400, deadline=None)
@given(OFTEN_TIED, st.integers(0, 12), st.integers(1, 5), EVERY_LOCK)
def test_under_stanna_firm_per_krona_is_just_what_the_worst_costs_leave_inside_also_with_locks_and_ties(
    rows: list[Row], frame: int, assumed: int, locks: list[Lock]
) -> None:
    kronor = frame * KRONOR
    board = per_krona(rows, kronor, Rule.STOP, assumed * KRONOR, locks)
    firm = set(reach(board).firm)
    always = {i for i, (cost, _) in enumerate(rows) if cost is not None and board.state(Inside.YES)[i]}
    for known in worst_costs(rows, board):
        always &= set(np.flatnonzero(per_krona(known, kronor, Rule.STOP, None, locks).state(Inside.YES)).tolist())
    if any(cost is None for cost, _ in rows):
        assert firm == always


# The last is a hair from whole kronor as it is divided.
@pytest.mark.parametrize(
    ("points", "other", "cost", "as_good_at"),
    [(2, 1.0, 4000, 2000), (1, 1 / 3, 6000, 2000), (0.3, 0.1, 6000, 2000), (1, 3, 7, 21)],
)
def test_what_is_firm_per_krona_is_so_from_the_krona_that_the_worst_costs_come_to(
    points: float, other: float, cost: int, as_good_at: int
) -> None:
    # The assumed gives as much for a krona at that cost, and stands no longer before the first at one more.
    made = plan(project("P0", cost, points), project("P1", None, other))
    common = UnknownCosts.model_validate({**SIGNED, "low": 900 * KRONOR, "high": 900 * KRONOR})
    scored = scored_projects(candidates(made, MODEL, Changes(unknown_costs=(common,))), MODEL)
    worst = cost + as_good_at
    for frame, firm in ((worst - 1, ()), (worst, (0,)), (worst + 1, (0,))):
        found = reach(rank(scored, Choices((1.0,), frame, order=Order.PER_KRONA)))
        assert found.sure == (0,)
        assert found.firm == firm


@pytest.mark.parametrize("lock", [Lock.MUST, Lock.NOT_NOW])
def test_an_assumed_cost_that_is_locked_stands_before_nothing_per_krona(lock: Lock) -> None:
    rows: list[Row] = [(4 * KRONOR, 2), (None, 1), (None, 1)]
    # The free one takes 2 000 kronor at most before the first; what is locked in may take all there is.
    found = reach(per_krona(rows, 6500, Rule.STOP, KRONOR, [Lock.FREE, Lock.FREE, lock]))
    assert found.firm == ((0,) if lock is Lock.NOT_NOW else ())


def test_a_project_whose_own_cost_is_assumed_takes_no_more_than_its_points_before_another_per_krona() -> None:
    # At 1 000 kronor it stands first, and may cost more than there is only where it stands last.
    rows: list[Row] = [(4 * KRONOR, 2), (None, 1)]
    assert reach(per_krona(rows, 7 * KRONOR, Rule.STOP, KRONOR)).firm == (0,)


def test_under_stanna_what_gives_no_points_stands_before_nothing_that_does_per_krona() -> None:
    # The frame is what the first costs, so there is no krona left for the other: it is not needed before the first.
    assert reach(per_krona([(4 * KRONOR, 2), (None, 0)], 4 * KRONOR, Rule.STOP, KRONOR)).firm == (0,)


def test_equals_that_the_group_has_put_in_order_are_firm_per_krona_only_where_all_of_them_are() -> None:
    # At 1 000 kronor the assumed is as good as they are, and then the order that the group has put two in is no longer.
    scored = per_krona([(2 * KRONOR, 2), (2 * KRONOR, 2), (None, 1)], 0, Rule.STOP, 5 * KRONOR).scored
    for frame, firm in ((5 * KRONOR - 1, ()), (5 * KRONOR, (1, 0))):
        choices = Choices((1.0,), frame, order=Order.PER_KRONA, tie_orders=(("P1", "P0"),))
        found = reach(rank(scored, choices))
        assert found.sure == (1, 0)
        assert found.firm == firm


@pytest.mark.parametrize(("frame", "to_price"), [(3000, ()), (2999, ()), (3001, (1,))])
def test_per_krona_no_price_decides_where_what_is_locked_in_leaves_nothing(
    frame: int, to_price: tuple[int, ...]
) -> None:
    # What costs more than nothing cannot fit in nothing.
    rows: list[Row] = [(3 * KRONOR, 2), (None, 1)]
    assert reach(per_krona(rows, frame, Rule.STOP, None, [Lock.MUST, Lock.FREE])).to_price == to_price


def test_what_is_locked_in_takes_of_the_frame_before_what_an_assumed_cost_may_take_per_krona() -> None:
    rows: list[Row] = [(4 * KRONOR, 2), (None, 1), (3 * KRONOR, 1)]
    locks = [Lock.FREE, Lock.FREE, Lock.MUST]
    # Before the first may stand 2 000 kronor of the assumed, and the locked has taken 3 000: 9 000 in all.
    assert set(reach(per_krona(rows, 8500, Rule.STOP, 1, locks)).sure) == {0, 1}
    assert reach(per_krona(rows, 8500, Rule.STOP, 1, locks)).firm == ()
    assert reach(per_krona(rows, 9500, Rule.STOP, 1, locks)).firm == (0,)


def test_of_equals_per_krona_none_is_firm_where_an_assumed_cost_may_leave_room_for_one_only() -> None:
    rows: list[Row] = [(2 * KRONOR, 2), (2 * KRONOR, 2), (None, 1)]
    assert reach(per_krona(rows, 4500, Rule.STOP, 5 * KRONOR)).sure == (0, 1)
    # At 1 000 kronor the assumed gives as much for a krona, and with one of the two it leaves too little for the other.
    assert reach(per_krona(rows, 4500, Rule.STOP, 5 * KRONOR)).firm == ()
    assert reach(per_krona(rows, 5500, Rule.STOP, 5 * KRONOR)).firm == (0, 1)


@pytest.mark.parametrize("rule", list(Rule))
def test_however_many_are_locked_in_at_costs_that_are_assumed_nothing_free_is_firm(rule: Rule) -> None:
    # Together they may cost more than a whole number of the machine holds.
    for many in (1, 4, 5, 6, 9, 12):
        rows: list[Row] = [(4 * KRONOR, 2), (None, 3), *[(None, 1)] * many]
        found = reach(per_krona(rows, 100 * KRONOR, rule, KRONOR, [Lock.FREE] * 2 + [Lock.MUST] * many))
        assert found.sure
        assert found.firm == ()


def test_under_hoppa_over_what_never_fits_takes_nothing_from_what_is_firm_per_krona() -> None:
    # The first is dearer than the frame; the last takes at most 2 000 kronor before the second, and 4 000 is enough.
    assert 1 in reach(per_krona([(6 * KRONOR, 4), (2 * KRONOR, 1), (None, 1)], 5 * KRONOR + 37, Rule.SKIP, 1500)).firm
    # With "stanna" it stops at the first.
    assert reach(per_krona([(6 * KRONOR, 4), (2 * KRONOR, 1), (None, 1)], 5 * KRONOR + 37, Rule.STOP, 1500)).firm == ()
