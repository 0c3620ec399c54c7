"""Cases are drawn evenly over what is possible, from one seed."""

import itertools
from contextlib import nullcontext

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis.draws import MAX_DRAWS, Draws, Pins, uncertain
from prioritering.analysis.weight_draws import ALL_WEIGHTS, by_intervals, by_order, draw_weights, fixed
from prioritering.errors import BadArgument
from prioritering.scoring.weights import roc
from tests.analysis.builders import ANY, make_basis, make_uncertain


def rng():
    return np.random.default_rng(7)


def test_all_weights_are_uniform_on_the_simplex():
    # Dirichlet(1, 1, 1): mean 1/3, variance 2/36, and P(w > t) = (1 − t)² for one weight of three.
    weights = draw_weights(rng(), ALL_WEIGHTS, 200_000, 3)
    assert weights.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.003)
    assert weights.var(axis=0) == pytest.approx([2 / 36] * 3, abs=0.001)
    for limit in (0.1, 0.5, 0.9):
        assert (weights[:, 0] > limit).mean() == pytest.approx((1 - limit) ** 2, abs=0.005)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_the_mean_under_a_rank_order_is_the_rank_order_centroid(count):
    # Edwards & Barron 1994, OBHDP 60:306-325: ROC weights are the centroid of the ordered part of the simplex.
    weights = draw_weights(rng(), by_order(list(range(1, count + 1))), 200_000, count)
    assert (np.diff(weights, axis=1) <= 0).all()
    assert weights.mean(axis=0) == pytest.approx(roc(list(range(1, count + 1))), abs=0.003)


def test_roc_weights_as_printed_by_edwards_and_barron():
    # Edwards & Barron 1994, table of ROC weights: four attributes 0.5208, 0.2708, 0.1458, 0.0625.
    assert roc([1, 2, 3, 4]) == pytest.approx([0.5208, 0.2708, 0.1458, 0.0625], abs=5e-5)


def test_criteria_that_share_a_place_are_not_ordered_between_themselves():
    weights = draw_weights(rng(), by_order([1, 2, 2]), 100_000, 3)
    assert (weights[:, 0] >= weights[:, 1:].max(axis=1)).all()
    assert (weights[:, 1] > weights[:, 2]).mean() == pytest.approx(0.5, abs=0.01)


def test_intervals_are_kept_and_uniform_inside():
    weights = draw_weights(rng(), by_intervals([0.2, 0.1, 0.0], [0.5, 0.6, 0.9]), 50_000, 3)
    assert (weights >= [0.2 - 1e-9, 0.1 - 1e-9, 0]).all()
    assert (weights <= [0.5 + 1e-9, 0.6 + 1e-9, 0.9 + 1e-9]).all()
    assert weights.sum(axis=1) == pytest.approx(np.ones(len(weights)))
    # On the plane (w0, w1) the region is the whole rectangle 0.2–0.5 × 0.1–0.6 except the corner w0 + w1 > 1: the
    # corner (0.5, 0.6) is cut by a triangle of side 0.1, so P(w0 < 0.35) = 0.075 / (0.15 − 0.005).
    assert (weights[:, 0] < 0.35).mean() == pytest.approx(0.075 / 0.145, abs=0.01)


def test_intervals_that_hardly_any_random_weights_keep_are_drawn_evenly_all_the_same():
    # Six weights of at most 17 % have 2 % between them to be less: evenly, as six parts of a whole. So of each weight
    # P(more than t of the 2 % is missing) = (1 − t)⁵. Only a walk inside the region gets there.
    weights = draw_weights(rng(), by_intervals([0.0] * 6, [0.17] * 6), 4_000, 6)
    assert weights.max() <= 0.17 + 1e-6
    assert weights.sum(axis=1) == pytest.approx(np.ones(len(weights)))
    assert weights.mean(axis=0) == pytest.approx([1 / 6] * 6, abs=0.0002)
    missing = (0.17 - weights) / 0.02
    for share in (0.05, 0.2, 0.5):
        assert (missing > share).mean() == pytest.approx((1 - share) ** 5, abs=0.012)


def test_narrow_intervals_of_many_criteria_are_kept():
    low, high = [0.08] * 10, [0.13] * 10
    weights = draw_weights(rng(), by_intervals(low, high), 4_000, 10)
    assert weights.min() >= 0.08 - 1e-6
    assert weights.max() <= 0.13 + 1e-6
    assert weights.mean(axis=0) == pytest.approx([0.1] * 10, abs=0.002)


def test_an_interval_of_no_width_is_a_fixed_weight():
    weights = draw_weights(rng(), by_intervals([0.4, 0, 0], [0.4, 1, 1]), 20_000, 3)
    assert weights[:, 0] == pytest.approx(np.full(20_000, 0.4))
    assert weights[:, 1].mean() == pytest.approx(0.3, abs=0.01)


