"""Takes pictures of every page and state at three sizes in two themes into tests/browser/bilder/ (`make bilder`)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from prioritering.web.pages.projektor.steps import STEPS
from tests.browser.harness import grow, launch, new_visit, page_addresses, running_server

FOLDER = Path(__file__).with_name("bilder")
SIZES = ((1440, 900), (1280, 720), (390, 844))
THEMES = ("light", "dark")
# As a projector shows it and a window holds it: what lies below its edge is not seen there.
_NOT_GROWN = "projektor"


def states() -> list[str]:
    """Return the address of every page and of the states that an address can tell, UKFA's empty plan among them."""
    steps = [f"projektor?bild={step}&ram=3547" for step in STEPS]
    parts = [f"robusthet?ram=3547&del={part}" for part in ("kravs", "portfolj", "platser", "regler", "kanslighet")]
    boards = ["prioritera?ram=3547&ordning=per-krona", "prioritera?ram=3547&med=S09&inte=S02", "prioritera?ram=ingen"]
    empty = [f"{page}?plan=ukfa-2022" for page in ("oversikt", "prioritera", "fyll_i", "mote", "robusthet")]
    return [*page_addresses(), *boards, *parts, *steps, *empty]


def main(addresses: list[str]) -> None:
    """Take the pictures of `addresses` (all states when empty); an address may carry parameters."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for theme in THEMES:
            for width, height in SIZES:
                visit = new_visit(browser, server.url, viewport={"width": width, "height": height}, color_scheme=theme)
                for address in addresses or states():
                    visit.page.set_viewport_size({"width": width, "height": height})
                    page = visit.open(address)
                    if not address.startswith(_NOT_GROWN):
                        grow(page)
                    name = address.replace("?", "_").replace("&", "_").replace("/", "_").replace("=", "-")
                    page.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png")
                    print(f"{name}-{width}-{theme}.png", *visit.faults(), flush=True)
                visit.page.context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
