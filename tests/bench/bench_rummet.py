"""How soon the room follows its leader: from a changed frame to the new line on a projector and some phones.

Run: python -m tests.bench.bench_rummet [changes [phones]]. Each change is made as soon as all screens have the one
before, as when a slider is drawn. Real browsers beside the server on this machine, so both have less than the whole of
it. Prints the median and the slowest of each screen in milliseconds, and the server's CPU for each change; asserts no
seconds.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.bench_mote import cpu_seconds
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


def screens(server: Server, changes: int, phones: int) -> tuple[dict[str, list[int]], float]:
    """Return how many milliseconds each change took to each screen, and the server's CPU seconds for all of them."""
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
        for number in range(1, phones + 1):
            phone = new_visit(browser, server.url, viewport=PHONE)
            phone.open(f"prioritera?plan={VSO.plan}")
            pages[f"telefon {number}"] = phone.page
        for page in pages.values():
            page.evaluate(WATCH)
        took: dict[str, list[int]] = {name: [] for name in pages}
        before = cpu_seconds(server.process.pid)
        for turn in range(changes):
            frame = 4_000 + 10 * turn
            sent, written = changed(leader, frame), f"{frame // 1000}\u00a0{frame % 1000:03}"
            for name, page in pages.items():
                page.wait_for_function(SEEN, arg=written)
                took[name].append(int(page.evaluate(SEEN, written)) - sent)
        used = cpu_seconds(server.process.pid) - before
        browser.close()
    return took, used


def main() -> None:
    """Print a row for each screen."""
    asked = [int(text) for text in sys.argv[1:3]]
    changes, phones = (*asked, *(CHANGES, PHONES)[len(asked) :])
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder)) as server:
        took, used = screens(server, changes, phones)
    print(f"{'skärm':12}{'median, ms':>12}{'längst, ms':>12}")
    for name, times in took.items():
        print(f"{name:12}{statistics.median(times):12.0f}{max(times):12}")
    print(f"servern: {used / changes * 1000:.0f} ms processor för varje ändring")


if __name__ == "__main__":
    main()
