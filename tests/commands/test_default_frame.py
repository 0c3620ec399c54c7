"""Without --ram a command takes the frame that a page takes whose address has none, and answers the same."""

import json

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.picture import picture_of
from prioritering.view.ranking_json import ranking_json
from prioritering.view.view import View
from tests.folders import DATA

COMMANDS = ("rangordna", "robusthet", "portfolj")
# The sum as the plan's first budget cell that can be a frame has it.
FIRST = "3547"


@pytest.fixture
def plan(store: Store) -> Store:
    import_plan(store, read_plan(DATA / "vso-2021"))
    return store


def printed(store: Store, command: str, *more: str) -> str:
    done = run((command, "--plan", "vso-2021", *more), Plans(store))
    assert done.code == 0, done.text
    return done.text


def test_the_list_is_the_one_that_the_page_shows(plan: Store) -> None:
    assert json.loads(printed(plan, "rangordna", "--json")) == ranking_json(picture_of(plan, View()))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_without_a_frame_is_the_one_of_an_address_without_one(plan: Store, command: str) -> None:
    few = ("--dragningar", "200") if command == "robusthet" else ()
    # The link's own weights and draws are what the flags leave as they are.
    linked = run((command, "--vy", "?plan=vso-2021", *few, "--json"), Plans(plan))
    assert printed(plan, command, *few, "--json") == linked.text
    assert printed(plan, command, *few) == printed(plan, command, *few, "--ram", FIRST)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_frame_that_is_taken_unasked_is_said(plan: Store, command: str) -> None:
    few = ("--dragningar", "200") if command == "robusthet" else ()
    assert "amen 3 547 tkr" in printed(plan, command, *few).replace("\u00a0", " ")


@pytest.mark.parametrize("way", [("--ram", "ingen"), ("--vy", "?plan=vso-2021&ram=ingen")])
def test_no_frame_is_asked_for_as_in_an_address(plan: Store, way: tuple[str, str]) -> None:
    assert json.loads(printed(plan, "rangordna", *way, "--json"))["ram_kr"] is None
    robust = json.loads(printed(plan, "robusthet", "--dragningar", "200", *way, "--json"))
    assert (robust["ram_kr"], {row["felmarginal"] for row in robust["projekt"]}) == (None, {None})
    assert "Ingen ram är vald" in " ".join(robust["notiser"])
    done = run(("portfolj", "--plan", "vso-2021", *way), Plans(plan))
    assert (done.code, "--ram behövs" in done.text) == (2, True)
