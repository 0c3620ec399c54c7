"""Why a project is Oklart: a limit that rests on costs the group has assumed, or that are tried, says so."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given as given_
from hypothesis import settings
from hypothesis import strategies as st

from prioritering.money.line_rule import Lock, Rule
from prioritering.plan.object_plan import Project
from prioritering.scoring.changes import Changes, CostAssumption
from prioritering.view.money_reason import money_reason
from prioritering.view.ranking_json import ranking_json
from prioritering.view.row import rows_of
from prioritering.view.unknown_words import of_the_board
from tests.scoring.builders import project
from tests.usecases.builders import signed
from tests.view.test_line_words import money, p, plain, ranging, row, shown
from tests.view.test_rule_words import one_cost, outcomes, with_cost
from tests.view.test_rule_words import reach as inside

GROUPS = "om gruppens antaganden stämmer"
UNKNOWN_FIRST = (p("A", None, 90), p("B", None, 80), p("C", 100, 70))


def assumed(*keys: str, tkr: int = 100) -> Changes:
    """The group's assumptions of one figure each."""
    costs = (signed(project_id=key, low=tkr * 1000, high=tkr * 1000) for key in keys)
    return Changes(costs=tuple(CostAssumption.model_validate(cost) for cost in costs))


def test_what_an_unknown_cost_may_be_at_most_hangs_on_what_is_assumed_before_it() -> None:
    given = shown(*UNKNOWN_FIRST, changes=assumed("A"), frame="500")
    assert money(given, "B") == f"Kostnaden är okänd. Ryms {GROUPS} och den är högst 400 tkr."
    assert money(given, "C") == (
        f"Ryms {GROUPS} och den okända kostnaden till och med den här platsen blir högst 300 tkr."
    )


def test_what_some_uncertain_costs_may_be_together_hangs_on_what_is_assumed_before_them() -> None:
    given = shown(*UNKNOWN_FIRST, ranging("D", 50, 900, 60), changes=assumed("A"), frame="500")
    assert money(given, "D") == (
        f"Ryms {GROUPS} och de osäkra kostnaderna till och med den här platsen blir högst 300 tkr tillsammans."
    )


def test_a_range_of_its_own_is_what_the_limit_is_about_and_is_not_hedged() -> None:
    given = shown(p("A", 100, 90), ranging("B", 200, 900, 80), frame="500")
    assert money(given, "B") == "Ryms om den kostar högst 400 tkr."
    tried = shown(p("A", 100, 90), p("B", None, 80), frame="500", unknown_low=200, unknown_high=900)
    assert money(tried, "B") == "Ryms om den kostar högst 400 tkr."


def test_one_uncertain_cost_is_spoken_of_as_one_in_a_reason() -> None:
    given = shown(p("A1", 100, 90), ranging("A2", 500, 900, 80), p("A3", 100, 70), frame="1000")
    assert money(given, "A3") == ("Ryms om den osäkra kostnaden till och med den här platsen blir högst 800 tkr.")


def test_what_is_assumed_further_down_decides_no_limit() -> None:
    given = shown(*UNKNOWN_FIRST, changes=assumed("B"), frame="500")
    assert money(given, "A") == "Kostnaden är okänd. Ryms om den är högst 500 tkr."


@pytest.mark.parametrize("rule", ["stopp", "hoppa"])
def test_what_is_locked_in_at_an_assumed_cost_stands_before_all(rule: str) -> None:
    view: dict[str, Any] = {"frame": "500", "rule": rule, "must": ("C",)}
    given = shown(p("A", None, 90), p("C", None, 70), changes=assumed("C"), **view)
    assert money(given, "A") == f"Kostnaden är okänd. Ryms {GROUPS} och den är högst 400 tkr."


def test_the_limit_of_one_that_is_chosen_first_of_its_tie_hangs_on_what_stands_before() -> None:
    tie = (p("B", 300, 80), p("C", 300, 80), ranging("D", 100, 900, 80))
    given = shown(p("A", None, 90), *tie, changes=assumed("A"), frame="500")
    assert money(given, "D") == (
        f"Lika med Projekt B och Projekt C, och ramen räcker inte till alla, {GROUPS}. Vilka som ryms måste ni välja. "
        f"Också den som väljs först får kosta högst 400 tkr, {GROUPS}."
    )
    known = shown(p("A", 100, 90), *tie, frame="500")
    assert "stämmer" not in money(known, "D")


def test_a_limit_on_others_hangs_on_the_projects_own_cost_where_that_is_assumed() -> None:
    given = shown(ranging("A", 100, 300, 90), p("B", None, 80), changes=assumed("B"), frame="300")
    assert (
        money(given, "B") == f"Ryms {GROUPS} och den osäkra kostnaden till och med den här platsen blir högst 200 tkr."
    )


