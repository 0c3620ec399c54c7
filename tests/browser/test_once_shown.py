"""Once answers are shown: the wall has the room of the code, and each phone a way to what the group thinks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.meeting import LEVELS, Watched, answer_all, begin, reveal, take, take_seat
from tests.browser.plan_copies import LaidMeeting

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
# The corner with the code lies over no word of the heading.
APART = """() => {
    const corner = document.querySelector('.s-join').getBoundingClientRect();
    return [...document.querySelectorAll('.s-head *')].every(part => {
        const range = document.createRange();
        range.selectNodeContents(part);
        return [...range.getClientRects()].every(box => box.right <= corner.left || box.top >= corner.bottom);
    });
}"""


def level_of(place: int, _: str, criterion: str) -> str:
    return LEVELS[criterion][place]


def test_once_answers_are_shown_the_projector_has_the_room_of_the_code_and_each_phone_a_way_to_the_answers(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef", viewport=PHONE)
    other = take_seat(watched(), begun.code, "Objektägare")
    for page, place in ((begun.page, -1), (other, 0)):
        answer_all(page, begun.meeting_id, 1, partial(level_of, place))
    wall = watched(viewport={"width": 1280, "height": 720}).visit.open(
        f"projektor?plan={begun.plan}&mote={begun.meeting_id}&bild=ram"
    )
    corner, way = wall.locator(".s-join"), begun.page.get_by_role("link", name="Se gruppens svar på sidan Möte")
    expect(corner.locator("img")).to_be_visible()
    expect(way).to_have_count(0)
    reveal(begun.leader)
    expect(corner.locator("img")).to_have_count(0)
    expect(corner).to_have_text(f"Gå med: kod {begun.code[:3]} {begun.code[3:]}")
    assert wall.evaluate(APART) is True
    way.click()
    begun.page.get_by_role("heading", name="Gruppens bedömning").wait_for()
    begun.leader.page.get_by_text("Leda mötet").click()
    take(begun.leader, "Öppna runda 2", "Stäng och öppna nästa")
    expect(corner.locator("img")).to_be_visible()
