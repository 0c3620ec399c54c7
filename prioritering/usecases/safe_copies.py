"""A copy of the database that can be trusted, and the way back to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from prioritering.errors import BadArgument
from prioritering.meeting.holdings import beyond
from prioritering.store import accepted, backup, restore
from prioritering.store.connection import MEMORY, Store
from prioritering.store.known_database import check_are_files
from prioritering.store.tally import tally_beside
from prioritering.view.copy_words import before_restore, checksum_words, holdings_words, lost_round_words


class CopyMade(NamedTuple):
    """What a copy holds, in lines, and where the keys of its rounds that are not revealed lie, None when none are."""

    holds: tuple[str, ...]
    keys: Path | None


class Restoring(NamedTuple):
    """What is to be known before a copy takes the place of the database, in lines, and what can be put in place."""

    said: tuple[str, ...]
    trial: restore.Trial


def back_up(store: Store, target: Path) -> CopyMade:
    """Copy the database to a new file, also while it is used; raises BadArgument or StoreError, and nothing is left."""
    made = backup.back_up(store, target)
    return CopyMade(tuple(holdings_words(made.held)), made.keys)


@contextmanager
def restoring(copy: Path, database: Path | str) -> Iterator[Restoring]:
    """Try a copy and say what it holds and what would be lost, with nothing changed.

    Raises BadArgument, StoreBusy when the database is in use, or StoreError when the copy cannot be used.
    """
    with restore.tried(copy, _on_disk(database)) as trial:
        gone = None if trial.now is None else beyond(trial.now, trial.opened)
        said = (*before_restore(trial.held, gone, trial.unreadable), *lost_round_words(trial.lost))
        yield Restoring((*said, *checksum_words(trial.has_checksum)), trial)


def put_in_place(found: Restoring) -> Path | None:
    """Let a copy take the place of the database; return where the old one lies, None when there was none."""
    return restore.put_in_place(found.trial)


def missing_from(database: Path | str) -> str:
    """Return what a database lacks of what has been saved, in a sentence; empty when nothing is known to be missing."""
    return accepted.missing_from(_on_disk(database))


def accept(database: Path | str) -> None:
    """Take a database as it is; from then on what is saved is counted from what it holds."""
    accepted.accept(_on_disk(database))


def _on_disk(database: Path | str) -> Path:
    if database == MEMORY:
        raise BadArgument("Databasen finns bara i minnet, så det finns inget att återställa.")
    found = Path(database)
    check_are_files(found, tally_beside(str(found)))
    return found
