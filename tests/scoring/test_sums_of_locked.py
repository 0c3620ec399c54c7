"""The running sums of what is locked in hang on points and places, never on how the plan's rows stand."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritering.plan.object_plan import Project
from prioritering.scoring.board import Board
from prioritering.scoring.ranking import Order
from tests.scoring.builders import project
from tests.scoring.test_locked_unscored import COSTS, VIEWS, board_of

# None is a project without a level, and so without points.
MARKS = st.sampled_from([50, 50, 75, None])
PROJECTS = st.lists(st.tuples(COSTS, MARKS), min_size=2, max_size=6).map(
    lambda drawn: tuple(bare(number, *one) for number, one in enumerate(drawn))
)


def bare(number: int, cost: int | None, points: int | None) -> Project:
    found = project(f"P{number}", cost, points or 0)
    return found if points is not None else found.model_copy(update={"marks": {}})


def sums(board: Board) -> dict[str, tuple[int, bool]]:
    assert board.line is not None
    figures = zip(board.line.running.tolist(), board.line.sure.tolist(), strict=True)
    return dict(zip(board.scored.candidate_ids, figures, strict=True))


@given(PROJECTS, st.integers(0, 1200), VIEWS, st.data())
def test_the_same_projects_in_other_rows_have_the_same_sums(
    projects: tuple[Project, ...], frame: int, view: dict[str, object], data: st.DataObject
) -> None:
    ids = [item.id for item in projects]
    must = frozenset(data.draw(st.lists(st.sampled_from(ids), unique=True)))
    moved = tuple(data.draw(st.permutations(projects)))
    one, two = board_of(projects, frame, must, **view), board_of(moved, frame, must, **view)
    assert sums(one) == sums(two)
    if one.locked_in.any() and one.line is not None:
        # The last of them has what they take together.
        total = int(one.scored.costs.low[one.locked_in].sum())
        assert int(np.max(one.line.running[one.locked_in])) == total


def test_equal_locked_projects_share_a_sum_and_so_do_those_without_a_place() -> None:
    given = (bare(0, 100, 50), bare(1, 200, 50), bare(2, 400, 75), bare(3, 10, None), bare(4, 20, None))
    must = frozenset(item.id for item in given)
    for rows in (given, given[::-1]):
        found = {key: kronor for key, (kronor, _) in sums(board_of(rows, 2000, must)).items()}
        assert found == {"P2": 400, "P0": 700, "P1": 700, "P3": 730, "P4": 730}
    unknown = (bare(0, None, 75), bare(1, 200, 50), bare(2, None, 50))
    found = sums(board_of(unknown, 2000, frozenset({"P0", "P1", "P2"}), order=Order.PER_KRONA))
    assert found == {"P1": (200, True), "P0": (200, False), "P2": (200, False)}
