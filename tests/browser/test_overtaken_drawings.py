"""A component that is drawn again before its last drawing is done still does all it does: hears keys, follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Visit, add_project
from tests.browser.meeting import Watched, begin_unwatched, choose, second_tab
from tests.browser.plan_copies import LaidMeeting
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
# Streamlit fetches a component's script anew for each drawing. When the next one begins before it has come, it does
# what the first one gave back for the end: here that happens every time.
EACH_IS_OVERTAKEN = """(() => {
  if (window.eachIsOvertaken) return;
  window.eachIsOvertaken = true;
  const WAY_IN = 'export default function';
  const Whole = window.Blob;
  window.Blob = class extends Whole {
    constructor(parts = [], options = {}) {
      const text = parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : '';
      const twice = `export default function (given) {
        const first = itsWayIn(given), second = itsWayIn(given);
        Promise.resolve().then(() => first?.());
        return second;
      }`;
      super(text.includes(WAY_IN) ? [`${text.replace(WAY_IN, 'function itsWayIn')}\\n${twice}`] : parts, options);
    }
  };
})()"""
# A window of a kind of its own, since what it does to scripts stays with it.
OWN_KIND: dict[str, Any] = {"extra_http_headers": {"X-Prov": "omritad"}}


@pytest.fixture
def overtaken(new_window: Opener) -> Callable[..., Visit]:
    """Open windows in which each drawing of a component is overtaken by the next."""

    def opened(**options: Any) -> Visit:
        visit = new_window(**OWN_KIND, **options)
        visit.page.context.add_init_script(EACH_IS_OVERTAKEN)
        return visit

    return opened


def test_the_projector_hears_the_arrow_keys(overtaken: Callable[..., Visit]) -> None:
    page = overtaken().open("projektor?bild=lage")
    for step in ("Nya behov", "Rangordning", "Oenighet"):
        page.keyboard.press("ArrowRight")
        expect(page.locator(".s-page h1")).to_have_text(step)


def test_a_screen_follows_what_others_do(overtaken: Callable[..., Visit], new_window: Opener, own_plan: str) -> None:
    wall, board, other = overtaken(), overtaken(), new_window()
    wall.open(f"projektor?plan={own_plan}&bild=behov")
    board.open(f"prioritera?plan={own_plan}")
    other.open(f"prioritera?plan={own_plan}")
    for name in ("Nytt larm", "Nytt arkiv"):
        add_project(other, name)
        expect(wall.page.locator(".s-page")).to_contain_text(name)
        expect(board.page.get_by_role("main")).to_contain_text(name)


def test_two_tabs_of_a_member_follow_each_other(overtaken: Callable[..., Visit], laid_meeting: LaidMeeting) -> None:
    begun = begin_unwatched(lambda **options: Watched(overtaken(**options)), laid_meeting, "Objektledare")
    second = second_tab(begun.member, begun.plan, begun.code)
    for level in ("Hög", "Låg"):
        choose(begun.page, "omfattning", level)
        choice = second.locator(f'fieldset[data-criterion="omfattning"] input[value="nivå/{level}"]')
        expect(choice).to_be_checked()
    second.close()


def test_the_keys_of_a_weight_move_the_board(overtaken: Callable[..., Visit], own_plan: str) -> None:
    visit = overtaken()
    page = visit.open(f"prioritera?plan={own_plan}")
    slider = page.get_by_role("slider", name="Effekttyp")
    for value in ("39", "44"):
        for _ in range(5):
            slider.press("ArrowRight")
        visit.settle()
        expect(slider).to_have_value(value)
        assert f"effekttyp.{value}" in page.url
    page.get_by_role("button", name="Kopiera länk").click()
    expect(page.locator(".c-done")).not_to_be_empty()
