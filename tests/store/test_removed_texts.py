"""A text that an administrator takes away is gone wherever it stood, and nothing that is computed changes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from prioritering.errors import Conflict
from prioritering.meeting.meeting import Answer, Kind, Meeting, Member
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_counts
from prioritering.store.removed_texts import REMOVED, WrittenText, remove_text
from prioritering.store.revealed_answers import revealed_answers
from prioritering.store.round_keys import KEYS_SUFFIX
from prioritering.store.tally import TALLY_SUFFIX
from tests.store import meeting_steps
from tests.store.meetings_begun import ROLES, SECRET, begun, boxes, said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mote.duckdb"


def shown(store: Store) -> tuple[Meeting, Member]:
    meeting, (owner, leader, _) = begun(store)
    ballots.save_reason(store, Voter(meeting.id, owner, 1), "p", f"{SECRET}, först")
    said(store, meeting, owner)
    ballots.save_reason(store, Voter(meeting.id, leader, 1), "p", "Ett annat skäl")
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    return meeting, owner


def reasons(store: Store, meeting: Meeting, event: int | None = None) -> set[str]:
    return {sheet.reason for sheet in revealed_answers(store, meeting, event).sheets if sheet.reason}


def test_it_is_gone_now_and_as_it_was_and_from_the_file_and_its_log_with_what_was_written_before_it(path: Path) -> None:
    store = Store.open(path)
    meeting, owner = shown(store)
    event = meetings.visible_number(store, meeting.id)
    assert reasons(store, meeting) == {SECRET, "Ett annat skäl"}
    before = revealed_answers(store, meeting).sheets
    remove_text(store, meeting.id, WrittenText(1, "p", SECRET), "administratör")
    assert reasons(store, meeting) == reasons(store, meeting, event) == {REMOVED, "Ett annat skäl"}
    assert {sheet.reason for sheet in ballots.own_answers(store, meeting.id, owner).sheets} == {REMOVED, ""}
    assert store.tuples(f"select count(*) from ballot where contains(reason, '{SECRET}')") == [(0,)]
    after = revealed_answers(store, meeting).sheets
    assert [sheet.answers for sheet in after] == [sheet.answers for sheet in before]
    assert lies_in(path) == []
    assert boxes(path) == []
    store.close()
    assert lies_in(path) == []


def lies_in(path: Path) -> list[str]:
    """The names of the files, of all that lie with the database, that hold the secret."""
    return [file.name for file in path.parent.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]


def test_nothing_else_is_lost_when_the_file_is_written_anew_and_numbers_go_on(path: Path) -> None:
    store = Store.open(path)
    meeting, _ = shown(store)
    tables = "select table_name, sql from duckdb_tables() order by table_name"
    views = "select view_name, sql from duckdb_views() where not internal order by view_name"
    newest = "select max(entry_id) from meeting_event"
    names = [name for name, _ in store.tuples(tables)]
    rows = {name: store.tuples(f"from {name} order by all") for name in names}
    made, number = (store.tuples(tables), store.tuples(views)), store.tuples(newest)
    store.will_rewrite()
    assert store.rewrite()
    assert {name: store.tuples(f"from {name} order by all") for name in names} == rows
    assert (store.tuples(tables), store.tuples(views)) == made
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    assert store.tuples(newest) > number
    store.close()
    assert sorted(file.name for file in path.parent.iterdir() if file.is_file()) == [
        path.name,
        f"{path.name}{KEYS_SUFFIX}",
        f"{path.name}{TALLY_SUFFIX}",
    ]
    again = Store.open(path)
    assert meetings.get_meeting(again, meeting.id).active_round is None
    again.close()


def test_others_go_on_reading_and_answering_while_the_file_is_written_anew(path: Path) -> None:
    store = Store.open(path)
    meeting, owner = shown(store)
    over = threading.Event()

    def reading() -> int:
        count = 0
        while not over.is_set():
            assert len(store.rows("from meeting_member")) == len(ROLES)
            count += 1
        return count

    def answering() -> int:
        count = 0
        while not over.is_set():
            count += 1
            ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "b", Answer(kind=Kind.LEVEL, value=count % 2))
        return count

    with ThreadPoolExecutor() as pool:
        work = [pool.submit(task) for task in (reading, reading, answering)]
        done = [store.rewrite() for _ in range(3)]
        over.set()
        *reads, answers = [one.result() for one in work]
    assert done == [True] * 3
    assert min(reads) > 0
    store.close()
    again = Store.open(path)
    assert again.tuples("select count(*) from ballot where criterion_id = 'b'") == [(answers,)]
    again.close()


def test_a_text_taken_away_while_somebody_reads_is_gone_from_the_file_at_the_next_start(path: Path) -> None:
    store = Store.open(path)
    meeting, _ = shown(store)
    with store.cursor() as reader:
        reader.execute("from ballot")
        remove_text(store, meeting.id, WrittenText(1, "p", SECRET), "administratör")
        assert reasons(store, meeting) == {REMOVED, "Ett annat skäl"}
    store.close()
    # Else the start would have nothing to do.
    assert lies_in(path) == [path.name]
    Store.open(path).close()
    assert lies_in(path) == []


def test_it_is_told_to_every_screen_and_who_took_it_away_is_kept_without_the_text(store: Store) -> None:
    meeting, _ = shown(store)
    numbers, visible = meeting_counts(store, meeting.id), meetings.visible_number(store, meeting.id)
    remove_text(store, meeting.id, WrittenText(1, "p", SECRET), "administratör")
    assert meeting_counts(store, meeting.id).events == numbers.events + 1
    # What is computed is kept by this number, and stands.
    assert meetings.visible_number(store, meeting.id) == visible
    newest = "select kind, role, subjects from meeting_event order by entry_id desc limit 1"
    assert store.tuples(newest) == [("text borttagen", "administratör", '["p"]')]


def test_a_text_that_is_not_there_or_not_shown_is_refused_and_nothing_is_changed(store: Store) -> None:
    meeting, owner = shown(store)
    meeting_steps.open_round(store, meeting.id, ["p"], "Objektledare")
    ballots.save_reason(store, Voter(meeting.id, owner, 2), "p", "Dolt")
    for written in (WrittenText(1, "p", "finns inte"), WrittenText(1, "q", SECRET), WrittenText(2, "p", "Dolt")):
        with pytest.raises(Conflict, match="finns inte längre där"):
            remove_text(store, meeting.id, written, "administratör")
    assert reasons(store, meeting) == {SECRET, "Ett annat skäl"}


def test_a_text_of_a_meeting_that_has_ended_can_be_taken_away(store: Store) -> None:
    meeting, _ = shown(store)
    meetings.record(store, meeting.id, meetings.Happening.MEETING_CLOSED, "Objektledare")
    remove_text(store, meeting.id, WrittenText(1, "p", SECRET), "administratör")
    assert SECRET not in reasons(store, meeting)
