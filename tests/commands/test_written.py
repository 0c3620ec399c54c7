"""Where an answer is written: any letter, any place, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")


def written(to: int | IO[bytes], *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    variables = {key: value for key, value in os.environ.items() if key not in ("PYTHONIOENCODING", "PYTHONUTF8")}
    command = [sys.executable, "-m", "prioritering", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**variables, **environment}, stdout=to, stderr=subprocess.PIPE, check=False
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_what_a_screen_cannot_show_does_not_stop_the_answer(encoding: str) -> None:
    done = written(subprocess.PIPE, "rangordna", "--plan", "vso-2021", "--ram", "3547", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    # The sign of "at least" is what neither has.
    assert "kostnader ? 6" in done.stdout.decode(encoding).replace("\u00a0", " ").replace("k?nda", "kända")


def test_a_file_is_written_in_utf_8_whatever_the_screens_encoding() -> None:
    done = written(
        subprocess.PIPE, "rangordna", "--plan", "vso-2021", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0"
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "≥" in done.stdout.decode("utf-8")


@pytest.mark.skipif(not FULL.exists(), reason="a disk that is always full is found on Linux alone")
def test_a_full_disk_is_told_in_one_clear_line() -> None:
    with FULL.open("wb") as full:
        done = written(full, "rangordna", "--plan", "vso-2021", "--json")
    assert (done.returncode, done.stderr.decode()) == (2, "fel: Svaret kunde inte skrivas: disken är full.\n")
