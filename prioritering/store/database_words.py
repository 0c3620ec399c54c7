"""The database's own errors, in one Swedish sentence each that names the file and the setting."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from prioritering.errors import BadArgument, StoreBusy, StoreError

LOG = logging.getLogger("prioritering.store")
SETTING = "PRIORITERING_DB"
PLACE = f"Inställningen {SETTING} säger var databasen ligger."
# What broke off a checkpoint closes the database, for reading too, also when there is room on the disk again.
_TILL_RESTART = "Databasen är stängd tills Prioritering startas om."
_FULL = "no space left"
# DuckDB has no class of its own for a locked file; these are its words on Linux, macOS and Windows.
_BUSY = ("could not set lock", "conflicting lock", "being used by another process")
_CLOSED = ("permission denied", "read-only", "cannot open file", "not a directory")
# Half an emoji, as it comes from a command line or an address.
_HALF = "cannot encode str as utf-8"
_CUT = "could not read enough bytes"
# The last is what it says of a file of another kind that it knows, as one of SQLite's.
_NO_DATABASE = ("not a valid duckdb", "corrupt", "deserialize", "existing extension")


@contextmanager
def translated(path: str, is_copy: bool = False) -> Iterator[None]:
    """Turn the database's own errors into StoreError with a Swedish sentence.

    BadArgument for what was given and can be no text, which is no fault of the database. Of a copy
    it is not said which setting names it: whoever gives it by name knows where it is.
    """
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if any(sign in str(error).lower() for sign in _BUSY):
            raise StoreBusy(
                f"Databasen {path} används redan av ett annat program, och ett i taget kan ha den öppen. Stäng det, "
                f"eller välj en annan fil.{'' if is_copy else f' {PLACE}'}"
            ) from error
        if _HALF in str(error).lower():
            raise BadArgument("det som skrevs innehåller ett halvt tecken, så det finns inte här") from error
        said = _of_copy(str(error), path) if is_copy else _of_folder(error, path) or _sentence(str(error), path)
        if isinstance(error, duckdb.FatalException) and not is_copy:
            said = _when_closed(str(error), path) or f"{said or _unforeseen(error, path, is_copy)} {_TILL_RESTART}"
        raise StoreError(said or _unforeseen(error, path, is_copy)) from error


def _unforeseen(error: Exception, path: str, is_copy: bool) -> str:
    # In Swedish, unlike the rest of the log: whoever types a command reads it there.
    LOG.warning("%s svarade %s: %s", path, type(error).__name__, " ".join(str(error).split()))
    if is_copy:
        return f"Kopian {path} kunde inte läsas; den är skadad. Ta en annan kopia."
    return f"Databasen {path} kunde inte användas. {PLACE}"


def _when_closed(message: str, path: str) -> str:
    """Return what is said when a full disk has closed the database; nothing of another fault."""
    if _FULL not in message.lower():
        return ""
    return (
        f"Disken var full, så det senaste kunde inte sparas i {path}. Det som redan är sparat finns kvar. "
        f"{_TILL_RESTART} Se till att det finns plats först. {PLACE}"
    )


def no_database(path: str) -> StoreError:
    """Return what is said of a file that holds something else than a database that can be read."""
    return StoreError(
        f"Filen {path} är inte en databas som går att läsa, så den är lämnad orörd. {PLACE} Är det rätt "
        f"fil är den, eller {path}.wal, skadad: återställ en säkerhetskopia med ”python -m prioritering aterstall FIL”."
    )


def no_copy(path: str) -> StoreError:
    """Return the same of a file that is to be taken for a copy."""
    return StoreError(
        f"Filen {path} är inte en databas som går att läsa, så den är lämnad orörd. Är det rätt fil är den skadad: "
        "ta en annan kopia."
    )


def _of_folder(error: Exception, path: str) -> str:
    """Return what is said when the folder of a database cannot be made; nothing of another error."""
    if not isinstance(error, OSError) or isinstance(error, duckdb.Error):
        return ""
    in_the_way = next((folder for folder in Path(path).parents if _is_file(folder)), None)
    if in_the_way is not None:
        return f"Databasen {path} kan inte ligga där: {in_the_way} är en fil, och en mapp förväntas. {PLACE}"
    if isinstance(error, FileNotFoundError | PermissionError) and error.filename == str(Path(path).parent):
        return f"Databasens mapp {error.filename} finns inte och går inte att skapa. {PLACE}"
    return ""


def _is_file(folder: Path) -> bool:
    try:
        return folder.is_file()
    except OSError:
        return False


def _sentence(message: str, path: str) -> str:
    """Return what is said of an error that we know; nothing of another."""
    lower = message.lower()
    if _FULL in lower:
        return f"Disken är full, så det senaste kunde inte sparas i {path}. Det som redan är sparat finns kvar. {PLACE}"
    if any(sign in lower for sign in _CLOSED):
        return f"Databasen {path} går inte att öppna eller skriva till. {PLACE}"
    if any(sign in lower for sign in _NO_DATABASE):
        return str(no_database(path))
    if _CUT in lower:
        return (
            f"Databasen {path} är avkortad: filen slutar mitt i, så den är lämnad orörd. Återställ en säkerhetskopia "
            f"med ”python -m prioritering aterstall FIL”. {PLACE}"
        )
    return ""


def _of_copy(message: str, path: str) -> str:
    lower = message.lower()
    if any(sign in lower for sign in _CLOSED):
        return f"Kopian {path} går inte att öppna."
    if any(sign in lower for sign in _NO_DATABASE):
        return str(no_copy(path))
    if _CUT in lower:
        return f"Kopian {path} är avkortad: filen slutar mitt i. Ta en annan kopia."
    return ""
