"""What the tests of several use cases begin from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from tests.usecases.builders import Import


@pytest.fixture
def take_in(store: Store, write_plan: Callable[..., Path]) -> Import:
    """Take in a new version of the plan."""

    def given(rows: str) -> None:
        import_plan(store, read_plan(write_plan(rows=rows)))

    return given


@pytest.fixture
def planer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the app looks for plans in."""
    folder = tmp_path / "planer"
    folder.mkdir()
    monkeypatch.setenv("PRIORITERING_PLANER", str(folder))
    return folder
