"""Översikt says the next step: one main way, which follows from where the plan stands."""

from __future__ import annotations

import re

import pytest

from prioritering.meeting.meeting import Naming, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.plan.reader import read_plan
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import meeting_room
from prioritering.web.frame.navigation import existing_pages
from tests.folders import DATA, PROV
from tests.pages.visit import Visit
from tests.usecases.builders import shown_round


def ways(address: str, role: str | None = None) -> list[str]:
    """Return the labels of the main way and of the others, then those of what is missing."""
    visit = Visit("oversikt", address, role)
    assert len(re.findall("Nästa steg", visit.text)) == 1
    titles = {title for _, _, title in existing_pages()}
    return [item.proto.label for item in visit.app.get("page_link") if item.proto.label not in titles]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("plan=prov&ram=1000", ["Rangordna tillsammans", "Starta ett möte", "Fyll i det som saknas"]),
        ("plan=prov&ram=ingen", ["Välj ram", "Starta ett möte"]),
        ("plan=ukfa-2022", ["Fyll i kostnader och nivåer", "Starta ett möte"]),
    ],
)
def test_the_step_follows_from_what_the_plan_lacks(address: str, first: list[str]) -> None:
    found = ways(address)
    assert found[: len(first)] == first
    assert found[len(first)].startswith(("Se de", "Fyll i de"))


@pytest.mark.usefixtures("shared")
def test_the_steps_of_a_meeting_are_numbered_from_one() -> None:
    numbered = [label for label in ways("plan=prov&ram=1000") if re.match(r"\d", label)]
    assert [label.split(". ")[0] for label in numbered] == [str(n) for n in range(1, len(numbered) + 1)]
    assert len(numbered) > 3


@pytest.mark.usefixtures("shared")
def test_what_the_page_is_and_the_step_are_met_before_how_far_the_money_reaches() -> None:
    text = Visit("oversikt", "plan=prov&ram=1000").text
    met = ["Här avgör styrgruppen", "Nästa steg", "Ramen 1 000 tkr räcker", "Luckor i underlaget"]
    assert sorted(met, key=text.index) == met


@pytest.mark.usefixtures("shared")
def test_who_may_change_nothing_is_led_to_the_order_and_not_to_a_form() -> None:
    assert ways("plan=prov&ram=1000", "läsare")[0] == "Se rangordningen"


def test_an_open_meeting_comes_before_everything_else(database: Store) -> None:
    meeting_room.open_meeting(database, PROV, setup_from(("IT",), Naming.BY_ROLE), ("A1",), "Objektledare")
    assert ways("plan=prov&ram=1000")[:2] == ["Gå till mötet", "Se rangordningen"]


def test_where_the_plan_itself_is_ranked_answers_in_a_meeting_change_nothing_of_the_step(database: Store) -> None:
    import_plan(database, read_plan(DATA / "vso-2021"))
    meetings.record(database, shown_round(database).id, Happening.MEETING_CLOSED, "ledaren")
    assert ways("plan=vso-2021&ram=3547")[0] == "Rangordna tillsammans"
