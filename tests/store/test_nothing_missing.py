"""A database that has come to hold less than was saved in it is never opened without a word; nor is another's file."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from prioritering.errors import StoreError
from prioritering.store import sealed
from prioritering.store.accepted import accept, missing_from
from prioritering.store.ballots import Voter, save_answer
from prioritering.store.connection import Store
from prioritering.store.duckdb_file import stand_alone
from prioritering.store.tally import (
    NONE_COUNTED,
    TALLY_BYTES,
    TALLY_SUFFIX,
    Counted,
    Tally,
    missing_words,
    tally_beside,
)
from tests.store import meeting_steps
from tests.store.meetings_begun import HIGH, begun, said

ROOT = Path(__file__).parents[2]
EVENTS = 50
_SAVES_AND_IS_KILLED = """
import os, sys
from prioritering.meeting.rounds import Happening
from prioritering.store import meetings
from prioritering.store.connection import Store
from tests.store.meetings_begun import begun
store = Store.open(sys.argv[1])
store.settle()
meeting, _ = begun(store)
for _ in range(int(sys.argv[2])):
    meetings.record(store, meeting.id, Happening.ROOM_VIEW, "Objektledare", "vy")
os._exit(7)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "prov.duckdb"


def killed(path: Path, script: str, *arguments: str) -> None:
    done = subprocess.run([sys.executable, "-c", script, str(path), *arguments], cwd=ROOT, check=False)
    assert done.returncode == 7


def files(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}


def test_without_its_log_a_database_is_not_opened_and_what_is_missing_and_what_to_do_is_said(path: Path) -> None:
    killed(path, _SAVES_AND_IS_KILLED, str(EVENTS))
    Path(f"{path}.wal").unlink()
    before = files(path)
    with pytest.raises(StoreError) as told:
        Store.open(path)
    words = str(told.value)
    assert f"Databasen {path} saknar sådant som har sparats" in words
    assert f"1 av 1 möten, {EVENTS + 2} av {EVENTS + 2} händelser i möten och 3 av 3 medlemmar" in words
    assert all(word in words for word in (f"{path}.wal", f"{path}{TALLY_SUFFIX}", "aterstall FIL", "aterstall --godta"))
    assert files(path) == before


