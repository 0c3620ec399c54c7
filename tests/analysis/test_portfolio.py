"""The best portfolio: exact against enumeration, keeps its demands, and says which demands clash."""

import contextlib
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis.demands import Demands, LeastShare, Limit, OneOf, PartFunding, Requires, ShareOf, mutual
from prioritering.analysis.portfolio import Pool, best_portfolio
from prioritering.analysis.solver import Constraint, SolverError, maximise
from prioritering.errors import BadArgument, Cancelled, Infeasible
from tests.analysis.test_knapsack import PUBLISHED

# The seven projects of the VSO plan whose cost is known, in tkr (domain/inventory.md A4).
VSO = {"S01": 2000, "S02": 1000, "S03": 500, "S05": 1000, "S06": 1000, "S07": 500, "S08": 700}


def pool(points, costs):
    return Pool(tuple(f"P{i}" for i in range(len(points))), tuple(map(float, points)), tuple(costs))


def names(given_pool, portfolio):
    return sorted(given_pool.ids[index] for index in portfolio.indexes)


def by_enumeration(given_pool, frame, keeps=lambda taken: True):
    """Most points, then least cost, over all subsets that fit and keep the demands; None when none does."""
    best = None
    ids = given_pool.ids
    for flags in itertools.product((False, True), repeat=len(ids)):
        cost = sum(c for c, taken in zip(given_pool.costs, flags, strict=True) if taken)
        chosen = {key for key, taken in zip(ids, flags, strict=True) if taken}
        if cost <= frame and keeps(chosen):
            points = sum(p for p, taken in zip(given_pool.points, flags, strict=True) if taken)
            best = max(best or (-1, 0), (points, -cost))
    return None if best is None else (best[0], -best[1])


def test_the_largest_known_sum_of_the_vso_plan_within_3547_is_3500():
    # With the cost itself as points: 3 500 tkr, which exactly 8 of the 72 subsets that fit reach.
    sums = [sum(VSO[key] for key in some) for size in range(8) for some in itertools.combinations(VSO, size)]
    fitting = [total for total in sums if total <= 3547]
    assert (len(fitting), max(fitting), fitting.count(3500)) == (72, 3500, 8)
    given_pool = Pool(tuple(VSO), tuple(map(float, VSO.values())), tuple(cost * 1000 for cost in VSO.values()))
    best = best_portfolio(given_pool, 3_547_000)
    assert (best.points, best.cost, best.optimal, best.gap) == (3500, 3_500_000, True, 0)


