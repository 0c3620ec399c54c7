"""One thing at a time: scans, flips, tornado and how much the order depends on each weight."""

import pytest

from prioritering.analysis.sensitivity import flips, order_changes, scan, scans, tornado, with_weight
from prioritering.scoring.board import Choices, rank
from prioritering.scoring.ranking import RangeFigure
from tests.analysis.builders import make_basis


def board(frame=10):
    # A leads on the first criterion, B on the second; they cross where w·1 = (1 − w)·0.6, at w = 0.375.
    return rank(make_basis([[1, 0], [0, 0.6], [0, 0]], [10, 10, 1]), Choices(weights=(0.5, 0.5), frame=frame))


def test_the_others_keep_their_proportions():
    choices = Choices(weights=(0.2, 0.6, 0.2))
    assert with_weight(choices, 0, 60).weights == pytest.approx((0.6, 0.3, 0.1))
    assert with_weight(Choices(weights=(1.0, 0.0, 0.0)), 0, 40).weights == pytest.approx((0.4, 0.3, 0.3))
    assert with_weight(Choices(weights=(1.0,)), 0, 40).weights == (1.0,)


def test_the_flip_stands_where_the_two_are_equal():
    found = flips(board(), scan(board(), 0), 0)
    assert len(found) == 1
    assert found[0].below <= 37.5 <= found[0].above
    assert found[0].above - found[0].below <= 0.01
    assert found[0].inside is True
    assert flips(board(), scan(board(), 0), 2) == ()


def test_without_a_frame_the_flips_are_of_places():
    free = board(None)
    found = flips(free, scan(free, 0), 0)
    assert [item.place for item in found][-1] == 1
    assert all(item.inside is None for item in found)


def test_a_scan_holds_what_the_board_shows_at_each_percent():
    given = scan(board(), 0)
    for percent in (0, 37, 50, 100):
        shown = rank(board().scored, with_weight(board().choices, 0, percent))
        assert given.points[percent].tolist() == shown.points.middle.tolist()
        assert given.places[percent].tolist() == shown.ranking.place.tolist()
        assert given.inside[percent].tolist() == shown.held.tolist()


def test_the_tornado_holds_each_weight_and_each_open_level_of_the_project():
    given = rank(make_basis([[(0.0, 1.0), 0.5], [0.5, 0.6]], [1, 1]), Choices(weights=(0.5, 0.5), frame=1))
    bars = tornado(given, 0)
    assert len(bars) == 3
    fact = next(bar for bar in bars if bar.fact)
    assert (fact.low_place, fact.high_place, fact.low_inside, fact.high_inside) == (2, 1, False, True)
    assert [bar.width for bar in bars] == sorted((bar.width for bar in bars), reverse=True)
    assert len(tornado(given, 1)) == 2


def test_with_all_the_weight_on_one_criterion_the_others_count_neither_for_nor_against():
    # The two are alike on the first criterion, and only the second tells them apart.
    given = rank(make_basis([[0.5, 1.0], [0.5, 0.0]], [1, 1]), Choices(weights=(0.5, 0.5), frame=1))
    first, second = ({bar.criterion: (bar.low_place, bar.high_place) for bar in tornado(given, i)} for i in (0, 1))
    assert first == {0: (1, 1), 1: (1, 1)}
    assert second == {0: (2, 1), 1: (1, 2)}


def test_the_order_depends_most_on_the_weight_that_moves_most_across_the_line():
    seen = []
    changes = order_changes(board(), scans(board(), seen.append))
    assert seen[-1] == 1
    assert changes[0].moved_in_or_out == 2
    assert changes[0].largest_move == 1


def test_the_weight_that_moves_most_across_the_line_comes_first_and_then_the_one_that_moves_most_places():
    # The third criterion tells nobody apart: at 100 % all are equal, so the first is not surely inside any more and the
    # last shares place 1.
    given = rank(
        make_basis([[1, 0, 0.5], [0, 0.6, 0.5], [0, 0, 0.5]], [10, 10, 1]),
        Choices(weights=(0.4, 0.4, 0.2), frame=10),
    )
    found = [(item.criterion, item.moved_in_or_out, item.largest_move) for item in order_changes(given, scans(given))]
    assert found == [(0, 2, 1), (1, 2, 1), (2, 1, 2)]


def test_where_equal_projects_are_cut_none_of_them_counts_as_inside():
    # At 50 % the two are equal and the frame holds one: until then the second is inside, after it the first.
    given = rank(make_basis([[1, 0], [0, 1]], [10, 10]), Choices(weights=(0.3, 0.7), frame=10))
    found = scan(given, 0)
    assert found.inside[[49, 50, 51]].tolist() == [[False, True], [False, False], [True, False]]


def test_what_falls_out_as_a_weight_grows_is_found_at_the_same_place_as_what_comes_in():
    found = flips(board(), scan(board(), 0), 1)
    assert len(found) == 1
    assert found[0].below <= 37.5 <= found[0].above
    assert found[0].above - found[0].below <= 0.01
    # Just where they are equal they share the place, and neither is surely inside.
    assert (found[0].inside, found[0].place) == (False, 1)


def test_each_end_of_a_span_is_scanned_by_its_own_points():
    given = make_basis([[(0.2, 0.8), 0.5], [0.5, 0.6]], [1, 1])
    points = {span: scan(rank(given, Choices(weights=(0.5, 0.5), span=span)), 0).points[100, 0] for span in RangeFigure}
    assert points == pytest.approx({RangeFigure.LOWEST: 20, RangeFigure.MIDDLE: 50, RangeFigure.HIGHEST: 80})
    seen = []
    scans(board(), seen.append)
    assert seen == [0.5, 1.0]


def test_without_a_frame_no_weight_moves_anyone_in_or_out():
    assert [item.moved_in_or_out for item in order_changes(board(None), scans(board(None)))] == [0, 0]
    bars = tornado(board(None), 0)
    assert {(bar.low_inside, bar.high_inside) for bar in bars} == {(None, None)}
