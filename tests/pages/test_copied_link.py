"""A copied link on the pages: living while nothing has changed, else as then, read-only, with the ways to now."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.scoring.changes import CostAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases.copied_link import ANOTHER
from prioritering.view.view import PARAMETERS
from prioritering.web.frame.as_then import NOT_FROM_THEN
from prioritering.web.frame.network_room import ROOM
from prioritering.web.parts.qr import qr_image
from tests.folders import VSO
from tests.pages.meeting import join, newest, open_one, take
from tests.pages.visit import Visit
from tests.pages.weights import move
from tests.usecases.builders import signed

THEN = "Som då."
PAGES = ("prioritera", "robusthet", "oversikt", "objektplan", "projektor", "metod")
PLAIN = ("prioritera", "robusthet", "oversikt", "objektplan", "projektor")
FRAME = "ram=3547"


def link_of(visit: Visit) -> str:
    return visit.components["kopiera"]["query"]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("page", ["prioritera", "robusthet", "objektplan"])
def test_the_paper_has_the_whole_link_and_a_code_of_it_where_others_reach_it(page: str) -> None:
    shown = Visit(page, "ram=1000").components["kopiera"]
    paper = shown["paper"]
    assert paper["address"] == f"http://prov.example/{page}"
    assert paper["code"] == qr_image(f"{paper['address']}?{shown['query']}", quiet=4, near=True)
    assert Visit("projektor", "ram=1000").components["kopiera"]["paper"] is None


def test_a_link_copied_on_this_machine_leads_where_others_come_in(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = Visit("prioritera", "ram=700", role=None)
    visit.app.context["url"] = "http://127.0.0.1:8501/prioritera"
    assert visit.run().components["kopiera"]["base"] == ""
    monkeypatch.setattr(ROOM, "listening", "http://192.0.2.7:8501")
    assert visit.run().components["kopiera"]["base"] == "http://192.0.2.7:8501"
    # Whoever has come in by another address knows it best.
    visit.app.context["url"] = "https://prov.example/prioritera"
    assert visit.run().components["kopiera"]["base"] == ""


def assume(store: Store, low: int = 100_000, high: int = 200_000) -> None:
    entry = CostAssumption.model_validate(signed(project_id="S09", low=low, high=high))
    entry_log.keep_entry(store, VSO, entry)


@pytest.fixture
def link(database: Store) -> str:
    """A link copied on Prioritera before an assumption was made."""
    copied = link_of(Visit("prioritera", FRAME))
    assume(database)
    return copied


@pytest.mark.parametrize("page", PLAIN)
def test_a_link_that_is_opened_when_nothing_has_changed_shows_the_living_view(database: Store, page: str) -> None:
    visit = Visit(page, link_of(Visit(page, FRAME)))
    assert THEN not in visit.text
    assert visit.address == {"plan": "vso-2021", "ram": "3547"}
    assume(database)
    assert THEN not in visit.run().text


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_opened_by_a_link_from_before_says_that_it_shows_what_was(link: str, page: str) -> None:
    visit = Visit(page, link)
    assert visit.faults == []
    assert THEN in visit.text
    assert "Ett nytt antagande: kostnaden för" in visit.text
    assert "100–200 tkr" in visit.text
    assert visit.address["da"] == dict(parse_qsl(link))["da"]


@pytest.mark.parametrize("page", PLAIN)
def test_the_address_of_what_was_leaves_nothing_to_the_defaults(link: str, page: str) -> None:
    # The municipality is named where the plan's id alone does not tell.
    said = {name: text for name, text in parse_qsl(link) if name != "kommun"}
    visit = Visit(page, link)
    assert said["vikter"] == "lika"
    assert {name: text for name, text in visit.address.items() if name in said} == said
    assert "vikter" not in visit.press("Visa nu").address


def test_the_board_as_then_is_the_board_of_then_until_now_is_asked_for(database: Store) -> None:
    before = Visit("prioritera", FRAME)
    link, cost = link_of(before), before.row("S09")
    assume(database)
    visit = Visit("prioritera", link)
    assert visit.row("S09") == cost
    assert "100–200" not in visit.row("S09")
    visit.press("Visa nu")
    assert "100–200" in visit.row("S09")
    assert THEN not in visit.text
    assert visit.address == {"plan": "vso-2021", "ram": "3547"}


def test_weights_can_be_tried_as_then_and_the_link_then_copied_is_of_then_too(link: str) -> None:
    visit = Visit("prioritera", link)
    visit.set("Ram", "eget").set("Belopp i tkr", "2000")
    assert "100–200" not in visit.row("S09")
    copied = dict(parse_qsl(link_of(visit)))
    assert (copied["ram"], copied["da"]) == ("2000", dict(parse_qsl(link))["da"])
    again = Visit("prioritera", link_of(visit))
    assert THEN in again.text
    assert again.order == visit.order


def test_what_was_is_carried_along_to_another_page_and_left_by_going_to_now(link: str) -> None:
    visit = Visit("prioritera", link).to("objektplan")
    assert THEN in visit.text
    visit.to("projektor")
    assert THEN in visit.text
    visit.press("Visa nu").to("prioritera")
    assert THEN not in visit.text


def test_what_differs_is_shown_side_by_side(link: str) -> None:
    visit = Visit("prioritera", link)
    assert "Projekt som har ändrats" not in visit.text
    visit.set("Vad skiljer?", True)
    assert visit.faults == []
    for said in (
        "Projekt som har ändrats, i den ordning de står nu",
        "projekt som är lika",
        "Plats då",
        "Plats nu",
        "Ram då",
        "Kvar av ramen",
    ):
        assert said in visit.text


@pytest.mark.parametrize("page", ["poangsatt", "fyll_i"])
def test_where_there_is_only_now_the_page_says_so_and_leads_there(link: str, page: str) -> None:
    visit = Visit(page, link)
    assert visit.faults == []
    assert "visas bara som den är nu" in visit.text
    assert set(visit.labels()) <= {"Visa nu", "Logga ut"}
    visit.press("Visa nu")
    assert "visas bara som den är nu" not in visit.text
    assert visit.faults == []


def test_a_control_that_saves_asks_to_go_to_now_first(database: Store, link: str) -> None:
    visit = Visit("prioritera", link)
    visit.press("Lägg till projekt")
    assert NOT_FROM_THEN in visit.text
    assert "Lägg till" not in visit.labels()
    kept = database.tuples("select count(*) from change_entry")
    visit.button("Visa nu").click()
    # Pressed again together with the dialog's own button, it keeps the dialog open.
    visit.press("Lägg till projekt")
    assert THEN not in visit.text
    assert database.tuples("select count(*) from change_entry") == kept


def test_a_dialog_that_was_open_when_another_link_was_opened_saves_nothing(database: Store, link: str) -> None:
    visit = Visit("prioritera")
    visit.press("Lägg till projekt")
    visit.widget("Projektets namn").set_value("Larm")
    visit.widget("Varför kommer det upp nu?").set_value("prov")
    kept = database.tuples("select count(*) from change_entry")
    visit.button("Lägg till").click()
    for name, value in dict(parse_qsl(link)).items():
        visit.app.query_params[name] = value
    visit.press("Lägg till projekt")
    assert NOT_FROM_THEN in visit.text
    assert database.tuples("select count(*) from change_entry") == kept


ASKS = """
from prioritering.errors import Conflict
from prioritering.usecases.which_plan import PlanKey
from prioritering.view.copied_link import CopiedFrom
from prioritering.web.frame import as_then, context
context.require("ändra")
as_then.hold_then(as_then.ShownThen(PlanKey("linkoping", "vso-2021"), CopiedFrom(1, 0, 0, "0" * 10, 5), as_then.NOW))
context.require("läsa")
for permission in ("ändra", "bedöma", "leda möte", "ta bort texter"):
    try:
        context.require(permission)
    except Conflict as error:
        assert str(error) == as_then.NOT_FROM_THEN
    else:
        raise AssertionError(permission)
