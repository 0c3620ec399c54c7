"""Starts the app's server again and again, as fast as a process can be forked, so that it can be killed many times.

Run with a log file, it answers a line each: a port starts a server (its process), `?` asks for it (`lives` or `ended`),
and `.` waits for its end. All that takes time to import is imported before; nothing is opened or started by that.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.web.nginx import free_port
from tests.web.served import ROOT, listens

# Who asks without a pause takes the processor from the server that is asked for.
_PAUSE = 0.02


def main() -> None:
    import uvicorn

    from app import app

    started = 0
    for line in sys.stdin:
        asked = line.strip()
        if asked in ("?", "."):
            ended, _ = os.waitpid(started, os.WNOHANG if asked == "?" else 0)
            print("ended" if ended else "lives", flush=True)
            continue
        started = os.fork()
        if not started:
            uvicorn.run(app, host="127.0.0.1", port=int(asked), log_level="warning")
            os._exit(0)
        print(started, flush=True)


@dataclass(frozen=True)
class Forks:
    """The process that starts servers."""

    process: subprocess.Popen[str]
    log: Path

    @contextmanager
    def served(self) -> Iterator[int]:
        """Run a server on a port until the block ends: it is then killed, and dead."""
        port = free_port()
        pid = int(self._asked(str(port)))
        try:
            while not listens(port):
                time.sleep(_PAUSE)
                if self._asked("?") == "ended":
                    raise RuntimeError("Servern kom inte igång:\n" + self.log.read_text(encoding="utf-8"))
            yield port
        finally:
            os.kill(pid, signal.SIGKILL)
            self._asked(".")

    def _asked(self, line: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@contextmanager
def forks(database: Path) -> Iterator[Forks]:
    """Have servers of one database started, one at a time."""
    log = database.with_name("server.log")
    environment = {**os.environ, "PRIORITERING_DB": str(database)}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-m", "tests.web.forking_server"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=output, text=True,
        ) as process,
    ):  # fmt: skip
        yield Forks(process, log)


if __name__ == "__main__":
    main()
