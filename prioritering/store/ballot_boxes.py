"""The answers of blind rounds, sealed in a folder of their own beside the database until the reveal.

Not in the database: it and its log grow with every row, and number them, so that they would tell how much has been
answered. Here a round has one file for each member, whatever they have said, and it is written over whole. It holds the
newest on each thing alone, and fills as much whether that is nothing or all that the round asks about, with the longest
reasons. Which version of a box is the newest is known outside the folder (`box_versions`), so that one that is gone, or
from an older copy, is told of and never taken for silence.
"""

from __future__ import annotations

import secrets
import shutil
import threading
from collections import Counter
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from prioritering.errors import StoreError
from prioritering.store.ballot_rows import newest_of
from prioritering.store.box_content import Box, Seal, opened_box, sealed_box
from prioritering.store.box_versions import VERSIONS_SUFFIX, BoxPlace, BoxVersions
from prioritering.store.whole_file import UNFINISHED, Stamp, keep_names, stamp_of, write_whole

BOXES_SUFFIX = ".dolda"
_Saves = list[dict[str, Any]]


class BallotBoxes:
    """The boxes by meeting, round and member; without a folder they last as long as the process."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.versions = BoxVersions(_beside(folder) if folder is not None else None)
        self._added: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._locks: dict[BoxPlace, threading.Lock] = {}
        self._known: dict[BoxPlace, tuple[Stamp | None, Box | None]] = {}
        self._made: set[tuple[str, int]] = set()
        self._found: dict[str, tuple[object, int]] = {}

    def make(self, meeting_id: str, round_number: int) -> None:
        """Make room for a round's boxes and see it on disk.

        What lies there already is laid aside: it is from a later day than the copy of the database that is in use, and
        of another round.
        """
        self._made.add((meeting_id, round_number))
        if self.folder is None:
            return
        of_round = self._of(meeting_id, round_number)
        try:
            if of_round.exists():
                of_round.rename(f"{of_round}.{secrets.token_hex(4)}")
            for folder in (self.folder, of_round):
                folder.mkdir(mode=0o700, exist_ok=True)
                keep_names(folder.parent)
        except OSError as error:
            raise StoreError(f"Mappen {self.folder} för dolda svar kunde inte skapas, så inget är ändrat.") from error
        self.versions.forget(meeting_id, round_number)

    def has(self, meeting_id: str, round_number: int) -> bool:
        """Return whether there is room for a round's boxes."""
        if self.folder is None:
            return (meeting_id, round_number) in self._made
        return self._of(meeting_id, round_number).is_dir()

    def add(self, seal: Seal, place: BoxPlace, rows: _Saves, lost: bool = False) -> None:
        """Put saves in a member's box, and return once they are on disk.

        A box that is not what was saved (see `is_lost`), or that the caller knows is `lost`, is laid aside, and another
        begun. StoreError when it cannot be read for now, or not be written.
        """
        with self._own(place):
            newest = self._newest(seal.key, place)
            if self.is_lost(seal.key, place) or lost:
                self._lay_aside(place)
                before = Box(again=True)
            else:
                before = self._box(seal.key, place) or Box()
            version = max(newest, before.version) + 1
            self._keep(seal, place, Box(version, tuple(newest_of([*before.saves, *rows])), before.again))
            self.versions.note(seal.key, place, version)
        with self._lock:
            self._added[place.meeting_id] += len(rows)

    def lay_out(self, seal: Seal, places: Iterable[BoxPlace]) -> None:
        """Give each of these an empty box, if they have had none: who has none would else have said nothing."""
        for place in places:
            if self.folder is None or self._file(place).exists():
                continue
            with self._own(place):
                if not self._file(place).exists() and not self._newest(seal.key, place):
                    self._keep(seal, place, Box())

    def read(self, key: Fernet, meeting_id: str, round_number: int, member_ids: Collection[str]) -> _Saves:
        """Return what these members' boxes of a round hold, each one's saves oldest first; nothing of who has none.

        Nothing of a box that is lost either: an older one could say what its member has since taken back. What else
        lies in the folder is left: a system may put files of its own in it, or a restore a second copy. StoreError for
        a box that cannot be read for now.
        """
        names = sorted(self._names(meeting_id, round_number) & set(member_ids))
        places = [BoxPlace(meeting_id, round_number, name) for name in names]
        found = [(place, self._box(key, place)) for place in places if not self.is_lost(key, place)]
        return [{**row, "member_id": place.member_id} for place, box in found if box for row in box.saves]

    def is_lost(self, key: Fernet, place: BoxPlace) -> bool:
        """Return whether a box has held what is not here: it is gone, older than what was saved, or spoilt.

        StoreError when it cannot be read for now.
        """
        # Asked before the box is read: a save in between makes the box newer, and never the version.
        newest = self._newest(key, place)
        box = self._box(key, place)
        return box is None or box.version < newest

    def box(self, key: Fernet, place: BoxPlace) -> Box | None:
        """Return a member's box, empty when there is none; None when this key does not open it.

        StoreError when it cannot be read for now.
        """
        return self._box(key, place)

    def opens_any(self, key: Fernet, meeting_id: str, round_number: int, member_ids: Collection[str]) -> bool:
        """Return whether the key opens any of these members' boxes of a round, or there are none."""
        names = self._names(meeting_id, round_number) & set(member_ids)
        return not names or any(self._box(key, BoxPlace(meeting_id, round_number, name)) for name in names)

    def saves(self, key: Fernet, place: BoxPlace) -> int:
        """Return how many times a member has saved in a round. Never to be told to anyone else."""
        box = self._box(key, place)
        return max(self._newest(key, place), box.version if box else 0)

    def newest(self, meeting_id: str) -> int:
        """Return a number that grows with each save in a meeting's boxes, whichever process made it.

        Never to be told to anyone but whose saves they are.
        """
        files = self.folder.glob(f"{meeting_id}-*/*") if self.folder is not None else ()
        # The clock of the files is coarse; of this process's own saves none is missed for that.
        return max(map(_written_at, files), default=0) + self._added[meeting_id]

    def times_changed(self, meeting_id: str, found: object) -> int:
        """Return how many times what is `found` of a meeting's boxes has been another than the time before."""
        with self._lock:
            before, times = self._found.get(meeting_id, (found, 0))
            self._found[meeting_id] = found, times + (before != found)
            return self._found[meeting_id][1]

    def remove(self, meeting_id: str, round_number: int) -> None:
        """Take away a round's boxes, once all that they hold stands in the database."""
        with self._lock:
            self._made.discard((meeting_id, round_number))
            for kept in (self._known, self._locks):
                for place in [place for place in kept if place[:2] == (meeting_id, round_number)]:
                    del kept[place]
        # First: a version without its box would be a loss.
        with suppress(StoreError):
            self.versions.forget(meeting_id, round_number)
        if self.folder is not None:
            # What cannot be taken away now is so at the next start.
            shutil.rmtree(self._of(meeting_id, round_number), ignore_errors=True)

    def contents(self, rounds: Iterable[tuple[str, int]]) -> dict[str, dict[str, bytes]]:
        """Return the boxes of these rounds as they lie, still sealed: by the name of the round's folder and the box's.

        Nobody may save meanwhile. Nothing of a round without a folder; without a folder of our own, nothing at all.
        """
        found: dict[str, dict[str, bytes]] = {}
        for meeting_id, number in rounds:
            if self.folder is not None and self.has(meeting_id, number):
                of_round = self._of(meeting_id, number)
                found[of_round.name] = {
                    file.name: file.read_bytes()
                    for file in of_round.iterdir()
                    if file.is_file() and not file.name.endswith(UNFINISHED)
                }
        return found

    def rounds(self) -> tuple[tuple[str, int], ...]:
        """Return the meetings and rounds that there are boxes of."""
        if self.folder is None:
            return tuple(sorted(self._made))
        names = [item.name.rpartition("-") for item in self.folder.iterdir()] if self.folder.is_dir() else []
        return tuple(sorted((meeting_id, int(number)) for meeting_id, _, number in names if number.isdecimal()))

    def _names(self, meeting_id: str, round_number: int) -> set[str]:
        if self.folder is None:
            return {place.member_id for place in tuple(self._known) if place[:2] == (meeting_id, round_number)}
        try:
            return {file.name for file in self._of(meeting_id, round_number).iterdir()}
        except FileNotFoundError:
            return set()

    def _newest(self, key: Fernet, place: BoxPlace) -> int:
        return self.versions.of(key, place.meeting_id, place.round).get(place.member_id, 0)

    def _own(self, place: BoxPlace) -> threading.Lock:
        with self._lock:
            return self._locks.setdefault(place, threading.Lock())

    def _box(self, key: Fernet, place: BoxPlace) -> Box | None:
        known = self._known.get(place)
        if self.folder is None:
            return known[1] if known else Box()
        file = self._file(place)
        try:
            stamp = stamp_of(file)
            if known is None or known[0] != stamp:
                known = stamp, opened_box(key, file.read_bytes())
                self._known[place] = known
        except FileNotFoundError:
            return Box()
        except OSError as error:
            raise StoreError(f"Filen {file} med dolda svar går inte att läsa just nu.") from error
        return known[1]

    def _keep(self, seal: Seal, place: BoxPlace, box: Box) -> None:
        if self.folder is None:
            self._known[place] = None, box
            return
        file = self._file(place)
        try:
            write_whole(file, sealed_box(seal, box))
            self._known[place] = stamp_of(file), box
        except OSError as error:
            raise StoreError(f"Svaret kunde inte sparas i {file}.") from error

    def _lay_aside(self, place: BoxPlace) -> None:
        if self.folder is None:
            return
        file = self._file(place)
        try:
            # Kept, as it was: whoever runs the server may have a use for it.
            file.rename(file.with_name(f"{file.name}.{secrets.token_hex(4)}"))
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(f"Svaret kunde inte sparas i {file}.") from error

    def _of(self, meeting_id: str, round_number: int) -> Path:
        return (self.folder or Path()) / f"{meeting_id}-{round_number}"

    def _file(self, place: BoxPlace) -> Path:
        return self._of(place.meeting_id, place.round) / place.member_id


def boxes_beside(database: str) -> BallotBoxes:
    """Return the boxes of a database's rounds, the same by whatever path it is reached."""
    return BallotBoxes(Path(f"{Path(database).resolve()}{BOXES_SUFFIX}"))


def _beside(folder: Path) -> Path:
    return Path(f"{str(folder).removesuffix(BOXES_SUFFIX)}{VERSIONS_SUFFIX}")


def _written_at(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        # An unfinished one, whole by now under its own name.
        return 0
