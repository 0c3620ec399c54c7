"""How much has been saved, in a file beside the database, so that a database that has come to hold less is told.

The database alone cannot tell: without its log, or with half of it, it opens as it was some time ago and says nothing.
A save is counted once it is kept and before it is acknowledged. A kill between the two leaves a database with more than
is counted, which is no loss; one with less has lost something that somebody was told is saved.

Answers of blind rounds are not in the database and not counted: their number is nobody's to know. After the count the
file says, sealed, which of them are the newest (`box_versions`).
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from prioritering import swedish
from prioritering.errors import StoreError
from prioritering.store.turned_slots import SLOT_BLOCK, said_in_slot, written_slot
from prioritering.store.whole_file import write_whole

LOG = logging.getLogger("prioritering.store")
TALLY_SUFFIX = ".rakning"
_SLOTS = 2
# How much of the file's beginning is the count's.
TALLY_BYTES = _SLOTS * SLOT_BLOCK


class Counted(NamedTuple):
    """How many rows there are of each kind that is only ever added to."""

    planversioner: int = 0
    andringar: int = 0
    moten: int = 0
    handelser: int = 0
    deltagare: int = 0
    svar: int = 0


NONE_COUNTED = Counted()
_WORDS = ("planversioner", "ändringar", "möten", "händelser i möten", "medlemmar", "svar")


def counted_of(rows: Sequence[tuple[int, ...]]) -> Counted:
    """Return what `read/rows_written` says, but for the last two, which are not counted."""
    return Counted(*(count for (count,) in rows[: len(Counted._fields)]))


def missing_words(said: Counted, found: Counted) -> str:
    """Return what is missing of what has been counted, as "58 av 58 ändringar"; empty when nothing is."""
    words = zip(_WORDS, said, found, strict=True)
    return swedish.listing(f"{before - now} av {before} {word}" for word, before, now in words if now < before)


class Tally:
    """The count of a database; without a file nothing is counted. Safe to use from several threads."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._lock = threading.Lock()
        # The newest that has been given out, and the newest that stands in the file, with what it says.
        self._given = self._kept = 0
        # The number that the file itself has: it is not written where nothing counted has changed.
        self.on_disk = 0
        self._said: Counted | None = None

    def read(self) -> Counted | None:
        """Return what has been counted, None where nothing has; StoreError when the file says nothing, OSError too."""
        if self.file is None:
            return None
        try:
            content = self.file.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except PermissionError as error:
            raise StoreError(f"Filen {self.file}, som säger hur mycket som är sparat, får inte läsas.") from error
        slots = [content[place : place + SLOT_BLOCK] for place in range(0, TALLY_BYTES, SLOT_BLOCK)]
        if content and not b"".join(slots).strip():
            return None
        said = [found for found in map(said_in_slot, slots) if found is not None]
        if not said:
            raise _unreadable(self.file)
        newest = max(said, key=lambda found: int(found["nummer"]))
        self._given = self._kept = self.on_disk = newest["nummer"]
        self._said = Counted(*(newest.get(kind, 0) for kind in Counted._fields))
        return self._said

    def number(self) -> int:
        """Return the next number to count under. To be taken while nobody else can save, with the count itself."""
        self._given += 1
        return self._given

    def keep(self, number: int, counted: Counted, anew: bool = False) -> None:
        """Let the file say this, and return once it is on disk, unless it already says what was counted later.

        With `anew` it is written, under its number, also where the file says as much already.
        """
        if self.file is None:
            return
        with self._lock:
            if number <= self._kept:
                return
            try:
                if counted != self._said or anew:
                    self._write(self.file, number, counted)
                    self.on_disk = number
            except OSError:
                # The save itself is kept, and must not be told as if it were not.
                LOG.exception("What is saved could not be counted in %s", self.file)
                return
            self._kept, self._said = number, counted

    def begin(self, counted: Counted) -> None:
        """Count from what a database holds that has just been opened, or taken in the place of another."""
        self.keep(self.number(), counted)

    def begin_anew(self, counted: Counted, after: int = 0) -> None:
        """Count from this, whatever has been counted before: more than this, or what cannot be read.

        Under a number that comes `after` the one that the database knows of. StoreError, with the count as it was,
        when it cannot be written.
        """
        if self.file is None:
            return
        with self._lock:
            self._given = max(self._given, after)
            number = self.number()
            try:
                # With what lies after the count, which is not what is counted.
                beyond = self.file.read_bytes()[TALLY_BYTES:] if self.file.exists() else b""
                write_whole(self.file, _slot(number, counted) * _SLOTS + beyond)
            except OSError as error:
                raise StoreError(f"Filen {self.file} kunde inte skrivas: {error.strerror}. Försök igen.") from error
            self._kept = self.on_disk = number
            self._said = counted

    def _write(self, file: Path, number: int, counted: Counted) -> None:
        slot = _slot(number, counted)
        try:
            handle = os.open(file, os.O_WRONLY)
        except FileNotFoundError:
            write_whole(file, slot * _SLOTS)
            return
        with os.fdopen(handle, "wb", buffering=0) as opened:
            opened.seek(number % _SLOTS * SLOT_BLOCK)
            opened.write(slot)
            # Its length never changes, so that the content alone need be waited for, where the system can.
            getattr(os, "fdatasync", os.fsync)(opened.fileno())


def tally_beside(database: str) -> Tally:
    """Return the count of a database, the same by whatever path it is reached."""
    return Tally(Path(f"{Path(database).resolve()}{TALLY_SUFFIX}"))


def _slot(number: int, counted: Counted) -> bytes:
    return written_slot({"nummer": number, **counted._asdict()}, SLOT_BLOCK)


def _unreadable(file: Path) -> StoreError:
    return StoreError(
        f"Filen {file}, som säger hur mycket som är sparat, går inte att läsa, så det går inte att säga om databasen "
        "är hel. Återställ en säkerhetskopia (python -m prioritering aterstall FIL), eller godta databasen som den är "
        "(python -m prioritering aterstall --godta)."
    )