def test_intervals_that_only_one_point_fits_give_that_point():
    assert draw_weights(rng(), by_intervals([0.5, 0.3, 0.2], [0.9, 0.9, 0.9]), 3, 3)[0] == pytest.approx(
        [0.5, 0.3, 0.2]
    )
    assert draw_weights(rng(), by_intervals([0, 0, 0], [0.5, 0.3, 0.2]), 3, 3)[0] == pytest.approx([0.5, 0.3, 0.2])


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ([0.6, 0.6], [1, 1], "lägsta vikterna"),
        ([0, 0], [0.4, 0.4], "når inte 100"),
        ([0.5, 0], [0.4, 1], "mellan 0 och 100"),
        ([float("nan"), 0], [1, 1], "mellan 0 och 100"),
        ([-0.1, 0], [1, 1], "mellan 0 och 100"),
    ],
)
def test_empty_or_impossible_intervals_say_what_is_wrong(low, high, words):
    with pytest.raises(BadArgument, match=words):
        by_intervals(low, high)


def test_weights_for_another_number_of_criteria_are_refused():
    with pytest.raises(BadArgument, match="modellen har 3"):
        draw_weights(rng(), fixed([0.5, 0.5]), 10, 3)


@pytest.mark.parametrize(("count", "taken"), [(0, False), (1, True), (MAX_DRAWS, True), (MAX_DRAWS + 1, False)])
def test_one_case_can_be_drawn_and_so_can_the_most_that_is_told_but_neither_none_nor_more(count, taken):
    with nullcontext() if taken else pytest.raises(BadArgument, match="från 1 till"):
        assert Draws(count=count).count == count


def test_the_same_seed_gives_the_same_cases_whatever_the_size_of_the_parts():
    plan = make_uncertain([[ANY, 0.5], [(0.2, 0.4), ANY], [1, 0]], [(100, 900), 500, (0, 10)])
    draws = Draws(count=500, seed=3)
    one, many = list(draws.cases(plan, cells_per_part=10**6)), list(draws.cases(plan, cells_per_part=30))
    assert len(one) == 1 < len(many)
    assert (np.concatenate([part.points for part in many]) == one[0].points).all()
    assert (np.concatenate([part.costs for part in many]) == one[0].costs).all()
    assert not (next(Draws(count=500, seed=4).cases(plan)).points == one[0].points).all()


def test_ranges_are_drawn_evenly_and_costs_in_whole_kronor():
    plan = make_uncertain([[(0.2, 0.4)], [ANY]], [(100, 102), 7])
    cases = next(Draws(count=30_000).cases(plan, cells_per_part=10**6))
    assert cases.points[:, 0].min() >= 20
    assert cases.points[:, 0].max() <= 40
    assert cases.points.mean(axis=0) == pytest.approx([30, 50], abs=0.5)
    values, counts = np.unique(cases.costs[:, 0], return_counts=True)
    assert values.tolist() == [100, 101, 102]
    assert counts / 30_000 == pytest.approx([1 / 3] * 3, abs=0.02)
    assert (cases.costs[:, 1] == 7).all()


def test_a_pinned_fact_moves_nothing_else():
    plan = make_uncertain([[ANY, ANY], [ANY, 0.5]], [(0, 1000), (0, 1000)])
    draws = Draws(count=50)
    free = next(draws.cases(plan, cells_per_part=10**6))
    pinned = next(draws.cases(plan, pins=Pins({(1, 0): 1.0}, {0: 400}), cells_per_part=10**6))
    assert (pinned.costs[:, 0] == 400).all()
    assert (pinned.costs[:, 1] == free.costs[:, 1]).all()
    assert (pinned.points[:, 0] == free.points[:, 0]).all()
    assert pinned.points[:, 1] == pytest.approx(pinned.weights @ [100, 50])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.integers(0, 1000))
def test_any_rank_order_gives_weights_that_sum_to_one_and_keep_it(places, seed):
    weights = draw_weights(np.random.default_rng(seed), by_order(places), 50, len(places))
    assert weights.sum(axis=1) == pytest.approx(np.ones(50))
    for a, b in itertools.permutations(range(len(places)), 2):
        if places[a] < places[b]:
            assert (weights[:, a] >= weights[:, b]).all()


def test_a_plan_that_cannot_be_drawn_says_why():
    with pytest.raises(BadArgument, match="planen har inga projekt"):
        uncertain(make_basis([], []))
    with pytest.raises(BadArgument, match="ett lägsta och ett högsta"):
        uncertain(make_basis([[1]], [None]))
    with pytest.raises(BadArgument, match="från ett lägsta till ett högsta"):
        uncertain(make_basis([[1]], [None]), 10, 5)
    with pytest.raises(BadArgument, match="inte ett tal"):
        uncertain(make_basis([[float("nan")]], [5]))
    with pytest.raises(BadArgument, match="inte ett tal"):
        uncertain(make_basis([[-0.5]], [5]))
    with pytest.raises(BadArgument, match="negativ"):
        uncertain(make_basis([[1]], [-5]))


def test_draws_without_sense_are_refused():
    with pytest.raises(BadArgument, match="antalet fall"):
        Draws(count=0)
    with pytest.raises(BadArgument, match="fröet"):
        Draws(seed=-1)
