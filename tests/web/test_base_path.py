"""Served under a path, everything of the app is below it: pages, our files, our routes, and what is closed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.web.served import ROOT, STREAMLIT, UVICORN, Served, served


def check_everything_is_below(server: Served) -> None:
    start = server.ask("/prio?ram=1")
    assert (start.status, start.headers["location"]) == (307, "/prio/oversikt?ram=1")
    page = server.ask("/prio/oversikt").read().decode()
    assert 'src="/prio/statisk/sprak.js"' in page
    script = server.ask("/prio/statisk/sprak.js")
    assert script.read() == (ROOT / "prioritering/web/static/sprak.js").read_bytes()
    assert "svg" in server.ask("/prio/favicon.png").headers["content-type"]
    refused = server.ask("/prio/direkt/strom")
    assert (refused.status, json.loads(refused.read())["fel"]) == (400, "Ange mote eller plan")
    assert server.ask("/prio/_stcore/health").status == 200
    assert server.ask("/prio/_stcore/metrics").status == 404
    assert server.ask("/priority/oversikt").headers.get("location") is None


def test_a_flag_says_the_path(tmp_path: Path) -> None:
    with served(tmp_path, STREAMLIT, "--server.baseUrlPath", "/prio/") as server:
        check_everything_is_below(server)


def test_the_environment_says_the_path(tmp_path: Path) -> None:
    with served(tmp_path, STREAMLIT, STREAMLIT_SERVER_BASE_URL_PATH="prio") as server:
        check_everything_is_below(server)


def test_under_uvicorn_the_servers_own_config_file_says_the_path(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text('[server]\nbaseUrlPath = "prio"\n', encoding="utf-8")
    with served(tmp_path, UVICORN) as server:
        check_everything_is_below(server)


def test_no_option_is_read_before_the_app_is_made() -> None:
    code = (
        "from prioritering.web.server import app; app.settings()\n"
        "from streamlit import config; raise SystemExit(config._config_options is not None)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
