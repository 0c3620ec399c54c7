"""SMAA-2 and RPM against what their authors define, where the answer can be worked out by hand or enumerated."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis.case_ranking import Setting
from prioritering.analysis.draws import Draws
from prioritering.analysis.inclusion import Method, Study, run_study
from prioritering.analysis.weight_draws import ALL_WEIGHTS, by_order
from tests.analysis.builders import free, make_uncertain


def acceptability(rows, info=ALL_WEIGHTS, count=100_000):
    plan = make_uncertain(rows, [1] * len(rows))
    return run_study(Study(plan, Draws(count=count, info=info), Setting(None, free(len(rows))))).places


def test_rank_acceptability_over_two_criteria_is_the_length_of_the_favourable_weights():
    # Lahdelma & Salminen 2001, Operations Research 49:444-454, eq. for bᵢʳ: the share of the weight space that gives
    # rank r. A = (1, 0), B = (0, 1), C = (0.6, 0.6): C is first for 0.4 < w < 0.6 and never last.
    b = acceptability([[1, 0], [0, 1], [0.6, 0.6]]).acceptability
    assert b[:, 0] == pytest.approx([0.4, 0.4, 0.2], abs=0.01)
    assert b[:, 2] == pytest.approx([0.5, 0.5, 0.0], abs=0.01)
    assert b[2] == pytest.approx([0.2, 0.8, 0.0], abs=0.01)


def test_rank_acceptability_over_three_criteria_is_an_area_of_the_simplex():
    # (1, 0, 0) beats (0, ½, ½) where w₁ > ½(1 − w₁), that is w₁ > 1/3, of which the simplex holds (2/3)² = 4/9.
    b = acceptability([[1, 0, 0], [0, 0.5, 0.5]]).acceptability
    assert b[0, 0] == pytest.approx(4 / 9, abs=0.01)


def test_three_equal_champions_share_the_first_place_by_symmetry():
    b = acceptability(np.eye(3).tolist()).acceptability
    assert b == pytest.approx(np.full((3, 3), 1 / 3), abs=0.01)


def test_ordinal_weights_settle_what_the_order_settles():
    # With w₁ ≥ w₂ (1, 0) can never be worse than (0, 1).
    b = acceptability([[0, 1], [1, 0]], by_order([1, 2])).acceptability
    assert b[1] == pytest.approx([1, 0])


def test_ties_share_the_best_place():
    b = acceptability([[0.5, 0.5], [0.5, 0.5], [0, 0]], count=10)
    assert b.acceptability.tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 1]]
    assert b.expected_place.tolist() == [1, 1, 3]


def non_dominated(low, high, costs, frame):
    """RPM by its definition (Liesiö, Mild & Salo 2007, EJOR 181:1488-1505): feasible portfolios not dominated for
    any weights and any scores in their intervals, with all weights possible.

    Dominance of p over q needs V(p) ≥ V(q) at every extreme point of the information set: for each extreme weight
    vector, the projects only in p at their lowest scores against those only in q at their highest.
    """
    count, criteria = low.shape
    feasible = [
        frozenset(some)
        for size in range(count + 1)
        for some in itertools.combinations(range(count), size)
        if sum(costs[i] for i in some) <= frame
    ]

    def dominates(p, q):
        worst = [sum(low[i, k] for i in p - q) - sum(high[i, k] for i in q - p) for k in range(criteria)]
        best = [sum(high[i, k] for i in p - q) - sum(low[i, k] for i in q - p) for k in range(criteria)]
        return min(worst) >= -1e-12 and max(best) > 1e-12

    return [q for q in feasible if not any(dominates(p, q) for p in feasible)]


def core_index(portfolios, count):
    """The share of non-dominated portfolios that hold each project (same paper, section 4)."""
    return [sum(i in p for p in portfolios) / len(portfolios) for i in range(count)]


def test_core_index_of_a_small_case_by_hand():
    # Frame 2, unit costs. P0 is best on both criteria: core. P1 and P2 each lead on one: borderline, each in half of
    # the non-dominated portfolios {P0, P1} and {P0, P2}. P3 is worse than both: exterior.
    low = high = np.array([[1, 1], [0.9, 0.1], [0.1, 0.9], [0.05, 0.05]])
    portfolios = non_dominated(low, high, [1, 1, 1, 1], 2)
    assert sorted(sorted(p) for p in portfolios) == [[0, 1], [0, 2]]
    assert core_index(portfolios, 4) == [1, 0.5, 0.5, 0]
    plan = make_uncertain(low.tolist(), [1] * 4)
    inside = run_study(Study(plan, Draws(count=4000), Setting(2, free(4)), Method.BEST)).inside
    assert inside == pytest.approx([1, 0.5, 0.5, 0], abs=0.03)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_core_projects_are_in_every_best_portfolio_and_exterior_ones_in_none(data):
    # Liesiö et al. 2007, theorem on core and exterior projects: further information cannot change their standing.
    count, criteria = data.draw(st.integers(2, 6)), data.draw(st.integers(1, 3))
    cells = st.integers(0, 10)
    ends = [[sorted((data.draw(cells), data.draw(cells))) for _ in range(criteria)] for _ in range(count)]
    array = np.array(ends, dtype=float) / 10
    costs = [data.draw(st.integers(1, 9)) for _ in range(count)]
    frame = data.draw(st.integers(0, 25))
    index = core_index(non_dominated(array[:, :, 0], array[:, :, 1], costs, frame), count)
    rows = [[(a, b) for a, b in row] for row in array.tolist()]
    plan = make_uncertain(rows, costs)
    inside = run_study(Study(plan, Draws(count=300), Setting(frame, free(count)), Method.BEST)).inside
    for share, core in zip(inside, index, strict=True):
        assert share == 1 or core < 1
        assert share == 0 or core > 0
