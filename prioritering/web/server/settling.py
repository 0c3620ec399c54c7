"""While the server runs, and when it stops, what has been written goes from the database's log into its file."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread

from prioritering.errors import StoreError
from prioritering.usecases.opening import Store, note_while_blind
from prioritering.web.server.meanwhile import meanwhile

LOG = logging.getLogger("prioritering.web")
# A copy of the file alone, by whoever does not know better, then lacks a minute at the most.
SETTLE_SECONDS = 60.0
# Blind answers and their count, put back together from a copy that is older than this, are told after a kill too.
NOTE_SECONDS = 10.0


@asynccontextmanager
async def settling(store: Store) -> AsyncIterator[None]:
    """Let what is written settle every minute in which something was, and at the end."""
    try:
        async with meanwhile(_now_and_then(store)), meanwhile(_note(store)):
            yield
    finally:
        await to_thread.run_sync(store.settle)


async def _now_and_then(store: Store) -> None:
    settled = -1
    while True:
        await asyncio.sleep(SETTLE_SECONDS)
        # Read first: what is written meanwhile settles the next time.
        written = store.writes
        if written != settled:
            await to_thread.run_sync(store.settle)
            settled = written


async def _note(store: Store) -> None:
    while True:
        await asyncio.sleep(NOTE_SECONDS)
        try:
            await to_thread.run_sync(note_while_blind, store)
        except StoreError as error:
            # A full disk or a folder that cannot be read may be well again the next time.
            LOG.warning("The count beside the database was not noted: %s", error)
