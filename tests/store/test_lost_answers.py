"""A member's sealed answers that are gone, or are those of an earlier day, are told of and never taken for silence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from prioritering.errors import Conflict
from prioritering.meeting.meeting import Answer, Kind, Meeting, Member, Stage
from prioritering.store import ballots, lost_answers, meetings
from prioritering.store.backup import back_up
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.ballots import Voter
from prioritering.store.box_versions import VERSIONS_SUFFIX
from prioritering.store.connection import Store
from prioritering.store.restore import put_in_place, tried
from prioritering.store.revealed_answers import revealed_answers
from prioritering.store.tally import TALLY_BYTES, TALLY_SUFFIX
from tests.store import meeting_steps
from tests.store.meetings_begun import HIGH, LOW, answered, begun, box, give_a_reason, progress
from tests.store.on_disk import path, store

__all__ = ["path", "store"]


def missing(path: Path, meeting: Meeting, member: Member) -> None:
    box(path, meeting, member).unlink()


def emptied(path: Path, meeting: Meeting, member: Member) -> None:
    box(path, meeting, member).write_bytes(b"")


def sealed_by_another(path: Path, meeting: Meeting, member: Member) -> None:
    box(path, meeting, member).write_bytes(Fernet(Fernet.generate_key()).encrypt(b"[]"))


LOSSES = {"borta": missing, "tom": emptied, "en annans": sealed_by_another}
Loss = Callable[[Path, Meeting, Member], None]


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_whose_answers_are_lost_is_told_by_role_and_nothing_is_shown_without_a_word(
    store: Store, path: Path, loss: Loss
) -> None:
    meeting, (owner, leader, manager) = begun(store)
    for member in (owner, leader):
        answered(store, meeting, member)
    loss(path, meeting, owner)
    assert lost_answers.lost_rounds(store, meeting.id) == ()
    assert lost_answers.lost_members(store, meeting.id, 1) == (owner.id,)
    with pytest.raises(Conflict, match="sparade svar har gått förlorade för Objektägare, så inget är visat"):
        meeting_steps.reveal(store, meeting.id, "Objektledare")
    assert not meetings.get_meeting(store, meeting.id).rounds[0].is_revealed
    # Others save meanwhile, and lay out boxes: that makes nothing of it undone.
    answered(store, meeting, manager, LOW)
    assert lost_answers.lost_members(store, meeting.id, 1) == (owner.id,)
    assert progress(store, meeting, ["p", "q"])[0].stage is Stage.JOINED
    shown = meetings.reveal(store, meeting.id, "Objektledare", meant=1, without=[owner.id])
    assert shown.rounds[0].is_revealed
    assert {sheet.role for sheet in revealed_answers(store, shown).sheets} == {leader.role, manager.role}
    ((kept,),) = store.tuples("select subjects ->> 1 from meeting_event where kind = 'runda visad'")
    assert kept == owner.id


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_who_has_lost_their_answers_gives_them_again_and_nothing_else_is_lost(
    store: Store, path: Path, loss: Loss
) -> None:
    meeting, (owner, leader, _) = begun(store)
    for member in (owner, leader):
        answered(store, meeting, member)
    loss(path, meeting, owner)
    before = box(path, meeting, owner).read_bytes() if box(path, meeting, owner).exists() else None
    assert ballots.own_answers(store, meeting.id, owner).sheets == ()
    assert ballots.own_answers(store, meeting.id, leader).sheets[0].answers["a"] == HIGH
    answered(store, meeting, owner, LOW)
    assert lost_answers.lost_members(store, meeting.id, 1) == ()
    assert lost_answers.begun_again(store, meeting.id, 1) == (owner.id,)
    # What could not be read is laid aside as it was.
    aside = [file.read_bytes() for file in box(path, meeting, owner).parent.glob(f"{owner.id}.*")]
    assert aside == ([] if before is None else [before])
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    shown = {sheet.role: sheet.answers["a"] for sheet in revealed_answers(store, meeting).sheets}
    assert shown == {owner.role: LOW, leader.role: HIGH}


def say_nothing(store: Store, voter: Voter) -> None:
    """A correction that makes nobody come further."""
    ballots.save_answer(store, voter, "p", "a", LOW)


def order_the_criteria(store: Store, voter: Voter) -> None:
    ballots.save_order(store, voter, {"a": 2, "b": 1})


LATER = {"ett ändrat svar": say_nothing, "ett skäl": give_a_reason, "en rangordning": order_the_criteria}


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_an_older_copy_of_the_folder_is_told_for_those_who_have_saved_since(
    path: Path, tmp_path: Path, later: Callable[[Store, Voter], None]
) -> None:
    store, folder, copy = Store.open(path), Path(f"{path}{BOXES_SUFFIX}"), tmp_path / "kopia"
    meeting, (owner, leader, _) = begun(store)
    for member in (owner, leader):
        answered(store, meeting, member)
    shutil.copytree(folder, copy)
    later(store, Voter(meeting.id, owner, 1))
    store.close()
    newer = shutil.move(folder, tmp_path / "senare")
    shutil.copytree(copy, folder)
    again = Store.open(path)
    assert lost_answers.lost_members(again, meeting.id, 1) == (owner.id,)
    # What an older box says may have been taken back since.
    assert ballots.own_answers(again, meeting.id, owner).sheets == ()
    with pytest.raises(Conflict, match="förlorade för Objektägare"):
        meeting_steps.reveal(again, meeting.id, "Objektledare")
    again.close()
    # Whoever waits until the right copy is back has lost nothing.
    shutil.rmtree(folder)
    shutil.move(newer, folder)
    whole = Store.open(path)
    assert lost_answers.lost_members(whole, meeting.id, 1) == ()
    meeting_steps.reveal(whole, meeting.id, "Objektledare")
    assert len(revealed_answers(whole, meeting).sheets) == 2
    whole.close()


def test_a_copy_that_is_put_back_while_the_server_runs_is_told_too(store: Store, path: Path, tmp_path: Path) -> None:
    meeting, (owner, *_) = begun(store)
    answered(store, meeting, owner)
    older = box(path, meeting, owner).read_bytes()
    versions = Path(f"{path}{TALLY_SUFFIX}")
    then = versions.read_bytes()
    answered(store, meeting, owner, LOW)
    box(path, meeting, owner).write_bytes(older)
    # Also together with an older copy of what knows the versions: this process has seen the newer.
    versions.write_bytes(then)
    assert lost_answers.lost_members(store, meeting.id, 1) == (owner.id,)


def test_boxes_and_versions_of_the_same_older_day_are_told_though_the_server_was_stopped(path: Path) -> None:
    store, copy = Store.open(path), path.with_name("kopia.duckdb")
    meeting, (owner, leader, _) = begun(store)
    for member in (owner, leader):
        answered(store, meeting, member)
    back_up(store, copy)
    give_a_reason(store, Voter(meeting.id, owner, 1))
    store.close()
    shutil.rmtree(f"{path}{BOXES_SUFFIX}")
    for suffix in (BOXES_SUFFIX, VERSIONS_SUFFIX):
        shutil.move(f"{copy}{suffix}", f"{path}{suffix}")
    for _ in range(2):
        again = Store.open(path)
        assert lost_answers.lost_members(again, meeting.id, 1) == (owner.id,)
        answered(again, meeting, leader, LOW)
        again.close()


def test_the_round_is_lost_when_its_folder_is_though_nobody_had_said_more_than_a_reason(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    give_a_reason(store, Voter(meeting.id, owner, 1))
    store.close()
    shutil.rmtree(f"{path}{BOXES_SUFFIX}")
    again = Store.open(path)
    assert lost_answers.lost_rounds(again, meeting.id) == (1,)
    again.close()


def test_another_loss_than_the_leader_knew_of_is_not_shown_without(store: Store, path: Path) -> None:
    meeting, (owner, leader, _) = begun(store)
    for member in (owner, leader):
        answered(store, meeting, member)
        missing(path, meeting, member)
    with pytest.raises(Conflict, match="förlorade för Objektägare och Objektledare"):
        meetings.reveal(store, meeting.id, "Objektledare", meant=1, without=[owner.id])


def test_a_box_from_before_there_were_versions_that_is_gone_is_told_by_how_far_its_member_had_come(
    path: Path,
) -> None:
    store = Store.open(path)
    meeting, (owner, leader, manager) = begun(store)
    for member in (owner, leader):
        answered(store, meeting, member)
    store.close()
    os.truncate(f"{path}{TALLY_SUFFIX}", TALLY_BYTES)
    missing(path, meeting, owner)
    again = Store.open(path)
    answered(again, meeting, manager)
    assert lost_answers.lost_members(again, meeting.id, 1) == (owner.id,)
    answered(again, meeting, owner)
    assert lost_answers.lost_members(again, meeting.id, 1) == ()
    assert lost_answers.begun_again(again, meeting.id, 1) == (owner.id,)
    again.close()


SAVES = """
import os, sys
from prioritering.store import ballots, box_files, box_versions, meetings
from prioritering.store.connection import Store
store = Store.open(sys.argv[1])
place = {where}
work = place.{name}
def killed(*given):
    if {when} == "efter":
        work(*given)
    os._exit(7)
