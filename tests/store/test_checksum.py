"""A copy that is no longer as it was made is refused by its checksum; one without is taken, and that is known."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import closing, suppress
from pathlib import Path

import pytest

from prioritering.errors import StoreError
from prioritering.store.backup import back_up
from prioritering.store.checksum import CHECKSUM_SUFFIX
from prioritering.store.connection import Store
from prioritering.store.holdings import holdings
from prioritering.store.restore import tried
from tests.store.meetings_begun import begun

DATABASE_BLOCK = 262_144


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "prov.duckdb"


@pytest.fixture
def copy(path: Path, tmp_path: Path) -> Path:
    target = tmp_path / "kopior" / "kopia.duckdb"
    target.parent.mkdir()
    with closing(Store.open(path)) as store:
        begun(store)
        back_up(store, target)
    return target


def checksum_beside(copy: Path) -> Path:
    return Path(f"{copy}{CHECKSUM_SUFFIX}")


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum finns inte på maskinen")
def test_the_checksum_is_one_that_the_systems_own_program_reads(copy: Path) -> None:
    check = ["sha256sum", "--check", "--strict", checksum_beside(copy).name]
    assert subprocess.run(check, cwd=copy.parent, capture_output=True, check=False).returncode == 0
    copy.write_bytes(copy.read_bytes() + b" ")
    assert subprocess.run(check, cwd=copy.parent, capture_output=True, check=False).returncode == 1


def turn_what_nobody_reads(copy: Path) -> None:
    """Turn one byte that the database itself does not miss; in which block such a one lies depends on all it holds."""
    whole = copy.read_bytes()
    for at in range(len(whole) - 1, 0, -DATABASE_BLOCK):
        copy.write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
        with suppress(StoreError):
            holdings(copy)
            return
    raise AssertionError("varje block läses")


def test_a_byte_that_has_turned_where_nothing_is_read_is_told_by_the_checksum(path: Path, copy: Path) -> None:
    turn_what_nobody_reads(copy)
    before = path.read_bytes()
    told = rf"{copy} är inte som när den gjordes.*{checksum_beside(copy)}"
    with pytest.raises(StoreError, match=told), tried(copy, path):
        pass
    assert path.read_bytes() == before


def test_a_checksum_that_says_nothing_is_not_taken_for_one_that_fits(path: Path, copy: Path) -> None:
    checksum_beside(copy).write_bytes(b"")
    with pytest.raises(StoreError, match="är inte som när den gjordes"), tried(copy, path):
        pass


def test_an_older_copy_that_came_without_one_is_tried_for_what_it_holds(path: Path, copy: Path) -> None:
    with tried(copy, path) as trial:
        assert trial.has_checksum
    checksum_beside(copy).unlink()
    with tried(copy, path) as trial:
        assert not trial.has_checksum


def test_a_copy_that_is_cut_says_so(path: Path, copy: Path) -> None:
    checksum_beside(copy).unlink()
    copy.write_bytes(copy.read_bytes()[:100_000])
    told = f"^Kopian {copy} är avkortad: filen slutar mitt i. Ta en annan kopia.$"
    with pytest.raises(StoreError, match=told), tried(copy, path):
        pass
