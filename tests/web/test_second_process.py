"""A second server of one database ends at once and says why, however it is started."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from prioritering.settings import DATABASE
from prioritering.store.connection import Store
from tests.web.nginx import free_port
from tests.web.served import STREAMLIT, UVICORN


@pytest.mark.parametrize("how", [STREAMLIT, UVICORN], ids=["streamlit", "uvicorn"])
def test_a_second_server_of_one_database_ends_at_once_and_names_the_setting(
    how: tuple[str, ...], tmp_path: Path
) -> None:
    database = tmp_path / "prov.duckdb"
    with closing(Store.open(database)):
        done = subprocess.run(
            [sys.executable, "-m", *how, str(free_port())],
            cwd=tmp_path,
            env={**os.environ, DATABASE: str(database)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 3
    assert f"Databasen {database} används redan av ett annat program" in done.stderr
    assert DATABASE in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
