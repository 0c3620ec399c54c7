"""What has no points but is locked in takes its cost in every drawn case and every portfolio, and gives nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis.best_and_list import locks_as_demands, pool_of
from prioritering.analysis.case_ranking import Setting
from prioritering.analysis.draws import Draws, uncertain
from prioritering.analysis.inclusion import Method, Study, run_study
from prioritering.analysis.needed import needed
from prioritering.analysis.portfolio import best_portfolio
from prioritering.money.line_rule import Rule
from prioritering.scoring.board import Choices, ScoredProjects, rank
from prioritering.scoring.effective import Candidate
from prioritering.scoring.locked_unscored import with_locked_in
from prioritering.scoring.ranking import Order
from tests.analysis.builders import make_basis, project

MUST = frozenset({"P99"})
# No two alike, so that no order of equal ones is drawn.
ROWS = st.lists(
    st.tuples(st.integers(1, 97), st.integers(1, 50), st.sampled_from([0, 100, 200, 300, 500])),
    min_size=1,
    max_size=6,
    unique_by=(lambda row: row[0], lambda row: row[1]),
)


def basis(rows, cost=None) -> ScoredProjects:
    """The projects of the rows; with a cost also one without points that is locked in."""
    scored = make_basis([[a / 97, (a * 31 % 97) / 97] for a, _, _ in rows], [kronor + b for _, b, kronor in rows])
    if cost is None:
        return scored
    extra = project(99, cost)
    return with_locked_in(replace(scored, unscored=(Candidate(extra, extra.cost, {}),)), MUST)


def choices(frame, **more) -> Choices:
    return Choices(weights=(0.5, 0.5), frame=frame, **more)


def shares_of(scored, frame, method, rule, order):
    board = rank(scored, choices(frame, must=MUST, rule=rule, order=order))
    setting = Setting(frame, board.lock, order, rule, unplaced=scored.pointless)
    return run_study(Study(uncertain(scored), Draws(60, 3), setting, method))


@settings(max_examples=40)
@given(ROWS, st.integers(0, 900), st.integers(0, 400), st.sampled_from(Method), st.sampled_from(Rule))
@pytest.mark.parametrize("order", list(Order))
def test_the_draws_are_those_of_a_frame_smaller_by_its_cost(order, rows, left, cost, method, rule):
    found = shares_of(basis(rows, cost), left + cost, method, rule, order)
    alone = shares_of(basis(rows), left, method, rule, order)
    assert found.inside[-1] == 1
    assert found.inside[:-1].tolist() == alone.inside.tolist()
    assert np.isnan(found.places.expected_place[-1])
    assert found.places.expected_place[:-1].tolist() == alone.places.expected_place.tolist()


@settings(max_examples=40)
@given(ROWS, st.integers(0, 900), st.integers(0, 400))
def test_the_best_portfolio_is_that_of_a_frame_smaller_by_its_cost_and_it(rows, left, cost):
    board, alone = rank(basis(rows, cost), choices(left + cost, must=MUST)), rank(basis(rows), choices(left))
    found = best_portfolio(pool_of(board), left + cost, locks_as_demands(board))
    without = best_portfolio(pool_of(alone), left)
    assert found.indexes == without.indexes | {len(rows)}
    assert (found.points, found.cost) == (without.points, without.cost + cost)


@settings(max_examples=25)
@given(ROWS, st.integers(0, 900), st.integers(0, 400), st.sampled_from(Rule))
def test_what_it_takes_for_the_others_is_said_of_the_whole_frame(rows, left, cost, rule):
    board, alone = (
        rank(basis(rows, cost), choices(left + cost, must=MUST, rule=rule)),
        rank(basis(rows), choices(left, rule=rule)),
    )
    free = range(len(rows))
    for with_it, without in zip(needed(board, free), needed(alone, free), strict=True):
        assert with_it.state == without.state
        assert [way.value - cost * (way.kind == "ram") for way in with_it.ways] == [way.value for way in without.ways]


def test_an_unknown_cost_of_it_is_drawn_and_leaves_the_others_what_it_does_not_take():
    scored = basis([(50, 1, 500)], None)
    extra = project(99, None)
    held = with_locked_in(replace(scored, unscored=(Candidate(extra, extra.cost, {}),)), MUST)
    lock = rank(held, choices(1001, must=MUST)).lock
    given_ = uncertain(held, 1, 1000)
    outcome = run_study(Study(given_, Draws(4000, 3), Setting(1001, lock, unplaced=held.pointless)))
    # 501 of the 1 001 kronor are for the other; it fits in the half of the cases where the locked one takes no more.
    assert outcome.inside[0] == pytest.approx(0.5, abs=0.03)
    assert outcome.inside[1] == 1
