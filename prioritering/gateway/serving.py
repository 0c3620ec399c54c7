"""Opens the gateway of a server that has opened a database."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Sequence
from pathlib import Path

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.gateway.server import Gateway
from prioritering.usecases.opening import MEMORY, Store
from prioritering.usecases.study import ReportProgress

_OPEN: list[Gateway] = []


def serve_commands(store: Store, database: Path | str, look: Callable[[], object] = bool) -> Gateway | None:
    """Let the command line in while this process holds `database`; nothing to hold in memory only.

    `look` takes in what has changed of the plans' files, as a page does when it is opened.
    """
    if str(database) == MEMORY:
        return None

    def carry_out(arguments: Sequence[str], folder: Path, told: ReportProgress) -> tuple[int, str, str]:
        return run(arguments, Plans(store, folder, told, look))

    opened = Gateway(database, carry_out)
    _OPEN.append(opened)
    return opened


# Also at exit, for a process that has no web server around it to say that it ends.
@atexit.register
def stop_serving_commands() -> None:
    """Let no more commands in, take the keys away and end the commands that are under way."""
    while _OPEN:
        _OPEN.pop().close()
