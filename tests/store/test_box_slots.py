"""A box is written slot by slot: what is older in it is told of, and a save that was cut short takes nothing along."""

import json
import os
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.store import ballots, lost_answers, meetings, sealed
from prioritering.store.ballots import Voter
from prioritering.store.box_content import ROW, sealed_bytes, sealed_text
from prioritering.store.connection import Store
from prioritering.store.tally import TALLY_BYTES, TALLY_SUFFIX
from prioritering.store.turned_slots import said_in_slot, written_slot
from tests.folders import VSO
from tests.scoring.builders import number_model
from tests.store import meeting_steps
from tests.store.meetings_begun import HIGH, LOW, answered, begun, box, give_a_reason
from tests.store.on_disk import path, store

__all__ = ["path", "store"]


def test_an_older_box_with_a_newer_answer_in_it_is_one_that_is_lost(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    answered(store, meeting, owner)
    file = box(path, meeting, owner)
    older = file.read_bytes()
    for project, answer in (("p", LOW), ("p", HIGH), ("q", HIGH)):
        ballots.save_answer(store, Voter(meeting.id, owner, 1), project, "a", answer)
    newer = file.read_bytes()
    store.close()
    # Block by block, as when a disk has kept some of what it was given.
    size = len(newer) // 8192 * 8192
    slots = [(start, start + 8192) for start in range(4096, size, 8192)]
    changed = [slot for slot in slots if older[slice(*slot)] != newer[slice(*slot)]]
    assert len(changed) == 2
    for one, other in ((older, newer), (newer, older)):
        for slot in changed:
            file.write_bytes(other[: slot[0]] + one[slice(*slot)] + other[slot[1] :])
            again = Store.open(path)
            assert lost_answers.lost_members(again, meeting.id, 1) == (owner.id,), slot
            again.close()
    file.write_bytes(newer)
    whole = Store.open(path)
    assert lost_answers.lost_members(whole, meeting.id, 1) == ()
    whole.close()


def test_a_box_that_is_put_back_under_the_time_it_had_is_seen_at_the_next_save(store: Store, path: Path) -> None:
    meeting, (owner, *_) = begun(store)
    answered(store, meeting, owner)
    file = box(path, meeting, owner)
    older = file.read_bytes()
    give_a_reason(store, Voter(meeting.id, owner, 1))
    time = file.stat().st_mtime_ns
    file.write_bytes(older)
    os.utime(file, ns=(time, time))
    assert ballots.save_answer(store, Voter(meeting.id, owner, 1), "q", "a", LOW).again
    assert lost_answers.begun_again(store, meeting.id, 1) == (owner.id,)


def test_a_save_that_was_cut_short_leaves_all_that_was_said_before_it(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    answered(store, meeting, owner)
    give_a_reason(store, Voter(meeting.id, owner, 1))
    before, file = box(path, meeting, owner).read_bytes(), box(path, meeting, owner)
    answered(store, meeting, owner, LOW)
    after = file.read_bytes()
    store.close()
    # The save was never acknowledged, so that its version was never noted either.
    os.truncate(f"{path}{TALLY_SUFFIX}", TALLY_BYTES)
    first = next(place for place in range(len(after)) if before[place] != after[place])
    for length in (1, 100, 5000):
        file.write_bytes(before[:first] + after[first : first + length] + before[first + length :])
        again = Store.open(path)
        assert lost_answers.lost_members(again, meeting.id, 1) == ()
        (sheet,) = ballots.own_answers(again, meeting.id, owner).sheets
        assert (sheet.answers["a"], sheet.reason) == (HIGH, "därför")
        again.close()


def test_a_box_that_an_earlier_program_sealed_as_a_whole_is_read_and_gone_on_with(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    answered(store, meeting, owner)
    key = store.keys.find(meeting.id, 1)
    assert key is not None
    rows = [[row[name] for name in ROW] for row in sealed.opened(store, meeting.id, 1)]
    store.close()
    content = json.dumps({"version": 7, "again": False, "rows": rows}).encode()
    box(path, meeting, owner).write_bytes(key.encrypt(content.ljust(40_000)))
    for _ in range(2):
        again = Store.open(path)
        assert lost_answers.lost_members(again, meeting.id, 1) == ()
        give_a_reason(again, Voter(meeting.id, owner, 1))
        (sheet,) = ballots.own_answers(again, meeting.id, owner).sheets
        assert (sheet.answers["a"], sheet.reason) == (HIGH, "därför")
        again.close()
    assert len({file.stat().st_size for file in box(path, meeting, owner).parent.iterdir()}) == 1


@pytest.mark.parametrize(
    ("letters", "size", "written"), [(10, 0, 4096), (10, 8192, 8192), (5000, 0, 8192), (9000, 8192, 12288)]
)
def test_a_slot_is_as_large_as_was_asked_or_in_whole_blocks(letters: int, size: int, written: int) -> None:
    slot = written_slot({"sagt": "x" * letters}, size)
    assert (len(slot), said_in_slot(slot)) == (written, {"sagt": "x" * letters})


def test_a_sealed_text_is_as_long_as_is_counted_with() -> None:
    key = Fernet(Fernet.generate_key())
    assert [sealed_bytes(room) for room in range(200)] == [len(sealed_text(key, b"x" * room)) for room in range(200)]


def test_the_room_for_all_that_is_asked_is_reckoned_with_the_longest_ids_too(store: Store) -> None:
    criteria = [f"{number:å>40}" for number in range(10, 40)]
    project = criteria[0]
    setup = setup_from(["Linjechef"], Naming.BY_ROLE)
    meeting = meetings.open_meeting(store, VSO, number_model(*criteria), setup, "Objektledare")
    member, _ = meetings.join(store, meeting.code, "Linjechef")
    meeting = meeting_steps.open_round(store, meeting.id, [project], "Objektledare")
    for key in criteria:
        answer = Answer(kind=Kind.LEVEL, value=1.2345678901234567)
        ballots.save_answer(store, Voter(meeting.id, member, 1), project, key, answer)
    rows = [[row[name] for name in ROW] for row in sealed.opened(store, meeting.id, 1)]
    assert len(rows) == len(criteria)
    written = len(json.dumps(rows, ensure_ascii=False).encode())
    # A reason too has its room, which nobody has used here.
    assert written < sealed.part_bytes(meeting, 1) - sealed.REASON_BYTES
