"""The answers of blind rounds, sealed in a folder of their own beside the database until the reveal.

Not in the database: it and its log grow with every row, and number them, so that they would tell how much has been
answered. Here a round has one file for each member, whatever they have said, and it is written over whole. It fills as
much whether it holds nothing or everything the round asks about, answered twice with the longest reasons. Only where
someone goes on beyond that, or answers hundreds of projects, is the file larger, and then twice as large.
"""

from __future__ import annotations

import json
import secrets
import shutil
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.fernet import Fernet, InvalidToken

from prioritering.errors import StoreError
from prioritering.store.whole_file import UNFINISHED, keep_names, take_away, unfinished_beside, write_whole

BOXES_SUFFIX = ".dolda"
_Saves = list[dict[str, Any]]
_Stamp = tuple[int, int, int]


class BoxPlace(NamedTuple):
    """Whose box it is, of which round of which meeting."""

    meeting_id: str
    round: int
    member_id: str


class BallotBoxes:
    """The boxes by meeting, round and member; without a folder they last as long as the process."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._added: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._locks: dict[BoxPlace, threading.Lock] = {}
        self._known: dict[BoxPlace, tuple[_Stamp | None, _Saves]] = {}
        self._made: set[tuple[str, int]] = set()

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

    def has(self, meeting_id: str, round_number: int) -> bool:
        """Return whether there is room for a round's boxes."""
        if self.folder is None:
            return (meeting_id, round_number) in self._made
        return self._of(meeting_id, round_number).is_dir()

    def add(self, key: Fernet, place: BoxPlace, rows: _Saves, least: int) -> None:
        """Put saves in a member's box, and return once they are on disk. `least` is how many bytes a box fills."""
        with self._lock:
            own = self._locks.setdefault(place, threading.Lock())
        with own:
            saves = [*self._saves(key, place), *rows]
            self._keep(key, place, saves, least)
        with self._lock:
            self._added[place.meeting_id] += len(rows)

    def lay_out(self, key: Fernet, places: Iterable[BoxPlace], least: int) -> None:
        """Give each of these an empty box, if there is none: who has none would else have said nothing."""
        for place in places:
            if self.folder is not None and not self._file(place).exists():
                self.add(key, place, [], least)

    def read(self, key: Fernet, meeting_id: str, round_number: int, member_ids: Collection[str]) -> _Saves:
        """Return what these members' boxes of a round hold, each one's saves oldest first; nothing of who has none.

        What else lies in the folder is left: a system may put files of its own in it, or a restore a second copy.
        StoreError for a box that this key does not open.
        """
        names = sorted(self._names(meeting_id, round_number) & set(member_ids))
        places = [BoxPlace(meeting_id, round_number, name) for name in names]
        return [{**row, "member_id": place.member_id} for place in places for row in self._saves(key, place)]

    def newest(self, meeting_id: str) -> int:
        """Return a number that grows with each save in a meeting's boxes, whichever process made it.

        Never to be told to anyone but whose saves they are.
        """
        files = self.folder.glob(f"{meeting_id}-*/*") if self.folder is not None else ()
        # The clock of the files is coarse; of this process's own saves none is missed for that.
        return max(map(_written_at, files), default=0) + self._added[meeting_id]

    def remove(self, meeting_id: str, round_number: int) -> None:
        """Take away a round's boxes, once all that they hold stands in the database."""
        with self._lock:
            self._made.discard((meeting_id, round_number))
            for kept in (self._known, self._locks):
                for place in [place for place in kept if place[:2] == (meeting_id, round_number)]:
                    del kept[place]
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

    def _saves(self, key: Fernet, place: BoxPlace) -> _Saves:
        known = self._known.get(place)
        if self.folder is None:
            return known[1] if known else []
        file = self._file(place)
        try:
            stamp = _stamp(file)
            if known is None or known[0] != stamp:
                known = stamp, json.loads(key.decrypt(file.read_bytes()))
                self._known[place] = known
        except FileNotFoundError:
            return []
        except (OSError, InvalidToken, ValueError) as error:
            raise StoreError(
                f"Filen {file} med dolda svar går inte att läsa. Lägg tillbaka den och filen med nycklar ur "
                "säkerhetskopian, från samma tillfälle."
            ) from error
        return known[1]

    def _keep(self, key: Fernet, place: BoxPlace, saves: _Saves, least: int) -> None:
        if self.folder is None:
            self._known[place] = None, saves
            return
        file, content = self._file(place), json.dumps(saves, ensure_ascii=False).encode()
        while least < len(content):
            least *= 2
        try:
            # Spaces after it are nothing to a reader of JSON.
            write_whole(file, key.encrypt(content.ljust(least)))
            self._known[place] = _stamp(file), saves
        except OSError as error:
            raise StoreError(f"Svaret kunde inte sparas i {file}.") from error

    def _of(self, meeting_id: str, round_number: int) -> Path:
        return (self.folder or Path()) / f"{meeting_id}-{round_number}"

    def _file(self, place: BoxPlace) -> Path:
        return self._of(place.meeting_id, place.round) / place.member_id


def boxes_beside(database: str) -> BallotBoxes:
    """Return the boxes of a database's rounds, the same by whatever path it is reached."""
    return BallotBoxes(Path(f"{Path(database).resolve()}{BOXES_SUFFIX}"))


def write_boxes(folder: Path, boxes: Mapping[str, Mapping[str, bytes]]) -> None:
    """Write sealed answers in a new folder, which is there once all of them are on disk."""
    unfinished = unfinished_beside(folder)
    try:
        unfinished.mkdir(mode=0o700)
        for round_name, files in boxes.items():
            of_round = unfinished / round_name
            of_round.mkdir(mode=0o700)
            for name, content in files.items():
                write_whole(of_round / name, content)
        keep_names(unfinished)
        unfinished.rename(folder)
    except BaseException:
        take_away(unfinished)
        raise
    keep_names(folder.parent)


def _stamp(file: Path) -> _Stamp:
    found = file.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _written_at(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        # An unfinished one, whole by now under its own name.
        return 0
