"""Why a project is Oklart: a limit that rests on costs the group has assumed, or that are tried, says so."""

from __future__ import annotations

from typing import Any

import pytest

from prioritering.scoring.changes import Changes, CostAssumption
from tests.usecases.builders import signed
from tests.view.test_line_words import money, p, ranging, shown

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
