"""Keeps documents that have been frozen under a short name that nobody guesses: append-only, found by name.

What becomes of a link later is a row of its own, with number, role and time. The document is kept as bytes with a hash
of its name and itself, so that one that has been altered in the table, or put under another name, is told.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

import duckdb

from prioritering.errors import Conflict, StoreError
from prioritering.immutable import Immutable
from prioritering.plan.plan_key import PlanKey
from prioritering.store.connection import Store
from prioritering.store.statements import statement

_NAME_BYTES = 16


class LinkHappening(StrEnum):
    """What a row of a frozen link says."""

    FROZEN = "fryst"
    RENAMED = "nytt namn"
    WITHDRAWN = "återkallad"
    WITHOUT_LOGIN = "utan inloggning"
    WITH_LOGIN = "bara med inloggning"


class FrozenLink(Immutable):
    """A frozen link as it stands: `shows` is the page that its document is of, `role` who froze it and when.

    `ends_on` is the last day that it can be opened, None when it has no end. `withdrawn_by` is a role. `without_login`
    says that whoever has the link may read it, `altered` that its document is another than was frozen. `format` is the
    document's own, None where it says none.
    """

    entry_id: int
    name: str
    plan_key: PlanKey
    shows: str
    title: str
    ends_on: date | None
    role: str
    made_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    without_login: bool = False
    altered: bool = False
    format: int | None = None

    def opens_on(self, day: date) -> bool:
        """Return whether it can be opened on a day."""
        return self.withdrawn_at is None and (self.ends_on is None or day <= self.ends_on)


class FrozenLinks(NamedTuple):
    """A window of a plan's frozen links, newest first, and how many there are in all."""

    rows: tuple[FrozenLink, ...]
    total: int


class LinkTitle(NamedTuple):
    """What a frozen link is called, with its name in an address and the role that froze it."""

    name: str
    title: str
    role: str


class ToFreeze(NamedTuple):
    """What is to be frozen: the page and its document, what the link is called, its last day, and who asks, by role."""

    shows: str
    document: bytes
    title: str
    ends_on: date | None
    role: str


def keep_frozen(store: Store, plan_key: PlanKey, wish: ToFreeze) -> str:
    """Keep a document and return the name that it is found by."""
    name = _new_name()
    said = {"title": wish.title, "shows": wish.shows, "ends_on": wish.ends_on}
    kept = {"document": wish.document, "document_hash": _hash(name, wish.document)}
    values = _values(name, plan_key, LinkHappening.FROZEN, wish.role)
    store.append(statement("write/insert_frozen"), {**values, **said, **kept})
    return name


def note_of_link(store: Store, name: str, happening: LinkHappening, role: str) -> None:
    """Note that something has become of a link; Conflict when it is not there or has been withdrawn meanwhile."""
    with store.write() as cursor:
        link = _open_link_in(cursor, name)
        cursor.execute(statement("write/insert_frozen"), _values(name, link.plan_key, happening, role))


def rename_frozen(store: Store, name: str, title: str, role: str) -> None:
    """Give a link another title, and take away those it had: whoever renames it may have seen that it told too much.

    Conflict when it is not there or has been withdrawn meanwhile. Copies of the database keep the old title.
    """
    with store.write() as cursor:
        link = _open_link_in(cursor, name)
        cursor.execute(statement("write/forget_titles"), {"name": name})
        values = _values(name, link.plan_key, LinkHappening.RENAMED, role)
        cursor.execute(statement("write/insert_frozen"), {**values, "title": title})
        store.will_rewrite()
    # Its bytes stand in the file until then. It is taken away already: a full disk is no reason to refuse.
    with suppress(StoreError):
        store.rewrite()


def _open_link_in(cursor: duckdb.DuckDBPyConnection, name: str) -> FrozenLink:
    link = _link_in(cursor, name)
    if link is None or link.withdrawn_at is not None:
        raise Conflict("länken är återkallad eller finns inte; läs in sidan igen")
    return link


def link_named(store: Store, name: str) -> FrozenLink | None:
    """Return the link of a name, also one that is withdrawn or has ended; None when there is none."""
    return next(map(_link, store.rows(statement("read/frozen_links"), _one(name))), None)


