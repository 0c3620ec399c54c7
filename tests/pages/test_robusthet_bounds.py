"""How exactly Robusthet draws its shares, how many it names, and between which ends its fields can be set."""

from __future__ import annotations

import re

import pytest

from tests.pages.test_robusthet_figures import robust
from tests.pages.visit import Visit

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
    ("kind", "label", "ends"),
    [
        ("personer", "Årsarbeten som finns", (0, 0.5, None)),
        ("tak", "Taket, tkr", (0, 100, 0)),
        ("del", "Etappens kostnad, tkr", (0, 50, 0)),
    ],
)
def test_a_demand_begins_from_nothing_and_goes_no_lower(
    kind: str, label: str, ends: tuple[float, float, float | None]
) -> None:
    field = Visit("robusthet", "del=portfolj").open("Krav på portföljen").set("Nytt krav", kind).widget(label)
    assert (field.min, field.step, field.value) == ends


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
