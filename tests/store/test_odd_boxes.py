"""What lies in the folder of a round's sealed answers and should not, or cannot be read."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from prioritering.errors import Conflict, StoreError
from prioritering.meeting.meeting import Meeting, Member, Stage
from prioritering.store import ballots, looked, lost_answers, sealed
from prioritering.store.backup import back_up
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_counts
from prioritering.store.revealed_answers import revealed_answers
from prioritering.store.round_keys import KEYS_SUFFIX
from prioritering.store.whole_file import UNFINISHED
from prioritering.usecases.opening import open_store
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
    monkeypatch.setattr(looked, "LOOK_SECONDS", float("inf"))
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


def hidden_and_shown(store: Store) -> tuple[list[Meeting], list[list[Member]]]:
    """Two meetings in which one member has answered; the second's round is shown."""
    both = [begun(store) for _ in range(2)]
    for meeting, people in both:
        ballots.save_answer(store, Voter(meeting.id, people[0], 1), "p", "a", HIGH)
    meeting_steps.reveal(store, both[1][0].id, "Objektledare")
    return [meeting for meeting, _ in both], [people for _, people in both]


@pytest.mark.parametrize("spoilt", ["no text of ours", "a folder", "a key that is none"])
def test_keys_that_cannot_be_read_close_their_own_rounds_and_the_server_starts_and_says_so(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture, spoilt: str
) -> None:
    (hidden, shown), (of_hidden, of_shown) = hidden_and_shown(store)
    store.close()
    keys = Path(f"{path}{KEYS_SUFFIX}")
    whole = keys.read_bytes()
    keys.unlink()
    if spoilt == "a folder":
        keys.mkdir()
    else:
        keys.write_text("{trasig" if spoilt == "no text of ours" else f'{{"{hidden.id}/1": "ingen"}}', encoding="utf-8")
    with closing(open_store(path)) as again:
        assert lost_answers.losses(again, hidden.id).rounds == (1,)
        for refused in (
            lambda: ballots.save_answer(again, Voter(hidden.id, of_hidden[1], 1), "p", "a", LOW),
            lambda: meeting_steps.reveal(again, hidden.id, "Objektledare"),
        ):
            with pytest.raises(Conflict, match="nyckeln till runda 1 finns inte här eller går inte att läsa"):
                refused()
        assert lost_answers.losses(again, shown.id) == lost_answers.Losses()
        ballots.save_answer(again, Voter(shown.id, of_shown[1], 1), "p", "a", LOW)
        assert len(revealed_answers(again, shown).sheets) == 2
    told = [record.getMessage() for record in caplog.records if "keys of hidden rounds cannot be read" in record.msg]
    assert [str(keys) in line for line in told] == ([] if spoilt == "a key that is none" else [True])
    # As soon as they can be read the round goes on as if nothing had been.
    shutil.rmtree(keys) if spoilt == "a folder" else keys.unlink()
    keys.write_bytes(whole)
    with closing(open_store(path)) as again:
        meeting_steps.reveal(again, hidden.id, "Objektledare")
        assert len(revealed_answers(again, hidden).sheets) == 1


def refuse_entry(monkeypatch: pytest.MonkeyPatch, closed: Path) -> None:
    """Let nobody see what is in a folder, as when it belongs to somebody else; whoever runs everything still would."""

    def refusing(name: str) -> None:
        before = getattr(Path, name)

        def asked(file: Path, *args: Any, **named: Any) -> Any:
            if closed in file.parents or (file == closed and name == "iterdir"):
                raise PermissionError(13, "Permission denied", str(file))
            return before(file, *args, **named)

        monkeypatch.setattr(Path, name, asked)

    for name in ("stat", "iterdir", "open", "read_bytes"):
        refusing(name)


def test_a_folder_of_boxes_that_nobody_is_let_into_closes_its_rounds_and_nothing_else(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (hidden, shown), (of_hidden, of_shown) = hidden_and_shown(store)
    store.close()
    refuse_entry(monkeypatch, Path(f"{path}{BOXES_SUFFIX}"))
    with closing(open_store(path)) as again:
        assert lost_answers.losses(again, hidden.id).rounds == (1,)
        assert ballots.own_saves(again, hidden.id, of_hidden[0]) == 0
        with pytest.raises(Conflict, match="de dolda svaren i runda 1 finns inte här eller går inte att läsa"):
            ballots.save_answer(again, Voter(hidden.id, of_hidden[0], 1), "p", "a", LOW)
        with pytest.raises(Conflict, match="de dolda svaren i runda 1 finns inte här eller går inte att läsa"):
            meeting_steps.reveal(again, hidden.id, "Objektledare")
        ballots.save_answer(again, Voter(shown.id, of_shown[1], 1), "p", "a", LOW)
        assert len(revealed_answers(again, shown).sheets) == 2
        ballots.saves_numbers(again, hidden.id)
        with pytest.raises(StoreError, match="med dolda svar går inte att läsa: Permission denied"):
            back_up(again, path.with_name("kopia.duckdb"))
    assert not path.with_name("kopia.duckdb").exists()
    assert any("the server goes on without" in record.msg for record in caplog.records)


def test_boxes_that_cannot_be_read_are_their_members_loss_and_not_the_whole_rounds(
    store: Store, path: Path, meeting: tuple[Meeting, list[Member]]
) -> None:
    here, people = meeting
    # All but one: whichever is looked at first is most likely one of them.
    for member in people[1:]:
        box = folder(path, here) / member.id
        box.unlink()
        box.mkdir()
    assert lost_answers.lost_rounds(store, here.id) == ()
    assert set(lost_answers.lost_members(store, here.id, 1)) == {member.id for member in people[1:]}
    ballots.save_answer(store, Voter(here.id, people[0], 1), "p", "a", LOW)
