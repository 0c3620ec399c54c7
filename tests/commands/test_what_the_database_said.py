"""What the database says in words that we have none for is told as well, where somebody looks for the cause."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from prioritering.usecases.opening import Store
from tests.commands.typed import run

ODD = duckdb.FatalException("FATAL Error: database has been invalidated\nafter a fault")


def refuse(monkeypatch: pytest.MonkeyPatch, error: duckdb.Error) -> None:
    def read(store: Store, query: str, values: object = None) -> list[tuple[object, ...]]:
        del query, values
        with store.cursor():
            raise error

    monkeypatch.setattr(Store, "tuples", read)


def test_a_command_tells_what_the_database_said_on_a_line_before_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "egen.duckdb"
    monkeypatch.setenv("PRIORITERING_DB", str(database))
    refuse(monkeypatch, ODD)
    done = run("rangordna", "--plan", "vso-2021")
    # A test before this one in the process may have left the server's log listening as well.
    *before, told = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    assert told.startswith(f"fel: Databasen {database} kunde inte användas.")
    assert f"{database} svarade FatalException: FATAL Error: database has been invalidated after a fault" in before


def test_one_that_we_have_words_for_is_told_in_them_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIORITERING_DB", str(tmp_path / "egen.duckdb"))
    refuse(monkeypatch, duckdb.IOException("IO Error: No space left on device"))
    (told,) = run("rangordna", "--plan", "vso-2021").stderr.splitlines()
    assert told.startswith("fel: Disken är full")
