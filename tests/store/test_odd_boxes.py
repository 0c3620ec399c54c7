"""What lies in the folder of a round's sealed answers and should not, or cannot be read."""

import shutil
from pathlib import Path

import pytest

from prioritering.errors import StoreError
from prioritering.meeting.meeting import Meeting, Member, Stage
from prioritering.store import ballots, connection, lost_answers, sealed
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_counts
from prioritering.store.revealed_answers import revealed_answers
from prioritering.store.round_keys import KEYS_SUFFIX
from prioritering.store.whole_file import UNFINISHED
from tests.store import meeting_steps
from tests.store.meetings_begun import HIGH, LOW, begun
from tests.store.on_disk import path, store

__all__ = ["path", "store"]


@pytest.fixture
def meeting(store: Store) -> tuple[Meeting, list[Member]]:
    """A blind round where two of three have answered."""
    meeting, people = begun(store)
    for member in people[:2]:
        ballots.save_answer(store, Voter(meeting.id, member, 1), "p", "a", HIGH)
    return meeting, people


def folder(path: Path, meeting: Meeting) -> Path:
    return Path(f"{path}{BOXES_SUFFIX}") / f"{meeting.id}-1"


def test_what_a_system_or_a_restore_leaves_in_the_folder_is_no_answer(
    store: Store, path: Path, meeting: tuple[Meeting, list[Member]]
) -> None:
    here, people = meeting
    (folder(path, here) / ".DS_Store").write_bytes(b"x")
    (folder(path, here) / "en mapp").mkdir()
    box = folder(path, here) / people[0].id
    (folder(path, here) / f"{people[0].id} (1)").write_bytes(box.read_bytes())
    assert lost_answers.lost_rounds(store, here.id) == ()
    ballots.save_answer(store, Voter(here.id, people[1], 1), "p", "a", LOW)
    meeting_steps.reveal(store, here.id, "Objektledare")
    shown = sorted((sheet.role, sheet.answers["a"].value) for sheet in revealed_answers(store, here).sheets)
    assert shown == [(people[1].role, LOW.value), (people[0].role, HIGH.value)]


def test_what_a_killed_server_had_not_written_to_its_end_is_gone_at_the_next_start(
    store: Store, path: Path, meeting: tuple[Meeting, list[Member]]
) -> None:
    here, people = meeting
    keys, box = Path(f"{path}{KEYS_SUFFIX}"), folder(path, here) / people[0].id
    halves = [file.with_name(f"{file.name}.0a1b2c3d{UNFINISHED}") for file in (keys, box)]
    of_another = keys.with_name(f"annat.0a1b2c3d{UNFINISHED}")
    for file in (*halves, of_another):
        file.write_bytes(b"x")
    whole = keys.read_bytes(), box.read_bytes()
    store.close()
    again = Store.open(path)
    assert [file.exists() for file in halves] == [False, False]
    assert of_another.exists()
    assert (keys.read_bytes(), box.read_bytes()) == whole
    again.close()


def test_a_folder_that_cannot_be_read_is_told_of_as_lost_and_stops_nothing_else(
    store: Store, path: Path, meeting: tuple[Meeting, list[Member]]
) -> None:
    here, people = meeting
    # Whoever runs everything is let into every folder, and into no file as if it were one.
    shutil.rmtree(folder(path, here))
    folder(path, here).write_bytes(b"x")
    assert lost_answers.lost_rounds(store, here.id) == (1,)
    assert {item.stage for item in ballots.progress(store, here, people, ["p"])} == {Stage.JOINED}


def test_a_database_that_cannot_be_read_is_not_taken_for_lost_answers(
    store: Store, meeting: tuple[Meeting, list[Member]], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is newest is known and not asked for again: it is the rows themselves that cannot be read.
    monkeypatch.setattr(connection, "LOOK_SECONDS", float("inf"))
    here, _ = meeting
    other = Store(store._connection.cursor(), store.path)
    other.keys, other.boxes = store.keys, store.boxes
    meeting_counts(other, here.id)
    other.close()
    for read in (sealed.opened, lost_answers.is_lost):
        with pytest.raises(StoreError, match="kunde inte användas"):
            read(other, here.id, 1)


def test_a_folder_of_boxes_that_cannot_be_read_is_told_in_words_and_the_log_is_settled_all_the_same(
    store: Store, path: Path, meeting: tuple[Meeting, list[Member]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    log = path.with_name(f"{path.name}.wal")
    assert log.exists()
    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(StoreError, match="för dolda svar går inte att läsa: Permission denied"):
        store.boxes.rounds()
    store.settle()
    assert not log.exists() or log.stat().st_size == 0
