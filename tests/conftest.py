from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from prioritering.store.connection import Store
from tests import folders

# A busy machine is no fault: speed is measured in tests/bench, as ratios.
settings.register_profile("prioritering", deadline=None)
settings.load_profile("prioritering")


@pytest.fixture(scope="session")
def own_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file that all tests of one process may share for reading."""
    return tmp_path_factory.mktemp("databas") / "prov.duckdb"


@pytest.fixture(autouse=True)
def never_the_users_database(own_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may read or write the database of whoever runs it."""
    monkeypatch.setenv("PRIORITERING_DB", str(own_database))


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty database in memory."""
    opened = Store.open(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def write_plan(tmp_path: Path) -> Callable[..., Path]:
    """Write a plan folder in a directory of its own."""
    return partial(folders.write_plan, tmp_path)
