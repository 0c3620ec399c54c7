"""A server that is told to stop does so, also while screens follow its streams and something long is computed."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from prioritering.gateway.key_file import key_file, read_way
from prioritering.gateway.messages import Command, CommandAnswer, CommandTaken
from prioritering.gateway.talk import NotProven, fresh_number, receive, receive_signed, send_signed
from tests.web.served import ROOT, STREAMLIT, UVICORN, Served, served

SOON_SECONDS = 30


def _followed(server: Served) -> http.client.HTTPResponse:
    """Return a stream that has shown its first picture: the server has then opened its database."""
    stream = server.ask("/direkt/strom?plan=vso-2021")
    while not stream.readline().startswith(b"event: stand"):
        assert not stream.isclosed()
    return stream


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_open_streams_end_when_the_server_is_told_to_stop(told: signal.Signals, tmp_path: Path) -> None:
    with served(tmp_path, STREAMLIT) as server:
        stream = _followed(server)
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["x-accel-buffering"] == "no"
        key = key_file(tmp_path / "prov.duckdb")
        assert key.exists()
        server.process.send_signal(told)
        server.process.wait(SOON_SECONDS)
        assert not key.exists()


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_neither_open_streams_nor_a_long_command_hold_a_server_that_stops(told: signal.Signals, tmp_path: Path) -> None:
    command = ["robusthet", "--plan", "vso-2021", "--ram", "3547", "--metod", "basta", "--dragningar", "1000000"]
    with served(tmp_path, UVICORN) as server:
        stream = _followed(server)
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["x-accel-buffering"] == "no"
        key = key_file(tmp_path / "prov.duckdb")
        way = read_way(key)
        assert way is not None
        with Client(("127.0.0.1", way.port), family="AF_INET") as connection:
            mine = fresh_number()
            asked = Command(argument=command, mapp=str(tmp_path), nummer=mine.hex())
            send_signed(connection, way.key, receive(connection, SOON_SECONDS), asked)
            receive_signed(connection, way.key, mine, SOON_SECONDS, CommandTaken)
            server.process.send_signal(told)
            server.process.wait(SOON_SECONDS)
            # On a busy machine the command may not get so far as to say it; who asked is then told that nothing came.
            with suppress(NotProven):
                assert "Servern stängs" in receive_signed(connection, way.key, mine, SOON_SECONDS, CommandAnswer).text
        assert not key.exists()


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
    alone = {**os.environ, "PRIORITERING_DB": ":memory:"}
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, cwd=ROOT, env=alone, check=False, timeout=100, capture_output=True)
    assert ended.returncode == 0, ended.stderr
