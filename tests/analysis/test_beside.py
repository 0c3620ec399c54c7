"""The best portfolio beside the ranked list: the difference, the curve, the frontier, the warnings."""

import itertools

import numpy as np
import pytest

from prioritering.analysis.beside import (
    CostSpan,
    best_points,
    break_even,
    cautions,
    difference,
    frontier,
    locks_of,
    pool_of,
    ranked_choice,
    value_curve,
)
from prioritering.analysis.demands import NO_DEMANDS, Demands, Limit, SmallerVersion
from prioritering.analysis.portfolio import Pool, best_portfolio
from prioritering.errors import BadArgument
from prioritering.money.line_rule import Rule
from prioritering.scoring.board import Choices, rank
from tests.analysis.builders import make_basis

NAMES = ["Noll", "Ett", "Två", "Tre"]


def pool(points, costs):
    return Pool(tuple(f"P{i}" for i in range(len(points))), tuple(map(float, points)), tuple(costs))


def test_the_difference_names_the_swap_the_points_and_the_kronor():
    given = pool([90, 50, 45], [1_000_000, 400_000, 500_000])
    best = best_portfolio(given, 1_000_000)
    said = difference(given, NAMES, frozenset({0}), best)
    assert (said.added, said.dropped, said.points, said.cost) == ((1, 2), (0,), 5, -100_000)
    assert said.sentence == (
        "Den bästa portföljen tar bort Noll (90 poäng, 1\u00a0000\u00a0tkr) och tar in Ett (50 poäng, 400\u00a0tkr) "
        "och Två (45 poäng, 500\u00a0tkr): +5,0 poäng och 100\u00a0tkr mindre."
    )
    assert "densamma" in difference(given, NAMES, best.indexes, best).sentence


def test_the_ranked_list_is_compared_with_the_same_costs_and_without_the_unknown():
    board = rank(make_basis([[1], [0.9], [0.5]], [None, 600, 400]), Choices(weights=(1.0,), frame=1000))
    given = pool_of(board)
    assert given.costs == (None, 600, 400)
    assert ranked_choice(board, given) == {1, 2}
    assumed = pool_of(board, assumed={"P0": 900})
    assert ranked_choice(board, assumed) == {0}
    skipping = rank(board.scored, Choices(weights=(1.0,), frame=1300, rule=Rule.SKIP))
    assert ranked_choice(skipping, assumed) == {0, 2}


def test_a_range_of_cost_counts_with_its_middle_lowest_or_highest():
    board = rank(make_basis([[1]], [(500, 1001)]), Choices(weights=(1.0,), frame=1000))
    assert [pool_of(board, span).costs for span in CostSpan] == [(751,), (500,), (1001,)]


def test_a_cost_can_only_be_assumed_where_the_plan_has_none():
    board = rank(make_basis([[1]], [500]), Choices(weights=(1.0,), frame=1000))
    with pytest.raises(BadArgument, match="har en kostnad i planen"):
        pool_of(board, assumed={"P0": 1})
    with pytest.raises(BadArgument, match="finns inte bland"):
        pool_of(board, assumed={"X": 1})


def test_locks_of_the_board_become_demands():
    choices = Choices(weights=(1.0,), frame=1000, must=frozenset({"P0"}), not_now=frozenset({"P1"}))
    found = locks_of(rank(make_basis([[1], [1]], [1, 1]), choices))
    assert (found.must, found.not_now) == ({"P0"}, {"P1"})


def test_the_value_curve_rises_ever_more_slowly():
    curve = value_curve(pool([10, 90, 40, 5], [100, 300, 0, None]))
    assert curve.order == (2, 1, 0)
    assert curve.cost == (0, 0, 300, 400)
    assert curve.points == (0, 40, 130, 140)


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


def test_warnings_name_the_dear_one_the_many_small_and_the_unknown():
    given = pool([90, 50, 45, 80], [1000, 240, 200, None])
    said = cautions(given, NAMES, best_portfolio(given, 1000), 1000, NO_DEMANDS)
    assert any(text.startswith("Noll ger 90 poäng, mer än vart och ett av de 2\u00a0mindre projekt") for text in said)
    assert any(text.startswith("Tre har okänd kostnad och är utelämnat.") for text in said)
    dear = pool([90, 1], [600, 10])
    assert cautions(dear, NAMES, best_portfolio(dear, 1000), 1000, NO_DEMANDS) == (
        "Noll tar 60 % av ramen ensamt, mer än en fjärdedel.",
    )


