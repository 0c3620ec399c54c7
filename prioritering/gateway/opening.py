"""Opens the gateway of a server that has opened a database."""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from pathlib import Path

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.gateway.server import Gateway
from prioritering.usecases.opening import MEMORY, Store


def serve_commands(store: Store, database: Path | str) -> Gateway | None:
    """Let the command line in while this process holds `database`, until it ends; nothing to hold in memory only."""
    if str(database) == MEMORY:
        return None

    def carry_out(arguments: Sequence[str], folder: Path) -> tuple[int, str]:
        return run(arguments, Plans(store, folder))

    opened = Gateway(database, carry_out)
    atexit.register(opened.close)
    return opened
