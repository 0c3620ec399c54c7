"""The files that each version of a plan was read from: their bytes with a hash, and their cells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import duckdb

from prioritering.errors import StoreError
from prioritering.plan.cells import clean
from prioritering.plan.columns import fold
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import PlanFolder
from prioritering.plan.text_table import LINES_TO_HEADING
from prioritering.store.connection import Store
from prioritering.store.statements import statement


class KeptFile(NamedTuple):
    """One file as it was: its path within the plan folder and its bytes."""

    name: str
    data: bytes


def has_changed(store: Store, folder: PlanFolder) -> bool:
    """Return whether a plan that is there has come to have other files than its newest version was read from."""
    with store.cursor() as cursor:
        newest = cursor.execute(statement("read/newest_version"), {"plan_key": str(folder.plan.key)}).fetchone()
        return newest is not None and not is_what_was_read(cursor, folder, newest)


def is_what_was_read(cursor: duckdb.DuckDBPyConnection, folder: PlanFolder, newest: Sequence[Any]) -> bool:
    """Return whether the `newest` version of a plan, its number and hash, was read from the folder as it is."""
    return bool(newest[1] == folder.content_hash) and same_files(cursor, folder, int(newest[0]))


def same_files(cursor: duckdb.DuckDBPyConnection, folder: PlanFolder, version: int) -> bool:
    """Return whether a version has the same files as a folder.

    One that was read in before files were kept gets them now. Its content shows that it is read from them; where more
    is read from them today than was then, it is not the same.
    """
    key = {"plan_key": str(folder.plan.key), "version": version}
    known = dict(cursor.execute(statement("read/file_hashes"), key).fetchall())
    if not known:
        if any(project.other or project.begun for project in folder.plan.projects):
            return False
        keep_files(cursor, folder, version)
        return True
    return known == {name: _hash(data) for name, data in folder.files.items()}


def keep_files(cursor: duckdb.DuckDBPyConnection, folder: PlanFolder, version: int) -> None:
    """Keep the files of a folder, and every cell of their tables, with a version."""
    key: dict[str, Any] = {"plan_key": str(folder.plan.key), "version": version}
    if folder.files:
        hashes = {name: _hash(data) for name, data in folder.files.items()}
        # Files that are alike are kept once.
        contents = {hashes[name]: data for name, data in folder.files.items()}
        kept = {"file_hash": list(contents), "bytes": list(contents.values())}
        cursor.execute(statement("write/insert_file_contents"), kept)
        named = {**key, "file": list(hashes), "file_hash": list(hashes.values())}
        cursor.execute(statement("write/insert_plan_files"), named)
    rows = [(grid.where, number, cells) for grid in folder.grids for number, cells in grid.rows]
    if rows:
        columns = {
            "source": [source for source, _, _ in rows],
            "position": [number for _, number, _ in rows],
            "cells": [json.dumps(cells, ensure_ascii=False) for _, _, cells in rows],
        }
        cursor.execute(statement("write/insert_cells"), {**key, **columns})


def kept_files(store: Store, plan_key: PlanKey, version: int) -> tuple[KeptFile, ...]:
    """Return the files that a version was read from, none for one read in before files were kept.

    Raises StoreError when a file is not what it was.
    """
    found = store.tuples(statement("read/plan_files"), {"plan_key": str(plan_key), "version": version})
    for name, data, file_hash in found:
        if _hash(data) != file_hash:
            raise StoreError(f"Filen {name} i planen ”{plan_key.plan}” är skadad i databasen.")
    return tuple(KeptFile(name, data) for name, data, _ in found)


def project_headings(store: Store, plan_key: PlanKey, version: int) -> tuple[str, ...]:
    """Return the headings of the table of projects that a version was read from; none before cells were kept."""
    key = {"plan_key": str(plan_key), "version": version, "until": LINES_TO_HEADING}
    rows = (json.loads(cells) for (cells,) in store.tuples(statement("read/first_cells"), key))
    # No other table has all that a project must have.
    needed = {"id", "namn", "klass"}
    return next((tuple(map(clean, cells)) for cells in rows if needed <= set(map(fold, cells))), ())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
