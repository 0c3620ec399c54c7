"""Blind answers and the count, put back together from an older day: what is told of it, and what nobody can tell."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.errors import StoreError
from prioritering.meeting.meeting import Meeting, Member
from prioritering.meeting.rounds import Happening
from prioritering.store import ballots, lost_answers, meetings
from prioritering.store.accepted import accept, missing_from
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.sealed import note_while_blind
from prioritering.store.statements import statement
from prioritering.store.tally import TALLY_SUFFIX
from tests.store import meeting_steps
from tests.store.meetings_begun import answered, begun, give_a_reason

TOLD = "från en äldre dag än databasen"
BESIDE = (BOXES_SUFFIX, TALLY_SUFFIX)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mote.duckdb"


def older_day(path: Path, *suffixes: str) -> Callable[[], None]:
    """Copy what lies beside a database, and return what puts it back."""
    kept = path.parent / "kopia"
    kept.mkdir()

    def move(there: Path, here: Path) -> None:
        for suffix in suffixes:
            source, target = (folder / f"{path.name}{suffix}" for folder in (there, here))
            if source.is_dir():
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(source, target)
            else:
                shutil.copy2(source, target)

    move(path.parent, kept)
    return lambda: move(kept, path.parent)


def blind(path: Path) -> tuple[Store, Meeting, Member]:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    answered(store, meeting, owner)
    return store, meeting, owner


def reason(store: Store, meeting: Meeting, owner: Member) -> str:
    return next(sheet.reason for sheet in ballots.own_answers(store, meeting.id, owner).sheets)


@pytest.mark.parametrize("known_by", ["a stop", "the clock", "two saves in the database"])
def test_answers_and_count_of_the_same_older_day_are_told_once_the_database_knows_of_a_later(
    path: Path, known_by: str
) -> None:
    store, meeting, owner = blind(path)
    put_back = older_day(path, *BESIDE)
    give_a_reason(store, Voter(meeting.id, owner, 1))
    if known_by == "a stop":
        # As the server does when it is stopped. Nothing but a blind answer has been saved.
        store.settle()
    elif known_by == "the clock":
        # And then a kill: nothing is noted at the end.
        note_while_blind(store)
    else:
        for kind in (Happening.JOINING_CLOSED, Happening.JOINING_OPENED):
            meetings.record(store, meeting.id, kind, "Objektledare")
    store.close()
    put_back()
    assert TOLD in missing_from(path)
    with pytest.raises(StoreError, match=TOLD):
        Store.open(path)
    accept(path)
    assert missing_from(path) == ""
    again = Store.open(path)
    assert reason(again, meeting, owner) == ""
    again.close()
    Store.open(path).close()


def test_all_files_of_an_older_day_are_that_day_and_nobody_can_tell(path: Path) -> None:
    store, meeting, owner = blind(path)
    store.settle()
    put_back = older_day(path, "", *BESIDE)
    give_a_reason(store, Voter(meeting.id, owner, 1))
    store.settle()
    store.close()
    put_back()
    again = Store.open(path)
    assert reason(again, meeting, owner) == ""
    assert lost_answers.lost_members(again, meeting.id, 1) == ()
    again.close()


def test_the_clock_notes_no_more_once_the_answers_are_shown(path: Path) -> None:
    store, meeting, _ = blind(path)

    def known() -> int:
        note_while_blind(store)
        return store.tuples(statement("read/counted_number"))[0][0]

    assert known() < known()
    meeting_steps.reveal(store, meeting.id, "objektledare")
    assert known() == known()
    # A folder of a meeting that the database does not know.
    store.boxes.make("ett annat", 1)
    assert known() == known()
    store.close()


def test_of_blind_answers_alone_since_the_clock_last_noted_it_nobody_can_tell_after_a_kill(path: Path) -> None:
    store, meeting, owner = blind(path)
    put_back = older_day(path, *BESIDE)
    give_a_reason(store, Voter(meeting.id, owner, 1))
    # Closed as a kill leaves it: nothing is noted at the end.
    store.close()
    put_back()
    again = Store.open(path)
    assert reason(again, meeting, owner) == ""
    assert lost_answers.lost_members(again, meeting.id, 1) == ()
    again.close()