place.{name} = killed
member = meetings.members(store, sys.argv[2])[0]
ballots.save_reason(store, ballots.Voter(sys.argv[2], member, 1), "p", "senare")
"""
WRITES = ("box_files.BoxFiles.write_part", "box_versions._put")
MOMENTS = [(where, when) for where in WRITES for when in ("före", "efter")]


@pytest.mark.parametrize(("where", "when"), MOMENTS, ids=[f"{when} {where}" for where, when in MOMENTS])
def test_a_kill_between_the_box_and_its_version_is_never_told_as_a_loss(path: Path, where: str, when: str) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    answered(store, meeting, owner)
    give_a_reason(store, Voter(meeting.id, owner, 1))
    store.close()
    place, _, name = where.rpartition(".")
    script = SAVES.format(where=place, name=name, when=repr(when))
    command = [sys.executable, "-c", script, str(path), meeting.id]
    died = subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": "."})
    assert died.returncode == 7
    again = Store.open(path)
    assert lost_answers.lost_members(again, meeting.id, 1) == ()
    (sheet,) = ballots.own_answers(again, meeting.id, owner).sheets
    assert (sheet.answers["a"], sheet.reason) == (HIGH, "därför" if (where, when) == MOMENTS[0] else "senare")
    # And a loss after it is told as ever.
    answered(again, meeting, owner, LOW)
    missing(path, meeting, owner)
    assert lost_answers.lost_members(again, meeting.id, 1) == (owner.id,)
    again.close()


def test_whoever_has_said_nothing_has_lost_nothing(store: Store, path: Path) -> None:
    meeting, (owner, leader, _) = begun(store)
    answered(store, meeting, leader)
    missing(path, meeting, owner)
    assert lost_answers.lost_members(store, meeting.id, 1) == ()
    ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "a", Answer(kind=Kind.DONT_KNOW))
    assert lost_answers.begun_again(store, meeting.id, 1) == ()
    assert box(path, meeting, owner).exists()


def test_a_copy_that_is_put_back_brings_its_own_word_on_which_answers_are_the_newest(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, leader, _) = begun(store)
    answered(store, meeting, owner)
    copy = path.with_name("kopia.duckdb")
    back_up(store, copy)
    # What is said after the copy was made is gone with it, and is no loss in the copy.
    for member in (owner, leader):
        answered(store, meeting, member, LOW)
    store.close()
    with tried(copy, path) as trial:
        put_in_place(trial)
    again = Store.open(path)
    assert lost_answers.lost_members(again, meeting.id, 1) == ()
    # An older box in the one that was put back is one, though.
    missing(path, meeting, owner)
    assert lost_answers.lost_members(again, meeting.id, 1) == (owner.id,)
    again.close()
