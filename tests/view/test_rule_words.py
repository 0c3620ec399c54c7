"""What the other fill rule would change, said in words that hold for every cost and every order of a tie."""

from __future__ import annotations

import re
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.criteria.model_file import standard_model
from prioritering.money import skip_gains, stop_leaves
from prioritering.money.line_rule import Rule
from prioritering.plan.object_plan import Cost, Project, Status
from prioritering.plan.reader import read_plan
from prioritering.scoring.board import Board
from prioritering.scoring.both_rules import both_rules, gained_somewhere
from prioritering.view.rule_words import MOST_LIVE, SAME, rule_words
from prioritering.view.summary import summary_of
from prioritering.view.view import View
from tests.folders import DATA
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture

MODEL = number_model()


def said(*projects: Project, frame: str = "1", **view: object) -> str:
    given_ = View(plan="prov", frame=frame, **view)  # type: ignore[arg-type]
    return rule_words(picture(plan(*projects), given_, MODEL)).replace("\u00a0", " ")


def p(key: str, kronor: int | None, points: float) -> Project:
    return project(key, kronor, points)


KNOWN = (p("A", 600, 90), p("B", 500, 80), p("C", 300, 70), p("D", 50, 60))


def test_under_stanna_it_says_what_is_left_and_what_hoppa_over_would_let_in() -> None:
    expected = "Regeln ”stanna” lämnar 0,4 tkr oanvända; med ”hoppa över” ryms också Projekt C och Projekt D."
    assert said(*KNOWN) == expected


def test_under_hoppa_over_it_says_what_stanna_would_leave_out() -> None:
    expected = "Med ”stanna” ryms inte Projekt C och Projekt D; den regeln lämnar 0,4 tkr oanvända."
    assert said(*KNOWN, rule=Rule.SKIP) == expected


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize(("frame", "left"), [("0.04", "0,04 tkr"), ("0.6", ""), ("9", "7,6 tkr")])
def test_where_the_rules_hold_the_same_it_says_so_and_what_is_left_unused(frame: str, left: str, rule: Rule) -> None:
    assert said(*KNOWN[:3], frame=frame, rule=rule) == f"{SAME}{left and f'; båda lämnar {left} oanvända'}."


@pytest.mark.parametrize("rule", list(Rule))
def test_one_that_is_unclear_parts_no_rules_when_nothing_may_go_in_its_stead(rule: Rule) -> None:
    expected = f"{SAME}; båda lämnar högst 0,4 tkr oanvända."
    assert said(p("A", 600, 90), p("B", None, 80), rule=rule) == expected


def test_which_of_the_unclear_the_rules_may_part_on_is_named_and_no_other() -> None:
    # B comes first of the unclear, so "hoppa över" never has it where "stanna" has not.
    four = p("A", 600, 90), p("B", None, 80), p("C", 300, 70), p("D", 50, 60)
    more = "kan rymma fler av de oklara (Projekt C och Projekt D)."
    assert said(*four).endswith(more)
    # Both may fit by "stanna" too, where B costs little: it is not said that they do not.
    fewer = "säkra projekt men kan stanna före Projekt C och Projekt D, och lämnar högst 0,4 tkr oanvända."
    assert said(*four, rule=Rule.SKIP).endswith(fewer)
    many = (p(f"P{n}", 1, 70 - n) for n in range(6))
    assert "(Projekt P0, Projekt P1, Projekt P2 och 3 projekt till)" in said(*four[:2], *many)


def test_of_a_tie_with_too_many_orders_to_follow_some_are_named_and_said_to_be_some() -> None:
    nine = tuple(p(f"P{n}", 100 * n, 50) for n in range(1, 10))
    some = "(bland andra Projekt P1, Projekt P2, Projekt P3 och 5 projekt till)"
    assert said(*nine).endswith(f"kan rymma fler av de oklara {some}.")
    assert f"kan stanna före {some[1:-1]}" in said(*nine, rule=Rule.SKIP)


def test_where_nothing_is_sure_no_sure_projects_are_said_to_be_the_same() -> None:
    unsure = (p("B", None, 80), p("C", 300, 70))
    left = "lämnar högst 1 tkr oanvända"
    assert said(*unsure) == f"Regeln ”stanna” {left}; ”hoppa över” kan rymma fler av de oklara (Projekt C)."
    assert said(*unsure, rule=Rule.SKIP) == f"Regeln ”stanna” kan stanna före Projekt C, och {left}."


