"""A warm process for small faults: what is slow to import is imported once, and each fault is tried in a fork of it.

It stands in a copy of the tree and reads one trial a line from standard input; it answers with what came of each. Of
the package and its tests nothing is imported before the fork, so each trial sees the copy as it is then.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from typing import Any

import pytest

SLOW_TO_IMPORT = (
    "highspy",
    "hypothesis",
    "jinja2",
    "numpy",
    "duckdb",
    "plotly.graph_objects",
    "pydantic",
    "segno",
    "sse_starlette",
    "streamlit",
    "streamlit.testing.v1",
    "uvicorn",
)


class Allowance:
    """Ends the process when a test takes far more of the processor than it does without the fault: it has no end.

    Processor time, for what the clock says depends on what else the machine does.
    """

    def __init__(self, seconds: dict[str, float], least: float) -> None:
        self.seconds = seconds
        self.least = least

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Each test, setup and teardown too, has its own."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        allowed = used.ru_utime + used.ru_stime + self.least + 3 * self.seconds[item.nodeid]
        resource.setrlimit(resource.RLIMIT_CPU, (int(allowed) + 1, resource.RLIM_INFINITY))


def tried(arguments: list[str], seconds: dict[str, float], least: float) -> str:
    """Run pytest in a fork: märkt, omärkt or hängde."""
    child = os.fork()
    if not child:
        _be_the_trial(arguments, Allowance(seconds, least))
    try:
        status = _waited(child, time.monotonic() + 120 + 5 * sum(seconds.values()))
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # what a test had started and never ended
    if status is None or os.WIFSIGNALED(status):
        return "hängde"
    return "omärkt" if os.waitstatus_to_exitcode(status) == 0 else "märkt"


def _be_the_trial(arguments: list[str], allowance: Allowance) -> None:
    code: int = pytest.ExitCode.INTERNAL_ERROR
    try:
        os.setsid()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        code = pytest.main(arguments, plugins=[allowance])
    finally:
        os._exit(code)  # never back to the parent's loop, and never held up by a thread that a test left


def _waited(child: int, end: float) -> int | None:
    pause = 0.01
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def main() -> None:
    """Answer until the input ends."""
    # A compiled file would be believed when the next fault comes within the same second.
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    for name in SLOW_TO_IMPORT:
        importlib.import_module(name)
    gc.freeze()
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        print(json.dumps(tried(**asked)), flush=True)
    # Without what DuckDB's binding says of itself when Python clears up.
    os._exit(0)


if __name__ == "__main__":
    main()
