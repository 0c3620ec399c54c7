"""Whether a choice among equals decides is asked of every project of a big plan: it may not cost what a tie holds."""

from collections.abc import Callable

import pytest

from prioritering.arrays import Ints
from prioritering.money.line_rule import Costs, Rule
from prioritering.scoring.board import Board, Choices, rank
from prioritering.scoring.tie_choice import hangs_on_choice
from tests.analysis.builders import make_basis


def below_a_tie_of(size: int) -> Board:
    """Return a board on which the frame cuts a tie of so many, with two of unlike cost and range below it."""
    given = make_basis([[1.0]] * size + [[0.5], [0.4]], [100 + index for index in range(size)] + [(60, 65), 30])
    return rank(given, Choices(weights=(1.0,), frame=1_000, rule=Rule.SKIP))


def test_costs_are_looked_up_as_often_below_a_tie_of_forty_as_of_twenty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    least: Callable[[Costs], Ints] = vars(Costs)["least"].fget
    asked: list[Costs] = []
    boards = [below_a_tie_of(size) for size in (20, 40)]

    def looked_up(costs: Costs) -> Ints:
        asked.append(costs)
        return least(costs)

    monkeypatch.setattr(Costs, "least", property(looked_up))
    counts = []
    for board in boards:
        asked.clear()
        assert board.cut_ties == (tuple(range(len(board.lock) - 2)),)
        below = range(len(board.lock) - 2, len(board.lock))
        assert [hangs_on_choice(board, index) for index in below] == [True, True]
        counts.append(len(asked))
    assert counts[0] == counts[1]