def test_with_unknown_costs_only_sure_words_are_used() -> None:
    unknown = (p("A", 600, 90), p("B", None, 80), p("C", 700, 70), p("D", 50, 60))
    assert (
        said(*unknown) == "Regeln ”stanna” lämnar högst 0,4 tkr oanvända; med ”hoppa över” kan också Projekt D rymmas."
    )
    assert said(*unknown, rule=Rule.SKIP).startswith("Med ”stanna” kan Projekt D inte rymmas; den regeln lämnar högst")
    # Tied with what is too dear: by "stanna" it hangs on the order that is chosen, by "hoppa över" on nothing.
    tied = (p("A", 600, 90), p("B", 2_000, 80), p("C", 100, 80))
    assert said(*tied).endswith("lämnar högst 0,4 tkr oanvända; med ”hoppa över” ryms också Projekt C.")
    assert said(*tied, rule=Rule.SKIP).startswith("Med ”stanna” är det oklart om Projekt C ryms;")


def test_the_real_plan_says_what_its_unknown_costs_allow_to_be_said() -> None:
    vso = read_plan(DATA / "vso-2021").plan
    text = rule_words(picture(vso, View(), standard_model())).replace("\u00a0", " ")
    assert text.startswith("Regeln ”stanna” lämnar högst 547 tkr oanvända; ”hoppa över” ger samma säkra projekt")
    assert rule_words(picture(vso, View(frame="ingen"), standard_model())) == ""


def test_a_very_long_list_is_compared_where_nobody_waits_for_a_slider() -> None:
    many = picture(plan(*(p(f"P{n}", 100, n % 50) for n in range(MOST_LIVE + 1))), View(plan="prov", frame="1"), MODEL)
    assert summary_of(many).rule == ""
    assert rule_words(many) != ""


one_cost = st.one_of(st.integers(0, 4), st.just(None), st.tuples(st.integers(0, 2), st.integers(3, 4)))
LEFT = re.compile(r"lämnar (högst )?0,(\d+) tkr oanvända")


@settings(max_examples=400, deadline=None)
@given(
    st.integers(0, 6),
    st.lists(st.tuples(one_cost, st.integers(0, 2)), min_size=1, max_size=4),
    st.sampled_from(list(Rule)),
    st.booleans(),
)
def test_what_is_said_of_the_rules_is_what_trying_every_outcome_gives(
    frame: int, given_: list[tuple[int | tuple[int, int] | None, int]], rule: Rule, locked: bool
) -> None:
    projects = tuple(with_cost(f"P{n}", cost, points) for n, (cost, points) in enumerate(given_))
    view = View(plan="prov", frame=f"{frame / 1000}", rule=rule, must=("P0",) if locked else ())
    shown = picture(plan(*projects), view, MODEL)
    board, must = shown.board, frozenset({0} if locked else ())
    found, text = both_rules(board), rule_words(shown).replace("\u00a0", " ")
    if found is None:
        assert not board.free.any()
        return
    tried = [(reach(order, costs, frame, Rule.STOP, must), reach(order, costs, frame, Rule.SKIP, must), costs)
             for order, costs in outcomes(board, frame)]  # fmt: skip
    for i, (gained, possible) in enumerate(zip(found.gained(), found.possible(), strict=True)):
        stop, skip = {i in a for a, _, _ in tried}, {i in b for _, b, _ in tried}
        assert gained == (skip == {True} and stop != {True})
        assert possible == (skip == {True, False} and stop == {False})
    lefts = {max(0, frame - sum(costs[i] for i in a)) for a, _, costs in tried}
    assert found.same == all(a == b for a, b, _ in tried) == text.startswith(SAME)
    parts, parted = gained_somewhere(board), set().union(*(b - a for a, b, _ in tried))
    assert (set(np.flatnonzero(parts.flags).tolist()), parts.all_found) == (parted, True)
    with pytest.MonkeyPatch.context() as patch:
        # As in a tie of many different costs: not all are found, but none is named that the rules never part on.
        patch.setattr(skip_gains, "PARTS_IN_TURN", 1)
        assert set(np.flatnonzero(gained_somewhere(board).flags).tolist()) <= parted
        # Where a tie has too many parts to try, they are never said to be the same when some outcome parts them.
        patch.setattr(stop_leaves, "MAX_STOPPING_PARTS", 0)
        untried = both_rules(board)
        assert untried is not None
        assert untried.same is None or (untried.same and found.same)
    assert (found.least, found.most) == (min(lefts), max(lefts))
    said = LEFT.search(text)
    assert (said is None) == (lefts == {0})
    if said:
        assert (float(f"0.{said[2]}") * 1000, said[1] is None) == (pytest.approx(max(lefts)), len(lefts) == 1)


