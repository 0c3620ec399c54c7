"""While the server runs, a disk that is nearly full is noted in the log, before it closes the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread

from prioritering.usecases.health import disk_warning
from prioritering.usecases.opening import Store
from prioritering.web.server.meanwhile import meanwhile

LOG = logging.getLogger("prioritering.web")
DISK_SECONDS = 60.0


@asynccontextmanager
async def watching_disk(store: Store) -> AsyncIterator[None]:
    """Note in the log when the disk begins to be nearly full, at the start and every minute."""
    async with meanwhile(_look(store)):
        yield


async def _look(store: Store) -> None:
    was_short = False
    while True:
        said = await to_thread.run_sync(disk_warning, store)
        # Once, and anew when it has been well in between: the log lies on a disk too.
        if said and not was_short:
            LOG.warning("The disk is nearly full: %s", said)
        was_short = bool(said)
        await asyncio.sleep(DISK_SECONDS)
