"""The harness itself: what no page may show fails the test that met it, and nothing is carried to the next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.harness import Server
from tests.browser.windows import Windows

pytestmark = pytest.mark.browser
ELSEWHERE = "http://example.invalid/sida"
STREAMLITS_BOX = '<p data-testid="stException">prövat undantag</p>'
FAULTS: dict[str, tuple[Callable[[Page], object], str]] = {
    "an error in the console": (lambda page: page.evaluate("console.error('prövat fel')"), "prövat fel"),
    "an uncaught error": (
        lambda page: page.evaluate("queueMicrotask(() => { throw new Error('prövat kast'); })"),
        "prövat kast",
    ),
    "a traceback": (lambda page: page.evaluate("document.body.append('Traceback (most recent')"), "Traceback"),
    "an exception that Streamlit shows": (
        lambda page: page.evaluate("(html) => document.body.insertAdjacentHTML('beforeend', html)", STREAMLITS_BOX),
        "prövat undantag",
    ),
    "a request to another machine": (lambda page: page.goto(ELSEWHERE), "example.invalid"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_no_page_may_show_fails_the_test_that_met_it(fault: str, windows: Windows, server: Server) -> None:
    show, told = FAULTS[fault]
    with pytest.raises(AssertionError, match=told), windows.borrowed(server.url) as open_window:
        page = open_window().page
        # Answered here: the harness sees the request, and still it leaves no machine.
        for address in (f"{server.url}/en-sida", ELSEWHERE):
            page.route(address, lambda route: route.fulfill(body="<p>En sida</p>", content_type="text/html"))
        page.goto(f"{server.url}/en-sida")
        show(page)
        page.unroute_all()


def test_a_page_without_faults_fails_nothing(windows: Windows, server: Server) -> None:
    with windows.borrowed(server.url) as open_window:
        assert open_window().open("metod").locator("h1").count() == 1


def test_a_window_that_is_used_again_has_nothing_left_from_before(windows: Windows, server: Server) -> None:
    with windows.borrowed(server.url) as open_window:
        first = open_window()
        page = first.open("metod")
        page.evaluate("() => { document.cookie = 'kvar=1'; localStorage.kvar = 1; sessionStorage.kvar = 1; }")
        page.set_viewport_size({"width": 700, "height": 500})
        page.context.new_page()
        page.context.set_offline(True)
    with windows.borrowed(server.url) as open_window:
        again = open_window()
        assert again is first
        assert (again.requests, again.sockets, len(page.context.pages)) == ([], [], 1)
        page = again.open("oversikt")
        assert "kvar" not in page.evaluate("[document.cookie, ...Object.keys(localStorage)].join()")
        assert page.evaluate("sessionStorage.kvar") is None
        assert page.evaluate("[innerWidth, innerHeight]") == [1440, 900]


def test_a_window_that_was_paper_or_a_phone_in_the_dark_with_motion_is_a_still_laptop_in_the_light_again(
    windows: Windows, server: Server
) -> None:
    asked = """[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches,
        matchMedia('(prefers-reduced-motion: reduce)').matches, matchMedia('print').matches]"""
    with windows.borrowed(server.url) as open_window:
        first = open_window(viewport={"width": 390, "height": 844}, color_scheme="dark", reduced_motion="no-preference")
        assert first.open("metod").evaluate(asked) == [390, True, False, False]
        first.page.emulate_media(media="print")
        assert first.page.evaluate(asked)[-1] is True
    with windows.borrowed(server.url) as open_window:
        again = open_window()
        assert again is first
        assert again.open("metod").evaluate(asked) == [1440, False, True, False]
