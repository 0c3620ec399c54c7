"""Which version of each member's box of a blind round is the newest, known outside the folder that the boxes lie in.

A box that is gone, or that comes from an older copy of the folder, is so never taken for silence. A version is written
here after its box and before the save is acknowledged: whoever is killed in between leaves a box that is newer than
what stands here, which is no loss, and one that is older was acknowledged.

They lie in the file that counts what the database holds (`tally`), after the count: it belongs to the database where it
lies and is in no copy, so that boxes of an older day are told of whatever of a copy is put back beside them. A copy has
its own word on it in a file of its own (`VERSIONS_SUFFIX`), which is taken in where it is put back. Each round's are
sealed with the round's own key and as large whatever they are: neither the file's size nor its time tells whose box it
was, or how often it has been written. Of its two slots neither says which is the newer, since a number would tell that
too: versions only grow, so the larger of each is the newest.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from cryptography.fernet import Fernet, InvalidToken

from prioritering.errors import StoreError
from prioritering.store.box_content import sealed_text
from prioritering.store.round_texts import read_round_texts, round_name
from prioritering.store.tally import TALLY_BYTES, TALLY_SUFFIX
from prioritering.store.turned_slots import said_in_slot, written_slot
from prioritering.store.whole_file import write_whole

VERSIONS_SUFFIX = ".versioner"
# Room for more than a hundred members; a meeting with more has twice as much, and so on.
LEAST_BYTES = 4_096
# Two slots of this size, after them two of twice the size, and so on: one round fills the first.
_LEAST_SLOT = 8_192
_Versions = dict[str, int]


class BoxPlace(NamedTuple):
    """Whose box it is, of which round of which meeting."""

    meeting_id: str
    round: int
    member_id: str


class BoxVersions:
    """The newest versions by meeting, round and member; without a file they last as long as the process.

    `copied` is the file that came with a copy. Nobody else writes while the database is held, so both are read once.
    """

    def __init__(self, file: Path | None, copied: Path | None = None) -> None:
        self.file = file
        self._copied = copied
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._noted = self._written = self._last = 0
        # Until this has been written both slots are: at first it is not known which of them is the older.
        self._in_both = 1
        # By round, what lies in the file: sealed texts, one from each slot and one of a copy that has been put back.
        self._sealed: dict[str, str] | None = None
        self._known: dict[str, _Versions] = {}

    def of(self, key: Fernet, meeting_id: str, round_number: int) -> _Versions:
        """Return the newest version of each box of a round by member; without those never written, or not known of."""
        with self._lock:
            return dict(self._of(key, round_name(meeting_id, round_number)))

    def note(self, key: Fernet, place: BoxPlace, version: int) -> None:
        """Note that a box is now this version, and return once it is on disk. StoreError when it cannot be."""
        name = round_name(place.meeting_id, place.round)
        with self._lock:
            versions = self._of(key, name)
            versions[place.member_id] = max(version, versions.get(place.member_id, version))
            self._texts()[name] = _seal(key, versions)
            self._noted += 1
            mine = self._noted
        self._write(mine)

    def forget(self, meeting_id: str, round_number: int) -> None:
        """Know nothing more of a round's boxes. StoreError when it cannot be written."""
        name = round_name(meeting_id, round_number)
        with self._lock:
            self._known.pop(name, None)
            if self._texts().pop(name, None) is None:
                return
            self._noted += 1
            mine = self._in_both = self._noted
        self._write(mine)

    def forget_all(self) -> None:
        """Let the file know of no boxes, where another database is to take the place of the one that it counts."""
        if self.file is not None and self.file.exists():
            os.truncate(self.file, min(TALLY_BYTES, self.file.stat().st_size))

    def written(self) -> bytes:
        """Return all versions as a copy is to have them, still sealed; nothing where there is none."""
        with self._lock:
            return json.dumps(self._texts()).encode() if self._texts() else b""

    def _write(self, mine: int) -> None:
        if self.file is None:
            return
        with self._writing:
            # A whole room saves at once: one write holds what all of them have noted meanwhile.
            if self._written >= mine:
                return
            with self._lock:
                texts, noted = dict(self._texts()), self._noted
                slots = (0, 1) if self._written < self._in_both else (1 - self._last,)
            try:
                _put(self.file, texts, slots)
                if self._copied is not None:
                    # It stands where it belongs by now, and would else be there when its rounds are forgotten.
                    self._copied.unlink(missing_ok=True)
            except OSError as error:
                raise StoreError(f"Svaret kunde inte sparas: {self.file} gick inte att skriva.") from error
            self._written, self._last = noted, slots[-1]

    def _of(self, key: Fernet, name: str) -> _Versions:
        if name not in self._known:
            found = [_opened(key, sealed) for sealed in self._texts().get(name, "").split()]
            versions = [item for item in found if item is not None]
            known = self._known[name] = {
                member_id: max(one.get(member_id, 0) for one in versions)
                for member_id in {member_id for one in versions for member_id in one}
            }
            if len(found) > 1 and len(versions) == len(found):
                self._texts()[name] = _seal(key, known)
        return self._known[name]

    def _texts(self) -> dict[str, str]:
        if self._sealed is None:
            copied = read_round_texts(self._copied, _unreadable(self._copied)) if self._copied is not None else {}
            found = [*(_said_in(self.file) if self.file is not None else ()), copied]
            names = {name for texts in found for name in texts}
            self._sealed = {name: " ".join({texts[name] for texts in found if name in texts}) for name in names}
        return self._sealed


