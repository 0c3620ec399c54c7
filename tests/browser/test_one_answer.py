"""One answer: page, live stream, projector and command line say the same about the same view.

The view has everything in it: the group's assumptions, its range for all unknown costs, its own order of two equal
projects, an added project, a lock, own weights, and a shown round.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from prioritering import swedish
from prioritering.scoring.changes import TieOrder, UnknownCosts
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.view.view import View, to_address
from tests.browser.harness import DATABASE, ROOT, Server, Visit, running_server
from tests.browser.windows import Windows
from tests.folders import VSO
from tests.usecases.builders import filled, signed

pytestmark = pytest.mark.xdist_group("ett svar")
STATES = {
    "Ryms": "ryms",
    "Oklart": "oklart",
    "Ryms inte": "ryms-inte",
    "Med (låst)": "med-last",
    "Inte nu (låst)": "inte-nu",
}


class Line(NamedTuple):
    """What every way must agree on of one project."""

    name: str
    place: str
    points: str
    state: str


class Given(NamedTuple):
    server: Server
    views: dict[str, View]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Given]:
    folder = tmp_path_factory.mktemp("ett-svar")
    store = Store.open(folder / DATABASE)
    meeting = filled(store)
    # Low enough for the range and the group's own order of two equal projects to decide what fits.
    entry_log.keep_entry(store, VSO, UnknownCosts.model_validate(signed(low=5_000, high=10_000)))
    entry_log.keep_entry(store, VSO, TieOrder.model_validate(signed(project_ids=("S10", "S09"))))
    store.close()
    chosen = View(weights=(("effekttyp", 30.0), ("omfattning", 45.0), ("tidsperspektiv", 25.0)), must=("S06",))
    views = {
        "inget valt": View(),
        "planen": chosen,
        "gruppen": chosen.model_copy(update={"source": "median", "meeting": meeting.id, "frame": "1500"}),
        "planen för sig": View(assumptions=False, frame="2000", rule="hoppa"),  # type: ignore[arg-type]
        "per krona": View(assumptions=False, frame="3547", order="per-krona"),  # type: ignore[arg-type]
    }
    with running_server(folder) as server:
        yield Given(server, views)


class Asked(NamedTuple):
    """A view, with its page and its step on the projector open."""

    view: View
    board: Visit
    wall: Visit
    server: Server


@pytest.fixture(scope="module", params=["inget valt", "planen", "gruppen", "planen för sig", "per krona"])
def asked(request: pytest.FixtureRequest, given: Given, windows: Windows) -> Iterator[Asked]:
    """Each view in turn, opened once for the tests that only look at it."""
    view = given.views[request.param]
    with windows.borrowed(given.server.url) as open_window:
        board, wall = open_window(), open_window()
        board.open(f"prioritera?{urlencode(to_address(view))}")
        wall.open(f"projektor?{urlencode({**to_address(view), 'bild': 'ram'})}")
        yield Asked(view, board, wall, given.server)


def rows_in(page: Page, root: str) -> list[Line]:
    """Return the rows of a board, from the document or from a table made of what the stream sent."""
    found = page.eval_on_selector_all(
        f"{root} tr",
        """rows => rows.filter(row => row.querySelector('.b-rank')).map(row => [
            row.querySelector('.b-name').textContent, row.querySelector('.b-rank').textContent,
            row.querySelector('.b-under b')?.textContent ?? '',
            row.querySelector('.b-word').lastChild.textContent.trim()])""",
    )
    return sorted(Line(name, place, points, STATES[word]) for name, place, points, word in found)


def printed(server: Server, view: View) -> list[Line]:
    # Where nothing is chosen the command is given nothing but the plan, to find the page's defaults by itself.
    asked = ["--vy", f"?{urlencode(to_address(view))}"] if to_address(view) else ["--plan", VSO.plan]
    command = [sys.executable, "-m", "prioritering", "rangordna", *asked, "--json"]
    environment = {**os.environ, "PRIORITERING_DB": str(server.database)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    rows: list[dict[str, Any]] = json.loads(done.stdout)["projekt"]
    return sorted(Line(row["namn"], str(row["plats"] or "–"), points_of(row), row["lage"]) for row in rows)


def points_of(row: dict[str, Any]) -> str:
    # What is locked in without points has none to show.
    return "" if row["poang_min"] is None else swedish.point_range(row["poang_min"], row["poang_max"])


def on_wall(page: Page) -> list[Line]:
    page.wait_for_selector(".s-table")
    found = page.eval_on_selector_all(
        ".s-table tbody tr:not(.s-linerow)",
        """rows => rows.map(row => [
            row.querySelector('th').firstChild.textContent.trim(), row.cells[0].firstChild.textContent,
            row.querySelector('.s-points b').textContent, [...row.querySelector('.s-word').childNodes].find(
                node => node.nodeType === Node.TEXT_NODE && node.textContent.trim()).textContent.trim(),
        ])""",
    )
    return sorted(Line(name, place, points.strip("–"), STATES[word]) for name, place, points, word in found)


def streamed(page: Page, view: View) -> list[Line]:
    parameters = {"vyns_mote" if name == "mote" else name: text for name, text in to_address(view).items()}
    address = f"/direkt/strom?{urlencode({**parameters, 'plan': VSO.plan, 'ruta': 'tavla'})}"
    page.evaluate(
        """address => new Promise((done, fail) => {
            const source = new EventSource(address);
            source.onerror = () => fail(new Error('strömmen svarar inte'));
            source.addEventListener('ruta', event => {
                source.close();
                const table = document.createElement('table');
                table.id = 'strommad';
                for (const row of JSON.parse(JSON.parse(event.data)).rows) {
                    table.insertRow().innerHTML = row.html;
                }
                document.body.append(table);
                done();
            });
        })""",
        address,
    )
    found = rows_in(page, "#strommad")
    page.evaluate("document.getElementById('strommad').remove()")
    return found


def test_page_stream_projector_and_command_line_give_the_same_answer(asked: Asked) -> None:
    page = asked.board.page
    page.wait_for_selector("table.b-board .b-rank")
    shown = rows_in(page, "table.b-board")
    assert len(shown) >= 3
    assert streamed(page, asked.view) == shown
    assert printed(asked.server, asked.view) == shown
    wall = on_wall(asked.wall.page)
    assert set(wall) <= set(shown)
    assert len(wall) == min(10, len(shown))


def test_the_headline_is_the_same_on_page_and_wall(asked: Asked) -> None:
    headline = asked.board.page.locator(".p-lead").first.inner_text()
    assert asked.wall.page.locator(".s-finding").inner_text() == headline


def test_the_log_holds_no_fault(given: Given) -> None:
    assert "Traceback" not in Path(given.server.log).read_text(encoding="utf-8")
