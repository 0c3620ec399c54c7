"""Two municipalities have a plan with one id: pages, links and streams keep them apart, and an old link asks which."""

import asyncio
import contextlib
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.store import entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from prioritering.usecases.frozen_links import title_of_its_own
from prioritering.usecases.picture import picture_of
from prioritering.view.view import View
from prioritering.web.parts.board_live import DRAWING
from prioritering.web.server import stream, stream_route
from prioritering.web.server.stream import topic_of
from tests.folders import write_plan
from tests.pages.conftest import HEADER, ROWS, opened
from tests.pages.visit import PAGES, Visit, words

MOTALA, KINDA = PlanKey("motala", "bygg"), PlanKey("kinda", "bygg")
NAMES = {MOTALA: "Motala kommun", KINDA: "Kinda kommun"}
ADDRESS = {key: f"plan=bygg&kommun={key.municipality}" for key in NAMES}


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("tva")
    for key, name in NAMES.items():
        head = f'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun = "{name}"\nkommun_id = "{key.municipality}"\n'
        rows = ROWS if key == MOTALA else ROWS.replace("A1,Alfa", "K1,Kappa")
        write_plan(folder / "planer" / key.municipality, rows, HEADER, plan__toml=head)
    with opened(folder / "d.duckdb", str(folder / "planer")) as store:
        yield store


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("key", NAMES)
def test_every_page_opens_each_of_them_and_keeps_its_municipality_in_the_address(
    twins: Store, page: str, key: PlanKey
) -> None:
    visit = Visit(page, ADDRESS[key], as_it_is=True)
    assert visit.faults == []
    assert (visit.address["plan"], visit.address["kommun"]) == ("bygg", key.municipality)
    assert visit.app.sidebar.selectbox[0].value == key


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_whose_plan_it_shows_when_two_have_one_of_that_name(twins: Store, page: str) -> None:
    said = words(Visit(page, ADDRESS[MOTALA]).html)
    assert "Motala kommun: Bygg · version 1" in said
    if page == "projektor":
        assert "Motala kommun: Bygg · 1 av 7" in said
    # Nowhere by the name alone but in the sidebar, where whose it is stands below.
    assert "Kinda" not in said
    assert len(re.findall(r"(?<!Motala kommun: )\bBygg, 2026", said)) == 0


def test_a_frozen_link_is_suggested_a_title_that_says_whose_plan_it_is_of(twins: Store) -> None:
    for key, owner in NAMES.items():
        picture = picture_of(twins, View(plan="bygg", municipality=key.municipality))
        assert title_of_its_own(twins, key, picture, "prioritera").startswith(f"{owner}: Bygg: Prioritera")


def test_the_choice_of_plan_tells_them_apart_and_leads_to_each(twins: Store) -> None:
    visit = Visit("prioritera", ADDRESS[MOTALA])
    assert [name for name in visit.app.sidebar.selectbox[0].options if "Bygg" in name] == [
        "Kinda kommun: Bygg",
        "Motala kommun: Bygg",
    ]
    assert "A1" in visit.order
    visit.set("Plan", KINDA)
    assert visit.address == {"plan": "bygg", "kommun": "kinda"}
    assert "K1" in visit.order
    visit.set("Plan", PlanKey("linkoping", "vso-2021"))
    assert visit.address == {"plan": "vso-2021"}


@pytest.mark.parametrize("page", PAGES)
def test_an_old_link_that_fits_both_asks_which_and_each_answer_is_the_link_as_it_was(twins: Store, page: str) -> None:
    visit = Visit(page, "plan=bygg&ram=1000&med=A2")
    assert visit.faults == []
    assert "Vilken plan?" in visit.text
    assert "Två kommuner har en plan med id ”bygg”, och länken säger inte vilken som menas." in visit.text
    choices = re.findall(r'<a href="\?([^"]*)">(.*?)</a>', visit.html, re.S)
    assert [re.findall(r"Motala kommun|Kinda kommun|Bygg|2026", text) for _, text in choices] == [
        ["Kinda kommun", "Bygg", "2026"],
        ["Motala kommun", "Bygg", "2026"],
    ]
    addresses = [dict(parse_qsl(unescape(query))) for query, _ in choices]
    assert addresses == [{"plan": "bygg", "ram": "1000", "med": "A2", "kommun": name} for name in ("kinda", "motala")]
    # Nothing is shown of either, and the address is left as it was.
    assert "tavla" not in visit.components
    assert visit.address == {"plan": "bygg", "ram": "1000", "med": "A2"}


def test_the_municipalities_are_asked_about_in_swedish_order(database: Store, tmp_path: Path) -> None:
    for name, key in (("Öviks kommun", "ovik"), ("Testby kommun", "testby")):
        head = f'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun = "{name}"\n'
        import_plan(database, read_plan(write_plan(tmp_path / key, ROWS, HEADER, plan__toml=head)))
    asked = re.findall(r"<b>(.*?)</b>", Visit("prioritera", "plan=bygg", as_it_is=True).html)
    assert [name for name in asked if "kommun" in name] == ["Testby kommun", "Öviks kommun"]


