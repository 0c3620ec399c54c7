"""The group's own order of tied projects holds in the list, the portfolio, its shares and equal shares alike."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis import agreed_ties
from prioritering.analysis.agreed_ties import keep_tie_orders_under
from prioritering.analysis.best_and_list import pool_of, ranked_choice
from prioritering.analysis.case_ranking import Setting
from prioritering.analysis.demands import NO_DEMANDS, Demands, Limit, OneOf
from prioritering.analysis.draws import Draws, uncertain
from prioritering.analysis.inclusion import Method, Study, run_study
from prioritering.analysis.portfolio import Pool, best_portfolio
from prioritering.analysis.rules import CutTie, shares_and_ties
from prioritering.analysis.solver import Constraint
from prioritering.analysis.weight_draws import fixed
from prioritering.money.line_rule import Rule
from prioritering.scoring.board import Choices, rank
from prioritering.scoring.ranking import Order
from tests.analysis.builders import make_basis

# Binds nothing, so that the same question goes to the solver.
FREE = Demands(limits=(Limit("fri", highest=1e6, need={"P0": 1.0}),))
BOTH = pytest.mark.parametrize("demands", [NO_DEMANDS, FREE], ids=["exact", "solver"])


def pool(points, costs, *ordered):
    return Pool(tuple(f"P{n}" for n in range(len(points))), tuple(map(float, points)), tuple(costs), tuple(ordered))


@BOTH
def test_the_project_that_the_group_has_put_first_goes_before_a_cheaper_one(demands):
    equal = [50, 50], [300, 200]
    assert best_portfolio(pool(*equal), 300, demands).indexes == {1}
    found = best_portfolio(pool(*equal, (0, 1)), 300, demands)
    assert (found.indexes, found.cost, found.points, found.equal.others) == ({0}, 300, 50, 1)
    assert best_portfolio(pool(*equal, (0, 1)), 200, demands).indexes == {1}
    assert best_portfolio(pool(*equal, (1, 0)), 300, demands).indexes == {1}


@BOTH
def test_an_order_does_not_push_aside_what_it_does_not_name(demands):
    # P3 alone gives as much as one of the tied and costs less than any of them.
    given_pool = pool([50, 50, 50, 50], [300, 250, 200, 100], (0, 1, 2))
    assert best_portfolio(given_pool, 300, demands).indexes == {2, 3}
    assert best_portfolio(given_pool, 299, demands).indexes == {3}


@BOTH
def test_a_portfolio_without_the_first_is_not_beaten_only_for_that(demands):
    # The first of the tie fits with the third but not with the second: of as many, the first in order are taken.
    given_pool = pool([50, 50, 50], [300, 200, 100], (0, 1, 2))
    assert best_portfolio(given_pool, 400, demands).indexes == {0, 2}
    assert best_portfolio(given_pool, 300, demands).indexes == {1, 2}


def test_an_order_that_is_not_found_in_time_leaves_what_was_chosen_which_is_as_good(monkeypatch):
    rows = [Constraint("ram", {0: 300.0, 1: 200.0, 2: 100.0}, high=300.0)]
    assert keep_tie_orders_under(rows, (False, True, False), [(0, 1, 2)]) == (True, False, False)
    monkeypatch.setattr(agreed_ties, "SECONDS_FOR_ORDER", 0.0)
    assert keep_tie_orders_under(rows, (False, True, False), [(0, 1, 2)]) == (False, True, False)
    # The whole search too: what it has found is not thrown away.
    given_pool = pool([50, 50], [300, 200], (0, 1))
    assert best_portfolio(given_pool, 300, FREE).points == 50


def test_demands_go_before_the_order():
    one_of = Demands(one_of=(OneOf(("P1", "P2"), 1, 1),))
    assert best_portfolio(pool([50, 50, 10], [200, 200, 900], (0, 1)), 200, one_of).indexes == {1}
    locked = Demands(must=frozenset({"P1"}))
    assert best_portfolio(pool([50, 50], [200, 200], (0, 1)), 200, locked).indexes == {1}


POINTS = st.sampled_from([25, 50, 50, 75])
COSTS = st.sampled_from([0, 100, 200, 200, 300, 500])


@BOTH
@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(POINTS, COSTS), min_size=2, max_size=7), st.integers(0, 1200), st.data())
def test_of_as_many_of_a_tie_the_first_that_fit_are_taken_and_nothing_is_lost_by_it(demands, pairs, frame, data):
    points, costs = zip(*pairs, strict=True)
    tied = [[i for i, value in enumerate(points) if value == level] for level in sorted(set(points))]
    ordered = [tuple(data.draw(st.permutations(named))) for named in tied if len(named) > 1]
    found = best_portfolio(pool(points, costs, *ordered), frame, demands)
    plain = best_portfolio(pool(points, costs), frame, demands)
    assert (found.points, found.equal) == (plain.points, plain.equal)
    assert found.cost == sum(costs[i] for i in found.indexes) <= frame
    for named in ordered:
        taken = [i for i in named if i in found.indexes]
        rest = found.cost - sum(costs[i] for i in taken)
        # Combinations come in the order of what they are drawn from, the first first.
        fitting = (
            some for some in itertools.combinations(named, len(taken)) if rest + sum(costs[i] for i in some) <= frame
        )
        assert tuple(taken) == next(fitting)


@st.composite
def one_tie(draw):
    """A tie of all projects that the group has put in order, with a frame."""
    costs = draw(st.lists(COSTS, min_size=2, max_size=6))
    scored = make_basis([[0.5]] * len(costs), costs)
    order = tuple(draw(st.permutations([item.id for item in scored.candidates])))
    return scored, Choices(weights=(1.0,), frame=draw(st.integers(0, 1200)), tie_orders=(order,))


def shares(scored, choices, method, rule=Rule.STOP):
    index_of = {item.id: index for index, item in enumerate(scored.candidates)}
    orders = tuple(tuple(index_of[key] for key in named) for named in choices.tie_orders)
    lock = np.zeros(len(index_of), dtype=np.int64)
    setting = Setting(choices.frame, lock, choices.order, rule, orders)
    return run_study(Study(uncertain(scored, 0, 0), Draws(50, 1, fixed((1.0,))), setting, method)).inside


@settings(deadline=None, max_examples=100)
@given(one_tie())
def test_the_portfolio_and_its_share_are_the_same_answer_where_the_group_has_put_all_in_order(given_tie):
    scored, choices = given_tie
    board = rank(scored, choices)
    best = best_portfolio(pool_of(board), choices.frame)
    assert shares(scored, choices, Method.BEST).tolist() == [float(i in best.indexes) for i in range(len(board.lock))]


@settings(deadline=None, max_examples=100)
@given(one_tie(), st.sampled_from(Rule))
def test_the_list_and_its_share_are_the_same_answer_where_the_group_has_put_all_in_order(given_tie, rule):
    scored, choices = given_tie
    board = rank(scored, replace(choices, rule=rule))
    listed = ranked_choice(board, pool_of(board))
    assert not listed.open
    assert shares(scored, choices, Method.RULE, rule).tolist() == [
        float(i in listed.sure) for i in range(len(board.lock))
    ]


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 6), st.integers(0, 900), st.data())
def test_of_equal_costs_the_list_the_portfolio_and_their_shares_hold_the_same(count, frame, data):
    scored = make_basis([[0.5]] * count, [100] * count)
    order = tuple(data.draw(st.permutations([item.id for item in scored.candidates])))
    for by, rule in itertools.product(Order, Rule):
        choices = Choices(weights=(1.0,), frame=frame, order=by, rule=rule, tie_orders=(order,))
        board = rank(scored, choices)
        pool_ = pool_of(board)
        held = best_portfolio(pool_, frame).indexes
        assert held == ranked_choice(board, pool_).sure == {int(key[1:]) for key in order[: frame // 100]}
        for method in Method:
            assert shares(scored, choices, method, rule).tolist() == [float(i in held) for i in range(count)]
        # One member's voice that wants all alike buys in the same order.
        bought, ties = shares_and_ties(np.ones((1, count)), pool_, frame)
        assert (frozenset(bought), ties) == (held, ())


def test_an_order_that_does_not_hold_decides_nothing_anywhere():
    scored = make_basis([[0.5], [0.5], [0.5]], [100, 100, 100])
    choices = Choices(weights=(1.0,), frame=100, tie_orders=(("P2", "P1"),))
    board = rank(scored, choices)
    assert pool_of(board).ordered == ()
    assert best_portfolio(pool_of(board), 100).indexes == {0}
    # Twins that nobody has put in order have the same share.
    assert len(set(shares(scored, choices, Method.BEST).tolist())) == 1


def test_of_two_orders_of_the_same_projects_the_later_holds_everywhere():
    scored = make_basis([[0.5], [0.5]], [100, 100])
    choices = Choices(weights=(1.0,), frame=100, tie_orders=(("P0", "P1"), ("P1", "P0")))
    board = rank(scored, choices)
    assert pool_of(board).ordered == ((1, 0),)
    assert best_portfolio(pool_of(board), 100).indexes == ranked_choice(board, pool_of(board)).sure == {1}
    assert [shares(scored, choices, method).tolist() for method in Method] == [[0.0, 1.0]] * 2


def test_equal_shares_buys_in_the_groups_order_before_the_cheaper_and_tells_only_what_is_left_to_choose():
    votes = np.array([[2.0, 1.0, 1.0]])
    # All cost 100 kronor a unit of utility.
    assert shares_and_ties(votes, pool([50, 50, 50], [200, 100, 100]), 200) == ((1, 2), ())
    assert shares_and_ties(votes, pool([50, 50, 50], [200, 100, 100], (0, 1, 2)), 200) == ((0,), ())
    # The third is as cheap as the second, and the group has not said which of them goes first.
    assert shares_and_ties(votes, pool([50, 50, 40], [200, 100, 100], (0, 1)), 300) == ((0, 1), (CutTie((1, 2), 1),))


def test_what_is_equal_is_named_in_the_groups_order():
    scored = make_basis([[0.5], [0.5], [0.5]], [100, 100, 100])
    board = rank(scored, Choices(weights=(1.0,), frame=300, tie_orders=(("P2", "P0", "P1"),)))
    assert board.by_tie_order([0, 1, 2]) == pool_of(board).by_points([0, 1, 2]) == [2, 0, 1]
    assert rank(scored, Choices(weights=(1.0,), frame=300)).by_tie_order([2, 1, 0]) == [0, 1, 2]
