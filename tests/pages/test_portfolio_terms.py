"""Robusthet says on what terms the best portfolio is best: under which demands, and what is locked at which cost."""

import pytest

from tests.pages.visit import Visit

pytestmark = pytest.mark.usefixtures("shared")


def portfolio(address: str) -> str:
    visit = Visit("robusthet", f"ram=3547&del=portfolj&{address}")
    assert visit.faults == []
    return visit.text


def test_with_demands_the_proof_the_why_and_the_curve_say_that_there_are_demands() -> None:
    text = portfolio("krav=personer:1:S01=1")
    assert "Bevisat bäst bland dem som uppfyller kraven: ingen annan av dem ger lika många poäng." in text
    assert "Kraven gäller den bästa portföljen men inte listan: utan kraven hade portföljen haft" in text
    assert "Utan kraven: ramen 3 547 tkr ger som mest 302,7 poäng." in text
    plain = portfolio("")
    assert "Bevisat bäst: ingen annan kombination" in plain and "Ramen 3 547 tkr ger som mest 302,7 poäng." in plain


def test_with_a_locked_cost_that_nobody_knows_proof_and_limits_stand_under_its_condition() -> None:
    cheap = (
        "om Upphandling verksamhetssystem Barn och Unga, Vuxna kostar så gott som inget (det är låst och kostnaden "
        "okänd)"
    )
    text = portfolio("med=S09")
    assert f"Bevisat bäst {cheap}:" in text
    assert f"när de andra utelämnade inte är med, {cheap}" in text
    assert cheap not in portfolio("")
