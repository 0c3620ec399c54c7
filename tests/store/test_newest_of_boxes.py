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
