"""What tells another device of a member that something has been saved: the files themselves, whoever wrote them."""

import os
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from prioritering.store.ballot_boxes import BallotBoxes
from prioritering.store.box_content import ROW, Seal
from prioritering.store.box_versions import BoxPlace, BoxVersions

SEAL = Seal(Fernet(Fernet.generate_key()), 512, ("",))
HERE = BoxPlace("motet", 1, "en")


def a_reason(text: str) -> dict[str, object]:
    return {**dict.fromkeys(ROW, ""), "slot": "skäl", "kind": "skäl", "reason": text}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "dolda"


def test_what_another_process_saves_is_seen_by_the_boxes_themselves(folder: Path) -> None:
    one, other = BallotBoxes(folder), BallotBoxes(folder)
    one.make("motet", 1)
    assert other.newest("motet") == 0
    one.add(SEAL, HERE, [a_reason("ett")])
    first = other.newest("motet")
    assert first > 0
    # As after a while: the clock of files is coarse.
    file = folder / "motet-1" / "en"
    one.add(SEAL, HERE, [a_reason("två")])
    later = file.stat().st_mtime + 1
    os.utime(file, (later, later))
    assert other.newest("motet") > first
    assert other.newest("ett annat") == 0


@pytest.mark.parametrize("kept", [True, False], ids=["på disk", "i minnet"])
def test_two_saves_at_the_same_moment_are_two_to_the_process_that_made_them(folder: Path, kept: bool) -> None:
    boxes = BallotBoxes(folder if kept else None)
    boxes.make("motet", 1)
    seen = []
    for number in range(3):
        boxes.add(SEAL, HERE, [a_reason(str(number))])
        seen.append(boxes.newest("motet"))
    assert seen == sorted(set(seen))


def test_what_was_noted_with_another_key_than_the_rounds_is_not_known_and_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.tal"
    BoxVersions(file).note(Fernet(Fernet.generate_key()), HERE, 3)
    read, key = BoxVersions(file), Fernet(Fernet.generate_key())
    assert read.of(key, HERE.meeting_id, HERE.round) == {}
    read.note(key, HERE, 1)
    assert BoxVersions(file).of(key, HERE.meeting_id, HERE.round) == {HERE.member_id: 1}


def test_a_member_has_as_many_saves_as_versions_and_none_before_the_first(folder: Path) -> None:
    boxes = BallotBoxes(folder)
    boxes.make("motet", 1)
    boxes.lay_out(SEAL, [HERE])
    assert boxes.saves(SEAL.key, HERE) == 0
    assert boxes.saves(SEAL.key, HERE._replace(member_id="annan")) == 0
    for number in (1, 2):
        boxes.add(SEAL, HERE, [a_reason(str(number))])
        assert boxes.saves(SEAL.key, HERE) == number
    # A key of another round knows of none, and opens none.
    assert BallotBoxes(folder).saves(Fernet(Fernet.generate_key()), HERE) == 0
    # The box itself tells where what is known beside it is not: as after a cut between the two.
    assert BallotBoxes(folder).saves(SEAL.key, HERE) == 2


def test_how_often_something_was_found_to_be_another_is_counted_meeting_by_meeting() -> None:
    boxes = BallotBoxes(None)
    found = [boxes.times_changed("motet", seen) for seen in ("a", "a", "b", "b", "a", "c")]
    assert found == [0, 0, 1, 1, 2, 3]
    assert boxes.times_changed("ett annat", "c") == 0


@pytest.mark.parametrize("seen", ["begynnelsen", "slutet"])
def test_what_was_known_stands_whatever_of_a_larger_file_was_written_when_the_power_was_cut(
    tmp_path: Path, seen: str
) -> None:
    file = tmp_path / "x.tal"
    versions = BoxVersions(file)
    for number in range(1, 5):
        versions.note(SEAL.key, HERE._replace(round=1), number)
        before = file.read_bytes()
        # Each round makes what is known larger: at some of them it outgrows the slots it has lain in.
        versions.note(SEAL.key, HERE._replace(round=number + 1), 1)
        after = file.read_bytes()
        for cut in range(0, len(after), 4096):
            parts = (after[:cut] + before[cut:]) if seen == "begynnelsen" else (before[:cut].ljust(cut) + after[cut:])
            file.write_bytes(parts)
            assert BoxVersions(file).of(SEAL.key, HERE.meeting_id, 1) == {HERE.member_id: number}, (number, cut)
        file.write_bytes(after)
        for known in range(1, number + 1):
            assert BoxVersions(file).of(SEAL.key, HERE.meeting_id, known + 1) == {HERE.member_id: 1}


def test_what_is_forgotten_is_known_no_more_whatever_size_the_file_had_before(tmp_path: Path) -> None:
    file = tmp_path / "x.tal"
    versions = BoxVersions(file)
    for number in range(1, 6):
        versions.note(SEAL.key, HERE._replace(round=number), number)
    for number in (5, 4, 3):
        versions.forget(HERE.meeting_id, number)
        read = BoxVersions(file)
        known = {item: read.of(SEAL.key, HERE.meeting_id, item) for item in range(1, 6)}
        assert known == {item: {HERE.member_id: item} if item < number else {} for item in range(1, 6)}
    # Nothing is written for what nobody knew of.
    before = file.stat().st_mtime_ns
    versions.forget(HERE.meeting_id, 5)
    assert file.stat().st_mtime_ns == before
