"""Ballots: blind until the reveal, append-only, refused when the round is over, never lost once acknowledged."""

import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from prioritering.errors import BadArgument, Conflict
from prioritering.meeting.meeting import Answer, Kind, Member, Naming, Stage, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_counts
from prioritering.store.revealed_answers import revealed_answers
from prioritering.store.sealed import opened
from tests.folders import VSO
from tests.meeting.builders import TWO, WORDS
from tests.store import meeting_steps
from tests.store.meetings_begun import begun, progress

HIGH, LOW = (Answer(kind=Kind.LEVEL, value=WORDS[i]) for i in (3, 1))


@pytest.mark.parametrize("value", [0.0, 7.25])
def test_an_answer_in_figures_is_kept_as_it_was_given_a_nought_too(store: Store, value: float) -> None:
    meeting, (owner, *_) = begun(store)
    ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "b", Answer(kind=Kind.LEVEL, value=value))
    [sheet] = ballots.own_answers(store, meeting.id, owner).sheets
    assert sheet.answers["b"].value == value


def test_a_meeting_in_a_database_in_memory_leaves_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(Store.open(":memory:")) as store:
        meeting, (owner, *_) = begun(store)
        ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "a", HIGH)
        [sheet] = ballots.own_answers(store, meeting.id, owner).sheets
        assert sheet.answers["a"] == HIGH
    assert list(tmp_path.iterdir()) == []


def test_nothing_the_store_gives_out_before_the_reveal_holds_anyone_elses_answer(store: Store) -> None:
    meeting, (owner, leader, _) = begun(store)
    secret = "hemligt skäl"
    for criterion, answer in (("a", HIGH), ("b", Answer(kind=Kind.LEVEL, value=7.25))):
        ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", criterion, answer)
    ballots.save_reason(store, Voter(meeting.id, owner, 1), "p", secret)
    ballots.save_order(store, Voter(meeting.id, owner, 1), {"a": 2, "b": 1})
    standing = meetings.get_meeting(store, meeting.id)
    given_out = [
        ballots.own_answers(store, meeting.id, leader).sheets,
        ballots.own_answers(store, meeting.id, leader).order,
        revealed_answers(store, meeting).sheets,
        revealed_answers(store, meeting).blind_sheets,
        revealed_answers(store, meeting).orders,
        progress(store, standing, ["p", "q"]),
        meetings.members(store, meeting.id),
        meetings.meetings_of(store, VSO),
        meeting_counts(store, meeting.id),
    ]
    text = repr(given_out).replace(repr(standing.model), "")
    assert secret not in text
    assert "7.25" not in text
    assert not re.search(r"value='Hög'", text)
    assert given_out[0] == given_out[2] == given_out[3] == given_out[4] == ()
    stages = [item.stage for item in progress(store, standing, ["p", "q"])]
    assert stages == [Stage.UNDER_WAY, Stage.JOINED, Stage.JOINED]


def test_the_reveal_shows_all_and_a_new_blind_round_hides_its_own(store: Store) -> None:
    meeting, (owner, leader, _) = begun(store)
    ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "a", HIGH)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    meeting_steps.open_round(store, meeting.id, ["p"], "Objektledare")
    ballots.save_answer(store, Voter(meeting.id, leader, 2), "p", "a", LOW)
    assert [(s.role, s.round, s.answers["a"].value) for s in revealed_answers(store, meeting).sheets] == [
        ("Objektägare", 1, "Hög")
    ]


def test_a_round_closed_without_reveal_is_never_given_out(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "a", HIGH)
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    assert revealed_answers(store, meeting).sheets == ()


def test_an_anonymous_meeting_never_tells_who(store: Store) -> None:
    meeting, people = begun(store, Naming.ANONYMOUS)
    for person in people:
        ballots.save_answer(store, Voter(meeting.id, person, 1), "p", "a", HIGH)
        ballots.save_order(store, Voter(meeting.id, person, 1), {"a": 2, "b": 1})
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    sheets, orders = revealed_answers(store, meeting).sheets, revealed_answers(store, meeting).orders
    text = repr((sheets, orders))
    assert len({item.member_id for item in sheets}) == 3
    assert not any(person.id in text or person.role in text for person in people)