@pytest.mark.parametrize(("budget", "costs", "values", "optimum"), PUBLISHED)
@pytest.mark.parametrize("solver", ["own", "highs"])
def test_published_instances_reach_their_known_optimum(budget, costs, values, optimum, solver):
    # A limit that binds nothing sends the same instance to HiGHS.
    demands = Demands(limits=(Limit("fri", highest=1e6, need={"P0": 1.0}),)) if solver == "highs" else Demands()
    best = best_portfolio(pool(values, costs), budget, demands)
    assert (best.points, best.optimal) == (optimum, True)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_both_solvers_agree_with_exhaustive_enumeration_up_to_fifteen_projects(data):
    size = data.draw(st.integers(1, 15 if data.draw(st.booleans()) else 8))
    points = data.draw(st.lists(st.integers(0, 100), min_size=size, max_size=size))
    costs = data.draw(st.lists(st.integers(0, 3000), min_size=size, max_size=size))
    frame = data.draw(st.integers(0, 12_000))
    given_pool = pool(points, costs)
    expected = by_enumeration(given_pool, frame)
    own = best_portfolio(given_pool, frame)
    assert (own.points, own.cost) == expected
    highs = best_portfolio(given_pool, frame, Demands(limits=(Limit("fri", highest=1e6, need={"P0": 1.0}),)))
    assert highs.points == pytest.approx(expected[0])
    assert highs.cost == expected[1]


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_demands_are_kept_and_the_optimum_is_that_of_enumeration(data):
    size = data.draw(st.integers(3, 8))
    numbers = st.lists(st.integers(0, 40), min_size=size, max_size=size)
    given_pool = pool(data.draw(numbers), data.draw(numbers))
    ids, frame = given_pool.ids, data.draw(st.integers(0, 150))
    people = dict(zip(ids, data.draw(numbers), strict=True))
    a, b, c = (data.draw(st.sampled_from(ids)) for _ in range(3))
    share = data.draw(st.sampled_from([0.0, 0.3, 0.6]))
    demands = Demands(
        must=frozenset({a}) if data.draw(st.booleans()) else frozenset(),
        limits=(Limit("personer", highest=60, need=people),),
        requires=(Requires(b, (c,)),) if b != c else (),
        one_of=(OneOf(ids[:3], most=2),),
        shares=(LeastShare("första halvan", ids[: size // 2], share),),
    )

    def keeps(chosen):
        cost = dict(zip(ids, given_pool.costs, strict=True))
        total = sum(cost[key] for key in chosen)
        part = sum(cost[key] for key in chosen & set(ids[: size // 2]))
        return (
            demands.must <= chosen
            and sum(people[key] for key in chosen) <= 60
            and (b == c or b not in chosen or c in chosen)
            and len(chosen & set(ids[:3])) <= 2
            and part >= share * total - 1e-9
        )

    expected = by_enumeration(given_pool, frame, keeps)
    if expected is None:
        with pytest.raises(Infeasible):
            best_portfolio(given_pool, frame, demands)
        return
    best = best_portfolio(given_pool, frame, demands)
    assert best.points == pytest.approx(expected[0])
    assert best.cost == expected[1]
    assert keeps(set(names(given_pool, best)))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 50)), min_size=1, max_size=12), st.integers(0, 200))
def test_a_larger_frame_never_gives_fewer_points_and_the_frame_is_never_exceeded(pairs, frame):
    given_pool = pool(*zip(*pairs, strict=True))
    smaller, larger = best_portfolio(given_pool, frame), best_portfolio(given_pool, frame + 7)
    assert smaller.cost <= frame
    assert larger.points >= smaller.points


def test_a_project_whose_cost_nobody_knows_is_left_out_and_listed():
    best = best_portfolio(pool([90, 10], [None, 5]), 10)
    assert best.indexes == {1}
    assert best.left_out_unknown == ("P0",)
    locked = best_portfolio(pool([90, 10], [None, 5]), 10, Demands(must=frozenset({"P0"})))
    assert locked.indexes == {0, 1}
    assert locked.left_out_unknown == ()
    assert locked.at_least


def test_part_funding_takes_the_stage_that_fits():
    given_pool = pool([80, 50], [1000, 600])
    parts = {"P0": (PartFunding("etapp 1", 300, 0.5), PartFunding("etapp 1 och 2", 700, 0.8))}
    best = best_portfolio(given_pool, 900, Demands(parts=parts))
    assert [(choice.index, choice.part, choice.points) for choice in best.chosen] == [(0, "etapp 1", 40), (1, "", 50)]


def test_a_frame_per_committee_and_a_smallest_share_are_kept():
    given_pool = pool([90, 80, 10, 5], [100, 100, 100, 100])
    per_committee = Limit("SON", highest=100, members=("P0", "P1"), by_cost=True)
    assert names(given_pool, best_portfolio(given_pool, 200, Demands(limits=(per_committee,)))) == ["P0", "P2"]
    half = LeastShare("ÄN", ("P2", "P3"), 0.5, ShareOf.COUNT)
    assert names(given_pool, best_portfolio(given_pool, 200, Demands(shares=(half,)))) == ["P0", "P2"]


def test_dependencies_in_a_ring_are_taken_together_or_not_at_all():
    ring = (Requires("P0", ("P1",)), Requires("P1", ("P2",)), Requires("P2", ("P0",)))
    given_pool = pool([90, 1, 1, 50], [10, 10, 10, 10])
    assert mutual(ring) == (("P0", "P1", "P2"),)
    assert names(given_pool, best_portfolio(given_pool, 30, Demands(requires=ring))) == ["P0", "P1", "P2"]
    assert names(given_pool, best_portfolio(given_pool, 20, Demands(requires=ring))) == ["P3"]
    assert mutual((Requires("P0", ("P1",)), Requires("P1", ("P2",)))) == ()


def test_contradictory_locks_say_so():
    both = Demands(must=frozenset({"P0"}), not_now=frozenset({"P0"}))
    with pytest.raises(Infeasible, match="både som ”måste med” och ”inte nu”") as caught:
        best_portfolio(pool([1], [1]), 10, both)
    assert len(caught.value.clashing) == 1


def test_locks_dearer_than_the_frame_name_a_smallest_clashing_set():
    must = Demands(must=frozenset({"P0", "P1", "P2"}))
    with pytest.raises(Infeasible) as caught:
        best_portfolio(pool([1, 1, 1], [1_000, 60_000, 50_000]), 100_000, must)
    assert caught.value.clashing == ("ramen 100\u00a0tkr", "P1 måste med (60\u00a0tkr)", "P2 måste med (50\u00a0tkr)")


def test_an_infeasible_wish_names_a_smallest_set_of_demands_that_clash():
    demands = Demands(
        must=frozenset({"P0", "P3"}),
        not_now=frozenset({"P1"}),
        requires=(Requires("P0", ("P1",)), Requires("P2", ("P3",))),
        one_of=(OneOf(("P2", "P3")),),
    )
    with pytest.raises(Infeasible) as caught:
        best_portfolio(pool([1, 1, 1, 1], [10, 10, 10, 10]), 1000, demands)
    assert set(caught.value.clashing) == {"P0 måste med", "P1 inte nu", "P0 kräver P1"}


@pytest.mark.parametrize(
    ("demands", "words"),
    [
        (Demands(must=frozenset({"X"})), "”X” finns inte"),
        (Demands(requires=(Requires("P0", ("P0",)),)), "kräva sig självt"),
        (Demands(requires=(Requires("P0", ("P1",), 2),)), "minst ska vara"),
        (Demands(one_of=(OneOf(("P0",)),)), "minst två projekt"),
        (Demands(shares=(LeastShare("X", ("P0",), 1.5),)), "från 0 till 100"),
        (Demands(limits=(Limit("X", highest=-1, need={"P0": 1}),)), "noll eller större"),
        (Demands(limits=(Limit("X", highest=float("nan"), need={"P0": 1}),)), "noll eller större"),
        (Demands(limits=(Limit("X", need={"P0": 1}),)), "hogst eller lagst"),
        (Demands(parts={"P0": (PartFunding("X", -1, 0.5),)}), "delfinansiering av P0"),
    ],
)
def test_demands_that_make_no_sense_are_refused(demands, words):
    with pytest.raises(BadArgument, match=words):
        best_portfolio(pool([1, 1], [1, 1]), 10, demands)


def test_bad_pools_and_frames_are_refused():
    with pytest.raises(BadArgument, match="negativ"):
        pool([1], [-1])
    with pytest.raises(BadArgument, match="noll eller större"):
        pool([float("nan")], [1])
    with pytest.raises(BadArgument, match="noll eller större"):
        best_portfolio(pool([1], [1]), -1)
    with pytest.raises(BadArgument, match="en ram behövs"):
        best_portfolio(pool([1], [1]), None)


def test_a_frame_of_zero_and_all_costs_unknown_have_an_answer():
    assert best_portfolio(pool([5, 5], [0, 1]), 0).indexes == {0}
    nothing = best_portfolio(pool([5, 5], [None, None]), 100)
    assert (nothing.chosen, nothing.points, nothing.cost, nothing.optimal) == ((), 0, 0, True)
    assert nothing.left_out_unknown == ("P0", "P1")


def test_ten_thousand_projects_are_solved_exactly():
    rng = np.random.default_rng(3)
    given_pool = pool(rng.random(10_000) * 100, rng.integers(100, 3000, 10_000).tolist())
    best = best_portfolio(given_pool, 2_000_000)
    assert best.optimal
    assert 1_999_000 < best.cost <= 2_000_000


def hard(count=120):
    """An instance that takes HiGHS long: many frames, costs that follow points."""
    rng = np.random.default_rng(1)
    points = rng.integers(400, 1000, count) / 10
    needs = [
        dict(zip([f"P{i}" for i in range(count)], (points * 10 + rng.integers(0, 50, count)).tolist(), strict=True))
        for _ in range(12)
    ]
    limits = tuple(Limit(f"ram {i}", highest=sum(need.values()) * 0.4, need=need) for i, need in enumerate(needs))
    return pool(points, (points * 10).astype(int).tolist()), Demands(limits=limits)


def test_a_time_limit_gives_the_best_found_with_its_gap():
    given_pool, demands = hard()
    best = best_portfolio(given_pool, 40_000, demands, time_limit=1.0)
    assert not best.optimal
    assert 0 < best.gap < 0.2
    assert best.cost <= 40_000


def test_the_search_can_be_stopped():
    given_pool, demands = hard()

    def stop(share):
        if share > 0.005:
            raise Cancelled("stoppat")

    with pytest.raises(Cancelled):
        best_portfolio(given_pool, 40_000, demands, time_limit=60, progress=stop)


def test_the_solver_takes_an_empty_programme():
    assert maximise([], [], 1.0).chosen == ()


def test_the_solver_never_tells_of_more_than_all_of_its_time(monkeypatch):
    monkeypatch.setattr("prioritering.analysis.solver.LISTEN_EVERY_SECONDS", 0.0)
    told = []
    with contextlib.suppress(SolverError):
        maximise([1.0] * 5000, [Constraint("plats", dict.fromkeys(range(5000), 1.0), high=20)], 1e-7, told.append)
    # As a set, since a quick machine may be done before it is asked.
    assert set(told) <= {1.0}


def test_equally_good_portfolios_go_to_the_cheaper_in_both_solvers():
    bound = Demands(limits=(Limit("fri", highest=1e6, need={"P0": 1.0}),))
    cases = [
        (pool([50, 30, 20, 5], [900, 500, 300, 5000]), 900, ["P1", "P2"], 800),
        (pool([10, 10], [800, 700]), 896, ["P1"], 700),
        (pool([20, 20, 30, 30], [300, 600, 800, 700]), 1468, ["P0", "P3"], 1000),
    ]
    for given_pool, frame, chosen, cost in cases:
        for demands in (Demands(), bound):
            best = best_portfolio(given_pool, frame, demands)
            assert (names(given_pool, best), best.cost) == (chosen, cost)


def test_points_worth_a_krona_less_are_never_given_up_for_a_lower_cost():
    given_pool = pool([50.000001, 50], [900, 100])
    bound = Demands(limits=(Limit("fri", highest=1e6, need={"P0": 1.0}),), one_of=(OneOf(("P0", "P1")),))
    assert names(given_pool, best_portfolio(given_pool, 900, bound)) == ["P0"]


def test_demands_that_nothing_keeps_are_proved_so_and_nothing_is_said_of_how_near():
    found = maximise([1.0], [Constraint("minst två", {0: 1.0}, low=2.0)], 5)
    assert (found.chosen, found.optimal, found.gap) == (None, True, 0.0)
    found = maximise([3.0, 2.0], [Constraint("högst en", {0: 1.0, 1: 1.0}, high=1.0)], 5)
    assert (found.chosen, found.optimal, found.gap) == ((True, False), True, 0.0)
