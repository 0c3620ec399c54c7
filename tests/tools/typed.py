"""Whether the types let a small fault through: mypy stays warm in a copy of the tree and reads what has changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from tests.tools.faults import Fault, mutated


class Types:
    """A warm mypy in a copy of the tree, which is asked of one file at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written = 0
        self._begin()

    def _begin(self) -> None:
        if told := self._told():
            self.close()
            sys.exit(f"Typerna stämmer inte ens utan fel.\n{told}")

    def let_through(self, path: str, text: str) -> bool:
        """Whether the tree has no errors when a file holds this text; the file is as before afterwards."""
        file = self.root / path
        source = file.read_text(encoding="utf-8")
        self._write(file, text)
        try:
            told = self._told()
        finally:
            self._write(file, source)
        # An error that stayed would refuse all that comes after.
        if told and self._told():
            self.close()
            self._begin()
        return not told

    def _write(self, file: Path, text: str) -> None:
        file.write_text(text, encoding="utf-8")
        # Mypy sees no change of a file that is as long as before and was written in the same second.
        self.written += 1
        os.utime(file, (self.written, self.written))

    def _told(self) -> str:
        done = self._mypy("run", "--")
        return done.stdout + done.stderr if done.returncode else ""

    def _mypy(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mypy.dmypy", "--status-file", ".dmypy.json", *arguments]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)

    def close(self) -> None:
        """End the process."""
        self._mypy("stop")


def refused(faults: Iterable[Fault], sources: Mapping[str, str], root: Path) -> list[Fault]:
    """The faults that the types refuse, so that ``make check`` notices them before any test is run."""
    with closing(Types(root)) as types:
        return [fault for fault in faults if not types.let_through(fault.path, mutated(fault, sources[fault.path]))]
