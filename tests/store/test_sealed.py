"""What is said in a blind round cannot be read from the database, its log or what lies beside it, until the reveal."""

import json
import re
import shutil
import stat
import time
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from prioritering.errors import Conflict, StoreError
from prioritering.meeting.meeting import Answer, Kind, Meeting, Member, Stage
from prioritering.store import ballots, meetings, sealed
from prioritering.store.ballots import Voter
from prioritering.store.box_content import ROW
from prioritering.store.box_versions import BoxPlace
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_counts
from prioritering.store.revealed_answers import revealed_answers
from prioritering.store.round_keys import KEYS_SUFFIX
from prioritering.store.tally import TALLY_SUFFIX
from tests.store import meeting_steps
from tests.store.lost_key import lose_key
from tests.store.meetings_begun import HIGH, LOW, SECRET, begun, boxes, progress, said
from tests.store.on_disk import path

__all__ = ["path"]

SEALED = re.compile(r"gAAAA[\w=-]+")
COLUMNS = (
    "meeting_id, round, member_id, role, project_id, criterion_id, slot, kind, level_name, number, reason, made_at"
)


def test_neither_the_files_nor_the_log_hold_anything_of_what_is_said(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    assert store.tuples("select (select count(*) from ballot), (select count(*) from sealed_ballot)") == [(0, 0)]
    files = [path, Path(f"{path}.wal"), Path(f"{path}{TALLY_SUFFIX}"), *boxes(path)]
    assert len(files) == 6
    assert SECRET.encode() not in b"".join(file.read_bytes() for file in files)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files[2:]} == {0o600}
    store.close()
    assert SECRET.encode() not in path.read_bytes()


def seen_by_a_stranger(path: Path) -> tuple[object, ...]:
    """What can be told without the key: the rows of every table, what they are numbered to, and the files."""
    store = Store.open(path)
    tables = [name for (name,) in store.tuples("select table_name from duckdb_tables() order by table_name")]
    rows = [store.tuples(f"select count(*) from {name}") for name in tables]
    numbers = store.tuples("select sequence_name, last_value from duckdb_sequences() order by sequence_name")
    store.close()
    files = (*boxes(path), Path(f"{path}{TALLY_SUFFIX}"))
    return rows, numbers, [file.stat().st_size for file in files], [unsealed(file) for file in files]


def unsealed(file: Path) -> str:
    """What of a file anybody can read: of what is sealed only when it says that it was, and which bytes it fills."""
    found = SEALED.sub(lambda token: f"{token[0][:10]} {len(token[0])} ", file.read_text(encoding="utf-8"))
    # By what the text is marked, and the meeting's own id.
    return re.sub(r"[0-9a-f]{64}|[0-9a-f]+(?=/1)", "", found)


def bytes_of(path: Path) -> list[bytes]:
    return [file.read_bytes() for file in (path, Path(f"{path}.wal"))]


def answer_once(store: Store, meeting: Meeting, people: list[Member]) -> None:
    ballots.save_answer(store, Voter(meeting.id, people[0], 1), "p", "a", HIGH)


def answer_everything(store: Store, meeting: Meeting, people: list[Member]) -> None:
    for person in people:
        for project in ("p", "q"):
            for answer in (LOW, HIGH):
                ballots.save_answer(store, Voter(meeting.id, person, 1), project, "a", answer)
                ballots.save_answer(store, Voter(meeting.id, person, 1), project, "b", Answer(kind=Kind.DONT_KNOW))
            ballots.save_reason(store, Voter(meeting.id, person, 1), project, "🙂" * 500)
        ballots.save_order(store, Voter(meeting.id, person, 1), {"a": 2, "b": 1})


def refrain(store: Store, meeting: Meeting, people: list[Member]) -> None:
    for project in ("p", "q"):
        ballots.save_conflict(store, Voter(meeting.id, people[0], 1), project, on=True)


def test_files_are_the_same_however_much_has_been_answered_and_by_whom(tmp_path: Path) -> None:
    seen = []
    for number, happens in enumerate((answer_once, answer_everything, refrain)):
        path = tmp_path / f"{number}.duckdb"
        store = Store.open(path)
        meeting, people = begun(store)
        before = bytes_of(path)
        happens(store, meeting, people)
        assert bytes_of(path) == before
        # As if the server had been killed: the log is left as it is.
        copied = shutil.copytree(tmp_path, tmp_path.with_name(f"{tmp_path.name}-{number}")) / path.name
        store.close()
        seen.append(seen_by_a_stranger(copied))
    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0][2]) == 4  # type: ignore[arg-type]


def test_no_file_tells_by_its_time_or_its_age_when_its_member_last_saved(path: Path) -> None:
    store = Store.open(path)
    meeting, people = begun(store)
    for person in reversed(people):
        ballots.save_answer(store, Voter(meeting.id, person, 1), "p", "a", HIGH)
        found = [file.stat() for file in boxes(path)]
        # Each keeps the file that it was laid out as, in the same order.
        assert len({(file.st_mtime_ns, file.st_atime_ns) for file in found}) == 1
        # An even one of today: whoever makes copies by the time of a file misses none.
        assert abs(time.time() - found[0].st_mtime) < 86_400
    laid = [file.stat().st_ino for file in boxes(path)]
    ballots.save_answer(store, Voter(meeting.id, people[0], 1), "p", "a", LOW)
    assert [file.stat().st_ino for file in boxes(path)] == laid
    # Nor by the time that what is sealed has in the open.
    files = (*boxes(path), Path(f"{path}{TALLY_SUFFIX}"))
    tokens = [token for file in files for token in SEALED.findall(file.read_text(encoding="utf-8"))]
    assert len(tokens) > len(files)
    assert {key_of(store, meeting).extract_timestamp(token) for token in tokens} == {0}
    store.close()


