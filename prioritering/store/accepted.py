"""A database taken as it is, with less in it than was counted, because somebody has said that it is meant."""

from __future__ import annotations

from pathlib import Path

from prioritering.errors import StoreError
from prioritering.store.holdings import counted_number, holdings, is_marked_as_counted
from prioritering.store.known_database import no_count_words, older_words
from prioritering.store.tally import NONE_COUNTED, Counted, missing_words, tally_beside


def missing_from(database: Path) -> str:
    """Return what a database lacks of what has been counted, in a sentence; empty when nothing is known to be missing.

    StoreBusy when another process has it, StoreError when it cannot be read.
    """
    found, tally = _found(database), tally_beside(str(database))
    try:
        said = tally.read()
    except StoreError:
        # What cannot be read says nothing, and is what is to be given up.
        return ""
    if said is None and database.exists() and is_marked_as_counted(database):
        return f"{database} kan sakna sådant som har sparats: {no_count_words(tally)}"
    if tally.on_disk < _number(database):
        return older_words(tally)
    missing = missing_words(said or NONE_COUNTED, found)
    return missing and f"{database} saknar {missing}."


def accept(database: Path) -> None:
    """Count from what a database holds as it lies there. Raises as `missing_from`."""
    found = _found(database)
    tally_beside(str(database)).begin_anew(found, _number(database))


def _number(database: Path) -> int:
    return counted_number(database) if database.exists() else 0


def _found(database: Path) -> Counted:
    return holdings(database)[1] if database.exists() else NONE_COUNTED
