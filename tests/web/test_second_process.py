"""A server that cannot start ends at once and says why, however it is started: a database in use, a faulty setting."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from prioritering.settings import DATABASE, PLANS
from prioritering.store.connection import Store
from tests.web.nginx import free_port
from tests.web.served import STREAMLIT, UVICORN


def ended(how: tuple[str, ...], folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Start a server that is to end by itself, and return how it did."""
    return subprocess.run(
        [sys.executable, "-m", *how, str(free_port())],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("how", [STREAMLIT, UVICORN], ids=["streamlit", "uvicorn"])
def test_a_second_server_of_one_database_ends_at_once_and_names_the_setting(
    how: tuple[str, ...], tmp_path: Path
) -> None:
    database = tmp_path / "prov.duckdb"
    with closing(Store.open(database)):
        done = ended(how, tmp_path, **{DATABASE: str(database)})
    assert done.returncode == 3
    assert f"Databasen {database} används redan av ett annat program" in done.stderr
    assert DATABASE in done.stderr
    # `systemctl status` shows the last ten lines.
    assert "används redan av ett annat program" in " ".join(done.stderr.splitlines()[-10:])
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(("how", "setting"), [(STREAMLIT, PLANS), (UVICORN, DATABASE)], ids=["planer", "databas"])
def test_a_setting_that_names_the_home_of_nobody_ends_the_start_with_one_sentence(
    how: tuple[str, ...], setting: str, tmp_path: Path
) -> None:
    done = ended(how, tmp_path, **{DATABASE: str(tmp_path / "prov.duckdb"), setting: "~okänd/planer"})
    assert done.returncode == 3
    assert f"{setting} ”~okänd/planer” går inte att följa: datorn har ingen hemmapp för ”~okänd”." in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
