"""Holds a database as another program does, without any of the program's own start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_HOLD = "import fcntl, sys; f = open(sys.argv[1], 'r+b'); fcntl.lockf(f, fcntl.LOCK_EX); print(); sys.stdin.read()"


@contextmanager
def held(database: Path) -> Iterator[Callable[[], object]]:
    """Hold a database until the block ends, or until what is given is called."""
    command = [sys.executable, "-S", "-c", _HOLD, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        yield holder.communicate
        if holder.poll() is None:
            holder.communicate()
