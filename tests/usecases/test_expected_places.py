"""An expected place that is shared says so on its own row: on Robusthet, among the places and on the command line."""

from __future__ import annotations

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.usecases.places_shown import places_shown
from prioritering.usecases.standings_shown import BestBeside, standings_shown
from prioritering.usecases.study import robust, shares
from prioritering.view.view import View
from tests.folders import DATA
from tests.view.builders import picture


def test_what_has_its_expected_place_with_another_is_marked_and_what_only_has_its_place_with_one_is_not() -> None:
    folder = read_plan(DATA / "vso-2021")
    given = robust(picture(folder.plan, View(frame="3547", draws=200), folder.model))
    outcome = shares(given)
    assert outcome.places is not None
    groups = standings_shown(given, outcome, BestBeside(None, ""))["groups"]
    page = {row["name"]: row["place"] for group in groups for row in group["rows"]}
    table = places_shown(given, outcome, outcome.places)["sections"][0]["table"]["rows"]
    assert {row[0]: row[1] for row in table} == page
    names = {item.name: item.id for item in given.picture.board.candidates}
    shared = {names[name] for name, place in page.items() if place.startswith("delad ")}
    # Place 8 is shared too, but by one whose level nobody knows, and which therefore is now above and now below.
    assert shared == {"S09", "S10", "S04", "S07"}
    printed = run(("robusthet", "--plan", str(DATA / "vso-2021"), "--ram", "3547", "--dragningar", "200"), Plans(None))
    marked = {line.split()[0] for line in printed.text.split("\n") if " delad " in line}
    assert marked == shared
