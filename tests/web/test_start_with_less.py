"""A server whose database has come to hold less than was saved does not start: it says what, and writes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from prioritering.settings import DATABASE
from prioritering.store.connection import Store
from tests.store.meetings_begun import begun
from tests.web.nginx import free_port
from tests.web.served import UVICORN


def test_a_server_whose_database_holds_less_than_was_saved_ends_with_three_and_writes_nothing(tmp_path: Path) -> None:
    database = tmp_path / "prov.duckdb"
    with closing(Store.open(database)) as store:
        store.settle()
        older = database.read_bytes()
        begun(store)
    database.write_bytes(older)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    done = subprocess.run(
        [sys.executable, "-m", *UVICORN, str(free_port())],
        cwd=tmp_path,
        env={**os.environ, DATABASE: str(database)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 3
    assert f"Databasen {database} saknar sådant som har sparats: 1 av 1 möten" in done.stderr
    assert "aterstall FIL" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before