def test_a_correction_takes_the_place_of_what_was_said_and_leaves_nothing_of_it(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    voter = Voter(meeting.id, owner, 1)
    for answer in (HIGH, LOW, Answer(kind=Kind.DONT_KNOW)):
        ballots.save_answer(store, voter, "p", "a", answer)
    assert ballots.own_answers(store, meeting.id, owner).sheets[0].answers["a"].kind is Kind.DONT_KNOW
    assert len(opened(store, meeting.id, 1)) == 1
    ballots.save_conflict(store, voter, "p", on=True)
    ballots.save_conflict(store, voter, "p", on=False)
    assert not ballots.own_answers(store, meeting.id, owner).sheets[0].conflict


def test_two_tabs_of_one_member_write_beside_each_other(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    voter = Voter(meeting.id, owner, 1)
    ballots.save_answer(store, voter, "p", "a", HIGH)
    ballots.save_answer(store, voter, "p", "b", Answer(kind=Kind.LEVEL, value=3))
    ballots.save_answer(store, voter, "p", "a", LOW)
    answers = ballots.own_answers(store, meeting.id, owner).sheets[0].answers
    assert (answers["a"].value, answers["b"].value) == ("Låg", 3.0)


def test_changes_after_the_reveal_are_marked_and_the_blind_answers_are_kept(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    voter = Voter(meeting.id, owner, 1)
    ballots.save_answer(store, voter, "p", "a", LOW)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    ballots.save_answer(store, voter, "p", "a", HIGH)
    answers = revealed_answers(store, meeting)
    now, blind = answers.sheets[0], answers.blind_sheets[0]
    assert (now.answers["a"].value, now.changed_after_reveal) == ("Hög", True)
    assert (blind.answers["a"].value, blind.changed_after_reveal) == ("Låg", False)


def test_what_does_not_fit_is_refused_and_nothing_is_saved(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    voter = Voter(meeting.id, owner, 1)
    with pytest.raises(BadArgument, match="en av nivåerna"):
        ballots.save_answer(store, voter, "p", "a", Answer(kind=Kind.LEVEL, value="'; drop table ballot; --"))
    with pytest.raises(BadArgument, match="kriteriet finns inte"):
        ballots.save_answer(store, voter, "p", "x", HIGH)
    with pytest.raises(BadArgument, match="högst 500 tecken"):
        ballots.save_reason(store, voter, "p", "x" * 100_000)
    with pytest.raises(Conflict, match="inte med i den här rundan"):
        ballots.save_answer(store, voter, "zzz", "a", HIGH)
    with pytest.raises(Conflict):
        ballots.save_answer(store, voter._replace(round=2), "p", "a", HIGH)
    with pytest.raises(BadArgument, match="plats"):
        ballots.save_order(store, voter, {"a": 1})
    assert opened(store, meeting.id, 1) == []


def test_html_and_emoji_are_kept_as_they_are_written(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    text = '<img src=x onerror="alert(1)"> 🙂 =SUM(A1)'
    ballots.save_reason(store, Voter(meeting.id, owner, 1), "p", text)
    assert ballots.own_answers(store, meeting.id, owner).sheets[0].reason == text


def test_a_successor_stands_for_the_seat_without_seeing_or_doubling_it(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    for project in ("p", "q"):
        ballots.save_answer(store, Voter(meeting.id, owner, 1), project, "a", HIGH)
    meetings.record(store, meeting.id, Happening.MEMBER_LEFT, "Objektledare", owner.id)
    successor, token = meetings.join(store, meeting.code, "Objektägare")
    assert meetings.member_of(store, meeting.id, meetings.Credential(token=token)) == successor
    assert ballots.own_answers(store, meeting.id, successor).sheets == ()
    ballots.save_answer(store, Voter(meeting.id, successor, 1), "p", "a", LOW)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    sheets = revealed_answers(store, meeting).sheets
    assert [(s.project_id, s.role, s.answers["a"].value) for s in sheets] == [
        ("p", "Objektägare", "Låg"),
        ("q", "Objektägare", "Hög"),
    ]


def test_a_member_who_leaves_midway_keeps_what_was_saved_and_is_not_waited_for(store: Store) -> None:
    meeting, (owner, leader, _) = begun(store)
    for key, answer in (("a", HIGH), ("b", Answer(kind=Kind.DONT_KNOW))):
        ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", key, answer)
    for person in (owner, leader):
        meetings.record(store, meeting.id, Happening.MEMBER_LEFT, "Objektledare", person.id)
    standing = meetings.get_meeting(store, meeting.id)
    roles = [item.member.role for item in progress(store, standing, ["p", "q"])]
    assert roles == ["Objektägare", "Linjechef"]


def test_a_save_meeting_a_closing_round_is_either_kept_before_it_or_refused(store: Store) -> None:
    meeting, people = begun(store)
    kept: list[str] = []
    newest: dict[str, str] = {}
    refused: list[str] = []

    def save_many(person: Member) -> None:
        for turn in range(20):
            try:
                # No two alike: what is already saved is said to be so, also when the round has closed.
                ballots.save_reason(store, Voter(meeting.id, person, 1), "p", f"{person.role} {turn}")
            except Conflict as error:
                refused.append(str(error))
            else:
                kept.append(person.role)
                newest[person.role] = f"{person.role} {turn}"

    threads = [threading.Thread(target=save_many, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    for thread in threads:
        thread.join()
    assert len(kept) + len(refused) == 60
    # Of each member's reasons the newest that was said to be kept, and none that was refused.
    assert {row["reason"] for row in opened(store, meeting.id, 1)} == set(newest.values())
    assert set(refused) <= {"runda 1 är stängd, så det sparades inte"}


def test_fifty_members_saving_at_once_lose_nothing(store: Store) -> None:
    roles = [f"Roll {i}" for i in range(50)]
    setup = setup_from(roles, Naming.ANONYMOUS)
    meeting = meetings.open_meeting(store, VSO, TWO, setup, "Objektledare")
    people = [meetings.join(store, meeting.code, role)[0] for role in roles]
    meeting_steps.open_round(store, meeting.id, ["p"], "Objektledare")
    threads = [
        threading.Thread(target=ballots.save_answer, args=(store, Voter(meeting.id, x, 1), "p", "a", HIGH))
        for x in people
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    assert len(revealed_answers(store, meeting).sheets) == 50


_SAVER = """
import sys
from itertools import count
from prioritering.meeting.meeting import Answer, Kind
from prioritering.store import ballots, meetings
from prioritering.store.connection import Store
from prioritering.store.revealed_answers import revealed_answers
store = Store.open(sys.argv[1])
meeting = meetings.get_meeting(store, sys.argv[2])
member = meetings.members(store, meeting.id)[0]
for number in count():
    ballots.save_reason(store, ballots.Voter(meeting.id, member, 1), "p", str(number))
    print(number, flush=True)
"""


def test_an_acknowledged_answer_survives_a_killed_server(tmp_path: Path) -> None:
    path = tmp_path / "mote.duckdb"
    store = Store.open(path)
    meeting, _ = begun(store)
    store.close()
    for lines in (5, 17, 30):
        command = [sys.executable, "-c", _SAVER, str(path), meeting.id]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}
        ) as saver:
            assert saver.stdout is not None
            acknowledged = [saver.stdout.readline() for _ in range(lines)]
            saver.send_signal(signal.SIGKILL)
            acknowledged += saver.stdout.readlines()
        told = max(int(line) for line in acknowledged if line.endswith("\n"))
        # The newest that was told, or the one that was on its way.
        assert _newest(path, meeting.id) in (told, told + 1)


def _newest(path: Path, meeting_id: str) -> int:
    store = Store.open(path)
    try:
        (row,) = opened(store, meeting_id, 1)
        return int(row["reason"])
    finally:
        store.close()
