"""A database with the plans of data/ behind the doors, and pages without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prioritering.store.connection import Store
from tests.databases import copied
from tests.pages.conftest import browserless, database, filled, opened, shared
from tests.web.conftest import route_store

__all__ = ["browserless", "database", "filled", "route_store", "shared"]


@contextmanager
def own_copy(filled: Path, folder: Path) -> Iterator[Store]:
    """Let the app use a copy of the filled database."""
    with opened(copied(filled, folder / "egen.duckdb")) as store:
        yield store