def test_a_page_that_is_open_goes_on_when_another_municipality_gets_a_plan_with_its_id(
    database: Store, tmp_path: Path
) -> None:
    def take_in(name: str) -> None:
        head = f'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun = "{name}"\n'
        import_plan(database, read_plan(write_plan(tmp_path / name, ROWS, HEADER, plan__toml=head)))

    take_in("Kinda kommun")
    visit = Visit("prioritera", "plan=bygg&ram=1000&med=A2", as_it_is=True)
    take_in("Motala kommun")
    assert visit.run().faults == []
    assert visit.address == {"plan": "bygg", "kommun": "kinda", "ram": "1000", "med": "A2"}
    # What was tried is about the one, and does not follow to the other.
    visit.widget("Plan").set_value(MOTALA)
    assert visit.run().address == {"plan": "bygg", "kommun": "motala"}
    # Nobody knows which of them an address means that is opened anew.
    assert "Vilken plan?" in Visit("prioritera", "plan=bygg&ram=1000", as_it_is=True).text


def test_what_is_laid_beside_one_and_its_meeting_stay_there(twins: Store) -> None:
    for key, low in ((MOTALA, 111_000), (KINDA, 222_000)):
        assume_cost(Beside(twins, key), "A5", (low, low), Signature("Ekonom", "prov"))
        Visit("mote", ADDRESS[key]).press("Öppna mötet och runda 1")
    for key, low in ((MOTALA, 111_000), (KINDA, 222_000)):
        assert [cost.low for cost in entry_log.current(twins, key).costs] == [low]
        (meeting,) = meetings.meetings_of(twins, key)
        # The meeting says which plan is meant, so a link with it asks nothing.
        for address in (f"plan=bygg&mote={meeting.id}", f"mote={meeting.id}"):
            visit = Visit("mote", address, as_it_is=True)
            assert visit.faults == []
            there = {"mote": meeting.id, "rummet": meeting.id}
            assert visit.address == {"plan": "bygg", "kommun": key.municipality} | there
        # The room that a screen follows is one too: such a link was in the room's own address, and in its QR code.
        visit = Visit("prioritera", f"plan=bygg&rummet={meeting.id}", as_it_is=True)
        assert visit.faults == []
        assert visit.address == {"plan": "bygg", "kommun": key.municipality, "rummet": meeting.id}
        # Its code says it too, also where the link names a plan that both have, or the other's.
        for beside in ("", "&plan=bygg", *(f"&{ADDRESS[other]}" for other in NAMES)):
            visit = Visit("poangsatt", f"kod={meeting.code}{beside}", as_it_is=True)
            assert visit.faults == []
            assert visit.address == {"plan": "bygg", "kommun": key.municipality, "kod": meeting.code}
            assert NAMES[key] in visit.text


@pytest.mark.parametrize("key", NAMES)
def test_streams_follow_the_one_that_their_page_shows(twins: Store, key: PlanKey) -> None:
    for page in ("prioritera", "projektor", "robusthet"):
        found = [str(data.get("address")) for data in Visit(page, ADDRESS[key]).components.values()]
        followed = [address.partition("?")[2] for address in found if "?" in address]
        assert followed
        for query in followed:
            parameters = dict(parse_qsl(query))
            assert (parameters["plan"], parameters["kommun"]) == ("bygg", key.municipality)
            assert str(key) in topic_of(parameters).name
    before = {other: topic_of({"plan": "bygg", "kommun": other.municipality}).look() for other in NAMES}
    assume_cost(Beside(twins, key), "A2", (1_000, 1_000), Signature("Ekonom", "prov"))
    after = {other: topic_of({"plan": "bygg", "kommun": other.municipality}).look() for other in NAMES}
    assert {other for other in NAMES if after[other] != before[other]} == {key}


async def _pictures(name: str, parameters: tuple[tuple[str, str], ...], change: Callable[[], None]) -> list[str]:
    """The drawing that a stream sends at once, and the one that comes after a change."""
    events = stream_route._events(stream_route.Follower(topic_of(dict(parameters)), name, parameters))
    found: list[str] = []
    try:
        while len(found) < 2:
            event = await asyncio.wait_for(anext(events), 10)
            if event.startswith(b"id: ") and b"event: ruta" in event:
                found.append(json.loads(re.findall(rb"(?m)^data: (.*)$", event)[0]))
                if len(found) == 1:
                    await asyncio.to_thread(change)
    finally:
        with contextlib.suppress(RuntimeError):
            await events.aclose()  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("name", [DRAWING, "projektor"])
@pytest.mark.parametrize("key", NAMES)
def test_what_a_stream_sends_is_drawn_of_the_one_it_follows(
    twins: Store, key: PlanKey, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HUB", stream.Hub(lambda: twins.writes))
    low = (777_000 if key == MOTALA else 888_000) + 1_000 * (name == DRAWING)

    def change() -> None:
        assume_cost(Beside(twins, key), "A5", (low, low), Signature("Ekonom", name))

    asked = {"plan": "bygg", "kommun": key.municipality, "bild": "rangordning"}
    own, other = ("Alfa", "Kappa") if key == MOTALA else ("Kappa", "Alfa")
    before, after = asyncio.run(_pictures(name, tuple(sorted(asked.items())), change))
    assert before != after
    assert str(low // 1000) not in words(before).split()
    assert str(low // 1000) in words(after).split()
    for picture in (before, after):
        assert own in picture
        assert other not in picture
