"""A seat moved to another device, and a role added: what is refused, and what the meeting then is."""

from datetime import timedelta

import pytest

from prioritering.errors import BadArgument, Conflict
from prioritering.meeting.rounds import Event, Happening, after, check_can_join, present
from prioritering.meeting.seats import LASTS, check_can_offer, check_can_take, checked_role
from tests.meeting.test_rounds import ENDED, NEW, START, member

OFFER = ("1", "kodens hash")
OFFERED = Event(kind=Happening.SEAT_OFFERED, at=START, subjects=OFFER)
TAKEN = Event(kind=Happening.SEAT_TAKEN, at=START, subjects=("1", "ny", ""))
THERE = [member("1", "Objektägare"), member("2", "Objektledare")]


def test_a_seat_is_taken_once_and_soon_by_its_newest_code() -> None:
    check_can_take(NEW, THERE, [OFFERED], OFFER, START + LASTS)
    for events, when in (
        ([], START),
        ([OFFERED, TAKEN], START),
        ([OFFERED, OFFERED.model_copy(update={"subjects": ("1", "nyare")})], START),
        ([OFFERED], START + LASTS + timedelta(seconds=1)),
    ):
        with pytest.raises(Conflict, match="gäller inte längre"):
            check_can_take(NEW, THERE, events, OFFER, when)
    # A newer code lasts from when it was made.
    newer = OFFERED.model_copy(update={"at": START + LASTS, "subjects": ("1", "nyare")})
    check_can_take(NEW, THERE, [OFFERED, newer], newer.subjects, START + 2 * LASTS)
    with pytest.raises(Conflict, match="gäller inte längre"):
        check_can_take(NEW, THERE, [OFFERED, newer], newer.subjects, START + 2 * LASTS + timedelta(seconds=1))
    # What happens to another seat changes nothing.
    other = OFFERED.model_copy(update={"subjects": ("2", "annan")})
    check_can_take(NEW, THERE, [OFFERED, other], OFFER, START)


def test_only_the_seat_of_someone_who_is_in_an_open_meeting_is_moved() -> None:
    check_can_offer(NEW, THERE, "1")
    with pytest.raises(Conflict, match="inte med längre"):
        check_can_offer(NEW, [member("1", "Objektägare", left_at=START)], "1")
    with pytest.raises(Conflict, match="avslutat"):
        check_can_offer(after(NEW, [ENDED]), THERE, "1")


def test_a_member_who_moved_is_the_same_member_and_it_is_told() -> None:
    first, second = present(THERE, [OFFERED, TAKEN])
    assert (first.id, first.moved_at, first.left_at) == ("1", START, None)
    assert second == THERE[1]
    assert present(THERE, [OFFERED]) == tuple(THERE)


def test_a_role_that_is_added_can_be_taken() -> None:
    added = Event(kind=Happening.ROLE_ADDED, at=START, subjects=("Ekonom",))
    with pytest.raises(BadArgument, match="finns inte"):
        check_can_join(NEW, [], "Ekonom")
    check_can_join(after(NEW, [added]), [], "Ekonom")
    assert checked_role(NEW, "  Ekonom \n på nämnden ") == "Ekonom på nämnden"
    for role, fault, words in (
        ("  ", BadArgument, "skriv vilken roll"),
        ("x" * 81, BadArgument, "högst 80"),
        ("objektÄGARE", Conflict, "finns redan"),
        ("Objekta\u0308gare", Conflict, "finns redan"),
    ):
        with pytest.raises(fault, match=words):
            checked_role(NEW, role)
