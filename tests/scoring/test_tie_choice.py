"""Whether a choice among equals decides is asked of every project of a big plan: it may not cost what a tie holds."""

from collections.abc import Callable
from itertools import groupby, permutations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prioritering.arrays import Ints
from prioritering.money.line_rule import Costs, Inside, Rule
from prioritering.scoring.board import Board, Choices, rank
from prioritering.scoring.tie_choice import MOST_MET, cost_decides_too, hangs_on_choice, most_left_above
from prioritering.view.open_words import because
from tests.analysis.builders import make_basis


def below_a_tie_of(size: int) -> Board:
    """Return a board on which the frame cuts a tie of so many, with two of unlike cost and range below it."""
    basis = make_basis([[1.0]] * size + [[0.5], [0.4]], [100 + index for index in range(size)] + [(60, 65), 30])
    return rank(basis, Choices(weights=(1.0,), frame=1_000, rule=Rule.SKIP))


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


Row = tuple[int | tuple[int, int], int]


def decides(board: Board, index: int) -> tuple[bool, bool]:
    """Return whether a choice in the cut ties decides at some costs, and a cost in some order; by trying everything."""
    cut = {one for tied in board.cut_ties for one in tied}
    ties = [list(tied) for _, tied in groupby(board.in_order(board.free), key=lambda one: int(board.tie[one]))]
    costs = board.scored.costs
    spans = [range(int(low), int(high) + 1) for low, high in zip(costs.low, costs.high, strict=True)]
    by_choice: dict[object, set[bool]] = {}
    by_cost: dict[object, set[bool]] = {}
    for parts in product(*(permutations(tied) for tied in ties)):
        order = [one for part in parts for one in part]
        for cost in product(*spans):
            held = walked(order, cost, board)
            beside = tuple(one for one in order if one not in cut)
            by_choice.setdefault((cost, beside), set()).add(index in held)
            by_cost.setdefault(parts, set()).add(index in held)
    return any(len(found) > 1 for found in by_choice.values()), any(len(found) > 1 for found in by_cost.values())


def walked(order: list[int], cost: tuple[int, ...], board: Board) -> set[int]:
    left, held = board.choices.frame or 0, set()
    for one in order:
        if cost[one] <= left:
            left -= cost[one]
            held.add(one)
        elif board.choices.rule is Rule.STOP:
            break
    return held


def board_of(frame: int, rows: list[Row], rule: Rule) -> Board:
    return rank(
        make_basis([[points / 4] for _, points in rows], [cost for cost, _ in rows]),
        Choices(weights=(1.0,), frame=frame, rule=rule),
    )


# Beside either of 3 and 4 there is room for the last, or for none, by what the one that ranges costs.
BY_COST_ONLY: tuple[int, list[Row]] = (9, [(2, 0), (5, 2), (3, 1), (4, 1), ((2, 5), 2)])
a_range = st.tuples(st.integers(0, 4), st.integers(1, 3)).map(lambda at: (at[0], sum(at)))
one_row = st.tuples(st.one_of(st.integers(0, 5), a_range), st.integers(0, 2))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 9), st.lists(one_row, min_size=3, max_size=5), st.sampled_from(Rule))
@example(*BY_COST_ONLY, Rule.SKIP)
@example(5, [(0, 2), ((3, 7), 2), (2, 1), (3, 1), (3, 1)], Rule.SKIP)
def test_a_choice_is_found_only_where_one_decides_and_is_denied_only_where_a_cost_does(
    frame: int, rows: list[Row], rule: Rule
) -> None:
    board = board_of(frame, rows, rule)
    below_cut = [one for one in board.in_order(board.state(Inside.OPEN)) if board.cut_ties]
    for index in below_cut:
        said, (choice, cost) = hangs_on_choice(board, index), decides(board, index)
        assert choice if said else cost or said is None, (index, said)


def test_where_only_a_cost_decides_no_choice_is_said_to() -> None:
    board = board_of(*BY_COST_ONLY, Rule.SKIP)
    assert board.state(Inside.OPEN)[0]
    assert (hangs_on_choice(board, 0), decides(board, 0)) == (False, (False, True))
    # Of 3 and 4 themselves both a choice and a cost decide.
    assert [hangs_on_choice(board, index) for index in (2, 3)] == [True, True]


def test_below_more_than_can_be_followed_neither_is_said_to_decide() -> None:
    unlike = [(cost, cost + 40) for cost in range(100, 100 + 2 * MOST_MET)]
    rows: list[Row] = [*((cost, 2) for cost in unlike), (90, 0)]
    board = board_of(1_000, rows, Rule.SKIP)
    last = len(rows) - 1
    assert board.state(Inside.OPEN)[last]
    assert hangs_on_choice(board, last) is None
    assert because(board, last) == "inte uträknat vad som avgör"


def test_below_however_many_equals_of_one_known_cost_only_a_cost_decides() -> None:
    board = board_of(1_000, [*[(10, 2)] * (MOST_MET + 1), ((0, 5), 0)], Rule.SKIP)
    last = MOST_MET + 1
    assert board.state(Inside.OPEN)[last]
    assert hangs_on_choice(board, last) is False
    assert hangs_on_choice(board, 0) is True


def unlike_equals(count: int, rule: Rule) -> Board:
    """Return a board where so many are equal and cost unlike, none of them surely so."""
    return board_of(1_000, [((cost, cost + 40), 2) for cost in range(100, 100 + count)], rule)


def test_among_as_many_equals_as_are_followed_the_choice_is_found() -> None:
    board = unlike_equals(MOST_MET, Rule.SKIP)
    assert MOST_MET >= 120
    assert {hangs_on_choice(board, index) for index in range(MOST_MET)} == {True}


def test_under_stop_a_choice_is_found_among_however_many_equals() -> None:
    count = 3 * MOST_MET
    board = unlike_equals(count, Rule.STOP)
    assert {hangs_on_choice(board, index) for index in range(count)} == {True}


def test_what_decides_is_worked_out_once_for_a_board(monkeypatch: pytest.MonkeyPatch) -> None:
    board, asked = unlike_equals(20, Rule.SKIP), []
    plain = Board.before

    def noted(one: Board, index: int) -> object:
        asked.append(index)
        return plain(one, index)

    monkeypatch.setattr(Board, "before", noted)
    once = hangs_on_choice(board, 3)
    told = len(asked)
    assert told and hangs_on_choice(board, 3) is once and len(asked) == told


@pytest.mark.parametrize("turned", [False, True])
def test_above_a_choice_more_equals_than_are_followed_are_tried_both_first_to_last_and_the_other_way_round(
    turned: bool,
) -> None:
    # All equals may fit. When C costs 2 and B 1, taken before D, 3 is left for one of the two below: else at most 1.
    equals: list[Row] = [((0, 2), 2), (1, 2), (4, 2), *[(0, 2)] * MOST_MET]
    board = board_of(6, [*(equals[::-1] if turned else equals), (3, 1), (3, 1)], Rule.SKIP)
    below = len(equals)
    assert board.cut_ties == ((below, below + 1),)
    assert cost_decides_too(board, below)
    assert most_left_above(board, below) == 3


def test_what_is_found_does_not_depend_on_the_order_of_the_rows() -> None:
    frame, rows = BY_COST_ONLY
    turned = board_of(frame, rows[::-1], Rule.SKIP)
    board = board_of(frame, rows, Rule.SKIP)
    told = [hangs_on_choice(board, index) for index in range(len(rows))]
    assert [hangs_on_choice(turned, index) for index in range(len(rows))] == told[::-1]
