"""What a file must be to be opened: a database of ours with all that has been saved in it. Else nothing is written."""

from __future__ import annotations

from pathlib import Path

import duckdb

from prioritering.errors import StoreError
from prioritering.store.database_words import PLACE, no_database
from prioritering.store.migrations import applied_steps, check_is_no_newer
from prioritering.store.statements import migration_files, statement
from prioritering.store.tally import NONE_COUNTED, Counted, Tally, counted_of, missing_words

_WHAT_TO_DO = (
    "Inget är ändrat. Lägg tillbaka det som saknas, eller återställ en säkerhetskopia med ”python -m prioritering "
    "aterstall FIL”. Är det meningen att databasen ska vara som den är, godta det med ”python -m prioritering "
    "aterstall --godta”."
)


def check_is_there(path: Path, tally: Tally) -> None:
    """Raise StoreError when there is no file where there was one: a new, empty one would take its place."""
    if not path.exists() and missing_words(tally.read() or NONE_COUNTED, NONE_COUNTED):
        raise StoreError(f"Databasen {path} finns inte, fast {tally.file} säger att den ska finnas. {_WHAT_TO_DO}")


def check_is_ours(connection: duckdb.DuckDBPyConnection, path: str) -> None:
    """Raise StoreError when a file that has just been opened is of another program, or of a newer one."""
    things = {name for (name,) in connection.execute(statement("read/things_in_file")).fetchall()}
    if None in things:
        raise no_database(path)
    if things and not (applied_steps(connection) & {migration_files()[0].stem}):
        raise StoreError(
            f"Filen {path} är en databas från ett annat program, så den är lämnad orörd. {PLACE}: välj en annan fil."
        )
    check_is_no_newer(connection)


def check_is_whole(connection: duckdb.DuckDBPyConnection, path: str, tally: Tally) -> None:
    """Raise StoreError when a database holds less than has been counted, with what is missing and what to do."""
    said = tally.read()
    missing = missing_words(said or NONE_COUNTED, counted_in(connection))
    if missing:
        raise StoreError(
            f"Databasen {path} saknar sådant som har sparats: {missing}, enligt {tally.file}. Så blir det när filen "
            f"har lagts tillbaka från en äldre dag, eller utan {path}.wal. {_WHAT_TO_DO}"
        )


def counted_in(connection: duckdb.DuckDBPyConnection) -> Counted:
    """Return how much a database holds; nothing, for one from before there were meetings."""
    try:
        return counted_of(connection.execute(statement("read/rows_counted")).fetchall())
    except duckdb.CatalogException:
        return NONE_COUNTED
