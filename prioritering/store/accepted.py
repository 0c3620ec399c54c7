"""A database taken as it is, with less in it than was counted, because somebody has said that it is meant."""

from __future__ import annotations

from pathlib import Path

from prioritering.errors import StoreError
from prioritering.store.holdings import holdings
from prioritering.store.tally import NONE_COUNTED, Counted, missing_words, tally_beside


def missing_from(database: Path) -> str:
    """Return what a database lacks of what has been counted, in words; empty when nothing is known to be missing.

    StoreBusy when another process has it, StoreError when it cannot be read.
    """
    found = _found(database)
    try:
        said = tally_beside(str(database)).read() or NONE_COUNTED
    except StoreError:
        # What cannot be read says nothing, and is what is to be given up.
        return ""
    return missing_words(said, found)


def accept(database: Path) -> None:
    """Count from what a database holds as it lies there. Raises as `missing_from`."""
    found = _found(database)
    tally = tally_beside(str(database))
    tally.forget()
    tally.begin(found)


def _found(database: Path) -> Counted:
    return holdings(database)[1] if database.exists() else NONE_COUNTED
