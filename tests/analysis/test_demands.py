"""Demands on the portfolio, one at a time, each with an answer that can be seen by hand."""

import pytest

from prioritering.analysis.demands import (
    Demands,
    LeastShare,
    Limit,
    OneOf,
    PartFunding,
    Requires,
    ShareOf,
    check_demands,
    mutual,
)
from prioritering.analysis.portfolio import best_portfolio
from prioritering.errors import BadArgument, Infeasible
from tests.analysis.test_portfolio import names, pool


def test_a_dependency_on_some_of_the_others_is_no_ring_and_is_met_by_some():
    some = (Requires("P0", ("P1", "P2"), 1), Requires("P1", ("P0",)))
    assert mutual(some) == ()
    given_pool = pool([90, 1, 2, 50], [10, 10, 10, 25])
    assert names(given_pool, best_portfolio(given_pool, 20, Demands(requires=some))) == ["P0", "P2"]


def test_a_lowest_need_and_a_least_number_bring_in_what_the_points_would_leave_out():
    given_pool = pool([90, 80, 1, 2], [100, 100, 100, 100])
    people = Limit("folk", lowest=3, need={"P2": 3, "P3": 1})
    assert names(given_pool, best_portfolio(given_pool, 200, Demands(limits=(people,)))) == ["P0", "P2"]
    least = OneOf(("P2", "P3"), most=2, least=2)
    assert names(given_pool, best_portfolio(given_pool, 200, Demands(one_of=(least,)))) == ["P2", "P3"]


def test_a_share_of_the_points_is_measured_in_points():
    given_pool = pool([60, 50, 30, 10], [100, 100, 100, 100])
    quarter = LeastShare("ÄN", ("P2", "P3"), 0.25, ShareOf.POINTS)
    # P0 and P2: 30 of 90 points. P0 and P3 would be 10 of 70, less than a quarter though half of the number.
    assert names(given_pool, best_portfolio(given_pool, 200, Demands(shares=(quarter,)))) == ["P0", "P2"]
    narrow = pool([60, 50, 10], [100, 100, 100])
    share = LeastShare("ÄN", ("P2",), 0.25, ShareOf.POINTS)
    # Beside P0 or P1 the 10 points of P2 are too few, so nothing but P2 alone keeps the demand.
    assert names(narrow, best_portfolio(narrow, 200, Demands(shares=(share,)))) == ["P2"]


def test_a_part_of_a_project_of_unknown_cost_has_a_known_cost():
    parts = Demands(parts={"P0": (PartFunding("etapp 1", 300, 0.5),)})
    best = best_portfolio(pool([80, 50], [None, 600]), 900, parts)
    assert (best.indexes, best.cost, best.at_least) == ({0, 1}, 900, False)


def test_a_project_is_done_whole_or_in_one_of_its_parts_and_never_in_two_ways():
    given_pool = pool([90, 10], [600, 300])
    parts = Demands(parts={"P0": (PartFunding("etapp 1", 300, 0.5), PartFunding("etapp 2", 200, 0.3))})
    for frame, points, cost in ((900, 100, 900), (1200, 100, 900), (599, 45, 300), (600, 90, 600), (299, 27, 200)):
        best = best_portfolio(given_pool, frame, parts)
        assert (best.points, best.cost) == (points, cost)


@pytest.mark.parametrize(
    ("least", "most", "sensible"),
    [(0, None, True), (2, None, True), (3, None, False), (-1, None, False), (1, 1, True), (2, 1, False)],
)
def test_the_least_of_a_group_is_at_most_its_most_or_all_of_it(least, most, sensible):
    demands = Demands(one_of=(OneOf(("P0", "P1"), most=most, least=least),))
    if sensible:
        check_demands(demands, ["P0", "P1"])
    else:
        with pytest.raises(BadArgument, match="lagst högst lika med hogst"):
            check_demands(demands, ["P0", "P1"])


@pytest.mark.parametrize(
    ("of", "words"), [(ShareOf.COST, "kostnaden"), (ShareOf.POINTS, "poängen"), (ShareOf.COUNT, "projekten")]
)
def test_a_share_that_cannot_be_kept_is_named_with_its_percent_and_what_it_is_of(of, words):
    # P1 must be in and the other may not, so nothing goes to P0.
    held = Demands(must=frozenset({"P1"}), not_now=frozenset({"P0"}), shares=(LeastShare("Brukare", ("P0",), 0.8, of),))
    with pytest.raises(Infeasible, match=f"minst 80 % av {words} till Brukare"):
        best_portfolio(pool([10, 20], [100, 200]), 1000, held)


def test_a_lock_that_is_a_krona_too_dear_clashes_alone():
    with pytest.raises(Infeasible) as caught:
        best_portfolio(pool([1, 1], [60_000, 100_001]), 100_000, Demands(must=frozenset({"P0", "P1"})))
    assert caught.value.clashing == ("ramen 100\u00a0tkr", "P1 måste med (100,001\u00a0tkr)")


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(0, 0, "precis 0 av"), (1, 1, "precis 1 av"), (0, 1, "högst 1 av"), (1, 2, "minst 1 och")],
)
def test_how_many_of_a_group_may_be_in_is_said_where_that_cannot_be_kept(least, most, words):
    both = frozenset({"P0", "P1"})
    held = Demands(must=both, one_of=(OneOf(("P0", "P1"), most=most, least=least),))
    if most == 2:
        held = Demands(not_now=both, one_of=held.one_of)
    with pytest.raises(Infeasible, match=words):
        best_portfolio(pool([10, 20], [100, 200]), 1000, held)
