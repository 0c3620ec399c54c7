"""The line: exact for every outcome of uncertain costs, checked against trying them all."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.money import outcomes
from prioritering.money.fill import Fill, fill, queue
from prioritering.money.line_rule import NO_LIMIT, Costs, Inside, Lock, Rule

one_cost = st.one_of(
    st.integers(0, 4).map(lambda c: (c, c)),
    st.tuples(st.integers(0, 3), st.integers(1, 3)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    st.just((0, NO_LIMIT)),
)


def line(
    frame: int,
    costs: list[tuple[int, int]],
    order: list[int],
    rule: Rule,
    locks: list[int] | None = None,
    ties: list[int] | None = None,
) -> Fill:
    low, high = (np.array([cost[side] for cost in costs], dtype=np.int64) for side in (0, 1))
    given = [np.array(some, dtype=np.int64) if some is not None else None for some in (locks, ties)]
    return fill(frame, Costs(low, high), queue(np.array(order, dtype=np.int64), *given), rule)


def orders_of(order: list[int], ties: list[int]) -> Iterator[list[int]]:
    """Every order of the list that only moves projects inside their tie."""
    groups = [list(group) for _, group in groupby(order, key=lambda index: ties[index])]
    for choice in product(*(permutations(group) for group in groups)):
        yield [index for group in choice for index in group]


def outcomes_of(costs: list[tuple[int, int]], frame: int) -> Iterator[tuple[int, ...]]:
    """Every combination of costs; an unknown one is more than zero, and above the frame all is alike."""
    ends = [(1 if high == NO_LIMIT else low, min(high, max(low, frame + 1))) for low, high in costs]
    return product(*(range(low, max(low, high) + 1) for low, high in ends))


def by_trying(
    frame: int, costs: list[tuple[int, int]], orders: Iterable[list[int]], rule: Rule, locks: list[int]
) -> list[Inside]:
    """Answer by walking the list once for every possible combination of costs, in every order."""
    seen: list[set[bool]] = [set() for _ in costs]
    for order, outcome in product(orders, list(outcomes_of(costs, frame))):
        left = frame - sum(cost for cost, lock in zip(outcome, locks, strict=True) if lock == Lock.MUST)
        stopped = False
        for index in order:
            fits = not stopped and outcome[index] <= left
            if locks[index] == Lock.FREE:
                stopped = stopped or (rule is Rule.STOP and not fits)
                left -= outcome[index] if fits else 0
            seen[index].add(fits if locks[index] == Lock.FREE else locks[index] == Lock.MUST)
    return [Inside.OPEN if len(answers) == 2 else Inside(int(True in answers)) for answers in seen]


def tied(draw: st.DataObject, order: list[int]) -> list[int]:
    """Numbers of ties drawn for projects in an order."""
    starts = draw.draw(st.lists(st.booleans(), min_size=len(order), max_size=len(order)))
    ties = [0] * len(order)
    number = 1
    for index, starts_new in zip(order, starts, strict=True):
        number += starts_new
        ties[index] = number
    return ties


@settings(max_examples=600, deadline=None)
@given(st.integers(0, 6), st.lists(one_cost, min_size=1, max_size=4), st.sampled_from(list(Rule)), st.data())
def test_inside_is_what_trying_every_possible_cost_and_every_order_of_a_tie_gives(
    frame: int, costs: list[tuple[int, int]], rule: Rule, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(costs))))
    locks = data.draw(st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=len(costs), max_size=len(costs)))
    ties = tied(data, order)
    found = line(frame, costs, order, rule, locks, ties)
    assert [Inside(int(state)) for state in found.inside] == by_trying(
        frame, costs, list(orders_of(order, ties)), rule, locks
    )


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 9), st.lists(one_cost, min_size=2, max_size=5), st.sampled_from(list(Rule)), st.data())
def test_more_parts_than_are_followed_give_more_open_answers_and_never_a_wrong_one(
    frame: int, costs: list[tuple[int, int]], rule: Rule, data: st.DataObject
) -> None:
    order = list(range(len(costs)))
    ties = tied(data, order)
    exact = line(frame, costs, order, rule, ties=ties).inside
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outcomes, "MAX_PARTS", 1)
        rough = line(frame, costs, order, rule, ties=ties).inside
    assert all(rough[i] in (exact[i], Inside.OPEN) for i in order)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 9), st.lists(one_cost, min_size=2, max_size=6), st.sampled_from(list(Rule)), st.data())
def test_the_order_in_which_tied_projects_are_listed_changes_nothing(
    frame: int, costs: list[tuple[int, int]], rule: Rule, data: st.DataObject
) -> None:
    order = list(range(len(costs)))
    ties = tied(data, order)
    other = data.draw(st.sampled_from(list(islice(orders_of(order, ties), 50))))
    one, two = line(frame, costs, order, rule, ties=ties), line(frame, costs, other, rule, ties=ties)
    assert one.inside.tolist() == two.inside.tolist()
    assert (one.cut.tolist(), one.used, one.left) == (two.cut.tolist(), two.used, two.left)
    assert (one.running.tolist(), one.sure.tolist()) == (two.running.tolist(), two.sure.tolist())
    assert one.within.tolist() == two.within.tolist()


def test_of_four_equal_projects_of_which_two_fit_none_is_before_another() -> None:
    for rule in Rule:
        found = line(2000, [(1000, 1000)] * 4, [0, 1, 2, 3], rule, ties=[1, 1, 1, 1])
        assert found.inside.tolist() == [Inside.OPEN] * 4
        assert found.cut.all()
        assert (found.used, found.left) == (0, 2000)
        assert found.running.tolist() == [-1] * 4


def test_of_a_tie_that_the_frame_cuts_what_fits_in_no_order_is_outside() -> None:
    for rule in Rule:
        found = line(1000, [(400, 400), (1200, 1200), (700, 700)], [0, 1, 2], rule, ties=[1, 1, 1])
        expected = [Inside.OPEN, Inside.NO, Inside.OPEN]
        assert found.inside.tolist() == expected, rule


def test_a_tie_that_fits_whole_has_one_running_sum() -> None:
    found = line(1000, [(100, 100), (200, 200), (300, 300)], [0, 1, 2], Rule.STOP, ties=[1, 2, 2])
    assert found.running.tolist() == [100, 600, 600]
    assert not found.cut.any()


def test_a_project_without_a_place_takes_nothing_and_is_open() -> None:
    for rule in Rule:
        found = line(10, [(0, NO_LIMIT), (10, 10), (1, 1)], [1, 2, 0], rule, ties=[0, 1, 2])
        assert found.inside.tolist() == [Inside.OPEN, Inside.YES, Inside.NO]
        assert (found.running[0], found.within[0]) == (-1, False)


def test_stopping_leaves_out_a_cheap_project_after_the_first_that_does_not_fit() -> None:
    found = line(10, [(6, 6), (6, 6), (1, 1)], [0, 1, 2], Rule.STOP)
    assert found.within.tolist() == [True, False, False]
    assert (found.used, found.left) == (6, 4)


def test_skipping_goes_on_to_the_cheap_project() -> None:
    found = line(10, [(6, 6), (6, 6), (1, 1)], [0, 1, 2], Rule.SKIP)
    assert found.within.tolist() == [True, False, True]
    assert found.running.tolist() == [6, -1, 7]


def test_an_unknown_cost_leaves_itself_and_everything_after_it_open_while_there_is_money() -> None:
    found = line(10, [(4, 4), (0, NO_LIMIT), (5, 5), (1, 1)], [0, 1, 2, 3], Rule.STOP)
    assert [Inside(int(x)) for x in found.inside] == [Inside.YES, Inside.OPEN, Inside.OPEN, Inside.NO]
    assert found.sure.tolist() == [True, False, False, False]


def test_a_sum_past_what_surely_does_not_fit_is_as_sure_as_before_it() -> None:
    found = line(10, [(4, 4), (20, 30), (5, 5)], [0, 1, 2], Rule.SKIP)
    assert (found.running.tolist(), found.sure.tolist()) == ([4, -1, 9], [True, True, True])


def test_what_is_left_is_what_the_unknown_may_cost_before_something_falls_out() -> None:
    found = line(10, [(4, 4), (0, NO_LIMIT), (3, 3)], [0, 1, 2], Rule.STOP)
    assert (found.used, found.left) == (4, 6)
    left = found.left - 3
    just_right = line(10, [(4, 4), (left, left), (3, 3)], [0, 1, 2], Rule.STOP)
    too_much = line(10, [(4, 4), (left + 1, left + 1), (3, 3)], [0, 1, 2], Rule.STOP)
    assert just_right.within.all()
    assert not too_much.within.all()


def test_a_frame_of_zero_reaches_only_what_costs_nothing() -> None:
    found = line(0, [(0, 0), (1, 1), (0, NO_LIMIT)], [0, 1, 2], Rule.SKIP)
    assert [Inside(int(x)) for x in found.inside] == [Inside.YES, Inside.NO, Inside.NO]


def test_locked_projects_may_break_the_frame_and_then_it_shows() -> None:
    found = line(5, [(9, 9), (1, 1)], [0, 1], Rule.STOP, [Lock.MUST, Lock.FREE])
    assert found.left == -4
    assert found.within.tolist() == [True, False]


def test_no_projects_give_an_empty_line() -> None:
    found = line(5, [], [], Rule.SKIP)
    assert (found.used, found.left) == (0, 5)


@pytest.mark.parametrize("rule", list(Rule))
@given(st.integers(0, 60), st.integers(0, 20), st.lists(st.integers(0, 20).map(lambda c: (c, c)), max_size=8))
@settings(max_examples=60, deadline=None)
def test_the_sum_of_the_chosen_never_passes_the_frame(
    rule: Rule, frame: int, more: int, costs: list[tuple[int, int]]
) -> None:
    order = list(range(len(costs)))
    assert line(frame, costs, order, rule).used <= frame
    if rule is Rule.STOP:
        assert line(frame + more, costs, order, rule).within.sum() >= line(frame, costs, order, rule).within.sum()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 60), st.lists(one_cost, min_size=1, max_size=8), st.sampled_from(list(Rule)), st.data())
def test_what_is_chosen_without_a_lock_never_costs_more_than_the_locked_leave(
    frame: int, costs: list[tuple[int, int]], rule: Rule, data: st.DataObject
) -> None:
    locks = data.draw(st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=len(costs), max_size=len(costs)))
    found = line(frame, costs, data.draw(st.permutations(range(len(costs)))), rule, locks)
    low, lock = np.array([cost[0] for cost in costs]), np.array(locks)
    room = frame - low[lock == Lock.MUST].sum()
    assert low[found.within & (lock == Lock.FREE)].sum() <= max(0, room)
    assert found.within[lock == Lock.MUST].all()
    assert not found.within[lock == Lock.NOT_NOW].any()


def test_a_cost_of_exactly_what_is_left_fits_and_one_krona_more_does_not() -> None:
    for rule in Rule:
        assert line(10, [(4, 4), (6, 6)], [0, 1], rule).within.tolist() == [True, True]
        assert line(10, [(4, 4), (7, 7)], [0, 1], rule).within.tolist() == [True, False]


def test_the_krona_that_decides_under_hoppa_is_found_in_every_amount_that_may_be_left() -> None:
    # Of 10 the first takes 2–4 and leaves 6–8. A cost of 6 then surely fits, 7 may, 9 cannot.
    for cost, answer in ((6, Inside.YES), (7, Inside.OPEN), (8, Inside.OPEN), (9, Inside.NO)):
        assert line(10, [(2, 4), (cost, cost)], [0, 1], Rule.SKIP).inside.tolist() == [Inside.YES, answer]
    # A cost of 7 leaves 0–1 of 7–8, and of the 6 that it does not fit in nothing is taken: 0, 1 or 6 are left.
    for cost, answer in ((0, Inside.YES), (1, Inside.OPEN), (2, Inside.OPEN), (6, Inside.OPEN), (7, Inside.NO)):
        found = line(10, [(2, 4), (7, 7), (cost, cost)], [0, 1, 2], Rule.SKIP)
        assert Inside(int(found.inside[2])) is answer, cost
    # And 2–5 are never left, so a range there fits only where 6 is left.
    found = line(10, [(2, 4), (7, 7), (2, 5), (4, 4)], [0, 1, 2, 3], Rule.SKIP)
    assert [Inside(int(x)) for x in found.inside] == [Inside.YES, Inside.OPEN, Inside.OPEN, Inside.OPEN]


def test_what_is_locked_in_at_its_dearest_leaves_nothing_sure_for_the_rest() -> None:
    for rule in Rule:
        found = line(10, [(2, 9), (1, 1), (1, 1)], [0, 1, 2], rule, [Lock.MUST, Lock.FREE, Lock.FREE])
        assert [Inside(int(x)) for x in found.inside] == [Inside.YES, Inside.YES, Inside.OPEN]
        found = line(10, [(2, 11), (0, 0)], [0, 1], rule, [Lock.MUST, Lock.FREE])
        assert [Inside(int(x)) for x in found.inside] == [Inside.YES, Inside.OPEN]


def test_less_than_nothing_is_left_when_the_locked_break_the_frame_and_then_nothing_free_fits() -> None:
    for rule in Rule:
        found = line(5, [(9, 9), (0, 0), (0, NO_LIMIT)], [0, 1, 2], rule, [Lock.MUST, Lock.FREE, Lock.FREE])
        assert [Inside(int(x)) for x in found.inside] == [Inside.YES, Inside.NO, Inside.NO]


def test_the_running_sum_counts_what_is_passed_under_stopp_and_not_under_hoppa() -> None:
    costs = [(6, 6), (6, 6), (1, 1)]
    assert line(10, costs, [0, 1, 2], Rule.STOP).running.tolist() == [6, 12, 13]
    assert line(10, costs, [0, 1, 2], Rule.SKIP).running.tolist() == [6, -1, 7]


def test_an_amount_that_is_never_left_is_not_counted_though_its_neighbours_may_be() -> None:
    # Of 5 the first takes 0–2, the second (4) then leaves 0, 1 or, where it is passed, 3. The third (3) takes those
    # 3 and leaves 0 or 1: the 2 that the last needs is never there.
    found = line(5, [(0, 2), (4, 4), (3, 3), (2, 2)], [0, 1, 2, 3], Rule.SKIP)
    assert [Inside(int(x)) for x in found.inside] == [Inside.YES, Inside.OPEN, Inside.OPEN, Inside.NO]


def test_a_frame_below_nothing_holds_nothing_however_many_are_free() -> None:
    for rule in Rule:
        found = line(-5, [(0, 0)] * 4, [0, 1, 2, 3], rule)
        assert not found.within.any()
        assert found.inside.tolist() == [Inside.NO] * 4


def known(amounts: Iterable[int]) -> list[tuple[int, int]]:
    return [(amount, amount) for amount in amounts]


def test_a_tie_too_large_to_follow_is_open_only_where_some_order_may_let_one_in_or_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outcomes, "MAX_PARTS", 1)
    # Of 10 the first fits last only if at most 8 go before it, and 5 + 6 may: each is open. What comes after meets
    # anything from nothing to 10.
    after = [(0, 0), (1, 10), (11, 11)]
    found = line(10, [*known([2, 5, 6]), *after], list(range(6)), Rule.SKIP, ties=[1, 1, 1, 2, 3, 4])
    assert found.inside.tolist() == [Inside.OPEN] * 3 + [Inside.YES, Inside.OPEN, Inside.NO]
    # One that fits whatever the others take is inside, also when nothing follows the parts.
    assert line(10, known([0, 5, 6]), [0, 1, 2], Rule.SKIP, ties=[1, 1, 1]).inside.tolist() == [1, 2, 2]


def test_what_may_be_left_keeps_its_ends_when_there_are_too_many_amounts_to_follow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outcomes, "MAX_INTERVALS", 2)
    assert outcomes.joined_intervals([(7, 9), (0, 1), (4, 5)]) == [(0, 9)]
    assert outcomes.joined_intervals([(7, 9), (0, 1), (2, 5)]) == [(0, 5), (7, 9)]
    assert outcomes.joined_intervals([(0, 9), (1, 2), (10, 12)]) == [(0, 12)]
