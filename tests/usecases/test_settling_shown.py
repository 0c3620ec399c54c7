"""What is worth finding out, in words and as a table: whose turn it is, and when nothing is worth it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prioritering.analysis.worth_knowing import FactKind, MissingFact, Worth, WorthKnowing
from prioritering.usecases.settling_shown import next_shown
from prioritering.usecases.study import Robust, robust
from prioritering.usecases.worth_words import worth_words
from prioritering.view.view import View
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture

BOTH_WAYS = "; några kommer i stället in i den, och räknas i den sista kolumnen"
WEIGHT = MissingFact(FactKind.WEIGHT, criterion=0)


def given(*costs: int | None) -> Robust:
    """A study of projects with ever less points and these costs in tkr, within 1 000 tkr."""
    rows = [
        project(key, None if tkr is None else tkr * 1000, 90 - 10 * at)
        for at, (key, tkr) in enumerate(zip("ABCDEF", costs, strict=False))
    ]
    return robust(picture(plan(*rows), View(frame="1000", draws=100), number_model()))


def cost_of(index: int, settled: float, after: float = 0.0, calmer: float = 0.0) -> Worth:
    return Worth(MissingFact(FactKind.COST, project=index), settled, after, calmer)


def found(*worth: Worth, grey: int = 2, left_out: int = 0) -> WorthKnowing:
    return WorthKnowing(grey, 100, worth, left_out)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("settled", "after", "entered"),
    [(1.5, 0.5, False), (1.5, 0.54, False), (1.5, 0.56, True), (1.5, 0.6, True), (0.5, 0.5, False)],
)
def test_that_some_enter_the_grey_zone_is_said_when_the_columns_add_up_to_more_as_they_are_shown(
    settled: float, after: float, entered: bool
) -> None:
    shown = next_shown(given(None, 500, 400), found(cost_of(0, settled, after)))
    assert (BOTH_WAYS in shown["caption"]) is entered


def test_how_many_were_not_tried_is_said_where_any_were_left_out() -> None:
    many, none = (next_shown(given(None, 500), found(cost_of(0, 1.0), left_out=count))["caption"] for count in (3, 0))
    assert many.endswith(" 3 saknade uppgifter som påverkar lite är inte prövade.")
    assert "inte prövade" not in none
    assert next_shown(given(None, 500), found(left_out=3)) == {
        "lead": "Inget är okänt och vikterna är fasta, så det finns inget att ta reda på.",
        "rows": [],
        "caption": "",
    }


@pytest.mark.parametrize(
    ("costs", "lead"), [((None, 500, 400), "I Säkerhet är det värt"), ((None, None, 400), "Av de okända kostnaderna")]
)
def test_where_one_cost_alone_is_unknown_it_is_not_one_of_several(costs: tuple[int | None, ...], lead: str) -> None:
    said = worth_words(given(*costs), found(cost_of(0, 1.0)))
    assert f"vad som ryms med vikterna som de är. {lead}" in said
    assert "den okända kostnaden" in said if costs[1] else "de okända kostnaderna" in said


@pytest.mark.parametrize(("settled", "worth_it"), [(0.05, True), (0.0499, False)])
def test_what_is_written_as_nothing_moves_nothing(settled: float, worth_it: bool) -> None:
    one = found(cost_of(0, settled), Worth(WEIGHT, settled, 0.0, 0.0))
    said = plain(worth_words(given(None, 500), one))
    assert ("värt att ta reda på kostnaden för Projekt A: den uppgiften flyttar" in said) is worth_it
    assert ("Kom därefter överens om vikten på nytta: det flyttar i genomsnitt 0,1 av 2 projekt" in said) is worth_it
    nothing = "2 projekt ligger i gråzonen, men ingen enskild uppgift flyttar något ur den: flera behövs tillsammans."
    assert (nothing in said) is not worth_it


def test_all_that_settle_as_much_and_leave_as_little_open_are_named_and_no_others() -> None:
    facts = [cost_of(0, 1.0, calmer=0.5), cost_of(1, 1.0, calmer=0.5), cost_of(2, 1.0, calmer=0.4), cost_of(3, 0.9)]
    said = plain(worth_words(given(None, None, None, None), found(*facts)))
    assert "kostnaden för Projekt A och kostnaden för Projekt B: var och en flyttar i genomsnitt 1,0 av" in said
    assert "Projekt C" not in said and "Projekt D" not in said
    three = [replace(one, settled=1.0, calmer=0.5) for one in facts]
    said = plain(worth_words(given(None, None, None, None), found(*three)))
    assert "kostnaden för Projekt A, kostnaden för Projekt B och 2 till: var och en" in said


def test_where_no_unknown_cost_moves_anything_and_a_weight_does_both_are_said() -> None:
    said = plain(worth_words(given(None, 500), found(Worth(WEIGHT, 1.0, 0.0, 0.0), cost_of(0, 0.01), grey=1)))
    assert "Ensam flyttar ingen okänd kostnad något ur gråzonen. Kom därefter överens om vikten på nytta" in said
    assert "av 1 projekt ur gråzonen" in said


def test_without_unknown_costs_what_is_tried_is_led_by_its_kind() -> None:
    level = MissingFact(FactKind.LEVEL, project=0, criterion=0)
    study = given(500, 400, 300)
    assert worth_words(study, found(Worth(WEIGHT, 1.0, 0.0, 0.0))).startswith("Kom först överens om vikten på")
    both = found(Worth(WEIGHT, 1.0, 0.0, 0.0), Worth(level, 1.0, 0.0, 0.0))
    assert worth_words(study, both).startswith("Mest värt att ta reda på är vikten på")
    assert worth_words(study, found(grey=0)).startswith("Inget projekt ligger i gråzonen")
