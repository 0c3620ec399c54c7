"""What a file must be to be opened: a database of ours with all that has been saved in it. Else nothing is written."""

from __future__ import annotations

from pathlib import Path

import duckdb

from prioritering.errors import StoreError
from prioritering.store.database_words import PLACE, no_copy, no_database
from prioritering.store.migrations import applied_steps, check_is_no_newer
from prioritering.store.statements import migration_files, statement
from prioritering.store.tally import NONE_COUNTED, Counted, Tally, counted_of, missing_words

_WHAT_TO_DO = (
    "Inget är ändrat. Lägg tillbaka det som saknas, eller återställ en säkerhetskopia med ”python -m prioritering "
    "aterstall FIL”. Är det meningen att databasen ska vara som den är, godta det med ”python -m prioritering "
    "aterstall --godta”."
)


def check_is_there(path: Path, tally: Tally) -> None:
    """Raise StoreError when there is no file where there was one: a new, empty one would take its place.

    Also when a folder lies where a file should.
    """
    check_are_files(path, tally)
    if not path.exists() and missing_words(tally.read() or NONE_COUNTED, NONE_COUNTED):
        raise StoreError(f"Databasen {path} finns inte, fast {tally.file} säger att den ska finnas. {_WHAT_TO_DO}")


def check_are_files(path: Path, tally: Tally) -> None:
    """Raise StoreError when a folder lies where a database has its file, its log or its count."""
    if path.is_dir():
        raise StoreError(f"Databasen {path} är en mapp; en fil förväntas, som {path / 'prioritering.duckdb'}. {PLACE}")
    if path.exists() and not path.is_file():
        # A pipe would be waited for, and a device written to, for ever.
        raise StoreError(f"Databasen {path} är ingen vanlig fil, så den är lämnad orörd. {PLACE}")
    log = Path(f"{path.resolve()}.wal")
    for file, what in ((log, "logg"), (tally.file or log, "räkning av vad som är sparat")):
        if file.is_dir():
            raise StoreError(
                f"{file} är en mapp; databasens {what}, en fil, förväntas. Flytta undan mappen, och lägg tillbaka "
                f"filen om den har funnits. {PLACE}"
            )


def check_is_ours(connection: duckdb.DuckDBPyConnection, path: str, is_copy: bool = False) -> None:
    """Raise StoreError when a file that has just been opened is of another program, or of a newer one."""
    # Asked first: to list all that is in a file takes as long as everything else that is asked of one of ours.
    if migration_files()[0].stem not in applied_steps(connection):
        _check_is_no_others(connection, path, is_copy)
    check_is_no_newer(connection, path)


def _check_is_no_others(connection: duckdb.DuckDBPyConnection, path: str, is_copy: bool) -> None:
    things = {name for (name,) in connection.execute(statement("read/things_in_file")).fetchall()}
    if None in things:
        raise no_copy(path) if is_copy else no_database(path)
    if things:
        raise StoreError(
            f"Filen {path} är en databas från ett annat program, så den är lämnad orörd. Välj en annan fil."
            + ("" if is_copy else f" {PLACE}")
        )


def check_is_whole(connection: duckdb.DuckDBPyConnection, path: str, tally: Tally) -> None:
    """Raise StoreError when a database holds less than has been counted, with what is missing and what to do.

    Also when nobody can tell, since the count itself is gone.
    """
    said = tally.read()
    if said is None and marked_as_counted(connection):
        raise StoreError(f"Databasen {path} kan sakna sådant som har sparats: {no_count_words(tally)} {_WHAT_TO_DO}")
    if tally.on_disk < (number_known(connection) or 0):
        raise StoreError(f"{older_words(tally)} {_WHAT_TO_DO}")
    missing = missing_words(said or NONE_COUNTED, counted_in(connection))
    if missing:
        raise StoreError(
            f"Databasen {path} saknar sådant som har sparats: {missing}, enligt {tally.file}. Så blir det när filen "
            f"har lagts tillbaka från en äldre dag, eller utan {path}.wal. {_WHAT_TO_DO}"
        )


def no_count_words(tally: Tally) -> str:
    """Return what is said of a database that is marked as counted, and whose count is not there."""
    return (
        f"det står i {tally.file} hur mycket det är, och den filen finns inte. Så blir det när databasens fil har "
        "kopierats ensam."
    )


def older_words(tally: Tally) -> str:
    """Return what is said of a count that is of an older day than its database."""
    return (
        f"Filen {tally.file} är från en äldre dag än databasen. Har dolda svar lagts tillbaka från samma dag går det "
        "inte att säga vems svar som är förlorade."
    )


def number_known(connection: duckdb.DuckDBPyConnection) -> int | None:
    """Return the number that the count beside a database had come to by its newest save; 0 where none has been noted.

    None for a database from before it could be.
    """
    try:
        found = connection.execute(statement("read/counted_number")).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        return None
    return int(found[0][0])


def marked_as_counted(connection: duckdb.DuckDBPyConnection) -> bool | None:
    """Return whether a database says that it is counted beside; None for one from before it could say so."""
    try:
        return bool(connection.execute(statement("read/counted_beside")).fetchall())
    except duckdb.CatalogException:
        return None


def mark_as_counted(connection: duckdb.DuckDBPyConnection) -> None:
    """Let a database say that it is counted beside, once it is: in its own file, which may be taken without its log."""
    if marked_as_counted(connection) is False:
        connection.execute(statement("write/insert_counted_beside"))
        connection.execute("checkpoint")


def counted_in(connection: duckdb.DuckDBPyConnection) -> Counted:
    """Return how much a database holds; nothing, for one from before there were meetings."""
    try:
        return counted_of(connection.execute(statement("read/rows_counted")).fetchall())
    except duckdb.CatalogException:
        return NONE_COUNTED
