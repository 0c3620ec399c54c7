"""Meetings in the database: codes, roles, tokens, and that a restart loses nobody."""

from pathlib import Path

import pytest

from prioritering.errors import BadArgument, Conflict, StoreError
from prioritering.meeting.meeting import Answer, Kind, Meeting, Naming, RoundState, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.store import looked, meetings
from prioritering.store.ballots import Voter, save_answer
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_counts, meeting_now
from prioritering.store.meetings import Credential, visible_number
from tests.folders import UKFA, VSO
from tests.meeting.builders import ONE
from tests.store import meeting_steps
from tests.store.meetings_begun import begun

SETUP = setup_from(["Objektägare", "Objektledare"], Naming.BY_ROLE)


def opened(store: Store) -> Meeting:
    return meetings.open_meeting(store, VSO, ONE, SETUP, "Objektledare")


def test_a_meeting_is_found_by_its_code_however_it_is_typed(store: Store) -> None:
    meeting = opened(store)
    typed = f" {meeting.code[:3].lower()} {meeting.code[3:]} "
    assert meetings.by_code(store, typed) == meeting
    for wrong in ("", "ABCDEF", "x" * 100_000, "' or 1=1 --"):
        with pytest.raises(BadArgument, match="koden finns inte"):
            meetings.by_code(store, wrong)


def test_the_newest_meeting_of_a_plan_comes_first(store: Store) -> None:
    first, second = opened(store), opened(store)
    assert [item.id for item in meetings.meetings_of(store, VSO)] == [second.id, first.id]
    assert meetings.meetings_of(store, UKFA) == ()
    with pytest.raises(BadArgument, match="mötet finns inte"):
        meetings.get_meeting(store, "finns-inte")


def test_the_token_is_the_only_way_back_and_is_not_kept_in_the_clear(store: Store) -> None:
    meeting = opened(store)
    member, token = meetings.join(store, meeting.code, "Objektägare")
    assert meetings.member_of(store, meeting.id, Credential(token=token)) == member
    for other in (Credential(), Credential(token=""), Credential(token=member.id), Credential(subject=token)):
        assert meetings.member_of(store, meeting.id, other) is None
    assert token not in repr(store.tuples("select * from meeting_member"))
    assert len(token) >= 43


def test_a_role_is_taken_once_until_the_leader_shares_it(store: Store) -> None:
    meeting = opened(store)
    meetings.join(store, meeting.code, "Objektägare")
    with pytest.raises(Conflict, match="redan tagen"):
        meetings.join(store, meeting.code, "Objektägare")
    meetings.record(store, meeting.id, Happening.ROLE_SHARED, "Objektledare", "Objektägare")
    meetings.join(store, meeting.code, "Objektägare")
    assert [item.role for item in meetings.members(store, meeting.id)] == ["Objektägare", "Objektägare"]


def test_a_logged_in_person_is_the_same_member_on_every_device(store: Store) -> None:
    meeting = opened(store)
    first, _ = meetings.join(store, meeting.code, "Objektägare", subject="entra|1")
    again, token = meetings.join(store, meeting.code, "Objektledare", subject="entra|1")
    assert (again, token) == (first, "")
    assert meetings.member_of(store, meeting.id, Credential(subject="entra|1")) == first
    assert "entra" not in repr(store.tuples("select * from meeting_member"))


def test_who_was_let_go_is_out(store: Store) -> None:
    meeting = opened(store)
    member, token = meetings.join(store, meeting.code, "Objektägare")
    meetings.record(store, meeting.id, Happening.MEMBER_LEFT, "Objektledare", member.id)
    assert meetings.member_of(store, meeting.id, Credential(token=token)) is None


def test_a_restart_keeps_the_meeting_its_members_and_its_round(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "m.duckdb")
    meeting = opened(store)
    member, token = meetings.join(store, meeting.code, "Objektägare")
    meeting_steps.open_round(store, meeting.id, ["p", "q"], "Objektledare")
    store.close()
    store = Store.open(tmp_path / "m.duckdb")
    again = meetings.by_code(store, meeting.code)
    assert again.round is not None
    assert (again.round.state, again.round.project_ids) == (RoundState.BLIND, ("p", "q"))
    assert meetings.member_of(store, again.id, Credential(token=token)) == member
    store.close()