@pytest.mark.parametrize("where", ["cut", "turned"])
def test_a_log_that_is_cut_or_damaged_in_the_middle_is_told_and_left_as_it_is(path: Path, where: str) -> None:
    killed(path, _SAVES_AND_IS_KILLED, str(EVENTS))
    log = Path(f"{path}.wal")
    content = bytearray(log.read_bytes())
    if where == "cut":
        del content[-len(content) // 4 :]
    else:
        content[-len(content) // 4] ^= 255
    log.write_bytes(content)
    before = files(path)
    # By where it is turned, the log ends there or cannot be read at all.
    either = rf"sparats: \d+ av {EVENTS + 2} händelser i möten,|inte en databas som går att läsa.*aterstall FIL"
    with pytest.raises(StoreError, match=either):
        Store.open(path)
    assert files(path) == before


def test_with_its_log_all_is_there_after_a_kill(path: Path) -> None:
    killed(path, _SAVES_AND_IS_KILLED, str(EVENTS))
    with closing(Store.open(path)) as store:
        assert store.tuples("select count(*) from meeting_event") == [(EVENTS + 2,)]


_KILLED_BETWEEN = """
import os, sys
from prioritering.meeting.rounds import Happening
from prioritering.store import meetings
from prioritering.store.connection import Store
store = Store.open(sys.argv[1])
store.tally.keep = lambda *_: os._exit(7)
meetings.record(store, sys.argv[2], Happening.ROOM_VIEW, "Objektledare", "vy")
"""


def test_a_kill_between_a_save_and_its_count_is_no_loss_and_the_save_is_counted_at_the_next_start(path: Path) -> None:
    with closing(Store.open(path)) as store:
        meeting, _ = begun(store)
    killed(path, _KILLED_BETWEEN, meeting.id)
    assert (tally_beside(str(path)).read() or NONE_COUNTED).handelser == 2
    with closing(Store.open(path)) as store:
        assert store.tuples("select count(*) from meeting_event") == [(3,)]
    assert (tally_beside(str(path)).read() or NONE_COUNTED).handelser == 3


def test_an_older_file_put_back_is_told(path: Path) -> None:
    with closing(Store.open(path)) as store:
        meeting, _ = begun(store)
        store.settle()
        older = path.read_bytes()
        meeting_steps.reveal(store, meeting.id, "Objektledare")
    path.write_bytes(older)
    with pytest.raises(StoreError, match="1 av 3 händelser i möten"):
        Store.open(path)
    assert path.read_bytes() == older


def test_a_database_that_is_gone_is_told_and_no_empty_one_takes_its_place(path: Path) -> None:
    with closing(Store.open(path)) as store:
        begun(store)
    path.unlink()
    with pytest.raises(StoreError, match=rf"Databasen {path} finns inte, fast .*{TALLY_SUFFIX} säger"):
        Store.open(path)
    assert not path.exists()


def test_a_database_from_before_it_was_counted_is_opened_and_counted_from_then_on(path: Path) -> None:
    with closing(Store.open(path)) as store:
        begun(store)
    count = Path(f"{path}{TALLY_SUFFIX}")
    count.unlink()
    stand_alone(path)
    Store.open(path).close()
    assert tally_beside(str(path)).read() == Counted(moten=1, handelser=2, deltagare=3)
    assert count.stat().st_mode & 0o777 == 0o600


_STARTED_AND_IS_KILLED = """
import os, sys
from prioritering.store.connection import Store
store = Store.open(sys.argv[1])
os._exit(7)
"""


@pytest.mark.parametrize(
    ("script", "left"),
    [(_SAVES_AND_IS_KILLED, ""), (_SAVES_AND_IS_KILLED, ".wal"), (_STARTED_AND_IS_KILLED, "")],
    ids=["the file alone", "with its log", "the file alone after the first start"],
)
def test_a_file_taken_without_its_count_is_not_opened_and_it_is_said_that_something_may_be_missing(
    path: Path, script: str, left: str
) -> None:
    killed(path, script, str(EVENTS))
    for suffix in {".wal", TALLY_SUFFIX} - {left}:
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    before = files(path)
    with pytest.raises(StoreError) as told:
        Store.open(path)
    words = str(told.value)
    assert f"Databasen {path} kan sakna sådant som har sparats: det står i {path}{TALLY_SUFFIX}" in words
    assert all(word in words for word in ("den filen finns inte", "aterstall FIL", "aterstall --godta"))
    assert files(path) == before
    # And it can be taken as it is, when somebody says so.
    assert missing_from(path).startswith(f"{path} kan sakna sådant som har sparats")
    accept(path)
    assert missing_from(path) == ""
    Store.open(path).close()


def test_a_database_that_is_cut_says_so_and_is_left_as_it_is(path: Path) -> None:
    with closing(Store.open(path)) as store:
        begun(store)
    path.write_bytes(path.read_bytes()[:100_000])
    before = files(path)
    with pytest.raises(StoreError, match=rf"Databasen {path} är avkortad: .*aterstall FIL.*PRIORITERING_DB"):
        Store.open(path)
    assert files(path) == before


def test_a_count_that_cannot_be_read_is_told(path: Path) -> None:
    with closing(Store.open(path)) as store:
        begun(store)
    Path(f"{path}{TALLY_SUFFIX}").write_bytes(b"x" * 8192)
    with pytest.raises(StoreError, match="som säger hur mycket som är sparat, går inte att läsa"):
        Store.open(path)


@pytest.mark.parametrize("slot", [0, 1])
def test_a_power_cut_in_the_middle_of_counting_leaves_what_was_counted_before(path: Path, slot: int) -> None:
    file = Path(f"{path}{TALLY_SUFFIX}")
    tally = Tally(file)
    for saves in range(1, 4 + slot):
        tally.begin(Counted(svar=saves))
    content = bytearray(file.read_bytes())
    newest = (3 + slot) % 2
    content[newest * 4096 + 20] ^= 255
    file.write_bytes(content)
    assert Tally(file).read() == Counted(svar=2 + slot)


def test_what_was_counted_later_is_never_written_over_with_what_was_counted_before(path: Path) -> None:
    tally = Tally(Path(f"{path}{TALLY_SUFFIX}"))
    first, second = tally.number(), tally.number()
    tally.keep(second, Counted(svar=2))
    tally.keep(first, Counted(svar=1))
    assert tally.read() == Counted(svar=2)


def test_nothing_that_is_saved_in_a_blind_round_shows_in_the_count(path: Path) -> None:
    with closing(Store.open(path)) as store:
        meeting, (owner, *_) = begun(store)
        before = Path(f"{path}{TALLY_SUFFIX}").read_bytes()
        said(store, meeting, owner)
        # After the count it says, sealed, which of them are the newest.
        assert Path(f"{path}{TALLY_SUFFIX}").read_bytes()[:TALLY_BYTES] == before
        meeting_steps.reveal(store, meeting.id, "Objektledare")
        assert (store.tally.read() or NONE_COUNTED).svar == 3


def test_answers_that_are_taken_out_of_an_older_database_and_sealed_are_no_loss(path: Path) -> None:
    with closing(Store.open(path)) as store:
        meeting, (owner, *_) = begun(store)
        meeting_steps.reveal(store, meeting.id, "Objektledare")
        save_answer(store, Voter(meeting.id, owner, 1), "p", "a", HIGH)
        # As an older program had it: a blind round with its answers in the open.
        with store.write() as cursor:
            cursor.execute("delete from meeting_event where kind = 'runda visad'")
    accept(path)
    Store.open(path).close()
    script = """
import os, sys
from prioritering.store import sealed
from prioritering.store.connection import Store
store = Store.open(sys.argv[1])
store.tally.keep = lambda *_: os._exit(7)
sealed.put_in_boxes(store)
"""
    killed(path, script)
    with closing(Store.open(path)) as store:
        sealed.put_in_boxes(store)
        assert store.tuples("select count(*) from ballot") == [(0,)]
        assert len(sealed.opened(store, meeting.id, 1)) == 1


def test_what_is_missing_is_said_by_kind() -> None:
    assert missing_words(Counted(andringar=58), Counted(andringar=58, svar=3)) == ""
    assert missing_words(Counted(andringar=58, svar=40), Counted(svar=37)) == "58 av 58 ändringar och 3 av 40 svar"
