"""What an answer, a reason and an order of criteria may be."""

import pytest

from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Answer, Kind, checked_answer, checked_places, checked_reason
from tests.meeting.builders import TWO

WORDED, NUMBER = TWO.criteria


def test_a_level_must_be_one_of_the_scale() -> None:
    assert checked_answer(WORDED, Answer(kind=Kind.LEVEL, value="Hög")).value == "Hög"
    for value in ("Jättehög", 3, None, ""):
        with pytest.raises(BadArgument, match="en av nivåerna Ingen, Låg"):
            checked_answer(WORDED, Answer(kind=Kind.LEVEL, value=value))


def test_a_number_must_lie_on_the_scale() -> None:
    assert checked_answer(NUMBER, Answer(kind=Kind.LEVEL, value=7.5)).value == 7.5
    for value in (11, -1, "många", float("nan"), None):
        with pytest.raises(BadArgument, match="ett tal från 0 till 10"):
            checked_answer(NUMBER, Answer(kind=Kind.LEVEL, value=value))


def test_vet_ej_carries_no_level() -> None:
    assert checked_answer(WORDED, Answer(kind=Kind.DONT_KNOW, value="Hög")).value is None


def test_a_hundred_thousand_characters_are_refused_with_the_limit() -> None:
    with pytest.raises(BadArgument, match=r"högst 500 tecken, men det här är 100000\. Inget av det har sparats"):
        checked_reason("å" * 100_000)
    assert checked_reason("  <b>🙂</b> \x00") == "<b>🙂</b>"
    assert checked_reason("👩\u200d🏫") == "👩\u200d🏫"


@pytest.mark.parametrize("text", ["", " \t\n", "\u200b", "\u202e \ufeff", "\x07", "\ud800"])
def test_a_reason_in_which_nothing_can_be_seen_is_none(text: str) -> None:
    assert checked_reason(text) == ""


def test_every_criterion_needs_a_place() -> None:
    assert checked_places(TWO, {"a": 2, "b": 1}) == {"a": 2, "b": 1}
    for places in ({"a": 1}, {"a": 1, "b": 3}, {"a": 0, "b": 1}, {"a": 1, "b": 2, "c": 1}):
        with pytest.raises(BadArgument, match="plats från 1 till 2"):
            checked_places(TWO, places)
