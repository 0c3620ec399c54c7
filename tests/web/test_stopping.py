"""A server that is told to stop does so, also while screens follow its streams and something long is computed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.served import ROOT, STREAMLIT, UVICORN, served

SOON_SECONDS = 30


@pytest.mark.parametrize("how", [STREAMLIT, UVICORN], ids=["streamlit run", "uvicorn"])
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_open_streams_end_when_the_server_is_told_to_stop(
    how: tuple[str, ...], told: signal.Signals, tmp_path: Path
) -> None:
    with served(tmp_path, how) as server:
        stream = server.ask("/direkt/strom?plan=vso-2021")
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["x-accel-buffering"] == "no"
        while not stream.readline().startswith(b"event: stand"):
            assert not stream.isclosed()
        server.process.send_signal(told)
        server.process.wait(SOON_SECONDS)


def test_long_work_does_not_hold_a_server_that_stops() -> None:
    code = """
import asyncio, threading
from prioritering.web.frame import long_work
from prioritering.web.server import app

def work(told):
    while True:
        told(0.1)
        threading.Event().wait(0.01)

async def serve():
    async with app.lifespan(None):
        jobs.extend(long_work.Job(work) for _ in range(20))
        await asyncio.to_thread(jobs[0].started.wait)

jobs = []
long_work.LEFT_AFTER_SECONDS = 1e9  # so that only the server's end ends it
asyncio.run(serve())
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=100, capture_output=True)
    assert ended.returncode == 0, ended.stderr
