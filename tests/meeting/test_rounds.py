"""How a meeting moves, and what is refused."""

from datetime import UTC, datetime, timedelta

import pytest

from prioritering.errors import BadArgument, Conflict
from prioritering.meeting.meeting import Meeting, Member, Naming, RoundState, setup_from
from prioritering.meeting.rounds import (
    Event,
    Happening,
    after,
    check_can_answer,
    check_can_close_round,
    check_can_join,
    check_can_open_round,
    check_can_reopen,
    check_can_reveal,
    check_someone_has_joined,
    check_someone_takes_part,
    present,
    seats,
    vacant_seat,
)
from tests.folders import VSO
from tests.meeting.builders import ONE

START = datetime(2021, 3, 4, 13, 0, tzinfo=UTC)
NEW = Meeting(
    id="m",
    plan_key=VSO,
    code="ABC234",
    naming=Naming.BY_ROLE,
    roles=("Objektägare", "Objektledare"),
    model=ONE,
    opened_at=START,
)
OPENED = Event(kind=Happening.ROUND_OPENED, at=START, round=1, subjects=("p", "q"))
SHOWN = Event(kind=Happening.REVEALED, at=START, round=1)
SECOND = Event(kind=Happening.ROUND_OPENED, at=START, round=2, subjects=("q",))
ENDED = Event(kind=Happening.MEETING_CLOSED, at=START)
REOPENED = Event(kind=Happening.MEETING_REOPENED, at=START)


def test_a_round_goes_from_blind_to_revealed_to_closed() -> None:
    states = [after(NEW, events).rounds[0].state for events in ([OPENED], [OPENED, SHOWN], [OPENED, SHOWN, SECOND])]
    assert states == [RoundState.BLIND, RoundState.REVEALED, RoundState.CLOSED]


def test_the_second_round_keeps_the_first_and_asks_only_about_what_it_was_given() -> None:
    meeting = after(NEW, [OPENED, SHOWN, SECOND])
    assert [item.project_ids for item in meeting.rounds] == [("p", "q"), ("q",)]
    assert meeting.rounds[0].is_revealed
    assert not meeting.rounds[1].is_revealed


def test_a_second_round_waits_for_the_reveal_and_needs_projects() -> None:
    with pytest.raises(Conflict, match="runda 1 pågår"):
        check_can_open_round(after(NEW, [OPENED]), ["p"])
    with pytest.raises(BadArgument, match="minst ett projekt"):
        check_can_open_round(NEW, [])
    check_can_open_round(after(NEW, [OPENED, SHOWN]), ["q"])


def test_what_is_shown_cannot_be_shown_again() -> None:
    assert check_can_reveal(after(NEW, [OPENED])).number == 1
    for events in ([], [OPENED, SHOWN]):
        with pytest.raises(Conflict):
            check_can_reveal(after(NEW, events))


def test_a_round_closed_unseen_stays_hidden() -> None:
    closed = Event(kind=Happening.ROUND_CLOSED, at=START, round=1)
    meeting = after(NEW, [OPENED, closed])
    assert not meeting.rounds[0].is_revealed
    with pytest.raises(Conflict):
        check_can_close_round(meeting)


def test_answers_are_refused_with_what_happened() -> None:
    check_can_answer(after(NEW, [OPENED, SHOWN]), 1, "p")
    check_can_answer(after(NEW, [OPENED]), 1, None)
    with pytest.raises(Conflict, match="runda 1 är stängd"):
        check_can_answer(after(NEW, [OPENED, SHOWN, SECOND]), 1, "p")
    # A round that has not begun takes none either.
    with pytest.raises(Conflict, match="runda 2 är stängd"):
        check_can_answer(after(NEW, [OPENED]), 2, "p")
    with pytest.raises(Conflict, match="inte med i den här rundan"):
        check_can_answer(after(NEW, [OPENED, SHOWN, SECOND]), 2, "p")
    with pytest.raises(Conflict, match="avslutat"):
        check_can_answer(after(NEW, [OPENED, ENDED]), 1, "p")


def test_a_closed_meeting_takes_nothing_more() -> None:
    ended = after(NEW, [OPENED, ENDED])
    assert ended.rounds[0].state is RoundState.CLOSED
    for check in (check_can_reveal, check_can_close_round):
        with pytest.raises(Conflict, match="avslutat"):
            check(ended)


