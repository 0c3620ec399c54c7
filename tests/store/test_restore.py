"""A copy takes the place of the database only when it can be opened, and what lay there is kept; the round goes on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from prioritering.errors import BadArgument, StoreBusy, StoreError
from prioritering.meeting.meeting import Meeting, Member
from prioritering.meeting.rounds import Happening
from prioritering.settings import DATABASE
from prioritering.store import ballots, meetings, migrations, restore
from prioritering.store.backup import back_up
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.box_versions import VERSIONS_SUFFIX
from prioritering.store.checksum import CHECKSUM_SUFFIX
from prioritering.store.connection import Store
from prioritering.store.duckdb_file import stand_alone
from prioritering.store.holdings import holdings
from prioritering.store.lost_answers import lost_rounds
from prioritering.store.restore import put_in_place, tried
from prioritering.store.round_keys import KEYS_SUFFIX
from prioritering.store.sealed import put_in_boxes
from prioritering.store.statements import migration_files, statement
from prioritering.store.tally import TALLY_SUFFIX, Counted, tally_beside
from tests.store import meeting_steps
from tests.store.meetings_begun import SECRET, begun, boxes, said

ROOT = Path(__file__).parents[2]
TODAY = date.today().isoformat()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "prov.duckdb"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "kopior").mkdir()
    return tmp_path / "kopior" / "kopia.duckdb"


def blind(path: Path, copy: Path) -> tuple[Meeting, Member]:
    """A database with a blind round that has been answered, and a copy of it."""
    with closing(Store.open(path)) as store:
        meeting, (owner, *_) = begun(store)
        said(store, meeting, owner)
        ballots.note_stage(store, ballots.Voter(meeting.id, owner, 1), meeting, ["p", "q"])
        back_up(store, copy)
    return meeting, owner


def restored(copy: Path, path: Path) -> Path | None:
    with tried(copy, path) as trial:
        return put_in_place(trial)


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def has_the_round_whole(path: Path, meeting: Meeting, owner: Member) -> None:
    with closing(Store.open(path)) as store:
        put_in_boxes(store)
        assert lost_rounds(store, meeting.id) == ()
        mine = {sheet.project_id: sheet for sheet in ballots.own_answers(store, meeting.id, owner).sheets}
        assert (mine["p"].reason, mine["q"].conflict) == (SECRET, True)
        meeting_steps.reveal(store, meeting.id, "Objektledare")
        assert store.tuples("select count(*) from ballot where meeting_id = $id", {"id": meeting.id}) == [(3,)]


def test_on_another_computer_a_copy_with_its_keys_gives_the_blind_round_back_whole(path: Path, copy: Path) -> None:
    meeting, owner = blind(path, copy)
    elsewhere = path.parent / "annan" / "prov.duckdb"
    with tried(copy, elsewhere) as trial:
        assert (trial.now, trial.unreadable, trial.lost) == (None, "", ())
        assert put_in_place(trial) is None
    assert sorted(file.name for file in elsewhere.parent.iterdir()) == [
        f"prov.duckdb{suffix}" for suffix in ("", BOXES_SUFFIX, KEYS_SUFFIX, TALLY_SUFFIX, VERSIONS_SUFFIX)
    ]
    has_the_round_whole(elsewhere, meeting, owner)


@pytest.mark.parametrize("suffix", [KEYS_SUFFIX, BOXES_SUFFIX])
def test_without_keys_or_answers_it_is_said_which_rounds_are_closed_for_good(
    path: Path, copy: Path, suffix: str
) -> None:
    meeting, _ = blind(path, copy)
    missing = Path(f"{copy}{suffix}")
    shutil.rmtree(missing) if missing.is_dir() else missing.unlink()
    with tried(copy, path.parent / "annan" / "prov.duckdb") as trial:
        assert trial.lost == ((meeting.id, 1),)


def test_the_keys_that_are_here_are_used_and_kept_though_the_copy_came_without(path: Path, copy: Path) -> None:
    meeting, owner = blind(path, copy)
    Path(f"{copy}{KEYS_SUFFIX}").unlink()
    with closing(Store.open(path)) as store:
        later, _ = begun(store)
    keys = Path(f"{path}{KEYS_SUFFIX}").read_bytes()
    restored(copy, path)
    assert Path(f"{path}{KEYS_SUFFIX}").read_bytes() == keys
    has_the_round_whole(path, meeting, owner)
    assert later.id.encode() in keys


def test_what_lay_there_is_kept_beside_with_the_day_and_can_be_put_back(path: Path, copy: Path) -> None:
    meeting, owner = blind(path, copy)
    with closing(Store.open(path)) as store:
        meeting_steps.reveal(store, meeting.id, "Objektledare")
        again, (second, *_) = begun(store)
        said(store, again, second)
    before = holdings(path)
    aside = restored(copy, path)
    assert aside == path.with_name(f"prov-undan-{TODAY}.duckdb")
    assert holdings(aside) == before
    has_the_round_whole(path, meeting, owner)
    with tried(aside, path) as trial:
        assert trial.lost == ()
        assert put_in_place(trial) == path.with_name(f"prov-undan-{TODAY}-2.duckdb")
    assert holdings(path) == before
    has_the_round_whole(path, again, second)


def test_a_database_without_its_log_is_put_aside_and_the_count_follows_the_copy(path: Path, copy: Path) -> None:
    meeting, owner = blind(path, copy)
    script = """