def test_a_project_that_takes_exactly_a_quarter_of_the_frame_is_no_warning():
    for cost, count in ((250, 0), (251, 1)):
        given = pool([90], [cost])
        assert len(cautions(given, NAMES, best_portfolio(given, 1000), 1000, NO_DEMANDS)) == count


def test_one_project_that_takes_the_room_of_a_better_one_is_no_case_of_many_small():
    given = pool([90, 50, 45], [1000, 600, 400])
    best = best_portfolio(given, 1000)
    assert best.indexes == {1, 2}
    assert any("Summan gynnar många små" in text for text in cautions(given, NAMES, best, 1000, NO_DEMANDS))
    # A demand keeps P0 out, so one project of fewer points has its room: the demand explains it.
    held = Demands(limits=(Limit("folk", highest=0, need={"P0": 1.0}),))
    given = pool([90, 50], [1000, 600])
    said = cautions(given, NAMES, best_portfolio(given, 1000, held), 1000, held)
    assert not any("många små" in text for text in said)


def test_an_unknown_cost_that_is_locked_in_stays_in_the_ranked_list():
    choices = Choices(weights=(1.0,), frame=1000, must=frozenset({"P0"}))
    board = rank(make_basis([[0.1], [0.9], [0.5]], [None, None, 1000]), choices)
    assert ranked_choice(board, pool_of(board)) == {0, 2}


def test_what_is_locked_in_leaves_less_for_one_of_unknown_cost():
    given, locks = pool([90, 60, 50], [None, 600, 400]), Demands(must=frozenset({"P2"}))
    # Of 1 000 the locked takes 400. P0 alone may cost all the 600 that is left, since it gives more than P1.
    assert break_even(given, locks, 1000) == {0: 600}
    assert break_even(pool([0.5, 60], [None, 600]), NO_DEMANDS, 1000) == {0: 400}


def test_the_frontier_reaches_at_the_frame_what_is_reached_exactly_there():
    points = frontier(pool([10, 90], [100, 300]), NO_DEMANDS, 300)
    assert points == ((0, 0), (100, 10), (300, 90), (400, 100))


def test_the_same_projects_with_a_smaller_stage_are_told_as_a_stage_and_fewer_as_taken_out():
    given = pool([1, 50], [600, 400])
    small = Demands(
        limits=(Limit("ÄN", highest=300, members=("P0",), by_cost=True),),
        parts={"P0": (SmallerVersion("etapp", 300, 0.5),)},
    )
    said = difference(given, NAMES, frozenset({0, 1}), best_portfolio(given, 1000, small))
    assert (said.added, said.dropped, said.points, said.cost) == ((), (), -0.5, -300)
    assert said.sentence.replace("\u00a0", " ") == (
        "Den bästa portföljen väljer en mindre etapp av något projekt: \u22120,5 poäng och 0,3 tkr mindre."
    )
    fewer = difference(given, NAMES, frozenset({0, 1}), best_portfolio(given, 1000, Demands(not_now=frozenset({"P0"}))))
    assert fewer.sentence.replace("\u00a0", " ") == (
        "Den bästa portföljen tar bort Noll (1 poäng, 0,6 tkr): \u22121,0 poäng och 0,6 tkr mindre."
    )


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


@pytest.mark.parametrize(("size", "asked"), [(2000, 12), (2001, 4)])
def test_the_break_even_is_told_of_the_twelve_with_most_points_and_of_four_in_a_very_large_plan(size, asked):
    unknown = 13
    given = pool([*range(10, 10 + unknown), *[1] * (size - unknown)], [*[None] * unknown, *[2000] * (size - unknown)])
    assert break_even(given, NO_DEMANDS, 1000) == dict.fromkeys(range(unknown - asked, unknown), 1000)


@pytest.mark.parametrize(("cost", "told"), [(900, True), (1000, True), (1001, False)])
def test_many_small_are_told_of_beside_a_project_that_alone_fits_the_frame(cost, told):
    given = pool([90, 50, 45], [cost, 600, 250])
    best = best_portfolio(given, 1000)
    assert best.indexes == {1, 2}
    assert any("Summan gynnar många små" in text for text in cautions(given, NAMES, best, 1000, NO_DEMANDS)) == told


def test_within_a_frame_of_nothing_what_is_free_is_no_warning_and_a_krona_is_all_of_one():
    assert cautions(pool([10], [0]), NAMES, best_portfolio(pool([10], [0]), 0), 0, NO_DEMANDS) == ()
    assert cautions(pool([10], [1]), NAMES, best_portfolio(pool([10], [1]), 1), 1, NO_DEMANDS) == (
        "Noll tar 100 % av ramen ensamt, mer än en fjärdedel.",
    )
