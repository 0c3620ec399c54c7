import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import settings

from prioritering.plan.reader import PlanFolder, read_plan
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from tests import folders

CONNECT = duckdb.connect


def pytest_collection_finish() -> None:
    """Look through what has been imported for garbage once, and then no more: it is there to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_unconfigure() -> None:
    """Let what was frozen go as the process ends, so that DuckDB does not tell of it as leaked."""
    gc.unfreeze()


# A busy machine is no fault: speed is measured in tests/bench, as ratios.
settings.register_profile("prioritering", deadline=None)
settings.load_profile("prioritering")


@pytest.fixture(scope="session")
def own_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file that all tests of one process may share for reading."""
    return tmp_path_factory.mktemp("databas") / "prov.duckdb"


@pytest.fixture(scope="session", autouse=True)
def unchanged_folders_are_read_once() -> Iterator[None]:
    """Each new database is filled from the same folders: what is read of files that have not changed is kept."""
    kept: dict[tuple[Path, frozenset[tuple[Path, bytes]]], PlanFolder] = {}

    def read(folder: Path) -> PlanFolder:
        try:
            key = folder, frozenset((file, file.read_bytes()) for file in folder.rglob("*") if file.is_file())
        except OSError:
            return read_plan(folder)
        if key not in kept:
            kept[key] = read_plan(folder)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prioritering.store.bootstrap.read_plan", read)
        yield


@pytest.fixture(scope="session")
def with_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the plans of data/, to be copied."""
    path = tmp_path_factory.mktemp("planer") / "planer.duckdb"
    with closing(Store.open(path)) as opened:
        assert not bootstrap(opened).problems
    return path


@pytest.fixture(autouse=True)
def never_the_users_database(own_database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test may read or write the database of whoever runs it, nor hold the shared one from those that follow."""
    monkeypatch.setenv("PRIORITERING_DB", str(own_database))
    yield
    opened = getattr(sys.modules.get("prioritering.web.frame.context"), "_opened", None)
    for store, _ in getattr(opened, "_made", ()):
        # Not imported by the tests of what lies below.
        sys.modules["prioritering.gateway.serving"].stop_serving_commands()
        store.close()
        opened.forget()


@pytest.fixture(scope="session")
def without_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with its schema in place and nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("tom") / "tom.duckdb"
    Store.open(path).close()
    return path


@pytest.fixture
def store(without_plans: Path) -> Iterator[Store]:
    """An empty database in memory.

    Its schema is copied into it before it is opened, which takes a third of what the steps and the views do.
    """

    def connect(name: str, **settings: Any) -> duckdb.DuckDBPyConnection:
        connection = CONNECT(name, **settings)
        connection.execute(f"attach '{without_plans}' as empty (read_only)")
        connection.execute("copy from database empty to memory")
        connection.execute("detach empty")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", connect)
        opened = Store.open(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def write_plan(tmp_path: Path) -> Callable[..., Path]:
    """Write a plan folder in a directory of its own."""
    return partial(folders.write_plan, tmp_path)
