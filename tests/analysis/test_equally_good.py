"""Equally good portfolios: counted, compared as exact sums, and told apart by a rule that no order of rows moves."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis.demands import NO_DEMANDS, Demands, Limit, OneOf, PartFunding, Requires
from prioritering.analysis.equal_search import EqualSearch
from prioritering.analysis.equally_good import Clock, OutOfTime, best_and_alike
from prioritering.analysis.exact import POINT, whole_points
from prioritering.analysis.portfolio import Pool, best_portfolio
from prioritering.analysis.solver import Constraint
from prioritering.errors import Cancelled
from tests.analysis.test_portfolio import hard, names, pool

# Binds nothing, so that the same question goes to the solver.
FREE = Demands(limits=(Limit("fri", highest=1e6, need={"P0": 1.0}),))
BOTH = pytest.mark.parametrize("demands", [NO_DEMANDS, FREE], ids=["exact", "solver"])


def enumerated(given_pool, frame, keeps=lambda taken: True):
    """Every portfolio of most points, by cost and then by ids, told apart by the projects that give points."""
    best = {}
    for size in range(len(given_pool.ids) + 1):
        for some in itertools.combinations(range(len(given_pool.ids)), size):
            cost, ids = sum(given_pool.costs[i] for i in some), {given_pool.ids[i] for i in some}
            if cost <= frame and keeps(ids):
                points = round(sum(given_pool.points[i] for i in some), 6)
                worth = tuple(given_pool.ids[i] for i in some if given_pool.points[i])
                idle = len(some) - len(worth)
                best.setdefault(points, {}).setdefault(worth, []).append((cost, idle, tuple(sorted(ids))))
    if not best:
        return []
    return sorted(min(ways) for ways in best[max(best)].values())


def asked(found, given_pool):
    equal = found.equal
    return (
        equal.others,
        {given_pool.ids[choice.index] for choice in equal.always},
        {given_pool.ids[choice.index] for choice in equal.between},
    )


def expected(ways, given_pool):
    giving = {key for key, points in zip(given_pool.ids, given_pool.points, strict=True) if points}
    sets = [set(ids) & giving for _, _, ids in ways]
    always = set.intersection(*sets)
    return len(ways) - 1, always, set.union(*sets) - always


SMALL = st.lists(
    st.tuples(st.sampled_from([0, 25, 50, 75, 100 / 3, 200 / 3]), st.sampled_from([0, 100, 200, 300, 500, 700])),
    min_size=1,
    max_size=8,
)


@BOTH
@settings(deadline=None, max_examples=60)
@given(SMALL, st.integers(0, 1500))
def test_all_that_are_equally_good_are_counted_and_the_rule_takes_the_cheapest_and_then_by_id(demands, pairs, frame):
    given_pool = pool(*zip(*pairs, strict=True))
    ways = enumerated(given_pool, frame)
    found = best_portfolio(given_pool, frame, demands)
    assert (found.cost, tuple(sorted(names(given_pool, found)))) == (ways[0][0], ways[0][2])
    assert asked(found, given_pool) == expected(ways, given_pool)
    assert (found.equal.counted, found.equal.known) == (True, True)


@settings(deadline=None, max_examples=40)
@given(SMALL.filter(lambda pairs: len(pairs) > 2), st.integers(300, 1500), st.data())
def test_demands_and_locks_are_kept_by_every_one_that_is_counted(pairs, frame, data):
    given_pool = pool(*zip(*pairs, strict=True))
    a, b, c = (data.draw(st.sampled_from(given_pool.ids)) for _ in range(3))
    must = frozenset({c}) if data.draw(st.booleans()) and given_pool.costs[int(c[1:])] <= frame else frozenset()
    demands = Demands(must=must, requires=(Requires(a, (b,)),) if a != b else (), one_of=(OneOf(given_pool.ids, 3),))

    def keeps(taken):
        return must <= taken and (a == b or a not in taken or b in taken) and len(taken) <= 3

    ways = enumerated(given_pool, frame, keeps)
    if not ways:
        return
    found = best_portfolio(given_pool, frame, demands)
    assert (found.cost, tuple(sorted(names(given_pool, found)))) == (ways[0][0], ways[0][2])
    assert asked(found, given_pool) == expected(ways, given_pool)


@settings(deadline=None, max_examples=60)
@given(SMALL, st.integers(0, 1500), st.data())
def test_locks_are_in_all_or_in_none_and_the_count_is_of_the_rest(pairs, frame, data):
    given_pool = pool(*zip(*pairs, strict=True))
    held = data.draw(st.sampled_from(given_pool.ids))
    if given_pool.costs[given_pool.ids.index(held)] > frame:
        return
    ways = enumerated(given_pool, frame, lambda taken: held in taken)
    found = best_portfolio(given_pool, frame, Demands(must=frozenset({held})))
    others, always, between = expected(ways, given_pool)
    assert asked(found, given_pool) == (others, always | {held}, between)
    outside = best_portfolio(given_pool, frame, Demands(not_now=frozenset({held})))
    assert asked(outside, given_pool)[0] == len(enumerated(given_pool, frame, lambda taken: held not in taken)) - 1


@BOTH
def test_of_two_as_good_and_as_dear_the_one_with_the_first_id_is_taken(demands):
    points, costs = [75, 75, 50, 50, 50, 50, 75, 100], [200, 700, 0, 300, 400, 900, 300, 700]
    found = best_portfolio(pool(points, costs), 1200, demands)
    assert (found.points, found.cost, found.indexes) == (300, 1200, {0, 2, 3, 4, 6})
    assert found.equal.others == 1
    assert {choice.index for choice in found.equal.always} == {0, 2, 6}
    assert {choice.index for choice in found.equal.between} == {3, 4, 7}


@BOTH
def test_three_thirds_are_as_good_as_the_whole(demands):
    found = best_portfolio(pool([100, *[33.333333333] * 3], [700, 200, 200, 200]), 700, demands)
    assert (found.points, found.cost, found.indexes, found.equal.others) == (100, 600, {1, 2, 3}, 1)


@BOTH
@pytest.mark.parametrize(("size", "others", "counted"), [(9, 83, True), (10, 100, False)])
def test_more_than_a_hundred_others_are_a_hundred_at_least(demands, size, others, counted):
    # Three of nine twins can be chosen in 84 ways, three of ten in 120.
    found = best_portfolio(pool([50] * size, [100] * size), 300, demands)
    assert (found.equal.others, found.equal.counted, found.equal.known) == (others, counted, True)
    assert len(found.equal.between) == size
    assert found.equal.always == ()
    assert found.indexes == {0, 1, 2}


def test_a_stage_and_the_whole_are_two_ways():
    demands = Demands(parts={"P0": (PartFunding("etapp", 200, 0.5),)})
    found = best_portfolio(pool([80, 40], [400, 300]), 500, demands)
    # The stage with P1 gives as much as the whole alone, and costs 100 more.
    assert (found.indexes, found.equal.others, found.equal.always) == ({0}, 1, ())
    assert [(choice.index, choice.part) for choice in found.equal.between] == [(0, ""), (0, "etapp"), (1, "")]


def test_what_gives_no_points_is_chosen_only_where_it_is_asked_for():
    given_pool = pool([50, 0, 0], [100, 0, 0])
    assert best_portfolio(given_pool, 100).indexes == {0}
    assert best_portfolio(given_pool, 100, FREE).indexes == {0}
    needed = best_portfolio(given_pool, 100, Demands(requires=(Requires("P0", ("P1", "P2"), 1),)))
    assert (needed.indexes, needed.equal.others) == ({0, 1}, 0)
    assert best_portfolio(given_pool, 100, Demands(must=frozenset({"P2"}))).indexes == {0, 2}


def test_when_the_time_is_out_nothing_is_said_to_be_known():
    values, costs = np.array([5, 5], dtype=np.int64), np.array([1, 1], dtype=np.int64)
    found = best_and_alike(values, costs, 1, Clock(1e-9))
    assert found.flags.sum() == 1
    assert (found.alike.others, found.alike.counted, found.alike.known) == (0, False, False)
    with pytest.raises(OutOfTime):
        Clock(1e-9).told()


def test_when_the_time_is_out_under_demands_the_best_stands_and_nothing_more_is_said():
    values, costs = np.array([5, 5], dtype=np.int64), np.array([1, 1], dtype=np.int64)
    one_of = [Constraint("ramen", {0: 1.0, 1: 1.0}, high=1.0)]
    for clock, others, known in ((Clock(1e-9), 0, False), (Clock(60), 1, True)):
        chosen, alike = EqualSearch(values, costs, one_of, (True, False), clock).answer()
        assert chosen == (True, False)
        assert (alike.others, alike.counted, alike.known) == (others, known, known)


@pytest.mark.parametrize("one_first", [True, False])
def test_of_more_than_are_decided_in_one_search_the_first_in_order_are_taken_to_the_last(one_first):
    # One that is worth as much as two others together, or two that are so; twice over, with blocks of seven between.
    worth = [10, 5, 5] if one_first else [5, 5, 10]
    values = np.array([*worth, *[5] * 14, *worth], dtype=np.int64)
    rows = [Constraint("lika", {first: 1.0, first + n: -1.0}, low=0, high=0) for first in (3, 10) for n in range(1, 7)]
    rows.append(Constraint("en", {3: 1.0, 10: 1.0}, high=1))
    groups = ([0, 1, 2], [17, 18, 19])
    rows += [Constraint("tio", {item: float(values[item]) for item in group}, high=10) for group in groups]
    first, last = ([0], [1, 2]) if one_first else ([0, 1], [2])
    best = {*last, *range(10, 17), *(item + 17 for item in last)}
    search = EqualSearch(values, values, rows, tuple(item in best for item in range(20)), Clock(60))
    chosen, alike = search.answer()
    assert np.flatnonzero(chosen).tolist() == [*first, *range(3, 10), *(item + 17 for item in first)]
    assert (alike.others, alike.counted, alike.between) == (7, True, frozenset(range(20)))


def test_a_search_for_what_is_equally_good_can_be_stopped():
    def stop(share):
        raise Cancelled("stoppat")

    with pytest.raises(Cancelled):
        best_portfolio(pool([5, 5], [1, 1]), 1, progress=stop)


def test_a_portfolio_that_is_not_proved_best_is_not_compared_with_others():
    given_pool, demands = hard()
    assert best_portfolio(given_pool, 40_000, demands, time_limit=1.0).equal is None


def test_points_are_whole_numbers_of_the_least_unit_that_holds_them_all():
    assert whole_points([100 / 3, 62.5, 200 / 3])[1] == 6
    assert whole_points([100 / 3, 62.5])[0].tolist() == [200, 375]
    assert whole_points([0.123456789, 50])[1] == POINT
    assert whole_points([50.000001, 50])[0].tolist() == [50_000_001_000, 50_000_000_000]
    assert whole_points([])[1] == 1


def shuffled(given_pool: Pool, order):
    return replace(
        given_pool,
        ids=tuple(given_pool.ids[i] for i in order),
        points=tuple(given_pool.points[i] for i in order),
        costs=tuple(given_pool.costs[i] for i in order),
    )


@BOTH
@settings(deadline=None, max_examples=60)
@given(SMALL, st.integers(0, 1500), st.data())
def test_the_order_of_the_rows_decides_nothing(demands, pairs, frame, data):
    given_pool = pool(*zip(*pairs, strict=True))
    other = shuffled(given_pool, data.draw(st.permutations(range(len(pairs)))))
    first, second = (best_portfolio(one, frame, demands) for one in (given_pool, other))
    assert names(given_pool, first) == names(other, second)
    assert (first.points, first.cost) == (second.points, second.cost)
    assert asked(first, given_pool) == asked(second, other)
