"""A copy made while the database is in use is whole, holds no key, and is never written over anything."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from prioritering.errors import BadArgument, StoreError
from prioritering.meeting.rounds import Happening
from prioritering.store import meetings
from prioritering.store.backup import back_up
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.box_versions import VERSIONS_SUFFIX
from prioritering.store.checksum import CHECKSUM_SUFFIX, is_as_made
from prioritering.store.connection import Store
from prioritering.store.duckdb_file import AT_START
from prioritering.store.held_file import HeldFile
from prioritering.store.holdings import holdings
from prioritering.store.rewritten import written_anew
from prioritering.store.round_keys import KEYS_SUFFIX
from tests.store import meeting_steps
from tests.store.meetings_begun import SECRET, begun, boxes, said

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "prov.duckdb")) as opened:
        yield opened


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "kopior"
    folder.mkdir()
    return folder / "kopia.duckdb"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_copy_holds_all_that_is_saved_and_needs_no_log(store: Store, target: Path) -> None:
    meeting, _ = begun(store)
    assert Path(f"{store.path}.wal").stat().st_size
    made = back_up(store, target)
    assert [held.meeting_id for held in made.held.meetings] == [meeting.id]
    assert holdings(target) == (made.held, store.count_saved())
    assert not Path(f"{target}.wal").exists()
    # What is saved afterwards is not in it, and is saved all the same.
    meetings.record(store, meeting.id, Happening.ROOM_VIEW, "Objektledare", "vy")
    assert holdings(target)[1] != store.count_saved()


def test_the_keys_of_rounds_that_are_not_shown_lie_in_a_file_of_their_own_and_never_in_the_copy(
    store: Store, target: Path
) -> None:
    shown, _ = begun(store)
    meeting_steps.reveal(store, shown.id, "Objektledare")
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    made = back_up(store, target)
    keys = json.loads(Path(f"{target}{KEYS_SUFFIX}").read_text(encoding="utf-8"))
    assert made.keys == Path(f"{target}{KEYS_SUFFIX}")
    assert list(keys) == [f"{meeting.id}/1"]
    assert keys[f"{meeting.id}/1"] == store.keys.text(meeting.id, 1)
    everything = b"".join(file.read_bytes() for file in [target, *boxes(target)])
    assert keys[f"{meeting.id}/1"].encode() not in everything
    assert SECRET.encode() not in everything
    assert [file.read_bytes() for file in boxes(target)] == [file.read_bytes() for file in boxes(Path(store.path))]
    assert {mode(file) for file in [target, made.keys, *boxes(target)]} == {0o600}
    assert mode(Path(f"{target}{BOXES_SUFFIX}")) == 0o700


def test_where_every_round_is_shown_there_is_the_copy_alone(store: Store, target: Path) -> None:
    meeting, _ = begun(store)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    assert back_up(store, target).keys is None
    assert sorted(target.parent.iterdir()) == [target, Path(f"{target}{CHECKSUM_SUFFIX}")]


def test_a_copy_is_whole_by_itself_and_opened_without_anything_beside_it(store: Store, target: Path) -> None:
    begun(store)
    back_up(store, target)
    moved = target.rename(target.with_name("prov.duckdb"))
    with closing(Store.open(moved)) as alone:
        assert alone.count_saved() == store.count_saved()


@pytest.mark.parametrize("suffix", ["", KEYS_SUFFIX, BOXES_SUFFIX, VERSIONS_SUFFIX, CHECKSUM_SUFFIX, ".wal"])
def test_nothing_that_is_there_is_written_over(store: Store, target: Path, suffix: str) -> None:
    begun(store)
    there = Path(f"{target}{suffix}")
    there.write_bytes(b"min egen")
    with pytest.raises(BadArgument, match=f"{there.name} finns redan"):
        back_up(store, target)
    assert there.read_bytes() == b"min egen"
    assert list(target.parent.iterdir()) == [there]


@pytest.mark.parametrize(
    "own", [".wal", ".wal.kopia", ".versioner", ".kommando", ".ledarlank", ".rummet", ".dolda/k.duckdb"]
)
def test_a_copy_takes_no_name_that_the_database_itself_uses_or_may_come_to_use(store: Store, own: str) -> None:
    store.settle()
    here = Path(store.path).parent
    (here / "annan").symlink_to(here)
    for folder in (here, here / "annan"):
        with pytest.raises(BadArgument, match="hör till databasen själv"):
            back_up(store, folder / f"{Path(store.path).name}{own}")
    assert not list(here.glob("*.sha256"))


def test_no_other_process_gets_hold_of_the_database_once_it_has_been_copied(store: Store, target: Path) -> None:
    begun(store)
    back_up(store, target)
    assert is_refused_to_others(store)


def is_refused_to_others(store: Store) -> bool:
    code = "import sys; from prioritering.store.connection import Store; Store.open(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", code, store.path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode == 1 and "StoreBusy" in done.stderr


def test_while_it_is_written_anew_no_other_process_gets_hold_of_the_database(store: Store) -> None:
    begun(store)
    held, file = HeldFile(Path(store.path)), Path(store.path)
    with store.still():
        # What another process saved until the files are exchanged would be lost.
        anew = written_anew(held, file, AT_START)
        assert is_refused_to_others(store)
        assert anew.exists()
    held.let_go()


def test_a_copy_made_after_the_file_was_written_anew_is_of_the_new_file(store: Store, target: Path) -> None:
    meeting, _ = begun(store)
    back_up(store, target)
    store.will_rewrite()
    assert store.rewrite()
    meetings.record(store, meeting.id, Happening.ROOM_VIEW, "Objektledare", "vy")
    again = target.with_name("senare.duckdb")
    back_up(store, again)
    assert holdings(again)[1] == store.count_saved()


def test_copies_made_under_saves_hold_all_that_was_acknowledged_before_them(store: Store, target: Path) -> None:
    meeting, _ = begun(store)
    over, saved = threading.Event(), 0

    def saving() -> None:
        nonlocal saved
        while not over.is_set():
            meetings.record(store, meeting.id, Happening.ROOM_VIEW, "Objektledare", "vy")
            saved += 1

    thread = threading.Thread(target=saving)
    thread.start()
    try:
        for number in range(5):
            before = saved
            copy = target.with_name(f"{number}.duckdb")
            back_up(store, copy)
            after = saved
            # Two at the opening; one may be saved and not yet counted by us.
            assert before + 2 <= holdings(copy)[1].handelser <= after + 3
    finally:
        over.set()
        thread.join()


def test_a_copy_in_memory_or_in_a_folder_that_is_not_there_is_refused(store: Store, target: Path) -> None:
    with closing(Store.open(":memory:")) as memory, pytest.raises(StoreError, match="bara i minnet"):
        back_up(memory, target)
    with pytest.raises(BadArgument, match=r"Mappen .*borta finns inte"):
        back_up(store, target.parent / "borta" / "kopia.duckdb")


_FULL = """
import resource, signal, sys
from pathlib import Path
from prioritering.errors import StoreError
from prioritering.store.backup import back_up
from prioritering.store.connection import Store
store = Store.open(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
try:
    back_up(store, Path(sys.argv[2]))
except StoreError as error:
    print(error)
"""


def test_where_there_is_no_room_for_the_copy_nothing_is_left_of_it(tmp_path: Path, target: Path) -> None:
    path = tmp_path / "full.duckdb"
    with closing(Store.open(path)) as opened:
        begun(opened)
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(path), str(target)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert f"Säkerhetskopian {target} kunde inte skrivas" in done.stdout
    assert list(target.parent.iterdir()) == []


_KILLED = """
import os, sys
from pathlib import Path
from prioritering.store import backup
from prioritering.store.connection import Store
store = Store.open(sys.argv[1])
left, work = int(sys.argv[3]), os.fsync
def counted(handle):
    global left
    left -= 1
    if left < 0:
        os._exit(7)
    work(handle)
os.fsync = counted
backup.back_up(store, Path(sys.argv[2]))
"""


def test_a_kill_at_any_step_leaves_no_copy_or_a_whole_one_with_all_that_belongs_to_it(
    store: Store, tmp_path: Path, target: Path
) -> None:
    meeting, (owner, *_) = begun(store)
    said(store, meeting, owner)
    path, expected = Path(store.path), store.count_saved()
    sealed = [file.read_bytes() for file in boxes(path)]
    store.close()
    died = []
    for step in range(0, 60, 6):
        shutil.rmtree(target.parent)
        target.parent.mkdir()
        command = [sys.executable, "-c", _KILLED, str(path), str(target), str(step)]
        died.append(subprocess.run(command, cwd=ROOT, check=False).returncode)
        if target.exists():
            assert holdings(target)[1] == expected
            assert [file.read_bytes() for file in boxes(target)] == sealed
            assert Path(f"{target}{KEYS_SUFFIX}").exists()
            assert is_as_made(target)
        if died[-1] == 0:
            break
    assert died[0] == 7
    assert died[-1] == 0