import os, sys
from prioritering.store.connection import Store
from tests.store.meetings_begun import begun
store = Store.open(sys.argv[1])
begun(store)
os._exit(7)
"""
    subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT, check=False)
    log = Path(f"{path}.wal")
    kept = log.read_bytes()
    with pytest.raises(StoreError, match="saknar sådant som har sparats"):
        log.unlink()
        Store.open(path)
    log.write_bytes(kept)
    aside = restored(copy, path)
    assert aside is not None
    # Log and all, so that nothing of it is lost.
    assert len(holdings(aside)[0].meetings) == 2
    assert tally_beside(str(path)).read() == holdings(copy)[1]
    assert not log.exists()
    has_the_round_whole(path, meeting, owner)


def test_what_is_tried_changes_nothing(path: Path, copy: Path) -> None:
    blind(path, copy)
    before = files(path.parent)
    with tried(copy, path) as trial:
        assert trial.held == trial.now
    assert files(path.parent) == before


@pytest.mark.parametrize("damage", ["cut", "turned", "another's", "newer", "gone"])
def test_a_copy_that_cannot_be_used_is_refused_with_nothing_changed(path: Path, copy: Path, damage: str) -> None:
    blind(path, copy)
    content = bytearray(copy.read_bytes())
    if damage == "cut":
        copy.write_bytes(content[: len(content) // 2])
    elif damage == "turned":
        # Among the rows of the meeting.
        place = content.index(b"Objektledare")
        content[place] ^= 255
        copy.write_bytes(content)
    elif damage == "another's":
        copy.write_bytes(b"PK" + bytes(9000))
    elif damage == "newer":
        with closing(Store.open(copy)) as store:
            store.append(statement("write/record_migration"), {"name": "999_framtiden"})
    else:
        copy.unlink()
    # By its checksum, and then where it came without one.
    for _ in range(2):
        before = files(path.parent)
        with pytest.raises((StoreError, BadArgument)) as told, tried(copy, path):
            pass
        assert str(copy) in str(told.value) or damage == "newer"
        assert DATABASE not in str(told.value)
        assert files(path.parent) == before
        Path(f"{copy}{CHECKSUM_SUFFIX}").unlink(missing_ok=True)


def test_a_database_that_another_process_has_is_left_to_it(path: Path, copy: Path) -> None:
    blind(path, copy)
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT, stdin=-1, stdout=-1) as other:
        assert other.stdout
        assert other.stdin
        other.stdout.readline()
        with pytest.raises(StoreBusy), tried(copy, path):
            pass
        other.stdin.close()


class Killed(BaseException):
    """Ends what is under way as a kill does: nothing of ours catches it."""


@pytest.mark.parametrize("counted", [True, False], ids=["counted", "from before it was counted"])
def test_a_kill_at_any_step_of_putting_in_place_opens_no_database_with_less_and_it_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: bool
) -> None:
    at_start, copy = tmp_path / "mall" / "prov.duckdb", tmp_path / "kopia.duckdb"
    meeting, owner = blind(at_start, copy)
    with closing(Store.open(at_start)) as store:
        meetings.record(store, meeting.id, Happening.ROOM_VIEW, "Objektledare", "vy")
    whole, copied = holdings(at_start)[1], holdings(copy)[1]
    if not counted:
        Path(f"{at_start}{TALLY_SUFFIX}").unlink()
        stand_alone(at_start)
    outcomes = []
    for step in range(1, 20):
        path = tmp_path / str(step) / "prov.duckdb"
        shutil.copytree(at_start.parent, path.parent)
        with monkeypatch.context() as patch:
            outcomes.append("done" if done_up_to(step, copy, path, patch) else opened(path, meeting, whole, copied))
        if outcomes[-1] == "done":
            break
        if outcomes[-1] == "refused":
            restored(copy, path)
            assert holdings(path)[1] == copied
    assert outcomes[-1] == "done"
    has_the_round_whole(path, meeting, owner)
    assert {"as before", "refused"} < set(outcomes)


def done_up_to(step: int, copy: Path, path: Path, patch: pytest.MonkeyPatch) -> bool:
    """Put a copy in place, killed at its so manieth change of a name; return whether it was done before that."""
    left, work = step, Path.replace

    def counted(source: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed
        return work(source, target)

    # Who is killed cleans nothing up.
    patch.setattr(restore, "take_away", lambda _: None)
    try:
        with tried(copy, path) as trial:
            patch.setattr(Path, "replace", counted)
            put_in_place(trial)
    except Killed:
        patch.undo()
        return False
    patch.undo()
    return True


def opened(path: Path, meeting: Meeting, whole: Counted, copied: Counted) -> str:
    try:
        with closing(Store.open(path)) as store:
            assert store.count_saved() in (whole, copied)
            assert lost_rounds(store, meeting.id) == ()
            return "as before" if store.count_saved() == whole else "restored"
    except StoreError:
        return "refused"


def test_an_upgrade_can_be_undone_with_the_copy_it_kept_by_the_older_program(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = [step for step in migration_files() if step.stem != "130_frozen"]
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "migration_files", lambda: tuple(older))
        with closing(Store.open(path)) as store:
            meeting, (owner, *_) = begun(store)
            said(store, meeting, owner)
    sealed = [file.read_bytes() for file in boxes(path)]
    with closing(Store.open(path)) as store:
        # The newer program reveals what was blind, and so takes the boxes away.
        meeting_steps.reveal(store, meeting.id, "Objektledare")
    kept = path.with_name(f"prov-fore-{TODAY}.duckdb")
    assert [file.read_bytes() for file in boxes(kept)] == sealed
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "migration_files", lambda: tuple(older))
        with pytest.raises(StoreError, match=r"nyare version.*130_frozen"):
            Store.open(path)
        with tried(kept, path) as trial:
            assert "nyare version" in trial.unreadable
            put_in_place(trial)
        has_the_round_whole(path, meeting, owner)
    # And the newer one can come back.
    with closing(Store.open(path)) as store:
        assert store.tuples("select count(*) from frozen") == [(0,)]
        assert store.tuples("select count(*) from ballot") == [(3,)]
