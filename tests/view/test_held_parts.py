"""What the frame holds is parted by what it hangs on, and what is locked in over the frame is never called sure."""

from __future__ import annotations

import pytest

from prioritering.view.held_parts import held_parts
from prioritering.view.picture import Picture
from tests.view.test_line_words import p, ranging, shown


def parts(picture: Picture) -> list[tuple[str, str]]:
    names = [item.id for item in picture.board.candidates]
    return [(part.title, "".join(names[i] for i in part.indexes)) for part in held_parts(picture)]


@pytest.mark.parametrize(
    ("frame", "heading"),
    [
        ("10", "Med (låst), mer än ramen"),
        ("50", "Med (låst), kanske mer än ramen"),
        ("90", "Inom ramen, vad kostnaderna än blir"),
    ],
)
def test_what_is_locked_in_is_sure_only_where_the_frame_holds_it_at_its_dearest(frame: str, heading: str) -> None:
    assert parts(shown(ranging("A", 20, 90, 50), p("B", 500), frame=frame, must=("A",))) == [(heading, "A")]


def test_an_unknown_cost_that_is_locked_in_may_break_the_frame() -> None:
    assert parts(shown(p("A", None), p("B", 500), frame="50", must=("A",)))[0][0] == "Med (låst), kanske mer än ramen"


def test_the_word_for_the_drawn_cases_is_not_said_of_what_fits_by_the_weights_shown() -> None:
    known = shown(p("A", 20, 90), p("B", 500), frame="90")
    assert parts(known) == [("Inom ramen", "A")]
    unknown = shown(p("A", 20, 90), p("B", None), frame="90")
    assert parts(unknown) == [("Inom ramen, vad kostnaderna än blir", "A")]