LIKE = tuple(p(f"P{n}", 1_000_000, 50) for n in range(4))


@pytest.mark.parametrize("rule", list(Rule))
def test_a_line_that_cuts_a_tie_of_equal_costs_leaves_the_same_in_every_order(rule: Rule) -> None:
    assert said(*LIKE, frame="2000", rule=rule) == f"{SAME}."
    assert said(*LIKE, frame="2000", must=("P0",), rule=rule) == f"{SAME}."
    assert said(*LIKE, frame="2500", rule=rule) == f"{SAME}; båda lämnar 500 tkr oanvända."
    assert said(*LIKE, p("L", 300_000, 10), frame="2500").startswith("Regeln ”stanna” lämnar 500 tkr oanvända;")


def test_that_nothing_is_left_is_never_said_as_an_amount() -> None:
    free = (p("A", 0, 90), p("B", 1_000, 50), p("C", 0, 40))
    assert said(*free, frame="0") == "Med ”hoppa över” ryms också Projekt C."
    assert said(*free, frame="0", rule=Rule.SKIP) == "Med ”stanna” ryms inte Projekt C."


def test_what_is_left_at_most_is_rounded_up_to_whole_tkr() -> None:
    some = (p("A", 600_395, 90), p("B", None, 80), p("C", 700, 70))
    assert "lämnar högst 400 tkr oanvända" in said(*some, frame="1000")
    # Rounded up it would be more than there is.
    assert "lämnar högst 1,5 tkr oanvända" in said(p("B", None, 80), p("C", 700, 70), frame="1.5")


def test_a_tie_with_too_many_parts_to_try_gets_no_amount_and_nothing_that_may_be_false() -> None:
    many = [p(f"P{n}", 1_000 + n, 50) for n in range(12)]
    assert said(*many, frame="7") == ""
    assert said(*many, p("Q", 0, 10), frame="7") == "Med ”hoppa över” ryms också Projekt Q."


def outcomes(board: Board, frame: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every order that only moves projects inside their tie, with every cost; an unknown one is more than zero."""
    place = board.ranking.place.tolist()
    orders = [
        order for order in permutations(range(len(place))) if sorted(order, key=lambda i: place[i]) == list(order)
    ]
    spans = [
        range(1, frame + 2) if item.cost.low is None else range(item.cost.low, (item.cost.high or 0) + 1)
        for item in board.candidates
    ]
    return list(product(orders, product(*spans)))


def reach(
    order: tuple[int, ...], costs: tuple[int, ...], frame: int, rule: Rule, must: frozenset[int] = frozenset()
) -> set[int]:
    """What one list of known costs reaches, walked by hand; what must be in is taken first."""
    left, inside = frame - sum(costs[i] for i in must), set(must)
    for index in (index for index in order if index not in must):
        if costs[index] <= left:
            inside.add(index)
            left -= costs[index]
        elif rule is Rule.STOP:
            break
    return inside


def with_cost(key: str, cost: int | tuple[int, int] | None, points: int) -> Project:
    made = p(key, cost if isinstance(cost, int) else None, points)
    if isinstance(cost, tuple):
        return made.model_copy(update={"cost": Cost(status=Status.STATED, low=cost[0], high=cost[1])})
    return made


@pytest.mark.parametrize("rule", list(Rule))
def test_what_hangs_on_a_cost_that_is_tried_says_so(rule: Rule) -> None:
    for frame in ("1", "9"):
        known = said(p("A", 600, 90), p("B", 500, 80), p("C", 0, 70), frame=frame, rule=rule)
        three = p("A", 600, 90), p("B", 500, 80), p("C", None, 70)
        tried = said(*three, frame=frame, rule=rule, unknown_low=0, unknown_high=0)
        assert tried == f"{known.removesuffix('.')}, om det spann som provas stämmer."
        assert "stämmer" not in known


@pytest.mark.parametrize(
    ("beside", "same"),
    # What is tied with one that never fits may be out by "stanna" in some order; alone in its tie it may not.
    [([], True), ([p("B", 9_000_000, 90)], False), ([p("B", 9_000_000, 80)], True), ([p("B", 1, 80)], False)],
)
def test_of_a_tie_with_too_many_parts_the_rules_are_the_same_where_only_the_first_unclear_may_fit(
    beside: list[Project], same: bool
) -> None:
    dear = [p(f"P{n}", 9_000_000 + n, 50) for n in range(12)]
    assert (said(p("A", None, 90), *beside, *dear, frame="7").startswith(SAME)) == same
