"""A copy of the database and of what belongs to it, made while it is in use, whole or not at all.

FIL is all of the database, without a log, and FIL.sha256 its checksum. The sealed answers of rounds that have not been
revealed lie in FIL.dolda, still sealed, which of them are the newest in FIL.versioner, and their keys in FIL.nycklar:
who has both can read them, so the keys are to be kept elsewhere.
"""

from __future__ import annotations

import errno
import json
import os
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from prioritering.errors import BadArgument, StoreError
from prioritering.meeting.holdings import Holdings
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.box_versions import VERSIONS_SUFFIX
from prioritering.store.checksum import CHECKSUM_SUFFIX, write_checksum
from prioritering.store.connection import MEMORY, Store
from prioritering.store.copy_beside import LOG_SUFFIX, belongs_to, write_boxes, write_versions
from prioritering.store.duckdb_file import stand_alone
from prioritering.store.holdings import holdings
from prioritering.store.round_keys import KEYS_SUFFIX
from prioritering.store.statements import statement
from prioritering.store.whole_file import keep_names, take_away, unfinished_beside, write_whole, written_whole

_ONE_AT_A_TIME = threading.Lock()


class BackedUp(NamedTuple):
    """What a copy holds, and where the keys of its rounds lie, None when it has no round that is not revealed."""

    held: Holdings
    keys: Path | None


def back_up(store: Store, target: Path) -> BackedUp:
    """Copy the database to a new file, also while it is saved in.

    BadArgument when there is something by that name already, StoreError when the copy cannot be made whole.
    """
    if store.path == MEMORY:
        raise StoreError("Databasen finns bara i minnet, så det finns inget att kopiera.")
    try:
        with _ONE_AT_A_TIME, ExitStack() as undone:
            _check_is_no_part_of(store.path, target)
            _check_is_free(target)
            found = _backed_up(store, target, undone)
            undone.pop_all()
            return found
    except OSError as error:
        why = "disken är full" if error.errno == errno.ENOSPC else error.strerror or type(error).__name__
        raise StoreError(f"Säkerhetskopian {target} kunde inte skrivas: {why}. Inget är kvar av den.") from error


def _check_is_free(target: Path) -> None:
    if target.is_dir():
        raise BadArgument(f"{target} är en mapp. Ange vad kopian ska heta, som {target / 'kopia.duckdb'}.")
    if not target.parent.is_dir():
        raise BadArgument(f"Mappen {target.parent} finns inte.")
    suffixes = ("", LOG_SUFFIX, BOXES_SUFFIX, VERSIONS_SUFFIX, KEYS_SUFFIX, CHECKSUM_SUFFIX)
    paths = [belongs_to(target, suffix) for suffix in suffixes]
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        raise BadArgument(f"{there[0]} finns redan, och en säkerhetskopia skrivs aldrig över. Välj ett annat namn.")


def _check_is_no_part_of(database: str, target: Path) -> None:
    """Raise BadArgument for a name that belongs to the database: its log would be taken up where the copy lies."""
    if f"{target.parent.resolve() / target.name}".startswith(f"{Path(database).resolve()}."):
        raise BadArgument(f"{target} är ett namn som hör till databasen själv. Välj ett annat namn.")


def _backed_up(store: Store, target: Path, undone: ExitStack) -> BackedUp:
    file = unfinished_beside(target)
    undone.callback(take_away, file)
    with written_whole(file) as opened, store.still() as held_file:
        held_file.copy_to(opened)
        hidden = [(meeting_id, number) for meeting_id, number, _ in store.tuples(statement("read/blind_rounds"))]
        boxes, keys = store.boxes.contents(hidden), store.keys.written(hidden)
        versions = store.boxes.versions.written()
        counted = store.count_saved()
    stand_alone(file)
    # A copy that nobody has opened is no copy.
    held, found = holdings(file, is_copy=True)
    if found != counted:
        raise StoreError(f"Säkerhetskopian {target} blev inte hel, så inget är kvar av den. Försök igen.")
    if boxes:
        write_boxes(belongs_to(target, BOXES_SUFFIX), boxes)
        undone.callback(take_away, belongs_to(target, BOXES_SUFFIX))
        undone.callback(take_away, belongs_to(target, VERSIONS_SUFFIX))
        write_versions(target, versions)
    if keys:
        unnamed = unfinished_beside(target)
        undone.callback(take_away, unnamed)
        write_whole(unnamed, json.dumps(keys).encode())
        _name(unnamed, belongs_to(target, KEYS_SUFFIX))
        undone.callback(take_away, belongs_to(target, KEYS_SUFFIX))
    undone.callback(take_away, belongs_to(target, CHECKSUM_SUFFIX))
    write_checksum(file, target)
    # Last: where there is a copy, all that belongs to it is there.
    _name(file, target)
    return BackedUp(held, belongs_to(target, KEYS_SUFFIX) if keys else None)


def _name(file: Path, target: Path) -> None:
    """Let a finished file have its name, unless another has got it meanwhile."""
    try:
        os.link(file, target)
        file.unlink()
    except FileExistsError:
        raise BadArgument(f"{target} har kommit till under tiden och är lämnad som den är. Försök igen.") from None
    except OSError:
        # Some file systems have no links.
        file.rename(target)
    keep_names(target.parent)
