"""Served under a path, everything of the app is below it: pages, our files, our routes, and what is closed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import copied
from tests.web.served import ROOT, STREAMLIT, UVICORN, Served, served


@pytest.fixture
def filled(with_plans: Path, tmp_path: Path) -> Path:
    """A folder whose database has the plans already, so that the server has less to do before it answers."""
    copied(with_plans, tmp_path / "prov.duckdb")
    return tmp_path


def answers(server: Served) -> dict[str, object]:
    """Ask for a page, our files, our routes and what is closed below /prio, and for what only looks as if it were."""
    start, refused = server.ask("/prio?ram=1"), server.ask("/prio/direkt/strom")
    return {
        "start": (start.status, start.headers["location"]),
        "page": 'src="/prio/statisk/sprak.js"' in server.ask("/prio/oversikt").read().decode(),
        "file": server.ask("/prio/statisk/sprak.js").read(),
        "icon": "svg" in server.ask("/prio/favicon.png").headers["content-type"],
        "route": (refused.status, json.loads(refused.read())["fel"]),
        "health": server.ask("/prio/_stcore/health").status,
        "ready": json.loads(server.ask("/prio/halsa").read())["redo"],
        "closed": {server.ask(f"/prio/_stcore/{path}").status for path in ("metrics", "agent/openapi.json")},
        "nowhere": {server.ask(path).status for path in ("/prio/openapi.json", "/prio/api", "/metrics", "/oversikt")},
        "beside": server.ask("/priority/oversikt").headers.get("location"),
    }


BELOW = {
    "start": (307, "/prio/oversikt?ram=1"),
    "page": True,
    "file": (ROOT / "prioritering/web/static/sprak.js").read_bytes(),
    "icon": True,
    "route": (400, "Ange mote eller plan"),
    "health": 200,
    "ready": True,
    "closed": {404},
    "nowhere": {404},
    "beside": None,
}


def test_a_flag_says_the_path_whatever_the_environment_says(filled: Path) -> None:
    flag = ("--server.baseUrlPath", "/prio/")
    with served(filled, STREAMLIT, *flag, STREAMLIT_SERVER_BASE_URL_PATH="annan") as server:
        assert answers(server) == BELOW


def test_the_environment_says_the_path(filled: Path) -> None:
    with served(filled, STREAMLIT, STREAMLIT_SERVER_BASE_URL_PATH="prio") as server:
        assert answers(server) == BELOW


def test_under_uvicorn_the_servers_own_config_file_says_the_path(filled: Path) -> None:
    (filled / ".streamlit").mkdir()
    (filled / ".streamlit" / "config.toml").write_text('[server]\nbaseUrlPath = "prio"\n', encoding="utf-8")
    with served(filled, UVICORN) as server:
        assert answers(server) == BELOW


def test_start_says_the_path_that_the_config_file_says(filled: Path) -> None:
    (filled / ".streamlit").mkdir()
    (filled / ".streamlit" / "config.toml").write_text('[server]\nbaseUrlPath = "prio"\n', encoding="utf-8")
    with served(filled, ("prioritering", "start", "--port"), PYTHONPATH=str(ROOT)) as server:
        assert answers(server) == BELOW
        said = (filled / "server.log").read_text(encoding="utf-8").splitlines()[0]
        assert said == f"Prioritering startar på http://127.0.0.1:{server.port}/prio/ (Ctrl-C stoppar)."


def test_no_option_is_read_before_the_app_is_made() -> None:
    code = (
        "from prioritering.web.server import app; app.app_settings()\n"
        "from streamlit import config; raise SystemExit(config._config_options is not None)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
