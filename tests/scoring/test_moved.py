"""What is asked of a project where it already stands is answered as the board shows it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.money.line_rule import Rule
from prioritering.scoring.board import Choices, rank, scored_projects
from prioritering.scoring.changes import Changes
from prioritering.scoring.effective import candidates
from prioritering.scoring.moved import Moved
from prioritering.scoring.ranking import Order
from tests.scoring.builders import number_model, plan, project

MODEL = number_model()
# As many sevenths of the points as kronor, or one more: equal per krona but for what the floats make of so small costs.
some_rows = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 1)), min_size=2, max_size=5)


@settings(max_examples=300, deadline=None)
@given(some_rows, st.integers(1, 15), st.sampled_from(Rule), st.sampled_from(Order))
def test_where_it_stands_a_project_has_the_state_that_the_board_shows(
    rows: list[tuple[int, int]], frame: int, rule: Rule, order: Order
) -> None:
    projects = (project(f"P{n}", cost, 100 * (cost + more) / 7) for n, (cost, more) in enumerate(rows))
    scored = scored_projects(candidates(plan(*projects), MODEL, Changes()), MODEL)
    board = rank(scored, Choices((1.0,), frame, rule=rule, order=order))
    assert board.line is not None
    moved = Moved(board)
    for index in board.in_order(board.free):
        assert moved.state_at(index, float(board.ranking.key[index])) == board.line.inside[index]