"""


def test_what_a_page_asks_before_it_saves_is_refused_where_it_shows_what_was(shared: Store) -> None:
    asked = AppTest.from_string(ASKS).run()
    assert list(asked.exception) == []


def test_a_lock_can_be_tried_as_then_but_not_saved(link: str) -> None:
    visit = Visit("prioritera", link)
    visit.send("tavla", "action", {"what": "las", "id": "S01"})
    assert "Bara prova" in visit.labels()
    assert "Spara för gruppen" not in visit.labels()
    # The reason is what the page shows, and not who reads it.
    assert NOT_FROM_THEN in visit.text
    assert "Din roll kan inte" not in visit.text
    # And the way to where it can be saved stands beside it.
    visit.app.button(key="las_visa_nu").click()
    visit.send("tavla", "action", {"what": "las", "id": "S01"})
    assert THEN not in visit.text
    visit.send("tavla", "action", {"what": "las", "id": "S01"})
    assert "Spara för gruppen" in visit.labels()


@pytest.mark.parametrize(
    ("da", "said"),
    [
        ("v9.a0.h0.0123456789.r5", "pekar på version 9 av planen, men här finns bara en."),
        ("v1.a0.h0.0123456789.r5", ANOTHER),
        ("v1.a9999999.h0.0123456789.r5", "pekar på gruppens ändring nummer 9999999, men här finns ingen."),
        ("v1.a0.h0.0123456789.r9999", "nyare version av programmet"),
        ("skräp", "gick inte att läsa"),
        ("<b>", "gick inte att läsa"),
    ],
)
@pytest.mark.parametrize("page", ["prioritera", "projektor"])
def test_a_link_of_another_basis_says_so_and_shows_now(database: Store, page: str, da: str, said: str) -> None:
    visit = Visit(page, f"{FRAME}&da={da}")
    assert said in visit.text
    assert THEN not in visit.text
    assert visit.faults == []
    assert visit.address == {"plan": "vso-2021", "ram": "3547"}
    assert said not in visit.press("Stäng").text


def test_the_room_does_not_move_what_was(database: Store) -> None:
    link = link_of(Visit("prioritera", "ram=2000"))
    assume(database)
    leader = open_one()
    leader.to("prioritera").set("Ram", "eget").set("Belopp i tkr", "1000")
    visit = Visit("prioritera", link, role="medlem")
    assert THEN in visit.text
    assert visit.address["ram"] == "2000"
    assert "rummets" not in visit.text
    assert "folj-planen" not in visit.components


def test_a_meeting_as_then_shows_what_had_been_shown_and_no_buttons_of_the_leaders(database: Store) -> None:
    leader = open_one()
    join(database, "Linjechef")
    take(leader, "Visa svaren i runda 1")
    link = link_of(leader)
    assert newest(database).id in link
    assume(database)
    visit = Visit("mote", link)
    assert visit.faults == []
    assert THEN in visit.text
    assert "Stäng runda 1" not in visit.labels()
    # Where the leader's buttons stand now, the way there.
    assert "Stäng runda 1" in visit.press("Led mötet nu").labels()
    assert THEN not in visit.text
    assert "da" not in visit.address


def test_the_projectors_link_leads_to_the_picture_that_is_shown_as_it_was(database: Store) -> None:
    link = link_of(Visit("projektor", f"{FRAME}&bild=ram"))
    assert dict(parse_qsl(link))["bild"] == "ram"
    assume(database)
    visit = Visit("projektor", link)
    assert THEN in visit.text
    assert visit.address["bild"] == "ram"
    assert dict(parse_qsl(link_of(visit)))["da"] == dict(parse_qsl(link))["da"]


def test_every_page_with_a_view_has_a_link_with_every_value_and_says_what_it_is(shared: Store) -> None:
    for page in PLAIN:
        link = dict(parse_qsl(link_of(Visit(page))))
        assert {"regel", "ordning", "spann", "dragningar", "fro", "da"} <= set(link), page
        assert set(link) - {"kopierad", "da"} <= set(PARAMETERS), page
        assert re.fullmatch(r"v1\.a0\.h0\.[0-9a-f]{10}\.r\d+", link["da"]), page


def test_weights_that_are_moved_in_what_was_are_followed_at_rest_and_not_by_what_is_now(link: str) -> None:
    visit = Visit("prioritera", link)
    assert visit.components["vikter"]["address"] == ""
    move(visit)
    assert visit.address["vikter"] == "effekttyp.50~omfattning.30~tidsperspektiv.20"
    assert THEN in visit.text
