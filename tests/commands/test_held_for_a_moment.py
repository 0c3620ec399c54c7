"""A command that comes while another holds the database waits for it, and then answers."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from prioritering import __main__ as program
from prioritering.settings import DATABASE
from prioritering.store.connection import Store

HOLD = "import fcntl, sys; f = open(sys.argv[1], 'r+b'); fcntl.lockf(f, fcntl.LOCK_EX); print(); sys.stdin.read()"


def test_a_command_waits_for_another_that_holds_the_database_for_a_moment(
    tmp_path: Path, with_plans: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "prov.duckdb"
    database.write_bytes(with_plans.read_bytes())
    with closing(Store.open(database)):
        pass
    monkeypatch.setenv(DATABASE, str(database))
    waited = []
    with subprocess.Popen(
        [sys.executable, "-S", "-c", HOLD, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()

        def let_go(seconds: float) -> None:
            waited.append(seconds)
            holder.communicate()

        monkeypatch.setattr(program, "time", SimpleNamespace(monotonic=time.monotonic, sleep=let_go))
        assert program.main(["rangordna", "--plan", "vso-2021", "--ram", "3547"]) == 0
    assert "Ramen 3 547 tkr" in capsys.readouterr().out.replace("\u00a0", " ")
    assert len(waited) == 1