def test_every_event_moves_the_version_on(store: Store) -> None:
    meeting = opened(store)
    seen = [meeting_counts(store, meeting.id)]
    meeting_steps.open_round(store, meeting.id, ["p"], "Objektledare")
    seen.append(meeting_counts(store, meeting.id))
    meetings.join(store, meeting.code, "Objektägare")
    seen.append(meeting_counts(store, meeting.id))
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    seen.append(meeting_counts(store, meeting.id))
    assert seen == sorted(set(seen))


def test_a_closed_meeting_takes_no_more_events(store: Store) -> None:
    meeting = opened(store)
    meetings.record(store, meeting.id, Happening.MEETING_CLOSED, "Objektledare")
    with pytest.raises(Conflict, match="avslutat"):
        meetings.record(store, meeting.id, Happening.JOINING_OPENED, "Objektledare")
    with pytest.raises(Conflict, match="avslutat"):
        meeting_steps.open_round(store, meeting.id, ["p"], "Objektledare")
    with pytest.raises(Conflict, match="avslutat"):
        meetings.join(store, meeting.code, "Objektägare")


def test_a_meeting_opened_again_takes_answers_in_the_round_that_its_ending_had_hidden(store: Store) -> None:
    meeting, (member, *_) = begun(store)
    voter, before = Voter(meeting.id, member, 1), meetings.get_meeting(store, meeting.id)
    for level in ("Hög", "Låg"):
        answer = Answer(kind=Kind.LEVEL, value=level)
        meetings.record(store, meeting.id, Happening.MEETING_CLOSED, "objektledare")
        with pytest.raises(Conflict, match="avslutat"):
            save_answer(store, voter, "p", "a", answer)
        number = visible_number(store, meeting.id)
        assert meetings.reopen(store, meeting.id, "objektledare") == before
        assert visible_number(store, meeting.id) > number
        save_answer(store, voter, "p", "a", answer)
        with pytest.raises(Conflict, match="redan öppet"):
            meetings.reopen(store, meeting.id, "objektledare")
        # The ending is kept, and as of then the meeting had ended.
        assert meetings.get_meeting(store, meeting.id, number).closed_at is not None
    kinds = [row[0] for row in store.tuples("select kind from meeting_event order by entry_id")]
    assert kinds.count(Happening.MEETING_CLOSED) == 2


def test_a_round_that_was_closed_by_itself_stays_closed_when_the_meeting_is_opened_again(store: Store) -> None:
    meeting, (member, *_) = begun(store)
    meeting_steps.reveal(store, meeting.id, "objektledare")
    meeting_steps.close_round(store, meeting.id, "objektledare")
    meetings.record(store, meeting.id, Happening.MEETING_CLOSED, "objektledare")
    assert meetings.reopen(store, meeting.id, "objektledare").active_round is None
    with pytest.raises(Conflict, match="runda 1 är stängd"):
        save_answer(store, Voter(meeting.id, member, 1), "p", "a", Answer(kind=Kind.LEVEL, value="Hög"))


def test_as_of_an_earlier_event_only_those_who_had_joined_by_then_are_members(store: Store) -> None:
    meeting = opened(store)
    first, _ = meetings.join(store, meeting.code, "Objektägare")
    then = meeting_now(store, meeting.id).event
    second, _ = meetings.join(store, meeting.code, "Objektledare")
    now = meeting_now(store, meeting.id).event
    assert meetings.members(store, meeting.id, then) == (first,)
    for event in (None, now, now + 1):
        assert meetings.members(store, meeting.id, event) == (first, second)


def test_a_database_that_is_gone_amid_the_reading_of_a_meeting_is_told_of_as_that(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is newest is known and not asked for again: it is the rows themselves that cannot be read.
    monkeypatch.setattr(looked, "LOOK_SECONDS", float("inf"))
    meeting, other = opened(store), Store(store._connection.cursor(), store.path)
    meeting_counts(other, meeting.id)
    other.close()
    store.close()
    for read in (
        lambda: meeting_now(other, meeting.id),
        lambda: meetings.get_meeting(store, meeting.id, 0),
        lambda: meetings.members(store, meeting.id, 0),
    ):
        with pytest.raises(StoreError, match="kunde inte användas"):
            read()
