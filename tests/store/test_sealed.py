"""What is said in a blind round cannot be read from the database, its log or its numbers, until the reveal."""

import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.errors import Conflict, StoreError
from prioritering.meeting.meeting import Answer, Kind, Meeting, Member, Stage
from prioritering.store import ballots, meetings, sealed
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_counts
from prioritering.store.revealed_answers import revealed_answers
from prioritering.store.round_keys import KEYS_SUFFIX
from tests.meeting.builders import WORDS
from tests.store import meeting_steps
from tests.store.meetings_begun import begun, progress

HIGH, LOW = (Answer(kind=Kind.LEVEL, value=WORDS[i]) for i in (3, 1))
SECRET = "hemligt skäl som ingen får läsa"
COLUMNS = (
    "meeting_id, round, member_id, role, project_id, criterion_id, slot, kind, level_name, number, reason, made_at"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mote.duckdb"


def said(store: Store, meeting: Meeting, owner: Member) -> None:
    """The first member answers, has a conflict of interest on the other project, and gives a reason."""
    voter = Voter(meeting.id, owner, 1)
    ballots.save_answer(store, voter, "p", "a", HIGH)
    ballots.save_reason(store, voter, "p", SECRET)
    ballots.save_conflict(store, voter, "q", on=True)


def test_neither_the_file_nor_its_log_holds_anything_of_what_is_said(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    assert store.tuples("select count(*) from ballot") == [(0,)]
    files = [file for file in path.parent.glob("mote.duckdb*") if not file.name.endswith(KEYS_SUFFIX)]
    assert len(files) == 2
    held = b"".join(file.read_bytes() for file in files)
    assert SECRET.encode() not in held
    store.close()
    assert SECRET.encode() not in path.read_bytes()


def test_everything_that_is_sealed_is_as_long_as_everything_else(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    ballots.save_reason(store, Voter(meeting.id, owner, 1), "p", "🙂" * 500)
    assert store.tuples("select count(distinct length(sealed)) from sealed_ballot") == [(1,)]


def sealed_by(store: Store, save: Callable[[], object]) -> int:
    before = store.tuples("select count(*) from sealed_ballot")[0][0]
    save()
    return int(store.tuples("select count(*) from sealed_ballot")[0][0] - before)


def test_a_conflict_of_interest_fills_as_much_as_answers_to_all_that_is_asked(store: Store) -> None:
    meeting, (owner, leader, _) = begun(store)

    def answer_all() -> None:
        ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "a", HIGH)
        ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "b", Answer(kind=Kind.LEVEL, value=2.0))

    def refrain() -> None:
        ballots.save_conflict(store, Voter(meeting.id, leader, 1), "p", on=True)

    answers, conflicts = ({sealed_by(store, save) for _ in range(60)} for save in (answer_all, refrain))
    assert answers == conflicts == {2, 3, 4, 5, 6}
    assert len(sealed.opened(store, meeting.id, 1)) == 180


def test_what_is_numbered_with_who_has_come_how_far_is_not_what_is_sealed(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    for _ in range(5):
        ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "a", HIGH)
    ballots.note_stage(store, Voter(meeting.id, owner, 1), meeting, ["p", "q"])
    assert store.tuples("select entry_id from round_stage") == [(1,)]


@pytest.mark.parametrize("conflict", [True, False])
def test_what_screens_follow_grows_as_much_for_a_conflict_of_interest_as_for_answers(
    store: Store, conflict: bool
) -> None:
    meeting, (owner, *_) = begun(store)
    voter, before = Voter(meeting.id, owner, 1), meeting_counts(store, meeting.id).shown
    if conflict:
        ballots.save_conflict(store, voter, "p", on=True)
        ballots.note_stage(store, voter, meeting, ["p", "q"])
    else:
        for criterion, answer in (("a", HIGH), ("b", Answer(kind=Kind.LEVEL, value=2.0)), ("a", LOW)):
            ballots.save_answer(store, voter, "p", criterion, answer)
            ballots.note_stage(store, voter, meeting, ["p", "q"])
    assert meeting_counts(store, meeting.id).shown == before + 1
    assert progress(store, meeting, ["p", "q"])[0].stage is Stage.UNDER_WAY


def test_a_member_who_empties_what_was_said_has_only_joined(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    voter = Voter(meeting.id, owner, 1)
    stages = []
    for answer in (HIGH, Answer(kind=Kind.EMPTY)):
        ballots.save_answer(store, voter, "p", "a", answer)
        ballots.note_stage(store, voter, meeting, ["p", "q"])
        stages.append(progress(store, meeting, ["p", "q"])[0].stage)
    assert stages == [Stage.UNDER_WAY, Stage.JOINED]
    assert meeting_counts(store, meeting.id).shown == 2


def test_after_the_reveal_the_database_alone_has_it_all_and_the_key_is_gone(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    mine = ballots.own_answers(store, meeting.id, owner).sheets
    key = Path(f"{path}{KEYS_SUFFIX}")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    store.close()
    assert meeting.id not in key.read_text(encoding="utf-8")
    key.unlink()
    again = Store.open(path)
    assert ballots.own_answers(again, meeting.id, owner).sheets == mine
    shown = {sheet.project_id: sheet for sheet in revealed_answers(again, meeting).sheets}
    assert (shown["p"].answers["a"], shown["p"].reason, shown["q"].conflict) == (HIGH, SECRET, True)
    again.close()


def test_a_copy_without_the_keys_says_which_rounds_are_closed_for_good_and_goes_on_with_a_new(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    store.close()
    restored = Store.open(shutil.copy(path, path.with_name("kopia.duckdb")))
    sealed.seal_what_is_open(restored)
    assert sealed.lost_rounds(restored, meeting.id) == (1,)
    with pytest.raises(Conflict, match="nyckeln till runda 1 finns inte"):
        ballots.save_answer(restored, Voter(meeting.id, owner, 1), "p", "a", LOW)
    with pytest.raises(Conflict, match="nyckeln till runda 1 finns inte"):
        meeting_steps.reveal(restored, meeting.id, "Objektledare")
    meeting_steps.close_round(restored, meeting.id, "Objektledare")
    meeting_steps.open_round(restored, meeting.id, ["p"], "Objektledare")
    ballots.save_answer(restored, Voter(meeting.id, owner, 2), "p", "a", LOW)
    meeting_steps.reveal(restored, meeting.id, "Objektledare")
    (sheet,) = revealed_answers(restored, meeting).sheets
    assert (sheet.round, sheet.answers["a"]) == (2, LOW)
    restored.close()


def test_answers_that_an_older_program_saved_in_the_open_are_sealed(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    for slot, kind, level, reason in (("svar", "nivå", "Hög", ""), ("skäl", "skäl", None, SECRET)):
        criterion = "a" if slot == "svar" else ""
        row = [meeting.id, 1, owner.id, owner.role, "p", criterion, slot, kind, level, None, reason, meeting.opened_at]
        marks = ", ".join("?" * len(row))
        with store.write() as cursor:
            cursor.execute(f"insert into ballot ({COLUMNS}) values ({marks})", row)
    store.keys.throw_away(meeting.id, 1)
    sealed.seal_what_is_open(store)
    assert store.tuples("select count(*) from ballot") == [(0,)]
    (mine,) = ballots.own_answers(store, meeting.id, owner).sheets
    assert (mine.answers["a"], mine.reason) == (HIGH, SECRET)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    assert revealed_answers(store, meeting).sheets[0].answers["a"] == HIGH


def test_a_round_whose_key_cannot_be_saved_does_not_open(path: Path) -> None:
    store = Store.open(path)
    meeting, _ = begun(store)
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    store.keys.file = path.parent / "finns inte" / "x.nycklar"
    with pytest.raises(StoreError, match="nyckel kunde inte sparas"):
        meeting_steps.open_round(store, meeting.id, ["p"], "Objektledare")
    assert len(meetings.get_meeting(store, meeting.id).rounds) == 1
    store.close()


def test_a_file_of_keys_that_cannot_be_read_is_told_and_left_as_it_is(path: Path) -> None:
    store = Store.open(path)
    meeting, _ = begun(store)
    key = Path(f"{path}{KEYS_SUFFIX}")
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    key.write_text("{trasig", encoding="utf-8")
    with pytest.raises(StoreError, match="nycklar till pågående rundor går inte att läsa"):
        meeting_steps.open_round(store, meeting.id, ["p"], "Objektledare")
    assert key.read_text(encoding="utf-8") == "{trasig"
    store.close()
