"""axe-core with the findings that are Streamlit's own and cannot be mended from outside listed here, with reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.harness import Visit, grow
from tests.browser.stillness import wait_until_still

LIGHT, DARK = "rgb(251, 251, 248)", "rgb(20, 25, 27)"
"""The background of .streamlit/config.toml in each scheme."""

# Rule id -> part of the element's HTML -> why it stays.
_GRID = "a heading cell of the grid's row marks (st.data_editor), which is drawn on a canvas; not a WCAG criterion"
_MENU = "the page's menu is drawn after all landmarks, beside its button by its role; not a WCAG criterion"
STREAMLITS_OWN: dict[str, dict[str, str]] = {
    "region": {'data-testid="stMainMenuList"': _MENU},
    "empty-table-header": {'role="columnheader" aria-selected="false" aria-colindex="1"': _GRID},
}

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passed is not described, which is most of axe's time; every rule is tried all the same.
_OPTIONS = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}
_COLOURS = {**_OPTIONS, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# All that the other rules go by, and whether it is what it was: elements with their attributes, texts, sizes, places
# and whether they are seen. In another theme styles have other names and drawings other colours.
_STANDS_AS_BEFORE = """() => {
  const drawn = new Set(['style', 'fill', 'stroke']);
  const within = (root) => [...root.querySelectorAll('*')].flatMap((one) => [
    one, ...(one.shadowRoot ? within(one.shadowRoot) : [])]);
  const told = within(document).map((element) => {
    const isDrawing = element instanceof SVGElement;
    const said = [...element.attributes]
      .filter(({ name }) => name !== 'class' && name !== 'color' && !(isDrawing && drawn.has(name)))
      .map(({ name, value }) => `${name}=${value}`);
    const texts = [...(element.matches('style, script') ? [] : element.childNodes)]
      .filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data);
    const { x, y, width, height } = element.getBoundingClientRect();
    const place = [x, y, width, height].map(Math.round);
    return [element.tagName, ...said, ...texts, ...place, element.value, element.checked,
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true })].join();
  });
  const before = window.stoodAs;
  window.stoodAs = told.join('|');
  return before === window.stoodAs && !document.querySelector('iframe');
}"""


def axe_findings(page: Page) -> list[str]:
    """Return what axe-core finds by WCAG 2.2 A and AA and its best practices, one line an element.

    The whole page is brought into the window first: what is scrolled away is not judged for contrast or size.
    Afterwards the window has its size back.
    """
    size = page.viewport_size
    found = plain_findings(grow(page))
    if found:
        # Someone else may have changed something in that blink: what is a fault is there when the page stands still.
        wait_until_still(page)
        page.evaluate("() => { delete window.stoodAs; }")
        found = plain_findings(page)
    if size:
        page.set_viewport_size(size)
    return found


def plain_findings(page: Page) -> list[str]:
    """Return what axe-core finds on a page that is not Streamlit's: it scrolls as a whole and is drawn at once.

    Of a page that stands as when it was last asked about, and differs by its colours alone, only they are judged.
    """
    stands: bool = page.evaluate(_STANDS_AS_BEFORE)
    report: dict[str, Any] = Axe().run(page, options=_COLOURS if stands else _OPTIONS).response
    return [
        f"{violation['id']}: {node['html'][:160]} — {node.get('failureSummary', '')[:200]}"
        for violation in report["violations"]
        for node in violation["nodes"]
        if not any(part in node["html"] for part in STREAMLITS_OWN.get(violation["id"], {}))
    ]


@contextmanager
def in_the_dark(visit: Visit) -> Iterator[Page]:
    """Let an open page be dark until the block ends, as when the device turns dark in the evening.

    It is then as one opened in the dark (test_every_page.py holds that), without being loaded once more.
    """
    _turn(visit, "dark", DARK)
    yield visit.page
    _turn(visit, "light", LIGHT)


def _turn(visit: Visit, scheme: Any, background: str) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    expect(visit.page.locator(".stApp")).to_have_css("background-color", background)
    visit.settle()


def contrast(one: str, other: str) -> float:
    """Return the contrast by WCAG between two colours, each as `rgb(1, 2, 3)`."""
    darker, lighter = sorted(map(_light, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: str) -> float:
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