@pytest.mark.parametrize(
    ("projects", "frame", "words"),
    [
        # At 600 the first is passed over, and the second has the whole frame.
        (
            (p("A", None, 90), p("B", 300, 80)),
            "500",
            "den okända kostnaden till och med den här platsen blir högst 200",
        ),
        # At 600 the first holds, the second is passed over, and the third has room where it has none at 500.
        (
            (ranging("A", 200, 800, 90), p("B", 400, 80), p("C", 300, 70)),
            "900",
            "den osäkra kostnaden till och med den här platsen blir högst 200",
        ),
    ],
)
def test_under_hoppa_a_limit_that_is_not_the_only_way_in_is_not_said_to_be_it(
    projects: tuple[Project, ...], frame: str, words: str
) -> None:
    last = projects[-1].id
    skipping, stopping = (shown(*projects, frame=frame, rule=rule) for rule in ("hoppa", "stopp"))
    assert money(skipping, last) == (
        f"Ryms om {words} tkr. Blir den högre kan projektet ändå rymmas, om något annat då inte ryms."
    )
    # The sum of all before it is what "stanna" goes by, so there the limit is the true one.
    assert money(stopping, last) == f"Ryms om {words} tkr."


def test_under_hoppa_a_limit_that_is_the_only_way_in_stands_alone() -> None:
    # Whatever the first costs of what it may cost, it fits and is paid.
    given = shown(ranging("A", 100, 400, 90), p("B", 300, 80), frame="500", rule="hoppa")
    assert money(given, "B") == "Ryms om den osäkra kostnaden till och med den här platsen blir högst 200 tkr."
    own = shown(p("A", 100, 90), p("B", None, 80), frame="500", rule="hoppa")
    assert money(own, "B") == "Kostnaden är okänd. Ryms om den är högst 400 tkr."


def test_what_falls_out_by_a_range_is_not_said_to_by_an_unknown_cost() -> None:
    for first, what in ((ranging("A", 100, 600, 90), "osäker"), (p("A", None, 90), "okänd")):
        # The cheapest first leaves no room for the third beside the second, a dearer one none for the second.
        given = shown(first, p("B", 400, 80), p("C", 200, 70), frame="500", rule="hoppa")
        assert money(given, "C") == f"Ryms bara om en {what} kostnad blir så hög att något annat faller ut."


def test_a_project_that_an_open_level_would_move_across_the_line_is_not_said_to_fit_in_every_outcome() -> None:
    ranged = project("A", 400_000, (40.0, 90.0))
    given = shown(ranged, p("B", 300, 50), frame="500")
    assert row(given, "A").on_level and row(given, "A").state[2] == "Ryms"
    assert money(given, "A") == (
        "Ryms med de poäng som visas. Till och med den här platsen används 400 tkr av 500 tkr. "
        "Det beror också på nivå: en annan nivå i projektets eget spann kan ge ett annat svar."
    )
    listed: Any = ranking_json(given)["projekt"]
    assert plain(listed[0]["skal"]) == money(given, "A")
    low = shown(project("A", 400_000, (20.0, 60.0)), p("B", 300, 50), frame="500")
    assert row(low, "A").state[2] == "Ryms inte"
    assert money(low, "A").endswith("en annan nivå i projektets eget spann kan ge ett annat svar.")
    settled = shown(p("A", 400, 90), p("B", 300, 50), frame="500")
    assert money(settled, "A").startswith("Ryms i varje tänkbart fall.")


LIMIT = re.compile(r"högst ([\d,]+) tkr")
PAST_LIMIT = "kan projektet ändå rymmas, om något annat då inte ryms."


@settings(max_examples=250, deadline=None)
@given_(
    st.integers(0, 6),
    st.lists(st.tuples(one_cost, st.integers(0, 2)), min_size=2, max_size=4),
    st.sampled_from(list(Rule)),
    st.sampled_from(["", "P0"]),
    st.sampled_from(["", "P1"]),
)
def test_that_a_project_may_fit_past_its_limit_is_said_just_where_some_outcome_has_it_so(
    frame: int, rows: list[tuple[int | tuple[int, int] | None, int]], rule: Rule, must: str, not_now: str
) -> None:
    locks = {"must": (must,) if must else (), "not_now": (not_now,) if not_now else ()}
    projects = (with_cost(f"P{n}", *costs) for n, costs in enumerate(rows))
    given = shown(*projects, frame=f"{frame / 1000}", rule=rule, **locks)
    board = given.board
    assert len(board.candidates) == len(rows)
    assert board.line is not None
    out, first = set(np.flatnonzero(board.lock == Lock.NOT_NOW).tolist()), frozenset({0} if must else ())
    tried = [
        (inside(tuple(i for i in order if i not in out), costs, frame, rule, first), costs)
        for order, costs in outcomes(board, frame)
    ]
    for index in board.in_order(board.free):
        text = plain(money_reason(given, index, ""))
        if not text.removeprefix("Kostnaden är okänd. ").startswith("Ryms om"):
            continue
        limit = round(float(LIMIT.findall(text)[0].replace(",", ".")) * 1000)
        counted = (board.before(index) | (board.tie == board.tie[index])) & board.line.within & board.uncertain()
        dearer = [held for held, costs in tried if sum(costs[i] for i in np.flatnonzero(counted)) > limit]
        assert (PAST_LIMIT in text) == any(index in held for held in dearer), (text, rows)


