"""Weights sum to one, whatever way they are set."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.criteria.weightings import standard_weightings
from prioritering.errors import BadArgument
from prioritering.scoring import weights
from prioritering.scoring.points import Shares, points

numbers = st.lists(st.one_of(st.just(0.0), st.floats(1e-9, 1e12)), min_size=1, max_size=8).filter(
    lambda values: max(values) > 0
)


@given(numbers, st.floats(0.001, 1000))
def test_weights_sum_to_one_and_do_not_depend_on_the_unit_they_were_given_in(
    values: list[float], factor: float
) -> None:
    scaled = weights.normalised(values)
    assert math.isclose(sum(scaled), 1)
    again = weights.normalised([value * factor for value in values])
    assert again == pytest.approx(scaled, abs=1e-9)


@pytest.mark.parametrize("bad", [[], [0, 0], [-1, 2], [math.nan, 1], [math.inf, 1]])
def test_numbers_that_cannot_be_weights_are_refused(bad: list[float]) -> None:
    with pytest.raises(BadArgument):
        weights.normalised(bad)


@pytest.mark.parametrize(
    ("order", "expected"),
    # Edwards & Barron 1994, table of ROC weights for two, three and four attributes.
    [
        ((1, 2), (0.75, 0.25)),
        ((1, 2, 3), (0.6111, 0.2778, 0.1111)),
        ((1, 2, 3, 4), (0.5208, 0.2708, 0.1458, 0.0625)),
        ((3, 1, 2), (0.1111, 0.6111, 0.2778)),
    ],
)
def test_rank_order_gives_the_published_centroid_weights(order: tuple[int, ...], expected: tuple[float, ...]) -> None:
    assert weights.roc(order) == pytest.approx(expected, abs=5e-5)


def test_criteria_ranked_alike_share_the_weights_of_the_places_they_cover() -> None:
    assert weights.roc((1, 1, 1)) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert weights.roc((1, 2, 2)) == pytest.approx((0.6111, 0.19445, 0.19445), abs=1e-4)


def test_swing_scores_become_shares_of_their_sum() -> None:
    assert weights.swing((100, 60, 40)) == pytest.approx((0.5, 0.3, 0.2))


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6).filter(lambda values: sum(values) > 0))
def test_whole_percents_are_a_hundred(raw: list[int]) -> None:
    assert sum(weights.whole_percents(weights.normalised(raw))) == 100


def test_criteria_that_are_not_named_weigh_nothing() -> None:
    assert weights.from_mapping({"b": 2}, ("a", "b")) == (0.0, 1.0)


def test_an_unknown_criterion_is_named_in_the_error() -> None:
    with pytest.raises(BadArgument, match="nytta"):
        weights.from_mapping({"nytta": 1}, ("effekttyp",))


def test_presets_are_offered_only_when_their_criteria_are_in_use() -> None:
    assert weights.usable_presets(("nytta",)) == ("Lika vikt",)
    assert weights.preset("Störst omfattning", ("effekttyp", "omfattning", "tidsperspektiv")) == pytest.approx(
        (0.30, 0.45, 0.25)
    )


def test_a_criterion_that_a_preset_does_not_name_gets_its_share_under_equal_weights() -> None:
    ids = ("effekttyp", "risk", "omfattning", "tidsperspektiv")
    assert weights.preset("Störst omfattning", ids) == pytest.approx((0.225, 0.25, 0.3375, 0.1875))
    assert weights.preset("Lika vikt", ids) == pytest.approx((0.25,) * 4)


@given(st.sampled_from(list(standard_weightings())), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_a_preset_sums_to_one_and_keeps_its_proportions_whatever_else_is_in_use(name: str, further: list[str]) -> None:
    named = ("effekttyp", "omfattning", "tidsperspektiv")
    alone, among = weights.preset(name, named), weights.preset(name, (*named, *further))
    assert sum(among) == pytest.approx(1)
    assert among[3:] == pytest.approx((1 / len(among),) * len(further))
    assert among[:3] == pytest.approx([share * 3 / len(among) for share in alone])


def test_a_preset_without_any_of_the_criteria_in_use_is_equal_weights() -> None:
    assert weights.preset("Snabb effekt", ("nytta", "risk")) == (0.5, 0.5)


def test_a_percent_that_several_could_have_goes_to_the_earlier_criterion() -> None:
    assert weights.whole_percents((1 / 3, 1 / 3, 1 / 3)) == (34, 33, 33)
    assert weights.whole_percents([1 / 6] * 6) == (17, 17, 17, 17, 16, 16)
    assert weights.whole_percents((0.125, 0.375, 0.5)) == (13, 37, 50)


def test_a_share_that_is_a_whole_percent_but_for_rounding_keeps_it() -> None:
    # As a float 0.29 · 100 is 28.999999999999996.
    assert weights.whole_percents((0.29, 0.355, 0.355)) == (29, 36, 35)
    assert weights.whole_percents((0.29, 0.29, 0.42)) == (29, 29, 42)


@given(numbers.filter(lambda values: len(values) > 1), st.floats(0.001, 1000))
def test_scaling_all_weights_changes_no_points(values: list[float], factor: float) -> None:
    rng = np.random.default_rng(len(values))
    low = rng.random((5, len(values)))
    given_shares = Shares(low, low + (1 - low) / 2)
    once, again = (
        points(given_shares, weights.normalised([value * scale for value in values])) for scale in (1.0, factor)
    )
    assert once.low == pytest.approx(again.low, abs=1e-7)
    assert once.high == pytest.approx(again.high, abs=1e-7)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [((23, 33.5, 43.5), (23, 34, 43)), ((32.5, 36, 1.5), (47, 51, 2)), ((79, 83.5, 10, 27, 94.5), (27, 29, 3, 9, 32))],
)
def test_of_equal_remainders_the_earlier_criterion_gets_the_percent_whatever_the_division_adds(
    raw: tuple[float, ...], shown: tuple[int, ...]
) -> None:
    assert weights.whole_percents(weights.normalised(raw)) == shown
