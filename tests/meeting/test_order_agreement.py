"""How much the members agree on the order, also where answers are missing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.analysis.agreement import kendalls_w, rank_correlation, w_of_pairs
from prioritering.meeting.order_agreement import Concordance, MemberPoints, concordance, member_points
from tests.meeting.builders import ONE, TWO, sheet


def given_points(rows: list[list[float]]) -> MemberPoints:
    points = np.array(rows, dtype=float)
    members = tuple(map(str, range(len(points))))
    return MemberPoints(members, tuple(f"Roll {key}" for key in members), tuple("pqrstuv"[: points.shape[1]]), points)


def test_a_vet_ej_leaves_no_project_out_that_two_others_have_judged() -> None:
    sheets = [sheet(m, p, level) for m in "123" for p, level in (("p", 4), ("q", 2), ("r", 0))]
    sheets[4] = sheet("2", "q", "v")
    found = concordance(member_points(sheets, ONE, [1.0], ["p", "q", "r"]))
    assert found == Concordance(w=1.0, members=3, projects=3, pairs=3, by_pairs=True)


def test_pairs_are_weighed_by_what_both_have_judged() -> None:
    # 1 and 2 order p, q, r alike (r = 1 on three); 1 and 3 turn p, q round (−1 on two); 2 and 3 too.
    # r̄ = (1·3 − 1·2 − 1·2) / 7 = −1/7, so W = (2·(−1/7) + 1) / 3 = 5/21.
    found = concordance(given_points([[3, 2, 1], [3, 2, 1], [1, 2, np.nan]]))
    assert found is not None
    assert found.w == pytest.approx(5 / 21)


def test_one_who_shares_no_two_projects_with_anybody_is_left_out_and_so_is_what_only_one_has_judged() -> None:
    found = concordance(given_points([[3, 2, 1, np.nan], [3, 2, 1, np.nan], [3, np.nan, np.nan, 1]]))
    assert found == Concordance(w=1.0, members=2, projects=3, pairs=1, without=("Roll 2",), unjudged=("s",))


def test_a_project_that_only_one_has_judged_takes_no_part() -> None:
    found = concordance(given_points([[3, 2, 1], [3, 2, np.nan]]))
    assert found == Concordance(w=1.0, members=2, projects=2, pairs=1, unjudged=("r",))


def test_w_is_silent_where_no_two_can_be_compared() -> None:
    for rows in ([[3, 2]], [[3, np.nan], [np.nan, 2]], [[3, np.nan], [2, np.nan]]):
        assert concordance(given_points(rows)) is None
    assert concordance(member_points([], ONE, [1.0], ["p", "q"])) is None


def test_who_has_jav_is_not_counted_in_w() -> None:
    # Two members agree on the order p, q, r; the third would turn it round but has a conflict of interest on all.
    sheets = [sheet(member, name, 4 - place) for member in "12" for place, name in enumerate("pqr")]
    sheets += [sheet("3", name, place, conflict=True) for place, name in enumerate("pqr")]
    found = concordance(member_points(sheets, ONE, [1.0], ["p", "q", "r"]))
    assert found == Concordance(w=1.0, members=2, projects=3, pairs=1, without=("Roll 3",))


def test_pairs_are_those_who_have_judged_two_projects_together() -> None:
    # 0 and 1 share p, q; 1 and 2 share r, s; 0 and 2 share nothing; 3 and 2 share t alone.
    nan = np.nan
    rows = [[3, 2, nan, nan, nan], [3, 2, 1, 0, nan], [nan, nan, 1, 0, 4], [nan, nan, nan, nan, 4]]
    found = concordance(given_points(rows))
    assert found is not None
    assert (found.members, found.pairs, found.projects, found.by_pairs) == (3, 2, 4, True)
    assert (found.without, found.unjudged) == (("Roll 3",), ("t",))


def test_a_criterion_without_weight_needs_no_answer() -> None:
    assert member_points([sheet("1", "p", 4)], TWO, [1.0, 0.0], ["p"]).points.tolist() == [[100.0]]
    assert np.isnan(member_points([sheet("1", "p", 4)], TWO, [0.5, 0.5], ["p"]).points).all()


@given(st.integers(2, 6), st.integers(2, 7), st.randoms(use_true_random=False))
def test_without_gaps_and_ties_the_mean_of_the_pairs_is_kendalls_w(members: int, things: int, chance: object) -> None:
    rows = [list(range(things)) for _ in range(members)]
    for row in rows:
        chance.shuffle(row)  # type: ignore[attr-defined]
    scores = np.array(rows, dtype=float)
    pairs = [(rank_correlation(scores[i], scores[j]), things) for i in range(members) for j in range(i + 1, members)]
    assert w_of_pairs(pairs, members) == pytest.approx(kendalls_w(scores), abs=1e-9)


@given(
    st.lists(st.integers(0, 2), min_size=4, max_size=4),
    st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=2, max_size=5),
)
def test_members_who_have_answered_alike_are_never_said_to_order_differently(
    answer: list[int], has_judged: list[list[bool]]
) -> None:
    rows = [[float(a) if judged else np.nan for a, judged in zip(answer, row, strict=True)] for row in has_judged]
    found = concordance(given_points(rows))
    assert found is None or found.w == 1


def test_a_pair_that_both_tie_all_they_share_says_nothing_of_the_order_but_is_not_told_as_left_out() -> None:
    # 0 and 2 order r last; 1 has judged only p and q, which all three put level.
    found = concordance(given_points([[3, 3, 1], [3, 3, np.nan], [3, 3, 1]]))
    assert found == Concordance(w=1.0, members=3, projects=3, pairs=3, by_pairs=True)
    # All on one level: there is no order to agree on, with gaps as without.
    assert concordance(given_points([[3, 3, np.nan], [3, 3, 3], [np.nan, 3, 3]])) is None
    # One who ties all and one who does not do differ.
    apart = concordance(given_points([[3, 3, np.nan], [3, 2, 1]]))
    assert apart is not None and apart.w == 0.5


@given(st.lists(st.lists(st.one_of(st.integers(0, 4), st.none()), min_size=5, max_size=5), min_size=1, max_size=6))
def test_w_stays_between_0_and_1_and_does_not_depend_on_who_comes_first(rows: list[list[int | None]]) -> None:
    points = [[np.nan if value is None else float(value) for value in row] for row in rows]
    found, turned = concordance(given_points(points)), concordance(given_points(points[::-1]))
    assert (found is None) == (turned is None)
    if found and turned:
        assert 0 <= found.w <= 1
        assert found.w == pytest.approx(turned.w)
