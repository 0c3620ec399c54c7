"""The answers of blind rounds, sealed in a folder of their own beside the database until the reveal.

Not in the database: it and its log grow with every row, and number them, so that they would tell how much has been
answered. Here a round has one file for each member, whatever they have said. It holds the newest on each thing alone,
and fills as much whether that is nothing or all that the round asks about, with the longest reasons (`box_content`). A
save gives all of a round's files the same time (`box_files`). Which version of a box is the newest is known outside the
folder (`box_versions`), so that one that is gone, or from an older copy, is told of and never taken for silence.

Nobody else writes here meanwhile: the database is held by one process, and by one store in it. What lies here all the
same, as when an older copy is put back while the server runs, is noticed before anything is written.
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
from prioritering.store.box_content import NOWHERE, Box, BoxFile, Seal
from prioritering.store.box_files import BoxFiles
from prioritering.store.box_versions import BoxPlace, BoxVersions, versions_beside
from prioritering.store.whole_file import UNFINISHED, keep_names

BOXES_SUFFIX = ".dolda"
_Saves = list[dict[str, Any]]


class BallotBoxes:
    """The boxes by meeting, round and member; without a folder they last as long as the process."""

    def __init__(self, folder: Path | None, versions: BoxVersions | None = None) -> None:
        self.folder = folder
        self.versions = versions or BoxVersions(None)
        self._files = BoxFiles(folder)
        # These two stay when a round's boxes go: pages add them to numbers of the database, and a sum never goes back.
        self._added: Counter[str] = Counter()
        self._found: dict[str, tuple[object, int]] = {}
        self._lock = threading.Lock()
        self._made: set[tuple[str, int]] = set()

    def make(self, meeting_id: str, round_number: int) -> None:
        """Make room for a round's boxes and see it on disk.

        What lies there already is laid aside: it is from a later day than the copy of the database that is in use, and
        of another round.
        """
        self._made.add((meeting_id, round_number))
        if self.folder is None:
            return
        of_round = self._files.of_round(meeting_id, round_number)
        try:
            if of_round.exists():
                of_round.rename(f"{of_round}.{secrets.token_hex(4)}")
            for folder in (self.folder, of_round):
                folder.mkdir(mode=0o700, exist_ok=True)
                keep_names(folder.parent)
        except OSError as error:
            why = " Där ligger en fil, och en mapp förväntas: flytta undan filen." if self.folder.is_file() else ""
            said = f"Mappen {self.folder} för dolda svar kunde inte skapas, så inget är ändrat.{why}"
            raise StoreError(said) from error
        self.versions.forget(meeting_id, round_number)

    def has(self, meeting_id: str, round_number: int) -> bool:
        """Return whether there is room for a round's boxes, or may be: what cannot be seen is not gone for that."""
        if self.folder is None:
            return (meeting_id, round_number) in self._made
        try:
            return self._files.of_round(meeting_id, round_number).is_dir()
        except OSError:
            return True

    def add(self, seal: Seal, place: BoxPlace, rows: _Saves, lost: bool = False) -> None:
        """Put saves in a member's box, and return once they are on disk.

        A box that is not what was saved (see `is_lost`), or that the caller knows is `lost`, is laid aside, and another
        begun. StoreError when it cannot be read for now, or not be written.
        """
        with self._files.own(place):
            self._files.look_again(seal.key, place)
            newest = self._newest(seal.key, place)
            before = self._files.laid(seal.key, place)
            if before is None or before.version < newest or lost:
                self._files.lay_aside(place)
                before = BoxFile({}, again=True)
            version = max(newest, before.version) + 1
            self._keep(seal, place, before, (rows, version))
            self.versions.note(seal.key, place, version)
        with self._lock:
            self._added[place.meeting_id] += len(rows)

    def lay_out(self, seal: Seal, places: Iterable[BoxPlace]) -> None:
        """Give each of these an empty box, if they have had none: who has none would else have said nothing."""
        for place in places:
            if self.folder is None or self._files.is_there(place):
                continue
            with self._files.own(place):
                if not self._files.is_there(place) and not self._newest(seal.key, place):
                    self._files.write(seal.key, place, NOWHERE.laid_out(seal))

    def read(self, key: Fernet, meeting_id: str, round_number: int, member_ids: Collection[str]) -> _Saves:
        """Return what these members' boxes of a round hold, each one's saves oldest first; nothing of who has none.

        Nothing of a box that is lost either: an older one could say what its member has since taken back. What else
        lies in the folder is left: a system may put files of its own in it, or a restore a second copy. StoreError for
        a box that cannot be read for now.
        """
        names = sorted(self._files.names(meeting_id, round_number) & set(member_ids))
        places = [BoxPlace(meeting_id, round_number, name) for name in names]
        found = [(place, self._files.box(key, place)) for place in places if not self.is_lost(key, place)]
        return [{**row, "member_id": place.member_id} for place, box in found if box for row in box.saves]

    def is_lost(self, key: Fernet, place: BoxPlace) -> bool:
        """Return whether a box has held what is not here: it is gone, older than what was saved, or spoilt.

        StoreError when it cannot be read for now.
        """
        # Asked before the box is read: a save in between makes the box newer, and never the version.
        newest = self._newest(key, place)
        box = self._files.box(key, place)
        return box is None or box.version < newest

    def box(self, key: Fernet, place: BoxPlace) -> Box | None:
        """Return a member's box, empty when there is none; None when this key does not open it.

        StoreError when it cannot be read for now.
        """
        return self._files.box(key, place)

    def opens_any(self, key: Fernet, meeting_id: str, round_number: int, member_ids: Collection[str]) -> bool:
        """Return whether the key opens any of these members' boxes of a round, or there are none.

        StoreError when their folder cannot be read.
        """
        names = self._files.names(meeting_id, round_number) & set(member_ids)
        return not names or any(self._opens(key, BoxPlace(meeting_id, round_number, name)) for name in names)

    def saves(self, key: Fernet, place: BoxPlace) -> int:
        """Return how many times a member has saved in a round. Never to be told to anyone else."""
        box = self._files.box(key, place)
        return max(self._newest(key, place), box.version if box else 0)

    def newest(self, meeting_id: str) -> int:
        """Return a number that grows with each save in a meeting's boxes, whichever process made it.

        Never to be told to anyone but whose saves they are.
        """
        # The clock of the files is coarse; of this process's own saves none is missed for that.
        return self._files.newest(meeting_id) + self._added[meeting_id]

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
        self._files.forget(meeting_id, round_number)
        # First: a version without its box would be a loss.
        with suppress(StoreError):
            self.versions.forget(meeting_id, round_number)
        if self.folder is not None:
            # What cannot be taken away now is so at the next start.
            shutil.rmtree(self._files.of_round(meeting_id, round_number), ignore_errors=True)

    def contents(self, rounds: Iterable[tuple[str, int]]) -> dict[str, dict[str, bytes]]:
        """Return the boxes of these rounds as they lie, still sealed: by the name of the round's folder and the box's.

        Nobody may save meanwhile. Nothing of a round without a folder; without a folder of our own, nothing at all.
        StoreError for one that cannot be read.
        """
        if self.folder is None:
            return {}
        there = (self._files.of_round(*item) for item in rounds if self.has(*item))
        return {of_round.name: _as_they_lie(of_round) for of_round in there}

    def rounds(self) -> tuple[tuple[str, int], ...]:
        """Return the meetings and rounds that there are boxes of; StoreError when their folder cannot be read."""
        if self.folder is None:
            return tuple(sorted(self._made))
        try:
            names = [item.name.rpartition("-") for item in self.folder.iterdir()] if self.folder.is_dir() else []
        except OSError as error:
            raise StoreError(f"Mappen {self.folder} för dolda svar går inte att läsa: {error.strerror}.") from error
        return tuple(sorted((meeting_id, int(number)) for meeting_id, _, number in names if number.isdecimal()))

    def _opens(self, key: Fernet, place: BoxPlace) -> bool:
        # One file that cannot be read is its member's loss, and not the round's.
        with suppress(StoreError):
            return self._files.box(key, place) is not None
        return False

    def _newest(self, key: Fernet, place: BoxPlace) -> int:
        return self.versions.of(key, place.meeting_id, place.round).get(place.member_id, 0)

    def _keep(self, seal: Seal, place: BoxPlace, before: BoxFile, given: tuple[_Saves, int]) -> None:
        rows, version = given
        after = before
        about = dict.fromkeys(row["project_id"] for row in rows)
        for part in about:
            after = after.with_saves(part, [row for row in rows if row["project_id"] == part], version)
        in_place = before.slot_bytes and len(about) == 1 and about.keys() <= before.parts.keys()
        if not (in_place and self._files.write_part(seal.key, place, after, *about)):
            self._files.write(seal.key, place, after.laid_out(seal))


def _as_they_lie(folder: Path) -> dict[str, bytes]:
    try:
        return {
            file.name: file.read_bytes()
            for file in folder.iterdir()
            if file.is_file() and not file.name.endswith(UNFINISHED)
        }
    except OSError as error:
        raise StoreError(f"Mappen {folder} med dolda svar går inte att läsa: {error.strerror}.") from error


def boxes_beside(database: str) -> BallotBoxes:
    """Return the boxes of a database's rounds, the same by whatever path it is reached."""
    return BallotBoxes(Path(f"{Path(database).resolve()}{BOXES_SUFFIX}"), versions_beside(database))
