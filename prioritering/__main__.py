"""`python -m prioritering KOMMANDO`: what the pages show, on the command line.

While a server holds the database, the command is carried out by the server, so that both give one answer.
"""

from __future__ import annotations

import gc

# Nothing of what is imported is garbage, and to look for it takes a quarter of the start.
gc.disable()

import errno
import io
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from prioritering.commands.plans import Plans
from prioritering.commands.run import Printed, one_line, run
from prioritering.errors import PrioriteringError, StoreBusy
from prioritering.gateway.client import ask_server
from prioritering.settings import database_path

gc.freeze()
gc.enable()

# How a shell is told that Ctrl-C ended a program.
STOPPED = 130
SECONDS_TO_TRY = 10.0
SECONDS_BETWEEN = 0.1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0, 2 after one clear line on standard error, or 130 after Ctrl-C."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    _write_any_letter()
    try:
        printed = _answered(typed)
    except PrioriteringError as error:
        printed = Printed(2, one_line(error))
    except KeyboardInterrupt:
        return STOPPED
    return _written(printed)


def _write_any_letter() -> None:
    """Let no letter stop an answer: UTF-8 to a file or another program, and a mark for what a screen cannot show."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # What somebody has asked for stands; else JSON in the encoding of a Windows code page would be no JSON.
        free = not sys.stdout.isatty() and "PYTHONIOENCODING" not in os.environ
        sys.stdout.reconfigure(encoding="utf-8" if free else None, errors="replace")


def _written(printed: Printed) -> int:
    """Write what a command prints and return the exit code."""
    stream = sys.stderr if printed.code else sys.stdout
    if printed.said:
        _say_beside(printed.said)
    try:
        print(printed.text, file=stream, flush=True)
    except BrokenPipeError:
        # The reader has seen enough (`| head`).
        _write_no_more(stream)
    except OSError as error:
        _write_no_more(stream)
        why = "disken är full" if error.errno == errno.ENOSPC else "platsen tar inte emot det"
        return 2 if printed.code else _written(Printed(2, f"fel: Svaret kunde inte skrivas: {why}."))
    return printed.code


def _say_beside(text: str) -> None:
    """Write what is said beside an answer; one that nobody can be told stops no answer."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        _write_no_more(sys.stderr)


def _write_no_more(stream: TextIO) -> None:
    # What is left in the buffer would else be tried again at exit, and fail with a traceback.
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _answered(typed: list[str]) -> Printed:
    """Return what a command prints; tries again a while where the database is held and nobody answers for it."""
    until = time.monotonic() + SECONDS_TO_TRY
    while True:
        try:
            return _answered_now(typed)
        except StoreBusy:
            if time.monotonic() > until:
                raise
        # Another command holds the file for a moment only.
        time.sleep(SECONDS_BETWEEN)


def _answered_now(typed: list[str]) -> Printed:
    try:
        return run(typed, Plans())
    except StoreBusy as busy:
        return Printed(*ask_server(database_path(), typed, Path.cwd(), busy))


if __name__ == "__main__":
    sys.exit(main())
