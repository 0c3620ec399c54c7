"""Finds the SQL: every statement is a file under `sql/`, and values are always bound, never formatted in."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("sql")


@cache
def statement(name: str) -> str:
    """Return the text of `sql/<name>.sql`, for example `statement("read/plan_list")`."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def migration_files() -> tuple[Path, ...]:
    """Return the schema steps in order."""
    return tuple(sorted((_FOLDER / "schema").glob("*.sql")))


def check_names() -> tuple[str, ...]:
    """Return the names of the data checks, each a query that returns the offending rows."""
    return tuple(path.stem for path in sorted((_FOLDER / "checks").glob("*.sql")))


@cache
def views() -> dict[str, str]:
    """Return each view's name and query, in an order where a view comes after those it reads."""
    # The numbers of the folders give the order.
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((_FOLDER / "views").glob("*/*.sql"))}


def views_hash() -> str:
    """Return a hash that changes when any view changes."""
    return hashlib.sha256("\n".join(f"{name}\n{query}" for name, query in views().items()).encode()).hexdigest()
