"""A database on disk for each test, its schema in place, and a store of it: fixtures that a file takes by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from prioritering.store.connection import Store
from tests.databases import copied


@pytest.fixture
def path(tmp_path: Path, without_plans: Path) -> Path:
    """The database's file; opening a copy takes a fifth of what making it does."""
    return copied(without_plans, tmp_path / "mote.duckdb")


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.open(path)
    yield opened
    opened.close()
