"""What is cut off, lies outside or is too small to hit in a narrow window or with text set far apart."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.harness import Visit
from tests.browser.stillness import PATIENCE

# WCAG 2.2, 1.4.12: nothing may be lost when a reader sets text so far apart.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
CUT = """() => [...document.querySelectorAll('[data-testid="stMain"] *')].filter(e => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    const says = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
    const isField = e.matches('input, textarea, select, option, .p-hidden');
    return says && box.width > 2 && box.height > 2 && e.checkVisibility() && !isField
        && ((style.overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)
            || (style.overflowY !== 'visible' && e.scrollHeight > e.clientHeight + 3));
}).map(e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 60)}`)"""
OUTSIDE = """() => [...document.querySelectorAll('html, [data-testid="stMain"]')]
    .filter(box => box.scrollWidth > box.clientWidth + 1)
    .map(box => [...box.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
        && !e.closest('.p-scroll, [data-testid="stSidebar"]')).slice(-6)
        .map(e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`).join(' | '))"""
# WCAG 2.2, 2.5.8: links within a sentence are excepted, and what stands alone is measured with what surrounds it.
# Nor is what only a screen reader meets measured, in a box of one pixel.
SMALL = """() => [...document.querySelectorAll('button, summary, [role="button"], a[href], input:not([type="range"])')]
    .filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.disabled
        && !e.closest('[inert], [aria-hidden="true"], [data-testid="stSidebar"][data-collapsed="true"]'))
    .filter(e => !(e.matches('a') && getComputedStyle(e).display === 'inline'))
    .filter(e => e.parentElement.getBoundingClientRect().width > 1)
    .map(e => [e, (e.closest('label') ?? e).getBoundingClientRect()])
    .filter(([e, box]) => box.width > 1 && box.height > 1 && (box.width < 23.5 || box.height < 23.5))
    .map(([e, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 140)}`)"""


def left_outside(visit: Visit) -> list[str]:
    """Return what still lies outside a window of a new size when the page has found its place in it."""
    visit.settle()
    # A grid hears of its new width after all else.
    with suppress(PlaywrightTimeout):
        visit.page.wait_for_function(f"() => ({OUTSIDE})().length === 0", timeout=PATIENCE * 1000)
    found: list[str] = visit.page.evaluate(OUTSIDE)
    return found
