"""From a moved slider to the board's new rows in the DOM, against a static Streamlit page with as many elements.

Run: python -m tests.bench.bench_reglage. Prints the ratio of medians at each size; both pages are measured in turns
in the same run, so that what else the machine does falls on both.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from prioritering.plan.reader import read_plan
from prioritering.view.view import View
from prioritering.web.parts.board_rows import board_rows
from tests.bench.plans import write_plan
from tests.browser.harness import ROOT, launch, running_server
from tests.view.builders import picture

SIZES = {30: 1.2, 200: 1.2, 1_000: 1.5, 10_000: 1.5}
MOVES = 24
WARM = 4
_MEASURE = """() => new Promise((resolve) => {
  const board = document.querySelector('.b-board');
  const body = board.closest('[data-testid="stMain"]');
  const seen = () => document.querySelector('.b-board tbody').innerHTML;
  const before = seen();
  const started = performance.now();
  const observer = new MutationObserver(() => {
    if (seen() === before) return;
    observer.disconnect();
    resolve(performance.now() - started);
  });
  observer.observe(body, { childList: true, subtree: true, characterData: true, attributes: true });
})"""


def moves(page: Page, turn: int) -> float:
    """Move one slider one step and return the milliseconds until the rows have changed."""
    slider = page.get_by_role("slider", name="Effekttyp")
    slider.focus()
    page.evaluate(f"void (window.measured = ({_MEASURE})())")
    page.keyboard.press("ArrowRight" if turn % 2 else "ArrowLeft")
    taken = float(page.evaluate("window.measured"))
    page.wait_for_timeout(250)
    return taken


def opened(page: Page, url: str) -> Page:
    """Open a page and wait for its rows."""
    page.goto(url)
    page.locator(".b-board tbody tr").nth(5).wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def measure(size: int, folder: Path) -> tuple[float, float]:
    """Return the medians in milliseconds of our board and of the static page."""
    plan = read_plan(write_plan(folder / f"plan-{size}", size))
    rows = board_rows(picture(plan.plan, View(plan=plan.plan.id), plan.model)).rows
    stored = folder / "rader.json"
    stored.write_text(json.dumps([row["html"] for row in rows]), encoding="utf-8")
    static_page = ROOT / "tests" / "bench" / "statisk_sida.py"
    with (
        running_server(folder, PRIORITERING_PLANER=str(folder / f"plan-{size}")) as ours,
        running_server(folder, script=static_page, STATISK_SIDA=str(stored)) as static,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        window = {"viewport": {"width": 1440, "height": 900}, "locale": "sv-SE", "reduced_motion": "reduce"}
        board = opened(browser.new_page(**window), f"{ours.url}/prioritera?plan=plan-{size}&ram=20000")
        floor = opened(browser.new_page(**window), static.url)
        taken: tuple[list[float], list[float]] = ([], [])
        for turn in range(MOVES + WARM):
            for page, times in zip((board, floor), taken, strict=True):
                page.bring_to_front()
                times.append(moves(page, turn))
        browser.close()
    return statistics.median(taken[0][WARM:]), statistics.median(taken[1][WARM:])


def main() -> None:
    """Print one line a size."""
    print("projekt  tavlan ms  statisk ms  kvot  mål")
    for size, goal in SIZES.items():
        with tempfile.TemporaryDirectory() as folder:
            board, static = measure(size, Path(folder))
        print(f"{size:7d}  {board:9.0f}  {static:10.0f}  {board / static:4.2f}  ≤ {goal}", flush=True)


if __name__ == "__main__":
    main()
