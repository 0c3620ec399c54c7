"""The keys of blind rounds, in a file of their own beside the database, which alone tells nothing of what was said.

One key a round, made when it opens and thrown away when it has been revealed.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from pathlib import Path

from cryptography.fernet import Fernet

from prioritering.errors import StoreError

KEYS_SUFFIX = ".nycklar"


class RoundKeys:
    """The keys by meeting and round; without a file they last as long as the process."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._keys: dict[str, str] = {}

    def find(self, meeting_id: str, round_number: int) -> Fernet | None:
        """Return what opens a round's answers, None when the key is not here."""
        name = _name(meeting_id, round_number)
        with self._lock:
            # Another process may have opened the round.
            if name not in self._keys:
                self._keys = self._read()
            key = self._keys.get(name)
        return Fernet(key) if key else None

    def make(self, meeting_id: str, round_number: int) -> None:
        """Make a round's key and see it on disk; one that is there is left as it is."""
        with self._lock:
            self._keys = self._read()
            if self._keys.setdefault(_name(meeting_id, round_number), key := Fernet.generate_key().decode()) == key:
                self._write()

    def throw_away(self, meeting_id: str, *round_numbers: int) -> None:
        """Take away the keys of rounds that have been revealed."""
        with self._lock:
            self._keys = self._read()
            if gone := {_name(meeting_id, number) for number in round_numbers} & self._keys.keys():
                self._keys = {name: key for name, key in self._keys.items() if name not in gone}
                self._write()

    def _read(self) -> dict[str, str]:
        if self.file is None:
            return self._keys
        try:
            found = json.loads(self.file.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise _unreadable(self.file) from error
        if not isinstance(found, dict):
            raise _unreadable(self.file)
        return {str(name): str(key) for name, key in found.items()}

    def _write(self) -> None:
        if self.file is None:
            return
        # Whole or not at all, and readable by its owner alone from its first byte.
        unfinished = self.file.with_name(f"{self.file.name}.{secrets.token_hex(4)}.delvis")
        try:
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(self._keys, file)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self.file)
        except OSError as error:
            raise StoreError(f"Rundans nyckel kunde inte sparas i {self.file}, så inget är ändrat.") from error
        finally:
            unfinished.unlink(missing_ok=True)


def keys_beside(database: str) -> RoundKeys:
    """Return the keys of a database's rounds, the same by whatever path it is reached."""
    return RoundKeys(Path(f"{Path(database).resolve()}{KEYS_SUFFIX}"))


def _unreadable(file: Path) -> StoreError:
    return StoreError(
        f"Filen {file} med nycklar till pågående rundor går inte att läsa. Lägg tillbaka den ur säkerhetskopian, eller "
        "ta bort den: rundor som inte har visats är då stängda för gott."
    )


def _name(meeting_id: str, round_number: int) -> str:
    return f"{meeting_id}/{round_number}"
