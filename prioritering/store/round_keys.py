"""The keys of blind rounds, in a file of their own beside the database, which alone tells nothing of what was said.

One key a round, made when it opens. Its reveal keeps it in the database too (see `sealed`). A file that cannot be read
is told of in the log and closes its own rounds alone, until it can be; nothing is written over it.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterable
from pathlib import Path

from cryptography.fernet import Fernet

from prioritering.errors import StoreError
from prioritering.store.round_texts import read_round_texts, round_name
from prioritering.store.whole_file import write_whole

LOG = logging.getLogger("prioritering.store")
KEYS_SUFFIX = ".nycklar"


class RoundKeys:
    """The keys by meeting and round; without a file they last as long as the process."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._keys: dict[str, str] = {}
        self._told = ""

    def find(self, meeting_id: str, round_number: int) -> Fernet | None:
        """Return what opens a round's answers, None when the key is not here or cannot be read for now."""
        name = round_name(meeting_id, round_number)
        with self._lock:
            # Another process may have opened the round.
            if name not in self._keys:
                self._look_again()
            key = self._keys.get(name)
        return _opener(key) if key else None

    def make(self, meeting_id: str, round_number: int) -> None:
        """Make a round's key and see it on disk; one that is there is left as it is."""
        with self._lock:
            self._keys = self._read()
            new = Fernet.generate_key().decode()
            if self._keys.setdefault(round_name(meeting_id, round_number), new) == new:
                self._write()

    def text(self, meeting_id: str, round_number: int) -> str:
        """Return a round's key as it is written; KeyError when it is not here."""
        with self._lock:
            return self._keys[round_name(meeting_id, round_number)]

    def written(self, rounds: Iterable[tuple[str, int]]) -> dict[str, str]:
        """Return the keys of these rounds as they are written, by meeting and round; none of one that is not here."""
        with self._lock:
            found = self._read()
        return {name: found[name] for name in (round_name(*one) for one in rounds) if name in found}

    def take_in(self, other: RoundKeys) -> None:
        """Take in the keys of another file beside those that are here, and see them on disk."""
        with self._lock:
            found = other._read()
            if found:
                self._keys = {**self._read(), **found}
                self._write()

    def _look_again(self) -> None:
        fault = ""
        try:
            self._keys = self._read()
        except StoreError as error:
            fault = str(error)
        # Every look at a meeting asks: once is enough, until it is another fault.
        if fault and fault != self._told:
            LOG.error("The keys of hidden rounds cannot be read, so those rounds are closed for now: %s", fault)
        self._told = fault

    def _read(self) -> dict[str, str]:
        if self.file is None:
            return self._keys
        return read_round_texts(self.file, _unreadable(self.file))

    def _write(self) -> None:
        if self.file is None:
            return
        try:
            write_whole(self.file, json.dumps(self._keys).encode())
        except OSError as error:
            raise StoreError(f"Rundans nyckel kunde inte sparas i {self.file}, så inget är ändrat.") from error


def keys_beside(database: str) -> RoundKeys:
    """Return the keys of a database's rounds, the same by whatever path it is reached."""
    return RoundKeys(Path(f"{Path(database).resolve()}{KEYS_SUFFIX}"))


def _opener(key: str) -> Fernet | None:
    try:
        return Fernet(key)
    except ValueError:
        # What somebody has written there is no key, and so opens nothing.
        return None


def _unreadable(file: Path) -> StoreError:
    if file.is_dir():
        return StoreError(
            f"{file} är en mapp; en fil förväntas, med nycklar till pågående rundor. Flytta undan mappen, och lägg "
            "tillbaka filen ur säkerhetskopian, om den har funnits."
        )
    return StoreError(
        f"Filen {file} med nycklar till pågående rundor går inte att läsa. Lägg tillbaka den ur säkerhetskopian, eller "
        "ta bort den: rundor som inte har visats är då stängda för gott."
    )
