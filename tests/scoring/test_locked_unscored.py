"""A project without points that is locked in takes its cost of the frame like any other, and has no place."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritering.money.line_rule import Rule
from prioritering.plan.object_plan import Project
from prioritering.scoring.board import Board, Choices, rank, scored_projects
from prioritering.scoring.effective import candidates
from prioritering.scoring.level_dependence import depends_on_level
from prioritering.scoring.locked_unscored import with_locked_in
from prioritering.scoring.ranking import Order, RangeFigure
from tests.scoring.builders import number_model, plan, project

MODEL = number_model()
VALUES = st.sampled_from([0, 25, 50, 50, 75, 100, (0, 50), (25, 100)])
COSTS = st.sampled_from([None, 0, 100, 200, 200, 300, 500])
FREE = st.lists(st.tuples(COSTS, VALUES), min_size=1, max_size=6).map(
    lambda drawn: tuple(project(f"F{number}", *one) for number, one in enumerate(drawn))
)
VIEWS = st.fixed_dictionaries(
    {"order": st.sampled_from(Order), "rule": st.sampled_from(Rule), "span": st.sampled_from(RangeFigure)}
)


def board_of(projects: tuple[Project, ...], frame: int, must: frozenset[str] = frozenset(), **view: object) -> Board:
    """The board of projects with one number criterion."""
    scored = with_locked_in(scored_projects(candidates(plan(*projects), MODEL), MODEL), must)
    return rank(scored, Choices(weights=(1.0,), frame=frame, must=must, **view))  # type: ignore[arg-type]


def of_the_free(board: Board) -> list[tuple[object, ...]]:
    """What the board says of each project that is not locked in."""
    found = np.flatnonzero(~board.locked_in)
    assert board.line is not None
    best, worst = board.possible_places(found)
    on_level = depends_on_level(board, found)
    return [
        (
            board.candidates[index].id,
            int(board.line.inside[index]),
            int(board.ranking.place[index]),
            board.tied_with(index) if board.ranking.place[index] else 1,
            (int(best[number]), int(worst[number])),
            bool(on_level[number]),
            int(board.moved()[index]),
        )
        for number, index in enumerate(found.tolist())
    ]


@given(FREE, st.integers(0, 1500), st.integers(0, 700), VIEWS, st.data())
def test_locking_it_in_leaves_the_others_a_frame_smaller_by_its_cost(
    free: tuple[Project, ...], left: int, cost: int, view: dict[str, object], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(free)))
    with_it = (*free[:at], project("X", cost), *free[at:])
    board = board_of(with_it, left + cost, frozenset({"X"}), **view)
    assert of_the_free(board) == of_the_free(board_of(free, left, **view))
    assert board.line is not None
    assert board.line.left == getattr(board_of(free, left, **view).line, "left", None)


@given(FREE, st.integers(0, 1500), COSTS, VALUES, st.sampled_from(Rule))
def test_the_others_stand_as_when_it_is_locked_in_with_points(
    free: tuple[Project, ...], frame: int, cost: int | None, value: float | tuple[float, float], rule: Rule
) -> None:
    must = frozenset({"X"})
    without, scored = (
        board_of((*free, project("X", cost, *points)), frame, must, rule=rule) for points in ((), (value,))
    )
    assert without.line is not None
    assert scored.line is not None
    assert without.line.inside.tolist() == scored.line.inside.tolist()
    assert (without.line.used, without.line.left) == (scored.line.used, scored.line.left)
    assert (without.room, without.below_line().tolist()) == (scored.room, scored.below_line().tolist())


@given(FREE, st.integers(0, 1500), VIEWS)
def test_it_has_no_place_and_stands_first_among_what_is_locked_in(
    free: tuple[Project, ...], frame: int, view: dict[str, object]
) -> None:
    board = board_of((project("X", 100), *free), frame, frozenset({"X"}), **view)
    index = [item.id for item in board.candidates].index("X")
    assert board.ranking.place[index] == 0
    assert board.listed()[0] == index == board.ranking.order[-1]
    assert board.locked_in.sum() == 1
    assert not board.unplaced[index]


def test_without_a_lock_it_stays_among_what_is_not_ranked() -> None:
    scored = scored_projects(candidates(plan(project("X", 100), project("F", 100, 50)), MODEL), MODEL)
    assert with_locked_in(scored, {"F"}) is scored
    held = with_locked_in(scored, {"X"})
    assert ([item.id for item in held.candidates], held.unscored, held.ranked_count) == (["F", "X"], (), 1)
    assert held.ids == scored.ids
