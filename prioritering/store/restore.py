"""A copy of a database put in the place of the one that is there, once it has been tried, with the old one kept beside.

A kill at any step leaves a database that is opened whole, or one that is not opened and says why: the count beside it
(`tally`) is reset last, and until then it says more than what lies there holds.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prioritering.errors import BadArgument, StoreBusy, StoreError
from prioritering.meeting.holdings import Holdings
from prioritering.store.accepted import accept
from prioritering.store.ballot_boxes import BOXES_SUFFIX, boxes_beside
from prioritering.store.box_versions import VERSIONS_SUFFIX, versions_beside
from prioritering.store.checksum import is_as_made
from prioritering.store.connection import Store
from prioritering.store.copy_beside import LOG_SUFFIX, belongs_to, reserved, write_boxes, write_versions
from prioritering.store.database_words import PLACE
from prioritering.store.ended_logins import take_in_ended
from prioritering.store.holdings import counted_number, holdings, logins_ended
from prioritering.store.lost_answers import lost_rounds
from prioritering.store.round_keys import KEYS_SUFFIX, keys_beside
from prioritering.store.sealed import put_in_boxes
from prioritering.store.tally import NONE_COUNTED, TALLY_SUFFIX, Counted, Tally, tally_beside
from prioritering.store.whole_file import copy_whole, keep_names, take_away, unfinished_beside


@dataclass(frozen=True, slots=True)
class Trial:
    """A copy that has been opened and can be put in place.

    `held` is what it holds as it lies, and `opened` what it holds when it has been made over for this program. `now` is
    what lies there, None when nothing does or it cannot be read (`unreadable` then says why). `lost` are the meetings
    and rounds that can never be shown: their key, or the answers, came with neither of the two. With a checksum the
    copy is known to be as it was made.
    """

    copy: Path
    database: Path
    held: Holdings
    opened: Holdings
    now: Holdings | None
    unreadable: str
    lost: tuple[tuple[str, int], ...]
    counted: Counted
    has_checksum: bool
    tried: Path


@contextmanager
def tried(copy: Path, database: Path) -> Iterator[Trial]:
    """Open a copy, in a place of its own, as it would be opened where the database is, and tell what it holds.

    BadArgument when there is no such file, StoreBusy when another process has the database, StoreError when the copy
    cannot be used. Nothing of the copy or the database is changed; what is tried is gone after the block.
    """
    if copy.is_dir():
        raise BadArgument(f"{copy} är en mapp. Ange kopian, som {copy / 'kopia.duckdb'}.")
    if not copy.is_file():
        raise BadArgument(f"{copy} är ingen fil." if copy.exists() else f"{copy} finns inte.")
    if database.exists() and copy.samefile(database):
        raise BadArgument(f"{copy} är databasen själv. Godta den som den är med --godta.")
    # What belongs to a file lies beside the file itself, by whatever path it is reached.
    copy, database = copy.resolve(), database.resolve()
    now, unreadable = _now(database)
    has_checksum = is_as_made(copy)
    held, _ = holdings(copy, is_copy=True)
    folder = unfinished_beside(database)
    try:
        folder.mkdir(mode=0o700, parents=True)
        file = _laid_out(copy, folder / database.name, database)
        # Whoever has logged out since the copy was made must not be let in by a cookie that somebody has kept.
        ended = [] if now is None else logins_ended(database)
        lost, counted = _opened(file, copy, [meeting.meeting_id for meeting in held.meetings], ended)
        opened, _ = holdings(file)
        yield Trial(copy, database, held, opened, now, unreadable, lost, counted, has_checksum, file)
    except OSError as error:
        raise StoreError(f"{copy} gick inte att återställa: {error.strerror}. Inget är ändrat.") from error
    finally:
        take_away(folder)


def _now(database: Path) -> tuple[Holdings | None, str]:
    if not database.exists():
        return None, ""
    try:
        return holdings(database)[0], ""
    except StoreBusy:
        raise
    except StoreError as error:
        # What is to be replaced may be past reading; that is often why.
        return None, str(error)


def _laid_out(copy: Path, file: Path, database: Path) -> Path:
    """Copy a copy and what belongs to it, with the keys that are here already, and return where."""
    for suffix in ("", LOG_SUFFIX):
        if belongs_to(copy, suffix).is_file():
            copy_whole(belongs_to(copy, suffix), belongs_to(file, suffix))
    # A copy has it in a file of its own, one that has been in use in its count.
    write_versions(file, versions_beside(str(copy)).written())
    if belongs_to(copy, BOXES_SUFFIX).is_dir():
        boxes = boxes_beside(str(copy))
        write_boxes(belongs_to(file, BOXES_SUFFIX), boxes.contents(boxes.rounds()))
    # A key that is here may be the only one there is: those of the copy may lie elsewhere.
    keys = keys_beside(str(file))
    with suppress(StoreError):
        keys.take_in(keys_beside(str(database)))
    keys.take_in(keys_beside(str(copy)))
    return file


def _opened(
    file: Path, copy: Path, meetings: Iterable[str], ended: list[dict[str, Any]]
) -> tuple[tuple[tuple[str, int], ...], Counted]:
    """Open what is to be put in place as the server would, and return which rounds are lost and how much there is."""
    try:
        # It is tried for what it is: what there was beside it when it was made is not known here.
        accept(file)
        with closing(Store.open(file, for_trial=True)) as store:
            put_in_boxes(store)
            if ended:
                take_in_ended(store, ended)
            lost = [(key, number) for key in meetings for number in lost_rounds(store, key)]
            counted = store.count_saved()
            write_versions(file, store.boxes.versions.written())
            store.settle()
    except StoreError as error:
        raise StoreError(str(error).replace(str(file), str(copy)).replace(f" {PLACE}", "")) from error
    return tuple(lost), counted


def put_in_place(trial: Trial) -> Path | None:
    """Put a copy that has been tried in the place of the database; return where the old one lies, None if none did.

    StoreBusy when another process has got hold of the database meanwhile.
    """
    database, tally = trial.database, tally_beside(str(trial.database))
    _now(database)
    _say_that_there_is_one(tally)
    if database.exists():
        shutil.copymode(database, trial.tried)
    aside = _put_aside(database)
    versions_beside(str(database)).forget_all()
    for suffix in (KEYS_SUFFIX, BOXES_SUFFIX, VERSIONS_SUFFIX, ""):
        if belongs_to(trial.tried, suffix).exists():
            belongs_to(trial.tried, suffix).replace(belongs_to(database, suffix))
    keep_names(database.parent)
    # What was tried has been opened, and knows how far its own count had come.
    tally.begin_anew(trial.counted, counted_number(database))
    return aside


def _say_that_there_is_one(tally: Tally) -> None:
    """See to it that a database that is gone for a moment is missed: a new, empty one must not take its place."""
    # One that cannot be read says so at the next start as well.
    with suppress(StoreError):
        said = tally.read() or NONE_COUNTED
        if not any(said):
            tally.begin(Counted(planversioner=1))


def _put_aside(database: Path) -> Path | None:
    """Move a database and what belongs to it, keys and count copied, under names with the day; return the first."""
    everything = ("", LOG_SUFFIX, BOXES_SUFFIX, VERSIONS_SUFFIX)
    moved = [suffix for suffix in everything if belongs_to(database, suffix).exists()]
    if not moved:
        return None
    aside = reserved(database, "undan")
    for suffix in (KEYS_SUFFIX, TALLY_SUFFIX):
        if belongs_to(database, suffix).is_file():
            copy_whole(belongs_to(database, suffix), belongs_to(aside, suffix))
    # The database first: without it nothing is opened, whatever lies there still.
    for suffix in moved:
        belongs_to(database, suffix).replace(belongs_to(aside, suffix))
    keep_names(database.parent)
    return aside
