"""How whoever has started a room is told the leader's link, whose key is a secret: never in a log that others read."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from pathlib import Path

from prioritering.gateway.key_file import write_for_owner
from prioritering.settings import beside_database
from prioritering.web.frame.reached import leader_link

LOG = logging.getLogger("prioritering.web")
LINK_SUFFIX = ".ledarlank"


def tell_leader_link(base: str) -> None:
    """Write the link in the terminal; where there is none, in a file beside the database, and its path in the log."""
    if sys.stdout.isatty():
        print(f"Led mötet på den här datorn: {leader_link(base)}", flush=True)
        return
    path = link_file()
    if path is None:
        return
    try:
        write_for_owner(path, f"{leader_link(base)}\n")
    except OSError as error:
        LOG.warning("The leader's link could not be written to %s: %s", path, error.strerror)
    else:
        LOG.info("The leader's link is in %s, which only the user of the server can read", path)


def forget_leader_link() -> None:
    """Remove the file: its key is worth nothing once the server has stopped."""
    path = link_file()
    if path is not None:
        with suppress(OSError):
            path.unlink()


def link_file() -> Path | None:
    """Return where the link is written; None for a database that is not kept."""
    return beside_database(LINK_SUFFIX)
