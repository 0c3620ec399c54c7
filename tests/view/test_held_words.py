"""What the frame holds is parted by what it hangs on, and what is locked in over the frame is never called sure."""

from __future__ import annotations

import pytest

from prioritering.view.held_words import held_parts
from prioritering.view.picture import Picture
from tests.view.test_line_words import p, ranging, shown


def parts(picture: Picture) -> list[tuple[str, str]]:
    names = [item.id for item in picture.board.candidates]
    return [(heading, "".join(names[i] for i in indexes)) for heading, indexes in held_parts(picture)]


@pytest.mark.parametrize(
    ("frame", "heading"),
    [
        ("10", "Med (låst), mer än ramen"),
        ("50", "Med (låst), kanske mer än ramen"),
        ("90", "Säkert inom ramen"),
    ],
)
def test_what_is_locked_in_is_sure_only_where_the_frame_holds_it_at_its_dearest(frame: str, heading: str) -> None:
    assert parts(shown(ranging("A", 20, 90, 50), p("B", 500), frame=frame, must=("A",))) == [(heading, "A")]


def test_an_unknown_cost_that_is_locked_in_may_break_the_frame() -> None:
    assert parts(shown(p("A", None), p("B", 500), frame="50", must=("A",)))[0][0] == "Med (låst), kanske mer än ramen"
