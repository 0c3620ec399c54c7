"""The plan folders are looked at while somebody has a page open, so that open pages are told of what changes there."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AbstractAsyncContextManager

from anyio import to_thread

from prioritering.web.frame import context
from prioritering.web.server.bounds import anyone_here
from prioritering.web.server.meanwhile import meanwhile

LOG = logging.getLogger("prioritering.web")
_LOOK_SECONDS = 2.0


def looking_at_folders() -> AbstractAsyncContextManager[None]:
    """Look at the folders while the server runs; when nobody is here, the next visitor's page looks first."""
    return meanwhile(_now_and_then())


async def _now_and_then() -> None:
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        if anyone_here():
            try:
                await to_thread.run_sync(context.look_at_folders)
            except Exception:
                # The pages look too, and show it; the next look may succeed.
                LOG.exception("The plan folders could not be looked at")