@pytest.mark.parametrize("rule", ["stopp", "hoppa"])
def test_of_equals_one_may_fit_past_the_limit_of_them_all_by_either_rule(rule: str) -> None:
    beside = shown(p("A", 100), ranging("B", 200, 900, 50), frame="600", rule=rule)
    assert money(beside, "B") == f"Ryms om den kostar högst 500 tkr. Kostar den mer {PAST_LIMIT}"
    two = shown(p("A", None), p("B", None), frame="600", rule=rule)
    assert money(two, "A").endswith(f"blir högst 600 tkr tillsammans. Blir de högre {PAST_LIMIT}")


def test_an_uncertain_cost_that_is_too_dear_to_be_counted_is_said_not_to_be() -> None:
    dear, last = ranging("A", 800, 900, 90), p("C", 200, 70)
    given = shown(dear, ranging("B", 100, 400, 80), last, frame="500", rule="hoppa")
    assert money(given, "C") == (
        "Ryms om den osäkra kostnaden till och med den här platsen (utan Projekt A) blir högst 300 tkr."
    )
    assert row(given, "A").state[2] == "Ryms inte"


def test_past_equals_of_one_known_cost_it_is_no_choice_that_decides_but_what_costs_are() -> None:
    like = p("A", 100), p("B", 100), p("C", 100)
    own = shown(*like, p("D", None, 40), frame="250", rule="hoppa")
    assert (money(own, "D"), row(own, "D").because) == ("Beror på vad det kostar.", "beror på okänd kostnad")
    other = shown(*like, ranging("D", 20, 40, 40), p("E", 20, 30), frame="250", rule="hoppa")
    assert money(other, "E") == "Beror på en osäker kostnad till och med den här platsen."
    unlike = shown(p("A", 100), p("B", 200), p("D", 100, 40), frame="250", rule="hoppa")
    assert money(unlike, "D") == "Beror på vilka av de lika projekten ovanför som väljs."
    assert row(unlike, "D").because == "beror på hur ni väljer"


@pytest.mark.parametrize("rule", ["stopp", "hoppa"])
def test_all_is_said_to_hang_on_what_nobody_knows_just_where_nothing_else_decides(rule: str) -> None:
    hangs = ", Oklart det som beror på den."
    for projects, alone in (
        ((p("A", 100, 90), p("B", None, 80), p("C", 200, 70)), True),
        # B hangs on A's range, whatever D costs.
        ((ranging("A", 100, 400, 90), p("B", 200, 80), p("D", None, 70)), False),
        # A and B are equal and both cannot be in.
        ((p("A", 300, 90), p("B", 400, 90), p("D", None, 70)), False),
        # Nothing is unclear.
        ((p("A", 600, 90), p("D", None, 70)), None if rule == "stopp" else True),
    ):
        given = shown(*projects, frame="500", rule=rule)
        words = {row.because for row in rows_of(given, given.board.listed())} - {""}
        assert plain(of_the_board(given)).endswith(hangs) == (words == {"beror på okänd kostnad"}) == bool(alone)


def test_past_equals_of_more_costs_than_are_followed_it_is_said_what_was_not_worked_out() -> None:
    alike = [ranging(f"P{n}", 10 + n, 30 + n, 50) for n in range(9)]
    given = shown(*alike, p("C", 60, 10), frame="190", rule="hoppa")
    said = "Ryms om de osäkra kostnaderna till och med den här platsen blir högst 130 tkr tillsammans. Blir de högre "
    assert money(given, "C") == f"{said}är det inte uträknat om projektet ändå kan rymmas."
    fewer = shown(*(ranging(f"P{n}", 10, 90 + n, 50) for n in range(2)), p("C", 60, 10), frame="85", rule="hoppa")
    assert money(fewer, "C").endswith(f"blir högst 25 tkr tillsammans. Blir de högre {PAST_LIMIT}")
