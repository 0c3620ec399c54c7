"""A command that comes while another holds the database waits for it, and then answers."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from prioritering import __main__ as program
from prioritering.settings import DATABASE
from tests.commands.held import held
from tests.databases import copied


def test_a_command_waits_for_another_that_holds_the_database_for_a_moment(
    tmp_path: Path, with_plans: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = copied(with_plans, tmp_path / "prov.duckdb")
    monkeypatch.setenv(DATABASE, str(database))
    waited: list[float] = []
    with held(database) as let_go:

        def until_it_is_let_go(seconds: float) -> None:
            waited.append(seconds)
            let_go()

        monkeypatch.setattr(program, "time", SimpleNamespace(monotonic=time.monotonic, sleep=until_it_is_let_go))
        assert program.main(["rangordna", "--plan", "vso-2021", "--ram", "3547"]) == 0
    assert "Ramen 3 547 tkr" in capsys.readouterr().out.replace("\u00a0", " ")
    assert len(waited) == 1
