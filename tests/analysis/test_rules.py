"""Other rules: equal shares by hand and by its axioms, and what each rule picks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis.best_and_list import pool_of
from prioritering.analysis.demands import Demands, PartFunding
from prioritering.analysis.portfolio import Pool, best_portfolio
from prioritering.analysis.rules import NAMES, NEARLY, SENTENCES, CutTie, picks_by_rule, shares_and_ties
from prioritering.errors import BadArgument
from prioritering.scoring.board import Choices, rank
from tests.analysis.builders import make_basis


def equal_shares(votes, costs, budget):
    """Return what is bought, with ids in the order of the projects."""
    ids = tuple(f"P{number:02}" for number in range(len(costs)))
    return shares_and_ties(votes, Pool(ids, (1.0,) * len(costs), tuple(costs)), budget)[0]


def test_each_group_of_voices_buys_its_share():
    # Peters & Skowron 2020: unit costs, four voters, two who approve {a, b} and two who approve {c, d}, budget 2.
    votes = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]], dtype=float)
    assert equal_shares(votes, [1, 1, 1, 1], 2) == (0, 2)


def test_a_majority_does_not_take_it_all():
    # Peters, Pierczyński & Skowron 2021: 60 % of the voters get 60 % of the money, not everything. Ten voters with
    # 100 each; six want P0–P2 (200 each), four want P3–P4 (200 each): the six buy three, the four buy two.
    votes = np.zeros((10, 5))
    votes[:6, :3], votes[6:, 3:] = 1, 1
    assert sorted(equal_shares(votes, [200] * 5, 1000)) == [0, 1, 2, 3, 4]
    # A ranking by total would take the majority's projects only, when the frame is 600.
    assert sorted(equal_shares(votes, [200] * 5, 600)) == [0, 3]


def test_the_price_per_unit_of_utility_decides_who_goes_first():
    # Three voters with 10 each. P0 costs 12: ρ = 12/12 = 1. P1 costs 12: ρ = 12/6 = 2. P0 first (4 each), then P1:
    # money 6 each, ρ = 12/6 = 2, paid 4 each by utility 2. P2 costs 10 but only 2 + 2 + 2 = 6 is left.
    votes = np.array([[4, 2, 1]] * 3, dtype=float)
    assert equal_shares(votes, [12, 12, 10], 30) == (0, 1)


def test_what_costs_nothing_is_bought_first_and_leaves_all_the_money():
    assert equal_shares(np.array([[1.0, 1.0]]), [10, 0], 10) == (1, 0)
    assert equal_shares(np.array([[1.0, 1.0]]), [10, 0], 9) == (1,)


def test_one_that_costs_all_there_is_but_for_rounding_is_bought_at_the_price_where_all_run_out():
    # Three with very nearly 5 each. P0 takes it all, also what the least eager has: ρ = 5/2 = 2.5, though the first run
    # out at 5/8. P1 costs 12: where all gain 2 its ρ is 2, before P0; where all gain 1 it is 4, after P0.
    almost = 15 * (1 - NEARLY / 2)
    for gain, bought in ((2.0, (1,)), (1.0, (0,))):
        assert equal_shares(np.array([[8, gain], [4, gain], [2, gain]]), [15, 12], almost) == bought


def test_a_supporter_who_runs_out_pays_all_and_the_others_the_rest():
    # Voters have 5 each. P0 (cost 5) is wanted by the first alone. P1 (cost 5) is wanted by both: ρ = 1 by two
    # (utility 2, 3) comes first: 2 + 3. Then the first has 3 left and cannot buy P0 (5).
    votes = np.array([[1, 2], [0, 3]], dtype=float)
    assert equal_shares(votes, [5, 5], 10) == (1,)


def test_unknown_costs_worthless_projects_and_no_members_are_left_out():
    assert equal_shares(np.array([[1.0, 0.0, 1.0]]), [None, 1, 1], 5) == (2,)
    assert equal_shares(np.zeros((0, 2)), [1, 1], 5) == ()
    with pytest.raises(BadArgument, match="ett svar"):
        equal_shares(np.array([[-1.0]]), [1], 5)


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_the_budget_is_never_exceeded_and_a_unanimous_group_gets_what_its_money_buys(data):
    members, count = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 6))
    votes = np.array([[data.draw(st.integers(0, 5)) for _ in range(count)] for _ in range(members)], dtype=float)
    costs = data.draw(st.lists(st.integers(1, 30), min_size=count, max_size=count))
    budget = data.draw(st.integers(0, 100))
    bought = equal_shares(votes, costs, budget)
    assert sum(costs[i] for i in bought) <= budget * (1 + 1e-6)
    assert len(set(bought)) == len(bought)
    # A single member has the whole budget: nothing that is wanted and fits what is left remains unbought.
    if members == 1:
        left = budget - sum(costs[i] for i in bought)
        assert all(costs[i] > left - 1e-6 for i in range(count) if i not in bought and votes[0, i] > 0)


def test_the_rules_side_by_side_say_what_only_they_pick():
    board = rank(make_basis([[0.9], [0.5], [0.45], [0.1]], [1000, 500, 500, 100]), Choices(weights=(1.0,), frame=1000))
    pool = pool_of(board)
    best = best_portfolio(pool, 1000)
    votes = np.array([[0, 0, 0, 9.0], [0, 0, 9.0, 0]])
    found = {item.rule: item for item in picks_by_rule(board, pool, best, votes)}
    assert set(found) == set(NAMES) == set(SENTENCES)
    assert found["rang-stopp"].chosen == {0}
    assert found["basta"].chosen == {1, 2}
    assert found["basta"].points == pytest.approx(95)
    assert found["per-krona"].chosen == {1, 3}
    assert found["lika-andelar"].chosen == {2, 3}
    assert found["rang-stopp"].only_here == frozenset()
    # All but the equal shares, which pick 3 too.
    without = {item.rule: item.only_here for item in picks_by_rule(board, pool, best)}
    assert without == {"rang-stopp": set(), "rang-hoppa": set(), "per-krona": {3}, "basta": {2}}
    assert "lika-andelar" not in {item.rule for item in picks_by_rule(board, pool, best)}
    assert all(item.sentence.endswith(".") and item.name for item in found.values())


def test_a_rule_leaves_a_tie_that_the_frame_cuts_open_whatever_row_comes_first():
    board = rank(make_basis([[0.9], [0.5], [0.5]], [400, 600, 600]), Choices(weights=(1.0,), frame=1000))
    pool = pool_of(board)
    found = {item.rule: item for item in picks_by_rule(board, pool, best_portfolio(pool, 1000))}
    for rule in ("rang-stopp", "rang-hoppa", "per-krona"):
        assert (found[rule].chosen, found[rule].open) == ({0}, {1, 2})
        assert found[rule].board.cut_tie() == (1, 2)
    assert found["basta"].chosen == {0, 1}


def test_a_rule_that_needs_no_figure_leaves_an_unknown_cost_open_and_the_best_portfolio_leaves_it_out():
    board = rank(make_basis([[0.9], [0.5]], [None, 600]), Choices(weights=(1.0,), frame=1000))
    pool = pool_of(board)
    best = best_portfolio(pool, 1000)
    found = {item.rule: item for item in picks_by_rule(board, pool, best)}
    assert (found["rang-stopp"].chosen, found["rang-stopp"].open) == (set(), {0, 1})
    assert (found["per-krona"].chosen, found["per-krona"].open) == ({1}, {0})
    assert (found["basta"].chosen, best.left_out_unknown) == ({1}, ("P0",))


def test_equal_shares_tells_a_tie_that_the_money_cuts_once_and_none_that_it_does_not():
    # Two groups of two with a unit each: each buys one of the two that it wants, and all four were equal at first.
    votes = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]], dtype=float)
    pool = Pool(("D", "C", "B", "A"), (50.0,) * 4, (1, 1, 1, 1))
    bought, ties = shares_and_ties(votes, pool, 2)
    assert (sorted(bought), ties) == ([1, 3], (CutTie((3, 2, 1, 0), 2),))
    assert shares_and_ties(votes, pool, 4) == ((3, 2, 1, 0), ())


def test_beside_the_other_rules_the_equal_shares_alone_tell_a_tie_and_of_nobody_unknown() -> None:
    # Both are worth as much to the one member there is, and the frame holds one of them.
    board = rank(make_basis([[0.5], [0.5], [0.4]], [600, 600, None]), Choices(weights=(1.0,), frame=1000))
    pool = pool_of(board)
    found = picks_by_rule(board, pool, best_portfolio(pool, 1000), np.array([[5.0, 5.0, 9.0]]))
    assert {item.rule: item.ties for item in found} == {
        **dict.fromkeys(("rang-stopp", "rang-hoppa", "per-krona", "basta"), ()),
        "lika-andelar": (CutTie((0, 1), 1),),
    }


def test_the_best_portfolio_is_counted_by_its_stages_and_the_other_rules_by_whole_projects():
    given = make_basis([[0.9], [0.5]], [1000, 500])
    board = rank(given, Choices(weights=(1.0,), frame=1000))
    pool = pool_of(board)
    stage = Demands(parts={"P0": (PartFunding("etapp", 500, 0.8),)})
    found = {item.rule: item for item in picks_by_rule(board, pool, best_portfolio(pool, 1000, stage))}
    assert [(item.points, item.cost) for item in found.values()] == [
        pytest.approx((90, 1000)),
        pytest.approx((90, 1000)),
        pytest.approx((50, 500)),
        pytest.approx((122, 1000)),
    ]


def test_rules_are_compared_within_a_frame_only():
    board = rank(make_basis([[1]], [1]), Choices(weights=(1.0,)))
    with pytest.raises(BadArgument, match="en ram behövs"):
        picks_by_rule(board, pool_of(board), best_portfolio(pool_of(board), 1))
