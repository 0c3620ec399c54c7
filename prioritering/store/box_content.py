"""What a member's box of a blind round holds, and how it is sealed and opened.

A box has a slot for each project that the round asks about, one for what is about no project, and a free one. A save
fills the free slot with all that the member now says of a project; the slot that held it before is then the free one.
So a save writes a few blocks and never over what stands, and a power cut in the middle of one leaves what was. Every
slot is as large and sealed by itself, a free or an empty one too, and says which project it is about inside: where in a
box something was written tells nobody of what.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cryptography.fernet import Fernet, InvalidToken

from prioritering.store.ballot_rows import newest_of
from prioritering.store.turned_slots import SLOT_BLOCK

# What a row of a box holds, in this order.
ROW = ("project_id", "criterion_id", "slot", "kind", "level_name", "number", "reason", "made_at", "said_after")
_HEAD = b"dolda svar 2 "


class Seal(NamedTuple):
    """What a round's boxes are closed with: its key, how many bytes a slot has room for, and what they are about.

    `parts` are the ids of the projects, and the empty text for what is about none.
    """

    key: Fernet
    size: int
    parts: tuple[str, ...]


class Box(NamedTuple):
    """What a member's box holds: which version it is, and the newest saves on each thing, oldest first.

    `again` when the member had to begin again, since what had been said was lost.
    """

    version: int = 0
    saves: tuple[dict[str, Any], ...] = ()
    again: bool = False


class BoxPart(NamedTuple):
    """What a box holds about one project: the version that it was saved as, its saves, and the slot they lie in."""

    version: int = 0
    saves: tuple[dict[str, Any], ...] = ()
    slot: int = -1


class BoxFile(NamedTuple):
    """A box as it lies on disk: its parts by project, how many bytes a slot fills, and which slot is free.

    No bytes when it lies nowhere yet, or as an earlier version of the program wrote it: it is then written anew.
    """

    parts: Mapping[str, BoxPart]
    again: bool = False
    slot_bytes: int = 0
    free: int = -1

    @property
    def box(self) -> Box:
        """What the box holds, whatever slots that lies in."""
        rows = [row for part in self.parts.values() for row in part.saves]
        return Box(self.version, tuple(sorted(rows, key=lambda row: str(row["made_at"]))), self.again)

    @property
    def version(self) -> int:
        """The version of the newest part."""
        return max((part.version for part in self.parts.values()), default=0)

    def place(self, slot: int) -> int:
        """Return at which byte of the file a slot begins."""
        return SLOT_BLOCK + slot * self.slot_bytes

    def with_saves(self, part: str, rows: Sequence[Mapping[str, Any]], version: int) -> BoxFile:
        """Return the box once these saves about one project lie in the slot that was free."""
        before = self.parts.get(part, BoxPart())
        new = BoxPart(version, tuple(newest_of([*before.saves, *rows])), self.free)
        return self._replace(parts={**self.parts, part: new}, free=before.slot)

    def laid_out(self, seal: Seal) -> BoxFile:
        """Return the box with a slot for each part of the seal, all else of it as it is."""
        names = dict.fromkeys([*seal.parts, *self.parts])
        parts = {name: self.parts.get(name, BoxPart())._replace(slot=slot) for slot, name in enumerate(names)}
        known = _digest(parts)
        room = max(seal.size, *(len(_content(name, part, self.again, known)) for name, part in parts.items()))
        return BoxFile(parts, self.again, -(-sealed_bytes(room) // SLOT_BLOCK) * SLOT_BLOCK, len(parts))


NOWHERE = BoxFile({})


def written_box(key: Fernet, laid: BoxFile) -> bytes:
    """Return a box that is laid out as it lies on disk: as many bytes whatever it holds."""
    known = _digest(laid.parts)
    slots = {part.slot: _slot(key, laid, _content(name, part, laid.again, known)) for name, part in laid.parts.items()}
    slots[laid.free] = _slot(key, laid, b"null")
    return (_HEAD + str(laid.slot_bytes).encode()).ljust(SLOT_BLOCK) + b"".join(slots[slot] for slot in sorted(slots))


def slot_content(key: Fernet, laid: BoxFile, name: str) -> bytes:
    """Return the slot of one part as it lies on disk; more bytes than a slot has when it holds too much."""
    return _slot(key, laid, _content(name, laid.parts[name], laid.again, _digest(laid.parts)))


def opened_slot(key: Fernet, content: bytes) -> dict[str, Any] | None:
    """Return what a slot holds, None for a free one and one that the key does not open."""
    try:
        found = json.loads(key.decrypt(content.rstrip(b" ")))
    except (InvalidToken, ValueError):
        return None
    return found if isinstance(found, dict) else None


def opened_box(key: Fernet, content: bytes) -> BoxFile | None:
    """Return a box from what lies on disk, None when the key does not open it or some of it is not what was saved."""
    head = content[:SLOT_BLOCK].rstrip(b" ")
    if not head.startswith(_HEAD):
        return _of_an_earlier_program(key, content)
    try:
        slot_bytes = int(head.removeprefix(_HEAD))
    except ValueError:
        return None
    if slot_bytes < SLOT_BLOCK or len(content) % slot_bytes != SLOT_BLOCK % slot_bytes:
        return None
    return _gathered(key, content, slot_bytes)


def _gathered(key: Fernet, content: bytes, slot_bytes: int) -> BoxFile | None:
    parts: dict[str, BoxPart] = {}
    places = range(SLOT_BLOCK, len(content), slot_bytes)
    newest: dict[str, Any] = {}
    for slot, place in enumerate(places):
        found = opened_slot(key, content[place : place + slot_bytes])
        if found is None:
            continue
        name, version = str(found["part"]), int(found["version"])
        if name not in parts or parts[name].version < version:
            parts[name] = BoxPart(version, _rows_in(found), slot)
        if not newest or newest["version"] < version:
            newest = found
    free = set(range(len(places))) - {part.slot for part in parts.values()}
    # One that is missing, or that an older copy was mixed with, is another than the newest knew of.
    if len(free) != 1 or newest["all"] != _digest(parts):
        return None
    return BoxFile(parts, newest["again"], slot_bytes, free.pop())


def _of_an_earlier_program(key: Fernet, content: bytes) -> BoxFile | None:
    """Return what a box held that was sealed as a whole."""
    try:
        found = json.loads(key.decrypt(content))
    except (InvalidToken, ValueError):
        return None
    # Earlier still every save was kept, and no version.
    if isinstance(found, list):
        rows, version, again = newest_of(found), 0, False
    else:
        rows, version, again = list(_rows_in(found)), found["version"], found["again"]
    names = dict.fromkeys(row["project_id"] for row in rows) or {"": None}
    return BoxFile(
        {name: BoxPart(version, tuple(row for row in rows if row["project_id"] == name)) for name in names}, again
    )


def _content(name: str, part: BoxPart, again: bool, known: str) -> bytes:
    said = {
        "part": name,
        "version": part.version,
        "again": again,
        "all": known,
        "rows": [[row[column] for column in ROW] for row in part.saves],
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _rows_in(found: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    return tuple(dict(zip(ROW, row, strict=True)) for row in found["rows"])


def _digest(parts: Mapping[str, BoxPart]) -> str:
    """Return what the versions of all parts are to be told again by."""
    versions = sorted((name, part.version) for name, part in parts.items())
    return hashlib.sha256(json.dumps(versions).encode()).hexdigest()


def _slot(key: Fernet, laid: BoxFile, content: bytes) -> bytes:
    room = laid.slot_bytes // 4 * 3 - 57 - 16
    return sealed_text(key, content.ljust(room)).ljust(laid.slot_bytes)


def sealed_bytes(room: int) -> int:
    """Return how long a sealed text is for so many bytes of content."""
    # As a key writes it: in whole blocks of its cipher, with what it adds, and four letters for three bytes.
    return -(-(57 + 16 * (room // 16 + 1)) // 3) * 4


def sealed_text(key: Fernet, content: bytes) -> bytes:
    """Return a content sealed with a round's key, without the time that is else written in the open before it."""
    return key.encrypt_at_time(content, 0)
