"""Which version of each member's box of a blind round is the newest, known outside the folder that the boxes lie in.

A box that is gone, or that comes from an older copy of the folder, is so never taken for silence. A version is written
here after its box and before the save is acknowledged: whoever is killed in between leaves a box that is newer than
what stands here, which is no loss, and one that is older was acknowledged.

All lie in one file, each round's sealed with the round's own key and as large whatever it holds: neither the file's
size nor its time tells whose box it was, or how often it has been written.
"""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cryptography.fernet import Fernet, InvalidToken

from prioritering.errors import StoreError
from prioritering.store.round_texts import read_round_texts, round_name
from prioritering.store.whole_file import Stamp, stamp_of, write_whole

VERSIONS_SUFFIX = ".versioner"
# Room for more than a hundred members; a meeting with more has twice as much, and so on.
LEAST_BYTES = 4_096
_Versions = dict[str, int]


class BoxPlace(NamedTuple):
    """Whose box it is, of which round of which meeting."""

    meeting_id: str
    round: int
    member_id: str


class BoxVersions:
    """The newest versions by meeting, round and member; without a file they last as long as the process."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._noted = self._written = 0
        self._sealed: dict[str, str] = {}
        self._known: dict[str, _Versions] = {}
        self._merged: set[str] = set()
        self._stamp: Stamp | None = None

    def of(self, key: Fernet, meeting_id: str, round_number: int) -> _Versions:
        """Return the newest version of each box of a round by member; without those never written, or not known of."""
        with self._lock:
            return dict(self._of(key, round_name(meeting_id, round_number)))

    def note(self, key: Fernet, place: BoxPlace, version: int) -> None:
        """Note that a box is now this version, and return once it is on disk. StoreError when it cannot be."""
        name = round_name(place.meeting_id, place.round)
        with self._lock:
            versions = self._of(key, name)
            versions[place.member_id] = max(version, versions.get(place.member_id, 0))
            self._sealed[name] = _seal(key, versions)
            self._noted += 1
            mine = self._noted
        self._write(mine)

    def forget(self, meeting_id: str, round_number: int) -> None:
        """Know nothing more of a round's boxes. StoreError when it cannot be written."""
        name = round_name(meeting_id, round_number)
        with self._lock:
            self._look()
            self._known.pop(name, None)
            if self._sealed.pop(name, None) is None:
                return
            self._noted += 1
            mine = self._noted
        self._write(mine)

    def written(self) -> bytes:
        """Return all versions as they lie in the file, still sealed; nothing where there is none."""
        with self._lock:
            self._look()
            return json.dumps(self._sealed).encode() if self._sealed else b""

    def _write(self, mine: int) -> None:
        if self.file is None:
            return
        with self._writing:
            # A whole room saves at once: one write holds what all of them have noted meanwhile.
            if self._written >= mine:
                return
            with self._lock:
                content, noted = json.dumps(self._sealed).encode(), self._noted
            try:
                write_whole(self.file, content)
                with self._lock:
                    self._stamp = self._stamp_now()
            except OSError as error:
                raise StoreError(f"Svaret kunde inte sparas: {self.file} gick inte att skriva.") from error
            self._written = noted

    def _of(self, key: Fernet, name: str) -> _Versions:
        self._look()
        known = self._known.setdefault(name, {})
        if name not in self._merged and name in self._sealed:
            # What another key has sealed is of a round whose boxes cannot be read either.
            with suppress(InvalidToken, ValueError):
                found = json.loads(key.decrypt(self._sealed[name].encode()))
                for member_id, version in found.items():
                    known[member_id] = max(version, known.get(member_id, 0))
        self._merged.add(name)
        return known

    def _look(self) -> None:
        """Read the file if somebody else has written it; what this process knows is newer than an older copy."""
        if self.file is None or (stamp := self._stamp_now()) == self._stamp:
            return
        self._sealed = {**self._sealed, **read_round_texts(self.file, _unreadable(self.file))}
        self._merged.clear()
        self._stamp = stamp

    def _stamp_now(self) -> Stamp | None:
        try:
            return stamp_of(self.file) if self.file is not None else None
        except FileNotFoundError:
            return None


def _seal(key: Fernet, versions: _Versions) -> str:
    content, least = json.dumps(versions).encode(), LEAST_BYTES
    # By how many are in the meeting, which everyone knows.
    while least < len(content):
        least *= 2
    # Spaces after it are nothing to a reader of JSON.
    return key.encrypt(content.ljust(least)).decode()


def _unreadable(file: Path) -> StoreError:
    return StoreError(
        f"Filen {file}, som säger vilka dolda svar som är de senaste, går inte att läsa. Lägg tillbaka den ur "
        "säkerhetskopian, eller ta bort den: då märks det inte om en äldre kopia av svaren har lagts tillbaka."
    )
