"""What may be left and what fits at the very krona, of the answers that the line is drawn from."""

import numpy as np
import pytest

from prioritering.money import outcomes
from prioritering.money.line_rule import Inside
from prioritering.money.outcomes import RoomLeft, joined_intervals, skip_outcomes, stop_outcomes, sums_before

YES, NO, OPEN = Inside.YES, Inside.NO, Inside.OPEN


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


@pytest.mark.parametrize(
    ("room", "inside", "cut"),
    [
        # Two of 5 in a tie, and one of 3 after it: each krona where an answer turns, and the one before.
        ((4, 4), (NO, NO, NO), (False, False, False)),
        ((5, 5), (OPEN, OPEN, NO), (True, True, False)),
        ((9, 9), (OPEN, OPEN, NO), (True, True, False)),
        ((10, 10), (YES, YES, NO), (False, False, False)),
        ((12, 12), (YES, YES, NO), (False, False, False)),
        ((13, 13), (YES, YES, YES), (False, False, False)),
        # What is locked in has a range: surely at the least that may be left, possibly at the most.
        ((9, 10), (OPEN, OPEN, NO), (False, False, False)),
        ((4, 5), (OPEN, OPEN, NO), (True, True, False)),
        ((12, 13), (YES, YES, OPEN), (False, False, False)),
    ],
)
def test_under_stopp_each_answer_turns_at_the_krona_where_it_does(
    room: tuple[int, int], inside: tuple[Inside, ...], cut: tuple[bool, ...]
) -> None:
    costs = ints(5, 5, 3)
    found = stop_outcomes(RoomLeft(*room), costs, costs, ints(2, 1))
    assert (found.inside.tolist(), found.cut.tolist()) == (list(inside), list(cut))


def test_sums_are_of_what_stands_before_and_an_unknown_cost_is_just_more_than_there_is() -> None:
    lowest, highest = sums_before(RoomLeft(7, 9), ints(2, 0, 3), ints(4, 10**15, 3))
    assert (lowest.tolist(), highest.tolist()) == ([0, 2, 2, 5], [0, 4, 12, 15])
    assert outcomes.at_most(RoomLeft(-5, -1), ints(0, 3)).tolist() == [0, 1]


def test_of_ten_equals_of_different_costs_whichever_three_are_chosen_what_comes_after_is_sure() -> None:
    # Of 1 000 any three of 300 to 309 are taken and no fourth: from 76 to 97 are left.
    costs = ints(*range(300, 310), 98, 76)
    found = skip_outcomes(RoomLeft(1000, 1000), costs, costs, ints(10, 1, 1))
    assert found.inside.tolist() == [*[OPEN] * 10, NO, YES]


def test_of_a_tie_too_large_to_follow_all_or_nothing_may_be_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outcomes, "MAX_PARTS", 1)
    # Of 12 to 14, three of 2–3, 4 and 6 take 12 to 13: each may be the last, with less than it costs.
    group = [(2, 3), (4, 4), (6, 6)]
    walk = outcomes.SkipWalk(RoomLeft(12, 14), ints(2, 4, 6), ints(3, 4, 6), ints(3))
    assert walk.inside == [OPEN] * 3
    assert walk.before(3) == [(0, 14)]
    for room in (13, 14):
        walk = outcomes.SkipWalk(RoomLeft(room, room), ints(2, 4, 6), ints(3, 4, 6), ints(3))
        assert walk.inside == [YES] * 3
    assert outcomes.beside([(13, 13)], group[0], group[1:]) == YES
    assert outcomes.past([(0, 3), (20, 20)], [group]) == [(0, 20)]
    # Where less than nothing is left not even what is free fits.
    for least, free in ((-1, OPEN), (0, YES)):
        assert outcomes.beside([(least, 3)], (0, 0), group) == free
        assert outcomes.past([(least, 3)], [group]) == [(least, 3)]


@pytest.mark.parametrize(
    ("intervals", "merged"),
    [
        ([(0, 5), (1, 2)], [(0, 5)]),
        ([(0, 1), (2, 3)], [(0, 3)]),
        ([(0, 1), (3, 4)], [(0, 1), (3, 4)]),
        ([(0, 9), (20, 30), (21, 25)], [(0, 9), (20, 30)]),
        ([(0, 9), (20, 22), (21, 25)], [(0, 9), (20, 25)]),
    ],
)
def test_amounts_that_touch_are_one(intervals: list[tuple[int, int]], merged: list[tuple[int, int]]) -> None:
    assert outcomes.joined_intervals(intervals) == merged


@pytest.mark.parametrize(
    ("apart", "joined"),
    [
        ([], []),
        ([(5, 6), (1, 2)], [(1, 2), (5, 6)]),
        ([(1, 2), (3, 4)], [(1, 4)]),
        ([(1, 2), (4, 5)], [(1, 2), (4, 5)]),
        ([(1, 1), (5, 5), (6, 9), (7, 8)], [(1, 1), (5, 9)]),
    ],
)
def test_intervals_that_overlap_or_stand_a_krona_apart_are_one(
    apart: list[tuple[int, int]], joined: list[tuple[int, int]]
) -> None:
    assert joined_intervals(apart) == joined


def test_one_interval_too_many_makes_one_of_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "MAX_INTERVALS", 2)
    assert joined_intervals([(1, 1), (5, 5)]) == [(1, 1), (5, 5)]
    assert joined_intervals([(1, 1), (5, 5), (9, 9)]) == [(1, 9)]
