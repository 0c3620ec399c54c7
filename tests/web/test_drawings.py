"""Screens that follow a meeting through a restart get their drawings without anybody opening a page."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from pathlib import Path

from tests.web.served import ROOT, UVICORN, served


def test_a_screen_that_is_open_when_the_server_starts_is_drawn(tmp_path: Path) -> None:
    with served(tmp_path, UVICORN) as server:
        stream = server.ask("/direkt/strom?ruta=tavla&plan=vso-2021")
        assert stream.status == 200
        said = iter(stream.readline, b"")
        events = [line.strip() for line in islice((line for line in said if line.startswith(b"event:")), 2)]
        assert events == [b"event: start", b"event: ruta"]


def test_every_drawing_of_the_pages_is_there_when_the_server_starts() -> None:
    code = (
        "from importlib import import_module\nfrom pkgutil import walk_packages\n"
        "from prioritering import web\nfrom prioritering.web.server import app, stream\n"
        "before = stream.drawings()\n"
        "for found in walk_packages(web.__path__, 'prioritering.web.'): import_module(found.name)\n"
        "raise SystemExit(not before or before != stream.drawings())"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
