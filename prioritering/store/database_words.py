"""The database's own errors, in one Swedish sentence each that names the file and the setting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from prioritering.errors import StoreBusy, StoreError

SETTING = "PRIORITERING_DB"
PLACE = f"Inställningen {SETTING} säger var databasen ligger"
# DuckDB has no class of its own for a locked file; these are its words on Linux, macOS and Windows.
_BUSY = ("could not set lock", "conflicting lock", "being used by another process")
_CLOSED = ("permission denied", "read-only", "cannot open file", "not a directory")
# The last is what it says of a file of another kind that it knows, as one of SQLite's.
_NO_DATABASE = ("not a valid duckdb", "corrupt", "deserialize", "existing extension")


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn the database's own errors into StoreError with a Swedish sentence."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if any(sign in str(error).lower() for sign in _BUSY):
            raise StoreBusy(
                f"Databasen {path} används redan av ett annat program, och ett i taget kan ha den öppen. Stäng det, "
                f"eller välj en annan fil. {PLACE}."
            ) from error
        raise StoreError(_sentence(str(error), path)) from error


def no_database(path: str) -> StoreError:
    """Return what is said of a file that holds something else than a database that can be read."""
    return StoreError(
        f"Filen {path} är inte en databas som går att läsa, så den är lämnad orörd. {PLACE}. Är det rätt "
        f"fil är den, eller {path}.wal, skadad: återställ en säkerhetskopia med ”python -m prioritering aterstall FIL”."
    )


def _sentence(message: str, path: str) -> str:
    lower = message.lower()
    if "no space left" in lower:
        return (
            f"Disken är full, så det senaste kunde inte sparas i {path}. Det som redan är sparat finns kvar. {PLACE}."
        )
    if any(sign in lower for sign in _CLOSED):
        return f"Databasen {path} går inte att öppna eller skriva till. {PLACE}."
    if any(sign in lower for sign in _NO_DATABASE):
        return str(no_database(path))
    return f"Databasen {path} kunde inte användas. {PLACE}."
