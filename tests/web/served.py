"""The app as a process of its own, for what only a real server shows: its base path, and that it can be stopped."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
STREAMLIT = ("streamlit", "run", str(ROOT / "app.py"), "--server.port")
UVICORN = ("uvicorn", "app:app", "--app-dir", str(ROOT), "--port")


@dataclass(frozen=True)
class Served:
    """A running server: its port, its process and the folder of its database and log."""

    port: int
    process: subprocess.Popen[bytes]
    folder: Path

    def ask(self, path: str) -> http.client.HTTPResponse:
        """Return the answer to a GET, its body unread."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        return connection.getresponse()


@contextmanager
def served(folder: Path, how: tuple[str, ...], *flags: str, **environment: str) -> Iterator[Served]:
    """Run the app by `how` in `folder` with a database of its own until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    variables = {**os.environ, "PRIORITERING_DB": str(folder / "prov.duckdb"), **environment}
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *how, str(port), *flags], cwd=folder, env=variables, stdout=output, stderr=output
        )
    try:
        while not listens(port):
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.02)
                raise RuntimeError("Servern kom inte igång:\n" + log.read_text(encoding="utf-8"))
        yield Served(port, process, folder)
    finally:
        # At once; only where it is asked which lines it ran, it is let write them down first.
        process.send_signal(signal.SIGTERM if "COVERAGE_PROCESS_START" in os.environ else signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()
        process.wait()


def listens(port: int) -> bool:
    """Return whether somebody answers on a port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return False
    return True
