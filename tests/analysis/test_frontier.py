"""What each further krona gives: the curve, the most points of every frame, and break-even costs."""

import itertools

import numpy as np
import pytest

from prioritering.analysis.demands import NO_DEMANDS, Demands, Requires
from prioritering.analysis.frontier import best_points, break_even, frontier, value_curve
from prioritering.analysis.portfolio import best_portfolio
from prioritering.errors import Infeasible
from tests.analysis.test_portfolio import pool


def test_the_value_curve_rises_ever_more_slowly():
    curve = value_curve(pool([10, 90, 40, 5], [100, 300, 0, None]), NO_DEMANDS)
    assert curve.order == (2, 1, 0)
    assert curve.cost == (0, 0, 300, 400)
    assert curve.points == (0, 40, 130, 140)


@pytest.mark.parametrize("seed", range(6))
def test_the_value_curve_follows_the_locks_and_never_gives_more_than_the_best_portfolio_of_the_same_money(seed):
    rng = np.random.default_rng(seed)
    costs = [None if rng.random() < 0.2 else int(cost) for cost in rng.integers(0, 900, 12)]
    given = pool(rng.integers(0, 100, 12), costs)
    locks = Demands(must=frozenset({"P0", "P1"}), not_now=frozenset({"P2", "P3"}))
    curve = value_curve(given, locks)
    assert {0, 1, 2, 3}.isdisjoint(curve.order)
    assert curve.cost[0] == sum(costs[i] or 0 for i in (0, 1))
    assert curve.points[0] == given.points[0] + given.points[1]
    for reached, most in zip(curve.points, best_points(given, curve.cost, locks), strict=True):
        assert reached <= most + 1e-9


def test_the_frontier_rises_and_holds_the_frame():
    rng = np.random.default_rng(2)
    given = pool(rng.integers(1, 100, 20), rng.integers(100, 900, 20).tolist())
    points = frontier(given, NO_DEMANDS, 3000)
    assert points[0][0] == 0
    assert 3000 in [frame for frame, _ in points]
    assert points[-1] == (sum(given.costs), sum(given.points))
    assert all(b[1] >= a[1] for a, b in itertools.pairwise(points))
    for frame, reached in points[::7]:
        assert reached == pytest.approx(best_portfolio(given, frame).points)


def test_locks_are_kept_on_the_frontier():
    given, locks = pool([10, 90], [100, 300]), Demands(must=frozenset({"P0"}))
    assert best_points(given, [50, 100, 350, 400], locks).tolist() == [0, 10, 10, 100]


def test_the_break_even_cost_is_the_last_krona_at_which_the_best_portfolio_holds_it():
    given = pool([90, 60, 50], [None, 600, 400])
    assert break_even(given, NO_DEMANDS, 1000) == {0: 600}  # beside P2; 601 would leave room for neither
    for cost, inside in ((600, True), (601, False)):
        held = pool([90, 60, 50], [cost, 600, 400])
        assert (0 in best_portfolio(held, 1000).indexes) == inside
    assert break_even(pool([0, 60], [None, 600]), NO_DEMANDS, 1000) == {0: None}


@pytest.mark.parametrize("seed", range(12))
def test_the_break_even_keeps_what_projects_need_and_the_best_portfolio_agrees_with_it_to_the_krona(seed):
    rng = np.random.default_rng(seed)
    points, costs = rng.choice([0, 10, 25, 100 / 3, 50], 9), rng.integers(1, 9, 9).tolist()
    unknown = [index for index in range(9) if index % 4 == seed % 4]
    ends = [sorted(rng.choice(9, 2, replace=False)) for _ in range(6)]
    requires = tuple(Requires(f"P{late}", (f"P{early}",)) for early, late in ends)
    given = pool(points, [None if index in unknown else cost for index, cost in enumerate(costs)])
    found = break_even(given, Demands(requires=requires), 20)
    assert found.keys() == set(unknown)
    for index, most in found.items():

        def best(cost: int | None, of: int = index) -> float:
            priced = [cost if other == of else given.costs[other] for other in range(9)]
            must = frozenset() if cost is None else frozenset({f"P{of}"})
            try:
                return best_portfolio(pool(points, priced), 20, Demands(must=must, requires=requires)).points
            except Infeasible:
                return -1

        without = best(None)
        useful = [cost for cost in range(21) if best(cost) >= without + (1e-6 if points[index] == 0 else 0)]
        assert most == max(useful, default=None)


def test_what_is_locked_in_leaves_less_for_one_of_unknown_cost():
    given, locks = pool([90, 60, 50], [None, 600, 400]), Demands(must=frozenset({"P2"}))
    # Of 1 000 the locked takes 400. P0 alone may cost all the 600 that is left, since it gives more than P1.
    assert break_even(given, locks, 1000) == {0: 600}
    assert break_even(pool([0.5, 60], [None, 600]), NO_DEMANDS, 1000) == {0: 400}


def test_the_frontier_reaches_at_the_frame_what_is_reached_exactly_there():
    points = frontier(pool([10, 90], [100, 300]), NO_DEMANDS, 300)
    assert points == ((0, 0), (100, 10), (300, 90), (400, 100))