def test_a_meeting_that_is_opened_again_goes_on_where_it_was() -> None:
    for before in ([OPENED], [OPENED, SHOWN], [OPENED, SHOWN, SECOND]):
        assert after(NEW, [*before, ENDED, REOPENED]) == after(NEW, before)
        assert after(NEW, [*before, ENDED, REOPENED, ENDED]) == after(NEW, [*before, ENDED])
    with pytest.raises(Conflict, match="redan öppet"):
        check_can_reopen(after(NEW, [OPENED]))
    check_can_reopen(after(NEW, [OPENED, ENDED]))


def test_a_round_for_nobody_is_neither_opened_nor_shown() -> None:
    gone = member("1", "Objektägare", left_at=START)
    with pytest.raises(Conflict, match="ingen kan svara"):
        check_someone_takes_part([gone])
    check_someone_takes_part([gone, member("2", "Objektledare")])
    with pytest.raises(Conflict, match="inga svar att visa"):
        check_someone_has_joined([])
    check_someone_has_joined([gone])


def test_the_order_is_the_events_whatever_their_clocks_say() -> None:
    earlier = SHOWN.model_copy(update={"at": START - timedelta(hours=3)})
    meeting = after(NEW, [OPENED, earlier])
    assert meeting.rounds[0].state is RoundState.REVEALED


def member(name: str, role: str, **more: object) -> Member:
    return Member.model_validate({"id": name, "role": role, "joined_at": START, **more})


def test_a_role_is_taken_once_unless_the_leader_allows_more() -> None:
    there = [member("1", "Objektägare")]
    with pytest.raises(Conflict, match="redan tagen"):
        check_can_join(NEW, there, "Objektägare")
    check_can_join(NEW, there, "Objektledare")
    shared = Event(kind=Happening.ROLE_SHARED, at=START, subjects=("Objektägare",))
    check_can_join(after(NEW, [shared]), there, "Objektägare")
    with pytest.raises(BadArgument, match="finns inte"):
        check_can_join(NEW, there, "Kung")


def test_joining_can_be_closed_and_opened_again() -> None:
    closed = Event(kind=Happening.JOINING_CLOSED, at=START)
    opened = Event(kind=Happening.JOINING_OPENED, at=START)
    with pytest.raises(Conflict, match="tar inte emot fler"):
        check_can_join(after(NEW, [closed]), [], "Objektägare")
    check_can_join(after(NEW, [closed, opened]), [], "Objektägare")
    with pytest.raises(Conflict, match="avslutat"):
        check_can_join(after(NEW, [ENDED, opened]), [], "Objektägare")


def test_who_leaves_gives_the_role_to_a_newcomer_who_has_the_same_seat() -> None:
    left = Event(kind=Happening.MEMBER_LEFT, at=START, subjects=("1",))
    there = present([member("1", "Objektägare")], [left])
    check_can_join(NEW, there, "Objektägare")
    assert vacant_seat(there, "Objektägare") == "1"
    followed = [*there, member("2", "Objektägare", replaces="1")]
    assert vacant_seat(followed, "Objektägare") is None
    assert seats(followed) == {"1": "1", "2": "1"}


def test_roles_are_trimmed_and_must_be_there() -> None:
    assert setup_from([" Objektägare ", "", "Objektägare"], Naming.ANONYMOUS).roles == ("Objektägare",)
    alike = ["Chef", "IT\u200b", "chef", "CHEF", "\u200b", "\x00", "IT", "Half \ud83d emoji"]
    assert setup_from(alike, Naming.ANONYMOUS).roles == ("Chef", "IT", "Half emoji")
    # An Å may be one sign, or an A and a ring, as some computers write the names of files.
    assert setup_from(["Objekta\u0308gare", "Objektägare"], Naming.ANONYMOUS).roles == ("Objektägare",)
    with pytest.raises(BadArgument, match="minst en roll"):
        setup_from(["  "], Naming.ANONYMOUS)
    with pytest.raises(BadArgument, match="högst 80"):
        setup_from(["x" * 81], Naming.ANONYMOUS)
