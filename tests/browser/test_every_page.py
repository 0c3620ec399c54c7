"""What holds for every page that exists, found from the files in pages/."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import DARK, axe_findings, in_the_dark
from tests.browser.english import english_on
from tests.browser.harness import Server, Visit, page_addresses
from tests.browser.narrow import CUT, SMALL, SPACED, left_outside
from tests.browser.windows import LAPTOP, Opener, Windows

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
UKFA = "?plan=ukfa-2022"
Shown = Callable[..., Visit]


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in page_addresses()]
)
def address(request: pytest.FixtureRequest) -> str:
    """Each page in turn; with all its tests in one process, so that they can share windows."""
    return str(request.param)


@pytest.fixture(scope="module")
def shown(address: str, windows: Windows, server: Server) -> Iterator[Shown]:
    """Open the page once for each query and kind of window, for the tests that only look at it."""
    visits: dict[str, Visit] = {}
    with windows.borrowed(server.url) as open_window:

        def show(query: str = "", **options: object) -> Visit:
            kind = repr((query, options))
            if kind not in visits:
                visits[kind] = open_window(**options)
                visits[kind].open(address + query)
            return visits[kind]

        yield show


def test_axe_finds_nothing(shown: Shown) -> None:
    assert axe_findings(shown().page) == []


def test_axe_finds_nothing_in_the_dark(shown: Shown) -> None:
    with in_the_dark(shown()) as page:
        assert axe_findings(page) == []


def test_axe_finds_nothing_on_a_phone(shown: Shown) -> None:
    visit = shown(viewport=PHONE)
    assert axe_findings(visit.page) == []
    with in_the_dark(visit) as page:
        assert axe_findings(page) == []


def test_the_page_says_that_it_is_in_swedish_and_has_a_title_of_its_own(shown: Shown) -> None:
    page = shown().page
    assert page.evaluate("document.documentElement.lang") == "sv"
    assert page.title().endswith(" – Prioritering")
    assert page.locator("h1").count() == 1


def test_the_menu_is_a_landmark_of_navigation_with_a_name(shown: Shown) -> None:
    menu = shown().page.get_by_test_id("stSidebar")
    expect(menu).to_have_attribute("role", "navigation")
    expect(menu).to_have_attribute("aria-label", "Sidomeny")


@pytest.mark.parametrize("query", ["", UKFA], ids=["vso-2021", "ukfa-2022"])
def test_no_english_is_left_in_the_interface(query: str, shown: Shown) -> None:
    assert english_on(shown(query).page) == []


def test_no_request_leaves_the_machine(shown: Shown, server: Server) -> None:
    visit = shown()
    assert visit.sockets, "the websocket is expected to be seen"
    assert visit.outside_hosts() == []
    assert server.outside_hosts() == []


def test_the_page_is_not_wider_than_a_phone(shown: Shown) -> None:
    page = shown(viewport=PHONE).page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    widest = """() => Math.max(...[...document.querySelectorAll('[data-testid="stMain"]')].map(
        (main) => main.scrollWidth - main.clientWidth))"""
    assert page.evaluate(widest) <= 0


def test_the_menu_carries_the_address_to_the_other_pages(shown: Shown) -> None:
    page = shown(UKFA).page
    links = page.locator('[data-testid="stSidebar"] a[data-testid="stPageLink-NavLink"]')
    targets = [str(link.get_attribute("href")) for link in links.all()]
    assert len(targets) == len(page_addresses())
    assert all("plan=ukfa-2022" in target for target in targets)
    assert page.locator('[data-testid="stSidebar"] a[aria-current="page"]').count() == 1


_FOCUSABLE = """() => {
  const selector = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  for (const element of document.querySelectorAll(selector)) {
    const box = element.getBoundingClientRect();
    const reachable = element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.disabled
      && element.tabIndex >= 0 && element.type !== 'radio' && element.role !== 'radio'
      && !element.closest('[inert], [aria-hidden="true"]')
      && box.width > 1 && box.height > 1;
    if (reachable) element.setAttribute('data-to-reach', '');
  }
  return document.querySelectorAll('[data-to-reach]').length;
}"""
_NOTE_FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  element.removeAttribute('data-to-reach');
  const shown = (node) => {
    const style = getComputedStyle(node);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };
  let node = element;
  for (let level = 0; node && level < 4; level++, node = node.parentElement) if (shown(node)) return '';
  return element.outerHTML.slice(0, 200);
}"""
_LEFT = "() => [...document.querySelectorAll('[data-to-reach]')].map((element) => element.outerHTML.slice(0, 160))"


def test_everything_is_reached_with_the_tab_key_and_shows_it(shown: Shown) -> None:
    page = shown().page
    count = page.evaluate(_FOCUSABLE)
    assert count >= len(page_addresses()), "at least the menu is expected"
    invisible = set()
    for _ in range(3 * count + 20):
        page.keyboard.press("Tab")
        unseen = page.evaluate(_NOTE_FOCUS)
        if unseen:
            invisible.add(unseen)
        if not page.evaluate(_LEFT):
            break
    assert page.evaluate(_LEFT) == []
    assert sorted(invisible) == []


def test_the_page_can_be_read_narrow_and_spaced_out_and_be_hit(shown: Shown) -> None:
    visit = shown()
    page = visit.page
    menu = page.get_by_test_id("stSidebar").get_attribute("data-collapsed")
    assert page.evaluate(SMALL) == []
    # 1440 and 1366 wide at 200 %, and between a phone and that.
    for width in (720, 683, 500):
        page.set_viewport_size({"width": width, "height": 450})
        assert (width, left_outside(visit)) == (width, [])
    page.set_viewport_size(LAPTOP)
    spaced = page.add_style_tag(content=SPACED)
    assert page.evaluate(CUT) == []
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.locator("h1").first).to_be_visible()
    assert left_outside(visit) == []
    assert page.evaluate(CUT) == []
    spaced.evaluate("one => one.remove()")
    page.set_viewport_size(LAPTOP)
    # As the others found it: the menu has closed on the way.
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", str(menu))
    visit.settle()


# What a closed part holds has a size only once the browser has laid it out: of what is not shown none is compared.
_LOOKS = """() => [...document.querySelectorAll('body, body *')].map((element) => {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const size = element.closest('[inert]') || !element.checkVisibility({ contentVisibilityAuto: true })
    ? 'not shown' : [Math.round(box.width), Math.round(box.height)];
  return [element.tagName, style.color, style.backgroundColor, style.borderColor, style.fill, style.stroke,
    style.boxShadow, size].join();
})"""


def test_a_page_that_turns_dark_looks_as_one_that_was_opened_in_the_dark(new_window: Opener) -> None:
    opened, turned = new_window(color_scheme="dark"), new_window()
    looks = opened.open("prioritera").evaluate(_LOOKS)
    turned.open("prioritera")
    with in_the_dark(turned) as page:
        assert page.evaluate(_LOOKS) == looks
    expect(opened.page.locator(".stApp")).to_have_css("background-color", DARK)


def test_an_address_full_of_nonsense_gives_the_page_and_no_error(address: str, visit: Visit) -> None:
    nonsense = "plan=%3Cscript%3E&ram=abc&vikter=%00%FF&ordning=" + "x" * 500 + "&okand=1&möte='%3B--"
    page = visit.open(f"{address}?{nonsense}")
    assert page.locator("h1").count() == 1
    assert page.get_by_text("Något gick fel").count() == 0