def versions_beside(database: str) -> BoxVersions:
    """Return which boxes of a database are the newest, the same by whatever path it is reached."""
    path = Path(database).resolve()
    return BoxVersions(Path(f"{path}{TALLY_SUFFIX}"), Path(f"{path}{VERSIONS_SUFFIX}"))


def _places() -> Iterator[tuple[int, int]]:
    """Give where each pair of slots begins, and how large each of the two is."""
    start = TALLY_BYTES
    for level in count():
        yield start, _LEAST_SLOT << level
        start += 2 * (_LEAST_SLOT << level)
    raise AssertionError("numbers do not end")


def _put(file: Path, texts: Mapping[str, str], slots: Sequence[int]) -> None:
    content = written_slot(texts)
    start, size = next((start, size) for start, size in _places() if size >= len(content))
    try:
        opened = file.open("r+b", buffering=0)
    except FileNotFoundError:
        write_whole(file, b" " * start + content.ljust(size) * 2)
        return
    with opened:
        for slot in slots:
            opened.seek(start + slot * size)
            opened.write(content.ljust(size))
            # With how long the file has become, but not when it was written, where the system can.
            getattr(os, "fdatasync", os.fsync)(opened.fileno())
        if len(slots) > 1:
            # What is to be forgotten is not to be found in slots of another size.
            opened.truncate(start + 2 * size)
            opened.seek(TALLY_BYTES)
            opened.write(b" " * (start - TALLY_BYTES))


def _said_in(file: Path) -> Iterator[dict[str, str]]:
    """Give what each slot says."""
    try:
        content = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return
    for start, size in _places():
        if start >= len(content):
            return
        for place in (start, start + size):
            yield said_in_slot(content[place : place + size]) or {}


def _opened(key: Fernet, sealed: str) -> _Versions | None:
    try:
        found: _Versions = json.loads(key.decrypt(sealed.encode()))
    except (InvalidToken, ValueError):
        # What another key has sealed is of a round whose boxes cannot be read either.
        return None
    return found


def _seal(key: Fernet, versions: _Versions) -> str:
    content, least = json.dumps(versions).encode(), LEAST_BYTES
    # By how many are in the meeting, which everyone knows.
    while least < len(content):
        least *= 2
    # Spaces after it are nothing to a reader of JSON.
    return sealed_text(key, content.ljust(least)).decode()


def _unreadable(file: Path) -> StoreError:
    return StoreError(
        f"Filen {file}, som säger vilka dolda svar som är de senaste, går inte att läsa. Lägg tillbaka den ur "
        "säkerhetskopian, eller ta bort den: då märks det inte om en äldre kopia av svaren har lagts tillbaka."
    )
