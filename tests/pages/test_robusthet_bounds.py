"""How exactly Robusthet draws its shares, how many it names, and between which ends its fields can be set."""

from __future__ import annotations

import re

import pytest

from tests.pages.test_robusthet_figures import robust
from tests.pages.visit import Visit, as_read

pytestmark = pytest.mark.usefixtures("shared")


def test_the_bars_are_as_long_as_the_shares_to_a_tenth_by_the_rule_and_in_the_portfolio() -> None:
    bars = re.findall(r'<i class="(r-\w+)" style="width:([\d.]+)%"', robust("laget", dragningar="1000").html)
    assert bars == [("r-saker", "100.0")] * 8 + [("r-grazon", "53.1")] * 2


def test_of_those_that_all_rules_choose_eight_are_named() -> None:
    said = robust("regler", plan="vso-2021", ram="20000").text
    named = said.split("10 projekt väljs av alla regler: ")[1].split(" Samma poäng")[0]
    assert named.startswith("Automatisering av myndighetsprocesser, Tjänster på distans – öppenvårdsinsatser")
    assert named.endswith("särskilt boende och iPads inom äldreomsorgen.")


@pytest.mark.parametrize(
    ("kind", "label", "wrong", "said"),
    [
        ("personer", "Årsarbeten som finns", "-1", "”-1” är inte ett antal årsarbeten; skriv till exempel 3,5."),
        ("personer", "Årsarbeten som finns", "tre", "”tre” är inte ett antal årsarbeten; skriv till exempel 3,5."),
        ("tak", "Gruppens ram, tkr", "-1", "beloppet får inte vara negativt."),
        ("del", "Etappens kostnad, tkr", "hundra", "3 547 (tkr)"),
    ],
)
def test_a_figure_in_a_demand_begins_from_nothing_and_one_that_is_none_is_told_and_adds_no_demand(
    kind: str, label: str, wrong: str, said: str
) -> None:
    visit = Visit("robusthet", "del=portfolj").open("Krav på portföljen").set("Nytt krav", kind)
    add = "Lägg till kravet"
    assert visit.widget(label).value == ""
    assert [item.disabled for item in visit.app.button if item.label == add] == [True]
    visit.set(label, wrong)
    assert [item.disabled for item in visit.app.button if item.label == add] == [True]
    assert said in as_read(visit.app.warning[0].value)


@pytest.mark.parametrize(
    ("kind", "label", "ends"), [("andel", "Minst, %", (0, 100, 30)), ("del", "Andel av poängen, %", (1, 100, 50))]
)
def test_a_share_in_a_demand_is_whole_percents_that_mean_something(
    kind: str, label: str, ends: tuple[int, int, int]
) -> None:
    field = Visit("robusthet", "del=portfolj").open("Krav på portföljen").set("Nytt krav", kind).widget(label)
    assert (field.min, field.max, field.value) == ends


def test_the_seed_is_a_whole_number_from_nothing_to_two_milliards() -> None:
    seed = Visit("robusthet", "ram=3547").open("Så räknades det").widget("Frö")
    assert (seed.min, seed.max, seed.step) == (0, 2**31, 1)
