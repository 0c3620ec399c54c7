"""The start of the server, as the first page or stream makes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from prioritering.errors import BadArgument
from prioritering.gateway.key_file import key_file
from prioritering.gateway.serving import stop_serving_commands
from prioritering.settings import DATABASE, PLANS
from prioritering.web.frame import context
from tests.folders import VSO


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database that nothing has opened, in a process that has not started."""
    path = tmp_path / "start.duckdb"
    monkeypatch.setenv(DATABASE, str(path))
    context._opened.forget()
    yield path
    stop_serving_commands()
    context._opened.forget()


def test_a_start_that_failed_can_be_made_again_when_the_fault_is_mended(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLANS, "~ingen-sådan-användare/planer")
    with pytest.raises(BadArgument, match=PLANS) as failed:
        context.store()
    assert not key_file(database).exists()
    # A traceback that is kept would keep what it holds open, and this is about the start alone.
    del failed
    monkeypatch.delenv(PLANS)
    assert VSO in context.plans_by_key()
    assert key_file(database).exists()
    context.store().close()
