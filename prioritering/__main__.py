"""`python -m prioritering KOMMANDO`: what the pages show, on the command line.

While a server holds the database, the command is carried out by the server, so that both give one answer.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from prioritering.commands.plans import Plans
from prioritering.commands.run import Printed, one_line, run
from prioritering.errors import PrioriteringError, StoreBusy
from prioritering.gateway.client import ask_server
from prioritering.settings import database_path

SECONDS_TO_TRY = 5.0
SECONDS_BETWEEN = 0.1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0, or 2 after one clear line on standard error."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    try:
        printed = _answered(typed)
    except PrioriteringError as error:
        printed = Printed(2, one_line(error))
    try:
        print(printed.text, file=sys.stderr if printed.code else sys.stdout, flush=True)
    except BrokenPipeError:
        # The reader has seen enough (`| head`); what is left must not be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return printed.code


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
