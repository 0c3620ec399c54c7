"""What the database itself answers is said in one Swedish sentence that names the file and what to do about it."""

from pathlib import Path

import duckdb
import pytest

from prioritering.errors import BadArgument, StoreBusy, StoreError
from prioritering.store.connection import Store
from prioritering.store.database_words import translated

PLACE = "Inställningen PRIORITERING_DB säger var databasen ligger."


def said(error: Exception, path: str = "a.duckdb", is_copy: bool = False) -> str:
    with pytest.raises(StoreError) as caught, translated(path, is_copy):
        raise error
    return str(caught.value)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("IO Error: No space left on device", "Disken är full, så det senaste kunde inte sparas i a.duckdb."),
        ("Permission denied", "Databasen a.duckdb går inte att öppna eller skriva till."),
        ("Cannot open file", "Databasen a.duckdb går inte att öppna eller skriva till."),
        ("it is not a valid DuckDB database file", "Filen a.duckdb är inte en databas som går att läsa"),
        ("Corrupt database", "Filen a.duckdb är inte en databas som går att läsa"),
        ("Could not read enough bytes from file", "Databasen a.duckdb är avkortad: filen slutar mitt i"),
        ("something else", "Databasen a.duckdb kunde inte användas."),
    ],
)
def test_what_is_wrong_with_a_database_is_told_with_the_setting_that_names_it(answer: str, told: str) -> None:
    found = said(duckdb.IOException(answer))
    assert found.startswith(told)
    assert PLACE in found
    assert "startas om" not in found


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("Permission denied", "Kopian a.duckdb går inte att öppna."),
        ("Corrupt database", "Filen a.duckdb är inte en databas som går att läsa"),
        ("Could not read enough bytes", "Kopian a.duckdb är avkortad: filen slutar mitt i. Ta en annan kopia."),
        ("something else", "Kopian a.duckdb kunde inte läsas; den är skadad. Ta en annan kopia."),
    ],
)
def test_of_a_copy_no_setting_is_named_whatever_is_wrong_with_it(answer: str, told: str) -> None:
    for error in (duckdb.IOException(answer), duckdb.FatalException(answer)):
        found = said(error, is_copy=True)
        assert found.startswith(told)
        assert "PRIORITERING_DB" not in found
        assert "startas om" not in found


def test_a_database_that_another_holds_is_busy_and_the_setting_named_only_of_our_own() -> None:
    for is_copy in (False, True):
        with pytest.raises(StoreBusy) as caught, translated("a.duckdb", is_copy):
            raise duckdb.IOException("Could not set lock on file")
        assert str(caught.value).startswith("Databasen a.duckdb används redan av ett annat program")
        assert (PLACE in str(caught.value)) is not is_copy


def test_half_a_character_is_the_fault_of_what_was_given() -> None:
    with pytest.raises(BadArgument, match="halvt tecken"), translated("a.duckdb"):
        raise duckdb.InvalidInputException("Cannot encode str as utf-8")


def test_what_closes_the_database_says_that_it_is_closed_until_the_next_start() -> None:
    full = said(duckdb.FatalException("No space left on device"))
    assert full.startswith("Disken var full, så det senaste kunde inte sparas i a.duckdb.")
    assert "tills Prioritering startas om. Se till att det finns plats först." in full
    for answer, told in (("something else", "kunde inte användas"), ("Corrupt database", "är inte en databas")):
        other = said(duckdb.FatalException(answer))
        assert told in other
        assert other.endswith("Databasen är stängd tills Prioritering startas om.")


def test_a_file_in_the_place_of_the_databases_folder_is_the_one_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "en fil"
    file.write_text("x", encoding="utf-8")
    found = said(NotADirectoryError(20, "Not a directory"), str(file / "under" / "a.duckdb"))
    assert f"{file} är en fil, och en mapp förväntas" in found
    assert PLACE in found


def test_a_folder_whose_name_no_disk_can_have_is_not_taken_for_a_file(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300) / "a.duckdb"
    with pytest.raises(StoreError) as caught:
        Store.open(path)
    assert "är en fil" not in str(caught.value)
    assert str(caught.value) == f"Databasen {path} kunde inte användas. {PLACE}"


def test_only_the_databases_own_folder_is_told_as_the_one_that_cannot_be_made(tmp_path: Path) -> None:
    path, other = tmp_path / "borta" / "a.duckdb", tmp_path / "annan"
    unforeseen = f"Databasen {path} kunde inte användas. {PLACE}"
    for error in (FileNotFoundError, PermissionError):
        own = said(error(1, "nej", str(path.parent)), str(path))
        assert own == f"Databasens mapp {path.parent} finns inte och går inte att skapa. {PLACE}"
        assert said(error(1, "nej", str(other)), str(path)) == unforeseen
    assert said(OSError(5, "nej", str(path.parent)), str(path)) == unforeseen
