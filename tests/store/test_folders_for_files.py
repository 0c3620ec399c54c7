"""A folder where a file is expected, or a file where a folder is, is told by its path and by what was expected."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from prioritering.errors import StoreError
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.connection import Store
from prioritering.store.round_keys import KEYS_SUFFIX
from tests.commands.typed import run
from tests.store.meetings_begun import begun

COMMANDS = (("rangordna", "--plan", "vso-2021"), ("aterstall", "--godta", "--ja"), ("sakerhetskopiera", "kopia.duckdb"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "egen.duckdb"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ("", "är en mapp; en fil förväntas, som"),
        (".wal", "är en mapp; databasens logg, en fil, förväntas"),
        (".rakning", "är en mapp; databasens räkning av vad som är sparat, en fil, förväntas"),
    ],
)
def test_a_folder_in_the_place_of_a_file_is_refused_in_one_line_that_names_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], suffix: str, expected: str
) -> None:
    monkeypatch.setenv("PRIORITERING_DB", str(path))
    if suffix:
        Store.open(path).close()
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    folder = Path(f"{path}{suffix}")
    folder.mkdir()
    before = sorted(path.parent.iterdir())
    done = run(*command)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("fel: ")
    assert f"{folder} {expected}" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(path.parent.iterdir()) == before
    assert not any(folder.iterdir())


def test_a_database_in_what_is_a_file_and_no_folder_is_told_which_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("något annat", encoding="utf-8")
    monkeypatch.setenv("PRIORITERING_DB", str(path / "under" / "d.duckdb"))
    done = run(*COMMANDS[0])
    assert done.returncode == 2
    assert f"{path} är en fil, och en mapp förväntas" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert path.read_text(encoding="utf-8") == "något annat"


def test_a_folder_that_cannot_be_made_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(folder: Path, *args: object, **named: object) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(StoreError, match=r"Databasens mapp .*stängd finns inte och går inte att skapa"):
        Store.open(path.parent / "stängd" / "d.duckdb")


def test_a_count_that_nobody_is_let_into_is_named_and_not_the_database(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(path).close()
    before = Path.read_bytes

    def refusing(file: Path) -> bytes:
        if file.suffix == ".rakning":
            raise PermissionError(13, "Permission denied", str(file))
        return before(file)

    monkeypatch.setattr(Path, "read_bytes", refusing)
    with pytest.raises(StoreError, match=r"egen\.duckdb\.rakning, som säger hur mycket som är sparat, får inte läsas"):
        Store.open(path)


def test_keys_and_boxes_of_the_wrong_kind_are_named_when_a_round_is_to_begin(path: Path) -> None:
    keys, boxes = Path(f"{path}{KEYS_SUFFIX}"), Path(f"{path}{BOXES_SUFFIX}")
    with closing(Store.open(path)) as store:
        keys.mkdir()
        with pytest.raises(StoreError, match="nycklar är en mapp; en fil förväntas"):
            begun(store)
        keys.rmdir()
        boxes.write_text("", encoding="utf-8")
        with pytest.raises(StoreError, match=r"dolda för dolda svar kunde inte skapas.* en mapp förväntas"):
            begun(store)
        boxes.unlink()
        begun(store)
