"""How far chance may have moved a share, and how many digits of it are shown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.analysis.margin import decimals, margin, widest, wilson
from prioritering.view.share_words import margin_words, share_words


def test_wilsons_interval_as_worked_out_by_others():
    # Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3: 81 of 263, 15 of 148, 0 of 20 and 1 of 29.
    printed = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (inside, count), ends in printed.items():
        assert wilson(inside / count, count) == pytest.approx(ends, abs=0.00005)


def test_the_true_share_is_in_the_interval_in_95_cases_of_100_and_never_less_often_within_the_margin():
    rng = np.random.default_rng(5)
    for true in (0.02, 0.3, 0.5):
        drawn = (rng.binomial(2000, true, 4000) / 2000).tolist()
        ends = np.array([wilson(share, 2000) for share in drawn])
        assert ((ends[:, 0] <= true) & (true <= ends[:, 1])).mean() == pytest.approx(0.95, abs=0.015)
        assert np.mean([abs(share - true) * 100 <= margin(share, 2000) for share in drawn]) > 0.935


@given(st.integers(0, 2000), st.integers(1, 50))
def test_more_draws_never_give_a_wider_margin_and_none_is_nothing(inside, times):
    assert 0 < margin(inside / 2000, 2000 * times) <= margin(inside / 2000, 2000) < 2.3


def test_whole_percents_are_shown_at_two_thousand_draws_and_a_decimal_at_very_many():
    assert [decimals(count) for count in (100, 2000, 10_000, 38_000, 50_000, 1_000_000)] == [0, 0, 0, 0, 1, 1]
    assert share_words(0.3144, 2000) == "31\u00a0%"
    assert share_words(0.3144, 100_000) == "31,4\u00a0%"


@pytest.mark.parametrize(
    ("share", "shown", "finer"),
    [
        (0, "0 %", "0,0 %"),
        (0.0005, "under 1 %", "under 0,1 %"),
        (0.0095, "under 1 %", "1,0 %"),
        (0.01, "1 %", "1,0 %"),
        (0.99, "99 %", "99,0 %"),
        (0.9905, "över 99 %", "99,1 %"),
        (0.9995, "över 99 %", "över 99,9 %"),
        (1, "100 %", "100,0 %"),
    ],
)
def test_none_and_all_are_said_only_of_just_that(share, shown, finer):
    assert share_words(share, 2000).replace("\u00a0", " ") == shown
    assert share_words(share, 50_000).replace("\u00a0", " ") == finer


def test_the_margin_is_told_rounded_up():
    told = [margin_words(points).replace("\u00a0", " ") for points in (2.11, 2.0, 1.0, 0.01)]
    assert [text.removeprefix("Felmarginalen (95 %) är högst ").removesuffix(".") for text in told] == [
        "2,2 procentenheter", "2 procentenheter", "1 procentenhet", "0,1 procentenheter",
    ]  # fmt: skip


def test_the_widest_margin_is_that_of_the_share_nearest_half_whatever_stands_around_it():
    shares = np.array([[0.0, 0.97, 0.51], [np.nan, 0.2, 1.0]])
    assert widest(shares, 2000) == margin(0.51, 2000)
    assert widest(np.array([np.nan]), 2000) is widest(np.array([]), 2000) is None


def test_the_widest_margin_is_the_largest_of_them_on_either_side_of_a_half() -> None:
    shares = np.array([0.45, 0.556, 0.02, np.nan])
    assert widest(shares, 100) == max(margin(0.45, 100), margin(0.556, 100), margin(0.02, 100))
