"""How far the frame reaches, against trying every cost and every order of a tie."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.money.line_rule import Inside, Rule
from prioritering.scoring.board import Board, Choices, rank, scored_projects
from prioritering.scoring.changes import Changes, UnknownCosts
from prioritering.scoring.effective import candidates
from prioritering.scoring.reach import reach
from tests.scoring.builders import number_model, plan
from tests.view.test_rule_words import one_cost, outcomes, with_cost
from tests.view.test_rule_words import reach as walked
from tests.view.test_unknown_costs import SIGNED

MODEL = number_model()
Row = tuple[int | tuple[int, int] | None, int]
some_rows = st.lists(st.tuples(one_cost, st.integers(0, 1)), min_size=1, max_size=4)


def board_of(rows: list[Row], frame: int, rule: Rule, changes: Changes | None = None) -> Board:
    projects = tuple(with_cost(f"P{n}", cost, points) for n, (cost, points) in enumerate(rows))
    scored = scored_projects(candidates(plan(*projects), MODEL, changes or Changes()), MODEL)
    return rank(scored, Choices((1.0,), frame, rule=rule))


@settings(max_examples=300, deadline=None)
@given(some_rows, st.integers(0, 6), st.sampled_from(list(Rule)))
def test_what_is_said_to_fit_within_a_limit_does_in_every_order(rows: list[Row], frame: int, rule: Rule) -> None:
    board = board_of(rows, frame, rule)
    found = reach(board)
    for order, costs in outcomes(board, frame):
        if sum(costs[i] for i in found.uncertain) <= found.limit:
            assert set(found.further) <= walked(order, costs, frame, rule)


@settings(max_examples=300, deadline=None)
@given(some_rows, st.integers(0, 6), st.sampled_from(list(Rule)))
def test_a_tie_is_cut_only_where_a_choice_decides_who_fits(rows: list[Row], frame: int, rule: Rule) -> None:
    board = board_of(rows, frame, rule)
    cut = board.cut_tie()
    if cut:
        tried = [walked(order, costs, frame, rule) & set(cut) for order, costs in outcomes(board, frame)]
        # Under "hoppa" what never fits is passed; under "stopp" it hangs on the order whether the list stops at it.
        could = set().union(*tried) if rule is Rule.SKIP else set(cut)
        assert all(inside < could for inside in tried)
        assert sum(board.line is not None and board.line.inside[i] == Inside.OPEN for i in cut) >= 1


@settings(max_examples=200, deadline=None)
@given(some_rows, st.integers(0, 6), st.sampled_from(list(Rule)), st.integers(0, 3), st.integers(0, 3))
def test_what_is_sure_without_the_groups_range_is_what_the_plan_alone_makes_sure(
    rows: list[Row], frame: int, rule: Rule, low: int, more: int
) -> None:
    common = UnknownCosts.model_validate({**SIGNED, "low": low, "high": low + more})
    found = reach(board_of(rows, frame, rule, Changes(unknown_costs=(common,))))
    alone = reach(board_of(rows, frame, rule))
    assert set(found.firm) == set(alone.sure) & set(found.sure)
    assert alone.firm == alone.sure and not alone.assumptions_decide
