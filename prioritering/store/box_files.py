"""The files that boxes of blind rounds lie in: read once for as long as they are as they were, and written by the slot.

All files of a round are given the same time at each save, whoever saved: a time of its own would tell when its member
last did. They keep the file that they were laid out as, too, so that its age tells nothing either.
"""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections import deque
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet

from prioritering.errors import StoreError
from prioritering.store.box_content import NOWHERE, Box, BoxFile, opened_box, opened_slot, slot_content, written_box
from prioritering.store.box_versions import BoxPlace
from prioritering.store.whole_file import Stamp, keep_names, stamp_of, written_whole

# Every file system keeps times this exactly.
_EVEN_SECONDS = 2
# More saves than can be under way at the same time.
_TIMES = 256
_Known = tuple[Stamp | None, BoxFile | None, Box | None]
_NONE_KNOWN: _Known = (None, NOWHERE, NOWHERE.box)


class BoxFiles:
    """The files by meeting, round and member; without a folder they last as long as the process."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._locks: dict[BoxPlace, threading.RLock] = {}
        self._known: dict[BoxPlace, _Known] = {}
        self._given: deque[int] = deque(maxlen=_TIMES)

    def of_round(self, meeting_id: str, round_number: int) -> Path:
        """Return the folder of a round's boxes."""
        return (self.folder or Path()) / f"{meeting_id}-{round_number}"

    def is_there(self, place: BoxPlace) -> bool:
        """Return whether a member has a box. StoreError when that cannot be seen for now."""
        if self.folder is None:
            return place in self._known
        try:
            return self._file(place).exists()
        except OSError as error:
            raise _unreadable(self._file(place)) from error

    def names(self, meeting_id: str, round_number: int) -> set[str]:
        """Return what the files of a round's folder are called; boxes have their members' ids.

        StoreError when it cannot be read for now.
        """
        if self.folder is None:
            return {place.member_id for place in tuple(self._known) if place[:2] == (meeting_id, round_number)}
        folder = self.of_round(meeting_id, round_number)
        try:
            return {file.name for file in folder.iterdir()}
        except FileNotFoundError:
            return set()
        except OSError as error:
            raise StoreError(f"Mappen {folder} med dolda svar går inte att läsa just nu.") from error

    def own(self, place: BoxPlace) -> threading.RLock:
        """Return the lock of one box, to be held from when it is read until it is written."""
        with self._lock:
            return self._locks.setdefault(place, threading.RLock())

    def laid(self, key: Fernet, place: BoxPlace) -> BoxFile | None:
        """Return a box as it lies, `NOWHERE` when there is none; None when this key does not open it.

        StoreError when it cannot be read for now.
        """
        return self._found(key, place)[1]

    def box(self, key: Fernet, place: BoxPlace) -> Box | None:
        """Return what a box holds, nothing when there is none; else as `laid`."""
        return self._found(key, place)[2]

    def look_again(self, key: Fernet, place: BoxPlace) -> None:
        """Know nothing more of a box that is another than what is known of it, though it looks the same."""
        laid = self._found(key, place)[1]
        if self.folder is None or laid is None or not laid.slot_bytes:
            return
        name, newest = max(laid.parts.items(), key=lambda item: item[1].version)
        try:
            with self._file(place).open("rb") as file:
                found = []
                for slot in (newest.slot, laid.free):
                    file.seek(laid.place(slot))
                    found.append(opened_slot(key, file.read(laid.slot_bytes)))
        except OSError as error:
            raise _unreadable(self._file(place)) from error
        here, free = found
        as_known = here is not None and (here["part"], here["version"]) == (name, newest.version)
        if not as_known or (free is not None and free["version"] >= newest.version):
            self._known.pop(place, None)

    def write(self, key: Fernet, place: BoxPlace, laid: BoxFile) -> None:
        """Let a file hold a box that is laid out, whatever lay there, and return once it is on disk."""
        if self.folder is not None:
            try:
                with written_whole(self._file(place)) as file:
                    file.write(written_box(key, laid))
                self._alike(place)
            except OSError as error:
                raise _unsaved(self._file(place)) from error
        self._know(place, laid)

    def write_part(self, key: Fernet, place: BoxPlace, laid: BoxFile, part: str) -> bool:
        """Write one part in its slot, and return once it is on disk; False, nothing written, when it is too much."""
        if self.folder is not None:
            content = slot_content(key, laid, part)
            if len(content) != laid.slot_bytes:
                return False
            try:
                with self._file(place).open("r+b", buffering=0) as file:
                    file.seek(laid.place(laid.parts[part].slot))
                    file.write(content)
                    self._alike(place)
                    # The file is as long as it was, so that the content alone need be waited for, where the system can.
                    getattr(os, "fdatasync", os.fsync)(file.fileno())
            except OSError as error:
                raise _unsaved(self._file(place)) from error
        self._know(place, laid)
        return True

    def lay_aside(self, place: BoxPlace) -> None:
        """Give a box that cannot be used another name."""
        self._known.pop(place, None)
        if self.folder is None:
            return
        file = self._file(place)
        try:
            # Kept, as it was: whoever runs the server may have a use for it.
            file.rename(file.with_name(f"{file.name}.{secrets.token_hex(4)}"))
            keep_names(file.parent)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _unsaved(file) from error

    def forget(self, meeting_id: str, round_number: int) -> None:
        """Know nothing more of a round's boxes."""
        with self._lock:
            for known in (self._known, self._locks):
                for place in [place for place in known if place[:2] == (meeting_id, round_number)]:
                    del known[place]

    def newest(self, meeting_id: str) -> int:
        """Return when a meeting's boxes were last written, in nanoseconds; 0 when they never were."""
        files = self.folder.glob(f"{meeting_id}-*/*") if self.folder is not None else ()
        return max(map(_written_at, files), default=0)

    def _found(self, key: Fernet, place: BoxPlace) -> _Known:
        known = self._known.get(place)
        if self.folder is None:
            return known or _NONE_KNOWN
        file = self._file(place)
        try:
            if known is not None and known[0] == self._stamp(file):
                return known
            # Not in the middle of a save: what is read then would be taken for what was saved.
            with self.own(place):
                stamp = self._stamp(file)
                known = self._known.get(place)
                if known is None or known[0] != stamp:
                    laid = opened_box(key, file.read_bytes())
                    known = self._known[place] = stamp, laid, laid.box if laid else None
                return known
        except FileNotFoundError:
            return _NONE_KNOWN
        except OSError as error:
            raise _unreadable(file) from error

    def _know(self, place: BoxPlace, laid: BoxFile) -> None:
        self._known[place] = None if self.folder is None else self._stamp(self._file(place)), laid, laid.box

    def _alike(self, place: BoxPlace) -> None:
        at = int(time.time()) // _EVEN_SECONDS * _EVEN_SECONDS * 10**9
        self._given.append(at)
        folder = self.of_round(place.meeting_id, place.round)
        # In the same order each time: the system notes when a time was given, too.
        for name in sorted(self.names(place.meeting_id, place.round)):
            with suppress(FileNotFoundError):
                os.utime(folder / name, ns=(at, at))

    def _stamp(self, file: Path) -> Stamp:
        found = stamp_of(file)
        # A time that was given here tells nothing of what the file holds.
        return (0, *found[1:]) if found[0] in self._given else found

    def _file(self, place: BoxPlace) -> Path:
        return self.of_round(place.meeting_id, place.round) / place.member_id


def _written_at(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        # An unfinished one, whole by now under its own name; or one that nobody is let in to see.
        return 0


def _unreadable(file: Path) -> StoreError:
    return StoreError(f"Filen {file} med dolda svar går inte att läsa just nu.")


def _unsaved(file: Path) -> StoreError:
    return StoreError(f"Svaret kunde inte sparas i {file}.")