def test_a_box_is_as_large_however_often_its_member_changes_their_mind(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    voter = Voter(meeting.id, owner, 1)
    sizes = set()
    for number in range(30):
        ballots.save_reason(store, voter, "p", f"{number} {'å' * 400}")
        ballots.save_answer(store, voter, "p", "a", (HIGH, LOW)[number % 2])
        ballots.save_conflict(store, voter, "q", on=number % 2 == 0)
        sizes |= {file.stat().st_size for file in (*boxes(path), store.boxes.versions.file) if file is not None}
    assert len(sizes) == 2
    assert len(sealed.opened(store, meeting.id, 1)) == 4
    store.close()


# Written as six letters where it is kept, and as four bytes where it is not.
LONGEST = ("\x01" * 500, "🙂" * 500)


@pytest.mark.parametrize("letters", LONGEST, ids=["styrtecken", "figurer"])
def test_all_that_a_round_asks_for_at_its_longest_fits_in_a_box_that_is_no_larger(path: Path, letters: str) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    voter = Voter(meeting.id, owner, 1)
    store.boxes.lay_out(sealed._seal_of(store, key_of(store, meeting), meeting, 1), [BoxPlace(meeting.id, 1, owner.id)])
    (before,) = {file.stat().st_size for file in boxes(path)}
    for project in ("p", "q"):
        for on in (True, False):
            ballots.save_conflict(store, voter, project, on=on)
        ballots.save_reason(store, voter, project, f"a{letters[2:]}b")
        ballots.save_answer(store, voter, project, "a", LOW)
        ballots.save_answer(store, voter, project, "b", Answer(kind=Kind.LEVEL, value=1.2345678901234567))
    ballots.save_order(store, voter, {"a": 2, "b": 1})
    assert len(sealed.opened(store, meeting.id, 1)) == 12
    assert {file.stat().st_size for file in boxes(path)} == {before}
    # Not far from it either: what is written at each save must not be larger than it has to be.
    rows = [[row[name] for name in ROW] for row in sealed.opened(store, meeting.id, 1) if row["project_id"] == "p"]
    assert sealed.part_bytes(meeting, 1) < 2 * len(json.dumps(rows, ensure_ascii=False).encode())
    store.close()


def key_of(store: Store, meeting: Meeting) -> Fernet:
    key = store.keys.find(meeting.id, 1)
    assert key is not None
    return key


def test_who_has_come_how_far_is_numbered_by_itself(store: Store) -> None:
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


def test_boxes_that_the_key_does_not_open_are_told_and_never_written_over(path: Path) -> None:
    store = Store.open(path)
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    store.close()
    before = Fernet(Fernet.generate_key()).encrypt(b"[]")
    for file in boxes(path):
        file.write_bytes(before)
    again = Store.open(path)
    with pytest.raises(Conflict, match="går inte att läsa, så rundan kan varken svaras på eller visas"):
        ballots.save_answer(again, Voter(meeting.id, owner, 1), "p", "a", LOW)
    with pytest.raises(Conflict, match="går inte att läsa, så rundan kan varken svaras på eller visas"):
        meeting_steps.reveal(again, meeting.id, "Objektledare")
    assert {file.read_bytes() for file in boxes(path)} == {before}
    again.close()


def test_answers_that_an_older_program_sealed_in_the_database_are_put_in_boxes(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    key = store.keys.find(meeting.id, 1)
    assert key is not None
    rows = [{name: row[name] for name in sealed._LAID} for row in sealed.opened(store, meeting.id, 1)]
    store.boxes.remove(meeting.id, 1)
    for content in (*rows, None):
        values = {"m": meeting.id, "sealed": key.encrypt(json.dumps(content).encode().ljust(2_560)).decode()}
        with store.write() as cursor:
            cursor.execute("insert into sealed_ballot (meeting_id, round, sealed) values ($m, 1, $sealed)", values)
    other = Fernet(Fernet.generate_key()).encrypt(b"null").decode()
    with store.write() as cursor:
        cursor.execute("insert into sealed_ballot (meeting_id, round, sealed) values (?, 1, ?)", [meeting.id, other])
    for _ in range(2):
        sealed.put_in_boxes(store)
    # One that another key has sealed stays: that key may come back.
    assert store.tuples("select count(*) from sealed_ballot") == [(1,)]
    assert len(sealed.opened(store, meeting.id, 1)) == 3
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    shown = {sheet.project_id: sheet for sheet in revealed_answers(store, meeting).sheets}
    assert (shown["p"].answers["a"], shown["p"].reason, shown["q"].conflict) == (HIGH, SECRET, True)


def test_answers_that_an_older_program_saved_in_the_open_are_sealed(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    for slot, kind, level, reason in (("svar", "nivå", "Hög", ""), ("skäl", "skäl", None, SECRET)):
        criterion = "a" if slot == "svar" else ""
        row = [meeting.id, 1, owner.id, owner.role, "p", criterion, slot, kind, level, None, reason, meeting.opened_at]
        marks = ", ".join("?" * len(row))
        with store.write() as cursor:
            cursor.execute(f"insert into ballot ({COLUMNS}) values ({marks})", row)
    lose_key(store, meeting.id, 1)
    store.boxes.remove(meeting.id, 1)
    sealed.put_in_boxes(store)
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
