"""From a moved weight to the board's new rows in the DOM, against a static Streamlit page with as many elements.

Run: python -m tests.bench.bench_reglage. At rest: one key press at a time, always to a state that has not been shown,
on both pages in turns, so that what else the machine does falls on both. While dragging: 60 moves in 1.5 seconds, how
often the board followed, and from each move to the rows that have it. Prints ratios of medians and of the 95th in a
hundred at each size.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from prioritering.plan.reader import read_plan
from prioritering.view.view import View
from prioritering.web.parts.board_rows import board_rows
from tests.bench.plans import write_plan
from tests.browser.harness import ROOT, launch, running_server
from tests.view.builders import picture

SIZES = (30, 200, 1_000, 10_000)
GOAL = 1.2
MOVES = 24
WARM = 4
DRAGS, DRAG_MOVES, DRAG_MS = 4, 60, 1_500
_ROWS = """() => {
  window.rowsChanged = () => {};
  const body = document.querySelector('.b-board').closest('[data-testid="stMain"]');
  const seen = () => document.querySelector('.b-board tbody').innerHTML;
  let before = seen();
  new MutationObserver(() => {
    if (seen() === before) return;
    before = seen();
    window.rowsChanged();
  }).observe(body, { childList: true, subtree: true, characterData: true, attributes: true });
}"""
_MEASURE = """() => new Promise((resolve) => {
  const started = performance.now();
  window.rowsChanged = () => resolve(performance.now() - started);
})"""
# Each move is told from its input event to the first change of the rows after the question that carried it.
_DRAG = """() => {
  window.drag = { updates: 0, taken: [] };
  let waiting = [], asked = [];
  document.addEventListener('input', () => waiting.push(performance.now()), true);
  const ask = window.fetch;
  window.fetch = (...given) => {
    if (String(given[0]).includes('/direkt/tavla')) { asked = waiting; waiting = []; }
    return ask(...given);
  };
  window.rowsChanged = () => {
    window.drag.updates += 1;
    window.drag.taken.push(...asked.map((time) => performance.now() - time));
    asked = [];
  };
}"""


@dataclass(frozen=True)
class Taken:
    """Milliseconds at rest on our page and on the static one; and for each drag its updates, with every move's."""

    board: list[float]
    static: list[float]
    updates: list[int]
    drag: list[float]


def p95(values: Sequence[float]) -> float:
    """Return the 95th in a hundred."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def moves(page: Page) -> float:
    """Move one slider one step and return the milliseconds until the rows have changed."""
    page.get_by_role("slider", name="Effekttyp").focus()
    page.evaluate(f"void (window.measured = ({_MEASURE})())")
    page.keyboard.press("ArrowRight")
    taken = float(page.evaluate("window.measured"))
    page.wait_for_timeout(500)
    return taken


def drags(page: Page, turn: int) -> tuple[int, list[float]]:
    """Drag a slider there or back; return how often the rows changed, and each move's milliseconds."""
    slider = page.get_by_role("slider", name="Omfattning")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    at = [box["x"] + box["width"] * (0.1 + 0.8 * step / DRAG_MOVES) for step in range(DRAG_MOVES + 1)]
    places = at if turn % 2 else at[::-1]
    height = box["y"] + box["height"] / 2
    page.mouse.move(places[0], height)
    page.mouse.down()
    page.wait_for_timeout(600)
    page.evaluate(_DRAG)
    for place in places[1:]:
        page.mouse.move(place, height)
        page.wait_for_timeout(DRAG_MS / DRAG_MOVES)
    updates = int(page.evaluate("window.drag.updates"))
    page.mouse.up()
    page.wait_for_timeout(1500)
    taken = [float(value) for value in page.evaluate("window.drag.taken")]
    page.evaluate("window.rowsChanged = () => {}")
    return updates, taken


def opened(page: Page, url: str) -> Page:
    """Open a page, wait for its rows, and note from then on when they change."""
    page.goto(url)
    page.locator(".b-board tbody tr").nth(5).wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    page.evaluate(_ROWS)
    return page


def measure(size: int, folder: Path) -> Taken:
    """Return what was taken on a plan of so many projects."""
    plan = read_plan(write_plan(folder / f"plan-{size}", size))
    rows = board_rows(picture(plan.plan, View(plan=plan.plan.id), plan.model)).rows
    stored = folder / "rader.json"
    stored.write_text(json.dumps([row["html"] for row in rows]), encoding="utf-8")
    static_page = ROOT / "tests" / "bench" / "statisk_sida.py"
    taken = Taken([], [], [], [])
    with (
        running_server(folder, PRIORITERING_PLANER=str(folder / f"plan-{size}")) as ours,
        running_server(folder, script=static_page, STATISK_SIDA=str(stored)) as static,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        window = {"viewport": {"width": 1440, "height": 900}, "locale": "sv-SE", "reduced_motion": "reduce"}
        board = opened(browser.new_page(**window), f"{ours.url}/prioritera?plan=plan-{size}&ram=20000")
        floor = opened(browser.new_page(**window), static.url)
        for _ in range(MOVES + WARM):
            for page, times in ((board, taken.board), (floor, taken.static)):
                page.bring_to_front()
                times.append(moves(page))
        board.bring_to_front()
        for turn in range(DRAGS):
            updates, each = drags(board, turn)
            taken.updates.append(updates)
            taken.drag.extend(each)
        browser.close()
    return Taken(taken.board[WARM:], taken.static[WARM:], taken.updates, taken.drag)


def main() -> None:
    """Print one line a size."""
    print(f"         i vila, median och p95 (mål ≤ {GOAL})      medan reglaget dras i 1,5 s (mål ≥ 20 gånger)")
    print("projekt  tavlan ms   statisk ms      kvot          gånger  median ms  p95 ms  kvot mot statisk i vila")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            taken = measure(size, Path(folder))
        halves = [(statistics.median(part), p95(part)) for part in (taken.board, taken.static, taken.drag)]
        (board, board_95), (static, static_95), (drag, drag_95) = halves
        print(
            f"{size:7d}  {board:4.0f} {board_95:5.0f}  {static:5.0f} {static_95:5.0f}"
            f"   {board / static:4.2f} {board_95 / static_95:4.2f}"
            f"   {min(taken.updates):4d}–{max(taken.updates)}  {drag:8.0f}  {drag_95:6.0f}"
            f"  {drag / static:4.2f} {drag_95 / static_95:4.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
