"""How soon the room follows its leader: from a changed frame to the new line on a projector and three phones.

Run: python -m tests.bench.bench_rummet [changes]. Real browsers beside the server on this machine, so both have less
than the whole of it. Prints the median and the slowest of each screen in milliseconds; asserts no seconds.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.harness import Server, launch, new_visit, running_server
from tests.browser.meeting import Watched, open_meeting
from tests.folders import VSO

CHANGES, PHONES = 10, 3
PHONE = {"width": 390, "height": 844}
# One clock for all: the machine's own.
WATCH = """() => {
  window.seenAt = {};
  const look = () => {
    const shown = document.body.innerText.matchAll(/Ramen ([0-9\\u00a0]+)\\u00a0tkr/g);
    for (const [, frame] of shown) window.seenAt[frame] ??= Date.now();
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
}"""
SEEN = "(frame) => window.seenAt[frame]"


def changed(leader: Page, frame: int) -> int:
    """Let the leader type another frame; return when it was sent."""
    field = leader.get_by_label("Belopp i tkr")
    field.fill(str(frame))
    sent = int(leader.evaluate("() => Date.now()"))
    field.press("Enter")
    return sent


def screens(server: Server, changes: int) -> dict[str, list[int]]:
    """Return how many milliseconds each change took to each screen."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        leading = Watched(new_visit(browser, server.url))
        meeting_id, _ = open_meeting(leading, VSO.plan)
        leader = leading.visit.open(f"prioritera?plan={VSO.plan}&ram=3990")
        leader.get_by_role("button", name="Gör till rummets").click()
        leader.get_by_text("Rummets vy: det du ändrar här syns").wait_for()
        wall = new_visit(browser, server.url)
        wall.open(f"projektor?plan={VSO.plan}&bild=ram&mote={meeting_id}")
        pages = {"projektor": wall.page}
        for number in range(1, PHONES + 1):
            phone = new_visit(browser, server.url, viewport=PHONE)
            phone.open(f"prioritera?plan={VSO.plan}")
            pages[f"telefon {number}"] = phone.page
        for page in pages.values():
            page.evaluate(WATCH)
        took: dict[str, list[int]] = {name: [] for name in pages}
        for turn in range(changes):
            frame = 4_000 + 10 * turn
            sent, written = changed(leader, frame), f"{frame // 1000}\u00a0{frame % 1000:03}"
            for name, page in pages.items():
                page.wait_for_function(SEEN, arg=written)
                took[name].append(int(page.evaluate(SEEN, written)) - sent)
        browser.close()
    return took


def main() -> None:
    """Print a row for each screen."""
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else CHANGES
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder)) as server:
        took = screens(server, changes)
    print(f"{'skärm':12}{'median, ms':>12}{'längst, ms':>12}")
    for name, times in took.items():
        print(f"{name:12}{statistics.median(times):12.0f}{max(times):12}")


if __name__ == "__main__":
    main()
