"""What an Oklart project is said to hang on, a cost or a choice among equals, does decide about it in some outcome."""

from __future__ import annotations

from hypothesis import given as given_
from hypothesis import settings
from hypothesis import strategies as st

from prioritering.money.line_rule import Inside, Rule
from prioritering.view.money_reason import money_reason
from prioritering.view.open_words import because
from tests.view.test_line_words import shown
from tests.view.test_rule_words import one_cost, outcomes, with_cost
from tests.view.test_rule_words import reach as inside


@settings(max_examples=250, deadline=None)
# Of a krona or two nothing is left to choose between unknown costs, which take a krona each.
@given_(
    st.integers(3, 6),
    st.lists(st.tuples(one_cost, st.integers(0, 1)), min_size=2, max_size=4),
    st.sampled_from(list(Rule)),
)
def test_a_choice_is_said_to_decide_where_one_does_and_a_cost_where_one_does(
    frame: int, rows: list[tuple[int | tuple[int, int] | None, int]], rule: Rule
) -> None:
    projects = (with_cost(f"P{n}", *row) for n, row in enumerate(rows))
    given = shown(*projects, frame=f"{frame / 1000}", rule=rule)
    board = given.board
    tried = [(order, costs, inside(order, costs, frame, rule)) for order, costs in outcomes(board, frame)]
    for index in board.in_order(board.state(Inside.OPEN)):
        by_costs: dict[object, set[bool]] = {}
        by_order: dict[object, set[bool]] = {}
        for order, costs, held in tried:
            by_costs.setdefault(costs, set()).add(index in held)
            by_order.setdefault(order, set()).add(index in held)
        word, text = because(board, index), money_reason(given, index, "")
        decides = by_costs if word == "beror på hur ni väljer" else by_order
        assert any(len(answers) == 2 for answers in decides.values()), (rows, word)
        assert ("välj" in text) == (word == "beror på hur ni väljer")
