"""Whatever moment the leader changes the room's view at, a screen shows it, or is told of it once it has been drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from prioritering.meeting.rounds import Happening
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.view.room_view import read, written
from prioritering.web.server.stream import in_text, topic_of
from tests.pages.meeting import newest, open_one
from tests.pages.visit import Visit

FOLLOWED = {
    ("oversikt", ""): "folj-planen",
    ("prioritera", ""): "folj-planen",
    ("robusthet", ""): "folj-planen",
    ("mote", ""): "mote-fynd",
    ("projektor", "bild=ram"): "projektor",
    ("projektor", "bild=sakert"): "projektor",
}
"""What draws a page anew when its stream tells of something newer than it was drawn with."""


def at_question(database: Store, number: int, happens: Callable[[], None], patch: pytest.MonkeyPatch) -> list[int]:
    """Let something happen just before the page asks for the nth time what is newest; return where that is counted."""
    real, asked = database.until_written, [0]

    def until_written(*given: Any) -> Any:
        asked[0] += 1
        if asked[0] == number:
            happens()
        return real(*given)

    patch.setattr(database, "until_written", until_written)
    return asked


def is_told(visit: Visit, key: str) -> bool:
    """Return whether the first thing that the screen's stream says is newer than what it was drawn with."""
    followed = visit.components[key]
    topic = topic_of(dict(parse_qsl(urlsplit(followed["address"]).query)))
    return in_text(topic.look()[: len(followed["drawn"].split("-"))]) != followed["drawn"]


@pytest.mark.parametrize(("page", "where"), FOLLOWED)
def test_a_change_of_the_rooms_view_while_a_screen_is_being_drawn_reaches_it(
    database: Store, page: str, where: str
) -> None:
    open_one()
    meeting = newest(database)
    room = read(meeting.room_view)

    def lead(frame: str) -> None:
        led = written({**room, "ram": frame})
        meetings.record(database, meeting.id, Happening.ROOM_VIEW, "objektledare", *led)

    moment, is_shown = 0, True
    while is_shown:
        moment += 1
        lead("")
        with pytest.MonkeyPatch.context() as patch:
            asked = at_question(database, moment, lambda: lead("2000"), patch)
            visit = Visit(page, where, role="medlem")
        is_shown = visit.address.get("ram") == "2000"
        assert is_shown or is_told(visit, FOLLOWED[page, where])
    # The first moment that was too late to be shown is not the last: what comes later is told of just so.
    assert 1 < moment < asked[0]
