"""Agreement on one thing and on a whole order, against worked examples and an independent implementation."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import friedmanchisquare, spearmanr

from prioritering.analysis.agreement import consensus, in_words, kendalls_w, mean_ranks, rank_correlation, w_of_pairs


def test_w_of_three_executives_is_the_printed_one() -> None:
    # Siegel 1956, Nonparametric Statistics for the Behavioral Sciences, p. 231: six applicants, s = 25.5, W = 0.16.
    ranks = np.array([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]], float)
    assert kendalls_w(-ranks) == pytest.approx(25.5 * 12 / (9 * (6**3 - 6)))
    assert round(kendalls_w(-ranks) or 0, 2) == 0.16


def test_w_with_ties_is_corrected_as_in_the_printed_example() -> None:
    # Siegel 1956, p. 234: ten entities with ties, s = 591, W = 0.828 after the correction.
    ranks = np.array(
        [
            [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
            [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
            [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
        ]
    )
    assert round(kendalls_w(-ranks) or 0, 3) == 0.828


@given(arrays(float, st.tuples(st.integers(3, 6), st.integers(3, 6)), elements=st.integers(0, 4).map(float)))
def test_w_agrees_with_friedmans_test(scores: np.ndarray) -> None:
    w = kendalls_w(scores)
    assume(w is not None)
    members, things = scores.shape
    statistic = friedmanchisquare(*scores.T).statistic
    assert w == pytest.approx(statistic / (members * (things - 1)))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=8))
def test_the_correlation_of_two_peoples_orders_is_spearmans(pairs: list[tuple[int, int]]) -> None:
    first, second = (np.array(scores, float) for scores in zip(*pairs, strict=True))
    alone = len(set(first)) == 1 or len(set(second)) == 1
    expected = 0.0 if alone else spearmanr(first, second).statistic
    assert rank_correlation(first, second) == pytest.approx(expected)


def test_w_says_nothing_when_everything_is_tied_or_too_little_is_there() -> None:
    assert kendalls_w(np.ones((3, 4))) is None
    assert kendalls_w(np.array([[1.0, 2.0, 3.0]])) is None
    assert kendalls_w(np.array([[1.0], [2.0]])) is None


@given(st.lists(st.integers(0, 4), min_size=2, max_size=30), st.integers(2, 30))
def test_w_is_one_to_the_digit_when_all_order_alike_and_only_then(places: list[int], members: int) -> None:
    assume(len(set(places)) > 1)
    # Each with figures of their own, in the same order.
    scores = np.array([[(1.0 + member / 7) * place for place in places] for member in range(members)])
    assert kendalls_w(scores) == 1
    assert w_of_pairs([(rank_correlation(scores[0], row), len(places)) for row in scores[1:]], members) == 1
    scores[0] = -scores[0]
    assert (kendalls_w(scores) or 0) < 1


def test_consensus_is_one_minus_leiks_d_on_even_levels() -> None:
    # Leik 1966: D = 2·Σ dᵢ / (levels − 1), dᵢ = Fᵢ where Fᵢ < 0.5 and 1 − Fᵢ elsewhere, Fᵢ cumulative shares.
    counts = np.array([1, 2, 4, 2, 1])
    cumulative = np.cumsum(counts) / counts.sum()
    leik = 2 * np.where(cumulative < 0.5, cumulative, 1 - cumulative).sum() / (len(counts) - 1)
    assert consensus(np.repeat([0, 0.25, 0.5, 0.75, 1], counts)) == pytest.approx(1 - leik)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_consensus_lies_between_nothing_and_one_and_ignores_order(values: list[float]) -> None:
    found = consensus(values)
    assert -1e-9 <= found <= 1
    assert found == pytest.approx(consensus(values[::-1]))


def test_consensus_is_nothing_when_half_stand_at_either_end_and_needs_values() -> None:
    assert consensus([0, 0, 1, 1]) == 0
    assert consensus([0.4, 0.4]) == 1
    with pytest.raises(ValueError, match="no values"):
        consensus([])


def test_equal_points_share_the_mean_of_their_ranks() -> None:
    assert mean_ranks(np.array([50.0, 80, 50, 10])).tolist() == [2.5, 1, 2.5, 4]


def test_every_w_has_words() -> None:
    assert in_words(1.0) == "alla rangordnar lika"
    assert in_words(1 - 1e-9) == in_words(0.9) == "ni rangordnar så gott som lika"
    assert in_words(0.69) == "ni rangordnar delvis lika"
    assert in_words(0.0) == "ni rangordnar mycket olika"
