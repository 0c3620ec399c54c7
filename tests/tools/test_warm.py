"""Each trial of a fault is a fork of one warm process that sees the files as they are and survives what never ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Try = Callable[[str], str]


@pytest.fixture(scope="module")
def warm() -> Iterator[subprocess.Popen[str]]:
    """The one process that is warm."""
    command = [sys.executable, "-m", "tests.tools.warm"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process


@pytest.fixture
def try_test(warm: subprocess.Popen[str], tmp_path: Path) -> Try:
    """Write the body of a test and have it tried."""

    def tried(body: str) -> str:
        file = tmp_path / "test_one.py"
        file.write_text(f"def test_one():\n    {body}\n", encoding="utf-8")
        arguments = ["-q", "-p", "no:cacheprovider", f"--rootdir={tmp_path}", f"--confcutdir={tmp_path}", str(file)]
        asked = {"arguments": arguments, "seconds": {"test_one.py::test_one": 0.0}, "least": 0.5}
        assert warm.stdin and warm.stdout
        print(json.dumps(asked), file=warm.stdin, flush=True)
        return str(json.loads(warm.stdout.readline()))

    return tried


def test_each_trial_sees_the_file_as_it_is_then(try_test: Try) -> None:
    assert [try_test(body) for body in ("pass", "assert False", "pass")] == ["omärkt", "märkt", "omärkt"]


def test_a_fault_that_stops_the_import_is_noticed(try_test: Try) -> None:
    assert try_test("return") == "omärkt"
    assert try_test("(") == "märkt"


def test_a_test_that_never_ends_is_ended_and_the_next_is_tried(try_test: Try) -> None:
    assert try_test("while True: pass") == "hängde"
    assert try_test("pass") == "omärkt"