def test_the_frontier_begins_where_the_locks_are_paid_for():
    locks = Demands(must=frozenset({"P0"}))
    assert frontier(pool([10, 90], [100, 300]), locks, 300) == ((100, 10), (300, 10), (400, 100))
    assert frontier(pool([10, 90], [100, 300]), locks, 50) == ((100, 10), (400, 100))
    # What is locked in and costs nothing, or nobody knows what, takes nothing of the frame.
    for cost in (0, None):
        assert frontier(pool([10, 90], [cost, 300]), locks, 300) == ((0, 10), (300, 100))
    # Also on a grid, where too many frames to list give more.
    powers = [2**i for i in range(13)]
    points = frontier(pool([*powers, 7], [*powers, 1001]), Demands(must=frozenset({"P13"})), 2000)
    assert points[0] == (1001, 7)
    assert (2000, 1006) in points
    assert all(reached == pytest.approx(frame - 1001 + 7) for frame, reached in points)


def test_beyond_what_can_be_listed_the_frontier_is_exact_on_a_grid_of_two_hundred_frames():
    # Costs 1, 2, 4 … 4 096 kronor with as many points: every sum to 8 191 can be reached, and gives just its cost.
    powers = [2**i for i in range(13)]
    points = frontier(pool(powers, powers), NO_DEMANDS, 5)
    assert [frame for frame, _ in points] == sorted({*(round(8191 * step / 200) for step in range(201)), 5})
    assert all(reached == pytest.approx(frame) for frame, reached in points)


def test_where_all_costs_are_unknown_each_may_cost_what_the_locked_leave_of_the_frame():
    assert break_even(pool([50, 40], [None, None]), NO_DEMANDS, 1000) == {0: 1000, 1: 1000}
    assert break_even(pool([50, 40], [None, 300]), Demands(must=frozenset({"P1"})), 1000) == {0: 700}


@pytest.mark.parametrize(("points", "most"), [(59.5, 400), (60, 1000), (60.5, 1000)])
def test_half_a_point_decides_whether_one_of_unknown_cost_may_take_anothers_room(points, most):
    assert break_even(pool([points, 60], [None, 600]), NO_DEMANDS, 1000) == {0: most}


@pytest.mark.parametrize(("size", "asked"), [(2000, 13), (2001, 4)])
def test_the_break_even_is_told_of_each_and_in_a_very_large_plan_of_the_four_with_most_points(size, asked):
    unknown = 13
    given = pool([*range(10, 10 + unknown), *[1] * (size - unknown)], [*[None] * unknown, *[2000] * (size - unknown)])
    assert break_even(given, NO_DEMANDS, 1000) == dict.fromkeys(range(unknown - asked, unknown), 1000)


def test_a_third_taken_thrice_is_as_good_as_the_whole_when_room_is_made_for_the_unknown():
    # Three of 33 1/3 points cost 600 together. The unknown one gives as many as they do, so it may take all the frame.
    given = pool([100, *[100 / 3] * 3], [None, 200, 200, 200])
    assert break_even(given, NO_DEMANDS, 600) == {0: 600}


def test_the_break_even_is_the_same_looked_up_and_bisected(monkeypatch):
    rng = np.random.default_rng(7)
    costs = [None if index % 3 == 0 else int(cost) for index, cost in enumerate(rng.integers(0, 900, 24))]
    given = pool(rng.choice([10, 25, 100 / 3, 50], 24), costs)
    locks = Demands(must=frozenset({"P1"}), not_now=frozenset({"P3"}))
    looked_up = break_even(given, locks, 3000)
    assert len(looked_up) == 7
    # So that no list of frames is short enough to look in.
    monkeypatch.setattr("prioritering.analysis.frontier.MOST_STEPS", 1)
    assert break_even(given, locks, 3000) == looked_up


@pytest.mark.parametrize(("everything", "frames"), [(3999, 4000), (4000, 201)])
def test_the_frontier_tells_every_frame_while_they_are_four_thousand_at_most(everything, frames):
    # Every sum to `everything` can be reached, and gives just its cost.
    powers = [2**i for i in range(11)]
    sums = [*powers, everything - sum(powers)]
    assert len(frontier(pool(sums, sums), NO_DEMANDS, everything)) == frames


@pytest.mark.parametrize(("size", "steps"), [(2000, 200), (2001, 40)])
def test_the_grid_is_coarser_above_two_thousand_projects(size, steps):
    powers = [2**i for i in range(13)]
    known, dear = [*powers, *[0] * (size - 13)], sum(powers)
    points = frontier(pool(powers + [1] * (size - 13), known), NO_DEMANDS, dear)
    assert [frame for frame, _ in points] == [round(dear * step / steps) for step in range(steps + 1)]


def test_the_frontier_ends_where_all_of_known_cost_are_bought_and_the_unknown_are_none_of_it():
    given = pool([10, 20, 5, 50], [None, 300, 0, None])
    assert frontier(given, NO_DEMANDS, 100) == ((0, 5), (100, 5), (300, 25))
    assert frontier(given, NO_DEMANDS, 400) == ((0, 5), (300, 25), (400, 25))
    # With nothing to buy there is still a frame to draw.
    assert frontier(pool([10], [None]), NO_DEMANDS, 0) == ((0, 0), (1, 0))
