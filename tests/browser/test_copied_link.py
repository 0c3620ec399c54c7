"""A copied link in real windows: page, projector and command line give one answer as then, also after a restart."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.copied_link import copied_link
from prioritering.view.view import View
from tests.browser.accessibility import axe_findings, in_the_dark
from tests.browser.harness import DATABASE, ROOT, Server, Visit, running_server
from tests.browser.test_one_answer import Line, on_wall, points_of, rows_in
from tests.browser.test_projector_fits import FITS
from tests.browser.windows import Opener, Windows
from tests.folders import DATA, HEAD, PROV, own, write_plan
from tests.usecases.builders import lay_beside, signed

pytestmark = pytest.mark.xdist_group("ett svar")
FIRST = "A1,Karta,strategiskt,5,Två effekter,Hög,Kort\nA2,Fiber,strategiskt,4,Två effekter,Medel,Kort\n"
SECOND = FIRST.replace("Medel", "Mycket hög")
THIRD = SECOND + "A3,Larm,strategiskt,2,Två effekter,Mycket hög,Kort\n"
VIEW = View(plan="prov", frame="6")


ANOTHER = own("annan")


class Copied(NamedTuple):
    """A server that was started after three plans had changed, and a link to each that was copied before."""

    server: Server
    real: str
    small: str
    another: str


def assume(store: Store, plan: PlanKey = PROV) -> None:
    entry_log.keep_entry(store, plan, CostAssumption.model_validate(signed(project_id="A2", low=1000, high=3000)))


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copied]:
    """One server for the tests that each look at a plan of their own; only the last of the plans is written in."""
    folder = tmp_path_factory.mktemp("ändrat")
    with closing(Store.open(folder / DATABASE)) as store:
        import_plan(store, read_plan(DATA / "vso-2021"))
        import_plan(store, read_plan(write_plan(folder / "a", f"{FIRST}A9,Skylt,önskvärt,,,,\n")))
        head = HEAD.replace('"prov"', '"annan"')
        import_plan(store, read_plan(write_plan(folder / "b", FIRST, plan__toml=head)))
        views = View(plan="vso-2021", frame="3547", draws=200), VIEW, View(plan="annan", frame="6")
        links = [urlencode(copied_link(store, view)) for view in views]
        lay_beside(store)
        assume(store)
        assume(store, ANOTHER)
    with running_server(folder) as server:
        yield Copied(server, *links)


def board(visit: Visit, link: str) -> Page:
    page = visit.open(f"prioritera?{link}")
    page.wait_for_selector("table.b-board .b-rank")
    return page


def entry_in(query: str) -> int:
    """Return which of the group's entries a link to the plan's first version goes by."""
    found = re.search(r"da=v1\.a(\d+)\.h0", query)
    assert found, query
    return int(found[1])


def printed(server: Server, link: str) -> tuple[list[Line], str]:
    command = [sys.executable, "-m", "prioritering", "rangordna", "--vy", f"?{link}", "--json"]
    environment = {**os.environ, "PRIORITERING_DB": str(server.database)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["projekt"]
    return sorted(Line(row["namn"], str(row["plats"]), points_of(row), row["lage"]) for row in rows), done.stderr


def test_page_projector_and_command_line_show_the_same_as_then_after_a_restart(
    windows: Windows, tmp_path: Path
) -> None:
    with_plan = tmp_path / DATABASE
    store = Store.open(with_plan)
    import_plan(store, read_plan(write_plan(tmp_path / "a", FIRST)))
    store.close()
    with running_server(tmp_path) as server, windows.borrowed(server.url) as open_window:
        visit = open_window(permissions=["clipboard-read", "clipboard-write"])
        page = board(visit, "plan=prov&ram=6")
        before = rows_in(page, "table.b-board")
        page.get_by_role("button", name="Kopiera länk").click()
        expect(page.get_by_text("Länken är kopierad")).to_be_visible()
        link = urlsplit(page.evaluate("navigator.clipboard.readText()")).query
    # Two new versions and an assumption, and another start of the server.
    store = Store.open(with_plan)
    for name, rows in (("b", SECOND), ("c", THIRD)):
        import_plan(store, read_plan(write_plan(tmp_path / name, rows)))
    assume(store)
    store.close()
    with running_server(tmp_path) as server, windows.borrowed(server.url) as open_window:
        visit, wall = open_window(), open_window()
        page = board(visit, link)
        assert rows_in(page, "table.b-board") == before
        wall.open(f"projektor?{link}&bild=ram")
        assert on_wall(wall.page) == before
        rows, said = printed(server, link)
        # On the wall the picture has the room: what has changed is unfolded.
        wall.page.get_by_text("Ändrat sedan dess: två saker").click()
        assert rows == before
        for told in (page.locator(".p-then").inner_text(), wall.page.locator(".p-then").inner_text(), said):
            assert "Planen: version 1 → 3" in told
            assert "Ett nytt antagande: kostnaden för Fiber (1–3" in told
        page.get_by_role("button", name="Visa nu").click()
        expect(page.locator(".p-then")).to_have_count(0)
        visit.settle()
        assert [line.name for line in rows_in(page, "table.b-board")] == ["Fiber", "Karta", "Larm"]
        assert "da" not in dict(parse_qsl(urlsplit(page.url).query))
        # The browser's way back is the way back to then.
        page.go_back()
        expect(page.locator(".p-then")).to_be_visible()
        visit.settle()
        assert rows_in(page, "table.b-board") == before


def test_on_the_wall_the_picture_has_the_room_and_gives_way_when_what_has_changed_is_unfolded(
    windows: Windows, changed: Copied
) -> None:
    with windows.borrowed(changed.server.url) as open_window:
        page = open_window(viewport={"width": 1280, "height": 720}).open(f"projektor?{changed.real}&bild=sakert")
        page.wait_for_function(FITS)
        whole = page.locator("[data-away]:visible").count()
        page.get_by_text("Ändrat sedan dess: tre saker").click()
        page.wait_for_function(f"() => document.querySelectorAll('[data-away]:not([hidden])').length < {whole}")
        page.wait_for_function(FITS)
        assert "Ett nytt lås: Tjänster på distans" in page.locator(".p-then").inner_text()
        assert axe_findings(page) == []


def test_what_was_can_be_read_by_everyone_also_on_a_phone(windows: Windows, changed: Copied) -> None:
    with windows.borrowed(changed.server.url) as open_window:
        visit = open_window()
        page = board(visit, changed.small)
        page.get_by_text("Vad skiljer?").click()
        expect(page.locator(".p-difference")).to_be_visible()
        visit.settle()
        assert axe_findings(page) == []
        with in_the_dark(visit):
            assert axe_findings(page) == []
        page.set_viewport_size({"width": 390, "height": 844})
        visit.settle()
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        # Where there is nothing of then to show, the page still has its name.
        assert axe_findings(visit.open(f"fyll_i?{changed.small}")) == []


def test_what_others_change_is_in_the_link_that_is_copied_next_and_leaves_then_alone(
    windows: Windows, changed: Copied
) -> None:
    with windows.borrowed(changed.server.url) as open_window:
        living, then, other = open_window(), open_window(), open_window()
        page, still = board(living, "plan=annan&ram=6"), board(then, changed.another)
        before = rows_in(still, "table.b-board")
        copied = str(page.locator(".c-link").get_attribute("data-query"))
        changing = board(other, "plan=annan&ram=6")
        changing.get_by_role("button", name="Lägg till projekt").click()
        changing.get_by_label("Projektets namn").fill("Larm")
        changing.get_by_label("Varför kommer det upp nu?").fill("prov")
        changing.get_by_role("button", name="Lägg till", exact=True).click()
        expect(page.locator(".c-link")).not_to_have_attribute("data-query", copied)
        assert entry_in(str(page.locator(".c-link").get_attribute("data-query"))) == entry_in(copied) + 1
        then.settle()
        assert rows_in(still, "table.b-board") == before


@pytest.mark.parametrize("width", [1440, 390])
def test_that_the_link_is_copied_is_said_beside_what_it_is_and_covers_nothing_of_it(
    width: int, new_window: Opener
) -> None:
    visit = new_window(viewport={"width": width, "height": 844}, permissions=["clipboard-read", "clipboard-write"])
    page = board(visit, "ram=1000")
    page.get_by_role("button", name="Kopiera länk").click()
    expect(page.get_by_text("Länken är kopierad")).to_be_visible()
    # What the eye meets at the middle of each line.
    for told in ("Länken är kopierad", "Den kopierade länken visar det som syns nu"):
        (line,) = page.get_by_text(told).all()
        assert line.evaluate(
            """line => {
                const box = line.getBoundingClientRect();
                const met = document.elementFromPoint(box.x + 5, box.y + box.height / 2);
                return met === line || met.shadowRoot?.elementFromPoint(box.x + 5, box.y + box.height / 2) === line;
            }"""
        ), told