def links_of(
    store: Store, plan_key: PlanKey, start: int, most: int, names: Collection[str] | None = None
) -> FrozenLinks:
    """Return at most so many of a plan's links from number `start`, counted from 0, newest first; only those `names`.

    Without `names` every link counts.
    """
    named = None if names is None else list(names)
    window = {"names": named, "plan_key": str(plan_key), "start": start, "most": most}
    rows = store.rows(statement("read/frozen_links"), window)
    return FrozenLinks(tuple(map(_link, rows)), int(rows[0]["total"]) if rows else 0)


def titles(store: Store, plan_key: PlanKey) -> tuple[LinkTitle, ...]:
    """Return what all frozen links of a plan are called and who froze each, newest first."""
    found = store.tuples(statement("read/frozen_titles"), {"plan_key": str(plan_key)})
    return tuple(LinkTitle(name, title or "", role) for name, title, role in found)


def frozen_bytes(store: Store, name: str) -> bytes | None:
    """Return a document as it was frozen; None when it is not there or is another than was kept."""
    for document, document_hash in store.tuples(statement("read/frozen_document"), {"name": name}):
        if _hash(name, document) == document_hash:
            return bytes(document)
    return None


def take_reason_out(cursor: duckdb.DuckDBPyConnection, plan_key: PlanKey, text: str, removed: str) -> int:
    """Let a reason be `removed` in all frozen documents of a plan; return in how many it stood.

    One that had been altered before is still told as that.
    """
    needle = {"plan_key": str(plan_key), "needle": _in_json(text)}
    found = cursor.execute(statement("read/frozen_holding"), needle).fetchall()
    changed = 0
    for entry_id, name, document, document_hash in found:
        taken_out = _dumped(_without(json.loads(document), text, removed))
        if taken_out != document:
            whole = document_hash == _hash(name, document)
            values = {"document": taken_out, "document_hash": _hash(name, taken_out) if whole else document_hash}
            cursor.execute(statement("write/update_frozen"), {"entry_id": entry_id, **values})
            changed += 1
    return changed


def _without(value: Any, text: str, removed: str) -> Any:
    """Return a part of a document without a reason: as one, and at the end of the sentence on a lock that is tried."""
    if isinstance(value, list):
        return [_without(one, text, removed) for one in value]
    if not isinstance(value, dict):
        return value
    ending = f": {text}"
    found = {key: _without(one, text, removed) for key, one in value.items()}
    if found.get("reason") == text:
        found["reason"] = removed
    if str(found.get("lock_tried", "")).endswith(ending):
        found["lock_tried"] = f"{found['lock_tried'].removesuffix(ending)}: {removed}"
    return found


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _one(name: str) -> dict[str, Any]:
    return {"names": [name], "plan_key": None, "start": 0, "most": 1}


def _link_in(cursor: duckdb.DuckDBPyConnection, name: str) -> FrozenLink | None:
    found = cursor.execute(statement("read/frozen_links"), _one(name))
    columns = [column[0] for column in found.description or ()]
    return next((_link(dict(zip(columns, row, strict=True))) for row in found.fetchall()), None)


def _link(row: dict[str, Any]) -> FrozenLink:
    said = {name: value for name, value in row.items() if name != "total"}
    return FrozenLink(**{**said, "plan_key": PlanKey.parse(row["plan_key"])})


def _values(name: str, plan_key: PlanKey, happening: LinkHappening, role: str) -> dict[str, Any]:
    nothing: dict[str, Any] = dict.fromkeys(("title", "shows", "ends_on", "document", "document_hash"))
    who = {"role": role, "made_at": datetime.now(UTC)}
    return {**nothing, "name": name, "plan_key": str(plan_key), "happening": happening.value, **who}


def _new_name() -> str:
    # Twenty-two letters, digits and signs. One that began with a hyphen would be a flag on the command line.
    while not (name := secrets.token_urlsafe(_NAME_BYTES))[0].isalnum():
        pass
    return name


def _hash(name: str, document: bytes) -> str:
    return hashlib.sha256(f"{name}\n".encode() + document).hexdigest()
