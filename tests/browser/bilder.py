"""Takes pictures of every page and state at three sizes in two themes into tests/browser/bilder/ (`make bilder`)."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from prioritering.web.frame.frozen_address import FROZEN_PATH
from prioritering.web.pages.projektor.steps import STEPS
from tests.browser.harness import DATABASE, Server, Visit, grow, launch, new_visit, page_addresses, running_server
from tests.browser.laid_states import SEATS, State, lay
from tests.browser.meeting import ask_to_join

FOLDER = Path(__file__).with_name("bilder")
SIZES = ((1440, 900), (1280, 720), (390, 844))
THEMES = ("light", "dark")
# As a projector shows it and a window holds it: what lies below its edge is not seen there.
_NOT_GROWN = "projektor"
# What the server answers by itself, where no script runs.
_PLAIN = FROZEN_PATH.lstrip("/")
_FOLDED, _MOST_FOLDED = "details:not([open]) > summary:visible", 30


def states() -> list[State]:
    """Return every page as a plan begins, and the states that an address can tell, UKFA's empty plan among them."""
    steps = [f"projektor?bild={step}&ram=3547" for step in STEPS]
    parts = [f"robusthet?ram=3547&del={part}" for part in ("kravs", "portfolj", "platser", "regler", "kanslighet")]
    boards = ["prioritera?ram=3547&ordning=per-krona", "prioritera?ram=3547&med=S09&inte=S02", "prioritera?ram=ingen"]
    empty = [f"{page}?plan=ukfa-2022" for page in ("oversikt", "prioritera", "fyll_i", "mote", "robusthet")]
    return [_at(address) for address in (*page_addresses(), *boards, *parts, *steps, *empty)]


def _at(address: str) -> State:
    return State(re.sub(r"[?&/]", "_", address).replace("=", "-"), address)


def _unfold(visit: Visit) -> None:
    for _ in range(_MOST_FOLDED):
        folded = visit.page.locator(_FOLDED)
        if not folded.count():
            return
        # What is in it may be drawn only then.
        folded.first.click()
        if not visit.page.url.startswith(f"{visit.url}/{_PLAIN}"):
            visit.settle()


def _take(visit: Visit, state: State, width: int, height: int, theme: str) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": height})
    # The headless shell, and no browser with a window, may never leave the projector's Säkert for another of our pages.
    page.goto("about:blank")
    is_plain = state.address.startswith(_PLAIN)
    if is_plain:
        page.goto(f"{visit.url}/{state.address}")
    else:
        visit.open(state.address)
    for button in state.press:
        page.get_by_role("button", name=button).first.click()
        visit.settle()
    if state.unfold:
        _unfold(visit)
    # A dialog stands before the page as the window is.
    if not (is_plain or state.address.startswith(_NOT_GROWN) or page.get_by_role("dialog").count()):
        visit.settle()
        grow(page)
    name = f"{state.name}-{width}-{theme}.png"
    page.screenshot(path=FOLDER / name, full_page=is_plain)
    print(name, *visit.faults(), flush=True)


def _round(browser: Browser, server: Server, wanted: Sequence[State], code: str = "") -> None:
    windows = [(theme, size) for theme in THEMES for size in SIZES]
    for (theme, (width, height)), seat in zip(windows, SEATS, strict=True):
        visit = new_visit(browser, server.url, viewport={"width": width, "height": height}, color_scheme=theme)
        if code:
            visit.page.goto(f"{server.url}/_stcore/health")
            ask_to_join(visit.page, code, seat)
        for state in wanted:
            _take(visit, state, width, height, theme)
        visit.page.context.close()


def main(addresses: list[str]) -> None:
    """Take the pictures of `addresses`, which may carry parameters; of every page and state when there are none."""
    FOLDER.mkdir(exist_ok=True)
    with ExitStack() as rooms:
        before, after = (Path(rooms.enter_context(tempfile.TemporaryDirectory())) for _ in range(2))
        browser = launch(rooms.enter_context(sync_playwright()))
        with running_server(before) as server:
            _round(browser, server, [_at(address) for address in addresses] or states())
        if not addresses:
            code, laid = lay(after / DATABASE)
            with running_server(after) as server:
                _round(browser, server, laid, code)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
