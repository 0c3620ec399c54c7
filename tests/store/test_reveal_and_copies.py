"""Whatever becomes of a reveal, or of a copy, every answer is there: in a blind round or in one that all can see."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from prioritering.errors import Conflict, StoreError
from prioritering.meeting.meeting import Meeting
from prioritering.store import ballots, lost_answers, meetings, sealed
from prioritering.store.accepted import accept
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.ballots import Voter
from prioritering.store.box_content import opened_box
from prioritering.store.connection import Store
from prioritering.store.revealed_answers import revealed_answers
from prioritering.store.round_keys import KEYS_SUFFIX
from prioritering.store.tally import TALLY_SUFFIX
from tests.store import meeting_steps
from tests.store.meetings_begun import HIGH, LOW, SECRET, begun, boxes, said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mote.duckdb"


def answers_of(store: Store, meeting: Meeting) -> list[object]:
    found = revealed_answers(store, meeting).sheets
    return sorted((sheet.role, sheet.project_id, sheet.conflict, sheet.reason, str(sheet.answers)) for sheet in found)


def test_after_the_reveal_the_database_alone_has_it_all_and_the_boxes_are_gone(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    mine = ballots.own_answers(store, meeting.id, owner).sheets
    key = Path(f"{path}{KEYS_SUFFIX}")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    store.close()
    assert boxes(path) == []
    key.unlink()
    again = Store.open(path)
    assert ballots.own_answers(again, meeting.id, owner).sheets == mine
    shown = {sheet.project_id: sheet for sheet in revealed_answers(again, meeting).sheets}
    assert (shown["p"].answers["a"], shown["p"].reason, shown["q"].conflict) == (HIGH, SECRET, True)
    assert lost_answers.lost_rounds(again, meeting.id) == ()
    again.close()


def test_the_event_of_a_reveal_keeps_the_key_that_opens_a_copy_from_before_it(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    (file,) = (box for box in boxes(path) if box.name == owner.id)
    before = file.read_bytes()
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    ((key,),) = store.tuples("select subjects ->> 0 from meeting_event where kind = 'runda visad'")
    opened = opened_box(Fernet(key), before)
    assert opened is not None
    assert SECRET in {row["reason"] for row in opened.box.saves}
    store.close()


def test_a_copy_from_before_the_reveal_is_opened_by_the_keys_of_today(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    store.tuples("checkpoint")
    copy = path.with_name("kopia.duckdb")
    shutil.copy(path, copy)
    shutil.copy(f"{path}{TALLY_SUFFIX}", f"{copy}{TALLY_SUFFIX}")
    shutil.copytree(f"{path}{BOXES_SUFFIX}", f"{copy}{BOXES_SUFFIX}")
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    shown = answers_of(store, meeting)
    store.close()
    shutil.copy(f"{path}{KEYS_SUFFIX}", f"{copy}{KEYS_SUFFIX}")
    restored = Store.open(copy)
    assert lost_answers.lost_rounds(restored, meeting.id) == ()
    meeting_steps.reveal(restored, meeting.id, "Objektledare")
    assert answers_of(restored, meeting) == shown
    restored.close()


REVEALS = """
import os, sys
from prioritering.store import {module}
from prioritering.store.connection import Store
from prioritering.store import meetings
work = {module}.{name}
def killed(*given, **named):
    if {when} == "efter":
        work(*given, **named)
    os._exit(7)
{module}.{name} = killed
meetings.reveal(Store.open(sys.argv[1]), sys.argv[2], "Objektledare", meant=1)
"""
STEPS = [
    ("meetings", "open_all", "före", False),
    ("meetings", "open_all", "efter", False),
    ("meetings", "record_event", "före", False),
    ("meetings", "record_event", "efter", False),
    ("meetings", "remove_revealed", "före", True),
    ("meetings", "remove_revealed", "efter", True),
]


@pytest.mark.parametrize(("module", "name", "when", "is_shown"), STEPS, ids=[f"{s[2]} {s[1]}" for s in STEPS])
def test_a_kill_in_the_middle_of_a_reveal_leaves_a_blind_round_or_a_shown_one_with_every_answer(
    path: Path, module: str, name: str, when: str, is_shown: bool
) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    mine = ballots.own_answers(store, meeting.id, owner).sheets
    store.close()
    script = REVEALS.format(module=module, name=name, when=repr(when))
    command = [sys.executable, "-c", script, str(path), meeting.id]
    died = subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": "."})
    assert died.returncode == 7
    again = Store.open(path)
    sealed.put_in_boxes(again)
    standing = meetings.get_meeting(again, meeting.id)
    assert standing.rounds[0].is_revealed is is_shown
    assert bool(revealed_answers(again, meeting).sheets) is is_shown
    assert ballots.own_answers(again, meeting.id, owner).sheets == mine
    if not is_shown:
        meeting_steps.reveal(again, meeting.id, "Objektledare")
    shown = {sheet.project_id: sheet for sheet in revealed_answers(again, meeting).sheets}
    assert (shown["p"].answers["a"], shown["p"].reason, shown["q"].conflict) == (HIGH, SECRET, True)
    assert boxes(path) == []
    again.close()


def test_a_reveal_that_cannot_be_kept_leaves_the_round_blind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(meetings, "record_event", full)
        with pytest.raises(StoreError, match="Disken är full"):
            meeting_steps.reveal(store, meeting.id, "Objektledare")
    assert not meetings.get_meeting(store, meeting.id).rounds[0].is_revealed
    ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "a", LOW)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    shown = {sheet.project_id: sheet for sheet in revealed_answers(store, meeting).sheets}
    assert (shown["p"].answers["a"], shown["p"].reason) == (LOW, SECRET)
    store.close()


MISSING = {KEYS_SUFFIX: "nyckeln till runda 1 finns inte", BOXES_SUFFIX: "de dolda svaren i runda 1 finns inte"}


@pytest.mark.parametrize("without", MISSING)
def test_a_copy_without_what_lies_beside_it_says_which_rounds_are_closed_for_good_and_goes_on_with_a_new(
    path: Path, without: str
) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    ballots.note_stage(store, Voter(meeting.id, owner, 1), meeting, ["p", "q"])
    store.close()
    copy = Path(shutil.copy(path, path.with_name("kopia.duckdb")))
    shutil.copy(f"{path}{TALLY_SUFFIX}", f"{copy}{TALLY_SUFFIX}")
    if without != KEYS_SUFFIX:
        shutil.copy(f"{path}{KEYS_SUFFIX}", f"{copy}{KEYS_SUFFIX}")
    else:
        shutil.copytree(f"{path}{BOXES_SUFFIX}", f"{copy}{BOXES_SUFFIX}")
    restored = Store.open(copy)
    sealed.put_in_boxes(restored)
    assert lost_answers.lost_rounds(restored, meeting.id) == (1,)
    with pytest.raises(Conflict, match=MISSING[without]):
        ballots.save_answer(restored, Voter(meeting.id, owner, 1), "p", "a", LOW)
    with pytest.raises(Conflict, match=MISSING[without]):
        meeting_steps.reveal(restored, meeting.id, "Objektledare")
    meeting_steps.close_round(restored, meeting.id, "Objektledare")
    meeting_steps.open_round(restored, meeting.id, ["p"], "Objektledare")
    ballots.save_answer(restored, Voter(meeting.id, owner, 2), "p", "a", LOW)
    meeting_steps.reveal(restored, meeting.id, "Objektledare")
    (sheet,) = revealed_answers(restored, meeting).sheets
    assert (sheet.round, sheet.answers["a"]) == (2, LOW)
    restored.close()


def test_an_older_copy_beside_the_boxes_of_today_takes_nothing_from_them_and_mixes_nothing_in(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    store.tuples("checkpoint")
    older = path.read_bytes()
    meeting_steps.open_round(store, meeting.id, ["p"], "Objektledare")
    ballots.save_answer(store, Voter(meeting.id, owner, 2), "p", "a", LOW)
    store.close()
    path.write_bytes(older)
    # Else it would not be opened: it holds less than has been saved.
    accept(path)
    restored = Store.open(path)
    sealed.put_in_boxes(restored)
    kept = [file.read_bytes() for file in boxes(path)]
    assert len(kept) == 3
    meeting_steps.open_round(restored, meeting.id, ["p"], "Objektledare")
    assert ballots.own_answers(restored, meeting.id, owner).sheets == ()
    # Beside the boxes that are laid out for the new round.
    assert {*kept} < {file.read_bytes() for file in boxes(path)}
    restored.close()
