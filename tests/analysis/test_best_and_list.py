"""The best portfolio beside the ranked list: what it is chosen from, what the list reaches, and what differs."""

import pytest

from prioritering.analysis.best_and_list import (
    CostSpan,
    Listed,
    difference,
    locks_as_demands,
    pool_of,
    ranked_choice,
)
from prioritering.analysis.demands import Demands, Limit, PartFunding
from prioritering.analysis.portfolio import best_portfolio
from prioritering.errors import BadArgument
from prioritering.money.line_rule import Rule
from prioritering.scoring.board import Choices, rank
from prioritering.scoring.ranking import Order
from tests.analysis.builders import make_basis
from tests.analysis.test_portfolio import pool

NAMES = ["Noll", "Ett", "Två", "Tre"]


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
    found = locks_as_demands(rank(make_basis([[1], [1]], [1, 1]), choices))
    assert (found.must, found.not_now) == ({"P0"}, {"P1"})


def test_the_same_projects_with_a_smaller_stage_are_told_as_a_stage_and_fewer_as_taken_out():
    given = pool([1, 50], [600, 400])
    small = Demands(
        limits=(Limit("ÄN", highest=300, members=("P0",), by_cost=True),),
        parts={"P0": (PartFunding("etapp", 300, 0.5),)},
    )
    said = difference(given, NAMES, listed({0, 1}), best_portfolio(given, 1000, small))
    assert (said.added, said.dropped, said.points, said.cost) == ((), (), -0.5, -300)
    assert said.sentence.replace("\u00a0", " ") == (
        "Den bästa portföljen väljer en mindre etapp av något projekt: \u22120,5 poäng och 0,3 tkr mindre."
    )
    fewer = difference(given, NAMES, listed({0, 1}), best_portfolio(given, 1000, Demands(not_now=frozenset({"P0"}))))
    assert fewer.sentence.replace("\u00a0", " ") == (
        "Den bästa portföljen tar bort Noll (1 poäng, 0,6 tkr): \u22121,0 poäng och 0,6 tkr mindre."
    )


def listed(sure, opened=()):
    board = rank(make_basis([[1.0]] * 4, [1] * 4), Choices(weights=(1.0,), frame=1))
    return Listed(frozenset(sure), frozenset(opened), board)


def test_the_difference_names_the_swap_the_points_and_the_kronor():
    given = pool([90, 50, 45], [1_000_000, 400_000, 500_000])
    best = best_portfolio(given, 1_000_000)
    said = difference(given, NAMES, listed({0}), best)
    assert (said.added, said.dropped, said.points, said.cost) == ((1, 2), (0,), 5, -100_000)
    assert said.sentence == (
        "Den bästa portföljen tar bort Noll (90 poäng, 1\u00a0000\u00a0tkr) och tar in Ett (50 poäng, 400\u00a0tkr) "
        "och Två (45 poäng, 500\u00a0tkr): +5,0 poäng och 100\u00a0tkr mindre."
    )
    assert "samma projekt som listan når" in difference(given, NAMES, listed(best.indexes), best).sentence


def test_where_the_list_leaves_something_open_the_difference_is_from_what_surely_fits():
    given = pool([90, 50, 45], [1_000_000, 400_000, 500_000])
    best = best_portfolio(given, 1_000_000)
    assert ", jämfört med det som säkert ryms i listan: +" in difference(given, NAMES, listed({0}, {1}), best).sentence
    assert "samma projekt som listan säkert når" in (difference(given, NAMES, listed(best.indexes, {0}), best).sentence)


def test_the_ranked_list_has_the_boards_own_states_and_counts_what_is_assumed():
    board = rank(make_basis([[1], [0.9], [0.5]], [None, 600, 400]), Choices(weights=(1.0,), frame=1000))
    given = pool_of(board)
    assert given.costs == (None, 600, 400)
    # The first may cost anything, so nothing surely fits after it and nothing is ruled out.
    assert (ranked_choice(board, given).sure, ranked_choice(board, given).open) == (set(), {0, 1})
    assumed = pool_of(board, assumed={"P0": 900})
    assert (ranked_choice(board, assumed).sure, ranked_choice(board, assumed).open) == ({0}, set())
    skipping = rank(board.scored, Choices(weights=(1.0,), frame=1300, rule=Rule.SKIP))
    assert ranked_choice(skipping, assumed).sure == {0, 2}


def test_a_tie_that_the_frame_cuts_is_open_in_the_list_and_no_row_goes_before_another():
    board = rank(make_basis([[1], [0.9], [0.9]], [400, 600, 600]), Choices(weights=(1.0,), frame=1000))
    found = ranked_choice(board, pool_of(board))
    assert (found.sure, found.open) == ({0}, {1, 2})


def test_a_project_without_a_place_per_krona_is_open():
    choices = Choices(weights=(1.0,), frame=1000, order=Order.PER_KRONA)
    board = rank(make_basis([[1], [0.9]], [None, 600]), choices)
    found = ranked_choice(board, pool_of(board))
    assert (found.sure, found.open) == ({1}, {0})


def test_an_unknown_cost_that_is_locked_in_stays_in_the_ranked_list():
    choices = Choices(weights=(1.0,), frame=1000, must=frozenset({"P0"}))
    board = rank(make_basis([[0.1], [0.9], [0.5]], [None, None, 1000]), choices)
    found = ranked_choice(board, pool_of(board))
    assert (found.sure, found.open) == ({0}, {1})


def test_without_a_frame_the_list_reaches_nothing_to_compare_with():
    board = rank(make_basis([[1]], [500]), Choices(weights=(1.0,)))
    with pytest.raises(BadArgument, match="en ram behövs"):
        ranked_choice(board, pool_of(board))


def test_the_same_choice_differs_by_nothing():
    given = pool([90, 50], [600, 400])
    best = best_portfolio(given, 1000)
    for opened, words in ((set(), "listan når."), ({1}, "listan säkert når.")):
        said = difference(given, NAMES, listed(best.indexes, opened), best)
        assert (said.added, said.dropped, said.points, said.cost) == ((), (), 0.0, 0)
        assert said.sentence == f"Den bästa portföljen är samma projekt som {words}"
    dearer = difference(given, NAMES, listed(()), best)
    assert dearer.sentence.endswith(": +140,0 poäng och 1\u00a0tkr mer.")
    free = pool([90, 50], [0, 0])
    assert difference(free, NAMES, listed({0}), best_portfolio(free, 0)).sentence.endswith("för lika mycket pengar.")


def test_one_of_several_that_are_equally_good_is_called_so():
    given = pool([50, 50, 50], [400, 400, 400])
    best = best_portfolio(given, 500)
    said = difference(given, NAMES, listed(()), best).sentence
    assert said.startswith("Den bästa portföljen som visas, en av tre lika bra, tar in Noll")
    same = difference(given, NAMES, listed(best.indexes), best).sentence
    assert same == "Den bästa portföljen som visas, en av tre lika bra, är samma projekt som listan når."
    many = pool([50] * 16, [400] * 16)
    assert (
        "en av minst 101 lika bra,"
        in difference(many, [f"P{n}" for n in range(16)], listed(()), best_portfolio(many, 3200)).sentence
    )


def test_the_points_that_differ_are_those_between_the_two_sums_as_they_are_shown():
    given = pool([255.67, 205.66], [100, 100])
    best = best_portfolio(given, 1000)
    # 461.33 less 255.67 is 205.66, and beside the sums 461,3 and 255,7 it is 205,6.
    assert "+205,6 poäng" in difference(given, NAMES, listed({0}), best).sentence
