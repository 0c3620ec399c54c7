"""Takes pictures of every page at a laptop's and a phone's size into tests/browser/bilder/ (`make bilder`)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.harness import grow, launch, new_visit, page_addresses, running_server

FOLDER = Path(__file__).with_name("bilder")
SIZES = ((1440, 900), (390, 844))


def main(addresses: list[str]) -> None:
    """Take the pictures of `addresses` (all pages when empty); an address may carry parameters."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for address in addresses or page_addresses():
            for width, height in SIZES:
                visit = new_visit(browser, server.url, viewport={"width": width, "height": height})
                page = grow(visit.open(address))
                name = address.replace("?", "_").replace("&", "_").replace("/", "_")
                page.screenshot(path=FOLDER / f"{name}-{width}.png")
                print(f"{name}-{width}.png", *visit.faults())
                visit.page.context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
