"""Who is first to answer in a round waits no longer than the others: the boxes are there when the round is."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prioritering.meeting.rounds import Happening
from prioritering.store import lost_answers, meetings
from prioritering.store.ballot_boxes import BallotBoxes
from prioritering.store.connection import Store
from tests.store.meetings_begun import HIGH, answered, begun, box


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mote.duckdb"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.open(path)
    yield opened
    opened.close()


def laid(folder: Path) -> dict[str, tuple[int, bytes]]:
    """What lies in a round's folder: which file each box is, and what it holds."""
    return {file.name: (file.stat().st_ino, file.read_bytes()) for file in folder.iterdir()}


def test_all_boxes_lie_there_before_the_first_answer_which_writes_in_its_own_alone(store: Store, path: Path) -> None:
    meeting, members = begun(store)
    folder = box(path, meeting, members[0]).parent
    before = laid(folder)
    assert before.keys() == {item.id for item in members}
    assert len({len(content) for _, content in before.values()}) == 1
    answered(store, meeting, members[0])
    after = laid(folder)
    assert {name for name in after if after[name] != before[name]} == {members[0].id}
    assert {name: inode for name, (inode, _) in after.items()} == {name: inode for name, (inode, _) in before.items()}


def test_who_opens_a_round_waits_for_the_round_alone_and_the_boxes_come_after(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, members = begun(store)
    meetings.close_round(store, meeting.id, "objektledare", meant=1)
    may_go_on, lay_out = threading.Event(), BallotBoxes.lay_out

    def held(boxes: BallotBoxes, *given: Any) -> None:
        assert may_go_on.wait(60)
        lay_out(boxes, *given)

    monkeypatch.setattr(BallotBoxes, "lay_out", held)
    opened = meetings.open_round(store, meeting.id, ["p"], "objektledare", comes_after=1)
    folder = box(path, meeting, members[0]).parent.with_name(f"{meeting.id}-2")
    assert opened.active_round is not None
    assert list(folder.iterdir()) == []
    may_go_on.set()
    store.finish()
    assert {file.name for file in folder.iterdir()} == {item.id for item in members}


def test_who_joins_while_a_round_goes_on_has_a_box_before_any_answer(store: Store, path: Path) -> None:
    meeting, members = begun(store)
    meetings.record(store, meeting.id, Happening.MEMBER_LEFT, "objektledare", members[-1].id)
    newcomer, _ = meetings.join(store, meeting.code, members[-1].role)
    store.finish()
    assert box(path, meeting, newcomer).is_file()


def test_a_box_that_could_not_be_laid_out_is_by_the_first_answer_and_nobody_has_lost_any(
    store: Store, path: Path
) -> None:
    meeting, (owner, other, *_) = begun(store)
    box(path, meeting, other).unlink()
    answered(store, meeting, owner, HIGH)
    assert box(path, meeting, other).is_file()
    assert lost_answers.lost_members(store, meeting.id, 1) == ()
