"""How far the frame reaches, against trying every cost and every order of a tie."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.money.line_rule import Inside, Rule
from prioritering.scoring.board import Board, Choices, rank, scored_projects
from prioritering.scoring.changes import Changes, UnknownCosts
from prioritering.scoring.effective import candidates
from prioritering.scoring.ranking import Order
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


KRONOR = 1000
IN_KRONOR = st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 6)), st.integers(0, 3)), min_size=1, max_size=4).map(
    lambda rows: [(None if cost is None else cost * KRONOR, points) for cost, points in rows]
)


@settings(max_examples=300, deadline=None)
@given(IN_KRONOR, st.integers(0, 8), st.sampled_from(list(Rule)), st.integers(1, 5))
def test_what_is_firm_per_krona_is_inside_whatever_the_assumed_costs_turn_out_to_be(
    rows: list[Row], frame: int, rule: Rule, assumed: int
) -> None:
    common = UnknownCosts.model_validate({**SIGNED, "low": assumed * KRONOR, "high": assumed * KRONOR})
    choices = Choices((1.0,), frame * KRONOR, rule=rule, order=Order.PER_KRONA)
    found = reach(rank(board_of(rows, 0, rule, Changes(unknown_costs=(common,))).scored, choices))
    unknown = [place for place, (cost, _) in enumerate(rows) if cost is None]
    for costs in product((1, 300, 600, KRONOR, 2500, 6 * KRONOR, 90 * KRONOR), repeat=len(unknown)):
        turned_out = dict(zip(unknown, costs, strict=True))
        known = [(turned_out.get(place, cost), points) for place, (cost, points) in enumerate(rows)]
        board = rank(board_of(known, 0, rule).scored, choices)
        assert board.line is not None
        # Where equals are cut by the frame the one may be in and the other out: not for sure inside.
        assert all(board.line.inside[place] == Inside.YES for place in found.firm)


def test_a_cost_that_is_assumed_decides_the_place_per_krona_so_what_stands_before_it_is_not_sure() -> None:
    rows: list[Row] = [(4 * KRONOR, 2), (None, 3)]
    choices = Choices((1.0,), 6 * KRONOR, order=Order.PER_KRONA)
    far = UnknownCosts.model_validate({**SIGNED, "low": 9 * KRONOR, "high": 9 * KRONOR})
    found = reach(rank(board_of(rows, 0, Rule.STOP, Changes(unknown_costs=(far,))).scored, choices))
    # At 3 000 kronor the other gives more for each krona, stands first and takes half of the frame.
    assert found.sure == (0,)
    assert found.firm == ()
    roomy = Choices((1.0,), 20 * KRONOR, order=Order.PER_KRONA)
    assert reach(rank(board_of(rows, 0, Rule.STOP, Changes(unknown_costs=(far,))).scored, roomy)).firm == (0,)
