"""Commands as they are typed, and all that they would write, run in the process of the tests.

What only a process of its own shows (its exit code, letters, a closed pipe) is tried in test_written.py.
"""

from __future__ import annotations

import io
import logging
import warnings
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from prioritering.__main__ import main

ROOT = Path(__file__).parents[2]
# What Python itself does not show unless it is asked to.
_UNSEEN = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)


class Done(NamedTuple):
    """What a command left: its exit code, and what was written."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Done:
    """Run a command; warnings and log lines are written as well, as they would be by a process of its own."""
    out, told = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    log = logging.StreamHandler(told)
    log.setLevel(logging.WARNING)
    logging.getLogger().addHandler(log)
    try:
        with chdir(ROOT), redirect_stdout(out), redirect_stderr(told), warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("default")
            for unseen in _UNSEEN:
                warnings.simplefilter("ignore", unseen)
            code = _ended(arguments)
            told.writelines(str(one) for one in warned)
    finally:
        logging.getLogger().removeHandler(log)
    return Done(code, _text(out), _text(told))


def _ended(arguments: tuple[str, ...]) -> int:
    try:
        return main(arguments)
    except SystemExit as ended:
        # So argparse ends after --help.
        return int(ended.code or 0)


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
