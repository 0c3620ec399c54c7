"""What is said of the frame when costs are unknown and projects are tied: sure, open or outside, whatever the order."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.money.line_rule import Inside, Rule
from prioritering.plan.object_plan import Project
from prioritering.plan.reader import read_plan
from prioritering.scoring.board import Board, Choices, rank, scored_projects
from prioritering.scoring.effective import candidates
from prioritering.scoring.level_dependence import depends_on_level
from prioritering.scoring.ranking import Order, RangeFigure
from prioritering.scoring.reach import reach
from tests.folders import DATA, printed_model
from tests.scoring.builders import number_model, plan, project

MODEL = number_model("x", "y")
TABLE = {
    2_000: ("S01", "", "S02 S03 S04 S05 S06 S07 S08 S09 S10"),
    3_547: ("S01 S06", "S04 S07 S09 S10", "S02 S03 S05 S08"),
    5_000: ("S01 S06", "S03 S04 S07 S08 S09 S10", "S02 S05"),
}


def vso(frame: int, rule: Rule, order: Order = Order.POINTS) -> Board:
    """The real plan with equal weights within a frame in tkr."""
    folder = read_plan(DATA / "vso-2021", printed_model())
    given_ = scored_projects(candidates(folder.plan, folder.model), folder.model)
    return rank(given_, Choices((1 / 3,) * 3, frame * 1000, rule=rule, order=order))


def board_of(projects: tuple[Project, ...], **choices: object) -> Board:
    """A board of projects with two number criteria."""
    given_ = scored_projects(candidates(plan(*projects), MODEL), MODEL)
    return rank(given_, Choices(weights=(0.5, 0.5), **choices))  # type: ignore[arg-type]


def ids(board: Board, state: Inside) -> list[str]:
    """The ids of the free projects in a state, sorted."""
    return sorted(board.candidates[i].id for i in board.in_order(board.state(state)))


def depending(board: Board) -> list[str]:
    """The ids of the projects whose state depends on a level that is open."""
    marked = depends_on_level(board, np.arange(len(board.candidates)))
    return [item.id for item, mark in zip(board.candidates, marked, strict=True) if mark]


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("frame", list(TABLE))
def test_the_real_plan_has_the_states_that_were_worked_out_by_hand(frame: int, rule: Rule) -> None:
    board = vso(frame, rule)
    found = [" ".join(ids(board, state)) for state in (Inside.YES, Inside.OPEN, Inside.NO)]
    assert found == list(TABLE[frame])


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize(("frame", "marked"), [(2_000, ["S01"]), (3_547, []), (5_000, ["S02"])])
def test_a_project_whose_own_levels_would_move_it_across_the_line_is_marked(
    frame: int, marked: list[str], rule: Rule
) -> None:
    assert depending(vso(frame, rule)) == marked


def test_what_more_fits_is_said_with_what_the_unknown_may_come_to_together() -> None:
    found = reach(vso(3_547, Rule.STOP))
    assert (len(found.sure), len(found.further), len(found.uncertain), found.limit) == (2, 4, 3, 47_000)
    assert found.other == ()


@pytest.mark.parametrize("rule", list(Rule))
def test_per_krona_a_project_without_a_cost_has_no_place_takes_nothing_and_is_open(rule: Rule) -> None:
    board = vso(3_547, rule, Order.PER_KRONA)
    without = [board.candidates[i].id for i in board.in_order(board.unplaced)]
    assert sorted(without) == ["S04", "S09", "S10"]
    assert board.line is not None
    for index in np.flatnonzero(board.unplaced):
        assert board.ranking.place[index] == 0
        assert board.line.inside[index] == Inside.OPEN
        assert board.line.running[index] == -1
    assert sorted(board.ranking.place[~board.unplaced].tolist()) == [1, 2, 3, 4, 5, 5, 7]


costs = st.one_of(st.none(), st.integers(0, 9), st.tuples(st.integers(0, 4), st.integers(5, 9)))
points = st.one_of(st.integers(0, 3).map(lambda n: 25 * n), st.just((25, 75)))


@st.composite
def some_projects(draw: st.DrawFn) -> tuple[Project, ...]:
    rows = draw(st.lists(st.tuples(costs, points, points), min_size=2, max_size=6))
    return tuple(_project(f"p{n}", *row) for n, row in enumerate(rows))


def _project(key: str, cost: object, x: float, y: float) -> Project:
    made = project(key, cost if isinstance(cost, int) else None, x, y, ids=("x", "y"))
    if isinstance(cost, tuple):
        low, high = cost
        return made.model_copy(update={"cost": made.cost.model_copy(update={"low": low, "high": high})})
    return made


def seen(board: Board) -> dict[str, tuple[object, ...]]:
    """All that is shown of each project, by id."""
    best, worst = board.possible_places(np.arange(len(board.candidates)))
    marked, line = depends_on_level(board, np.arange(len(board.candidates))), board.line
    assert line is not None
    return {
        item.id: (
            int(board.ranking.place[n]), int(line.inside[n]), bool(line.cut[n]), int(best[n]), int(worst[n]),
            bool(marked[n]), int(line.running[n]), bool(line.sure[n]), bool(line.within[n]),
            bool(board.below_line()[n]),
        )
        for n, item in enumerate(board.candidates)
    }  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(
    some_projects(), st.integers(0, 25), st.sampled_from(list(Rule)), st.sampled_from(list(Order)),
    st.sampled_from(list(RangeFigure)), st.data(),
)  # fmt: skip
def test_the_order_of_the_plans_rows_changes_nothing_that_is_shown(
    some: tuple[Project, ...], frame: int, rule: Rule, order: Order, span: RangeFigure, data: st.DataObject
) -> None:
    other = tuple(data.draw(st.permutations(some)))
    choices = {"frame": frame, "rule": rule, "order": order, "span": span}
    one, two = board_of(some, **choices), board_of(other, **choices)
    assert seen(one) == seen(two)
    assert (one.line.used, one.line.left) == (two.line.used, two.line.left) if one.line and two.line else False

    def sides(board: Board) -> list[object]:
        found = reach(board)
        named = [sorted(board.candidates[i].id for i in part) for part in (found.sure, found.further, found.other)]
        return [*named, found.limit if found.further else None]

    assert sides(one) == sides(two)


@settings(max_examples=150, deadline=None)
@given(some_projects(), st.integers(0, 25), st.sampled_from(list(Rule)))
def test_a_state_by_level_is_what_setting_the_level_gives(some: tuple[Project, ...], frame: int, rule: Rule) -> None:
    board = board_of(some, frame=frame, rule=rule)
    assert board.line is not None
    for n, item in enumerate(some):
        mark = item.marks["x"], item.marks["y"]
        states = set()
        for x in {mark[0].low, mark[0].high}:
            for y in {mark[1].low, mark[1].high}:
                changed = [m.model_copy(update={"low": v, "high": v}) for m, v in zip(mark, (x, y), strict=True)]
                tried = item.model_copy(update={"marks": dict(zip("xy", changed, strict=True))})
                after = board_of((*some[:n], tried, *some[n + 1 :]), frame=frame, rule=rule)
                assert after.line is not None
                states.add(int(after.line.inside[n]))
        assert bool(depends_on_level(board, np.array([n]))[0]) == (states != {int(board.line.inside[n])})


def test_equal_points_per_krona_are_equal_also_when_thirds_are_divided() -> None:
    thirds = number_model("x", "y", "z")
    for cost in (7, 300, 1_000_000):
        some = plan(
            project("a", cost, 100, 0, 0, ids=thirds.ids),
            project("b", 2 * cost, 100, 100, 0, ids=thirds.ids),
            project("c", 3 * cost, 100, 100, 100, ids=thirds.ids),
        )
        given_ = scored_projects(candidates(some, thirds), thirds)
        board = rank(given_, Choices(weights=(1 / 3,) * 3, order=Order.PER_KRONA))
        assert board.ranking.place.tolist() == [1, 1, 1]
        assert board.ranking.order.tolist() == [0, 1, 2]


def test_tied_projects_are_taken_in_the_order_that_the_group_has_put_them_while_just_they_are_tied() -> None:
    four = tuple(project(f"p{n}", 1000, 50, 50, ids=("x", "y")) for n in range(4))
    agreed = ("p3", "p1", "p0", "p2")
    board = board_of(four, frame=2000, tie_orders=(agreed,))
    assert ids(board, Inside.YES) == ["p1", "p3"]
    assert ids(board, Inside.OPEN) == []
    assert [board.candidates[i].id for i in board.ranking.order] == list(agreed)
    assert board.ranking.place.tolist() == [1] * 4
    assert board.cut_tie() == ()
    # One more that is equal, or one less, and the order says nothing of what is tied now.
    five = (*four, project("p4", 1000, 50, 50, ids=("x", "y")))
    assert ids(board_of(five, frame=2000, tie_orders=(agreed,)), Inside.OPEN) == [f"p{n}" for n in range(5)]
    # One that is locked takes no part in the choice.
    held = board_of(five, frame=2000, tie_orders=(agreed,), not_now=frozenset({"p4"}))
    assert ids(held, Inside.YES) == ["p1", "p3"]
    apart = (*four[:3], project("p3", 1000, 60, 60, ids=("x", "y")))
    assert ids(board_of(apart, frame=2000, tie_orders=(agreed,)), Inside.YES) == ["p3"]


def test_an_order_that_names_a_project_that_is_gone_or_one_alone_says_nothing() -> None:
    two = tuple(project(f"p{n}", 1000, 50, 50, ids=("x", "y")) for n in range(2))
    for agreed in (("p0", "p1", "borta"), ("p0",), ()):
        assert ids(board_of(two, frame=1000, tie_orders=(agreed,)), Inside.OPEN) == ["p0", "p1"]


def test_an_order_of_a_tie_leaves_everything_outside_the_tie_where_it_was() -> None:
    rows = [("a", 90), ("b", 50), ("c", 50), ("d", 50), ("e", 10)]
    some = tuple(project(key, 100, value, value, ids=("x", "y")) for key, value in rows)
    for first, second in combinations("bcd", 2):
        last = next(key for key in "bcd" if key not in (first, second))
        board = board_of(some, frame=1000, tie_orders=((first, second, last),))
        assert [board.candidates[i].id for i in board.ranking.order] == ["a", first, second, last, "e"]
        assert board.ranking.place.tolist() == [1, 2, 2, 2, 5]


def test_what_fits_only_when_another_falls_out_is_not_counted_among_what_fits_beside_it() -> None:
    # 500 of 1,000 are left; the unknown takes some of them, so the last (500) fits only if the unknown does not.
    some = (
        project("a", 500, 90, 90, ids=("x", "y")),
        project("okänd", None, 50, 50, ids=("x", "y")),
        project("c", 500, 10, 10, ids=("x", "y")),
    )
    found = reach(board_of(some, frame=1000, rule=Rule.SKIP))
    assert (found.sure, found.further, found.other, found.limit) == ((0,), (1,), (2,), 500)
    found = reach(board_of(some, frame=1000, rule=Rule.STOP))
    assert (found.sure, found.further, found.other, found.limit) == ((0,), (1,), (), 500)
