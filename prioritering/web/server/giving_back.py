"""Gives memory back to the machine: what was kept for those who have left, and what they took while they were here."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import sys
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from functools import cache

from anyio import to_thread
from streamlit.runtime import Runtime, exists, get_instance

from prioritering.usecases.opening import forget_everything
from prioritering.web import limits
from prioritering.web.server.bounds import anyone_here, visits
from prioritering.web.server.meanwhile import meanwhile

LOG = logging.getLogger("prioritering.web")
_LOOK_SECONDS = 1.0
# Freed memory goes back so often while somebody is here. It takes milliseconds.
_TRIM_SECONDS = 30.0


def giving_back() -> AbstractAsyncContextManager[None]:
    """Give memory back while the server runs."""
    return meanwhile(_now_and_then())


async def _now_and_then() -> None:
    here_at, trimmed_at, forgotten_at = time.monotonic(), time.monotonic(), visits()
    seen = forgotten_at
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        now = time.monotonic()
        if anyone_here() or visits() != seen:
            # Also one who came and went since the last look.
            here_at, seen = now, visits()
            if now - trimmed_at > _TRIM_SECONDS:
                trimmed_at = now
                await to_thread.run_sync(trim)
        elif seen != forgotten_at and now - here_at > limits.FORGET_SECONDS:
            forgotten_at = seen
            await to_thread.run_sync(give_all_back)


def give_all_back() -> None:
    """Keep nothing any more, since nobody is here; the next visitor is answered from the database."""
    forget_everything()
    _end_sessions()
    gc.collect()
    trim()
    LOG.info("Nobody is here any more; what was kept for them is given back")


def _end_sessions() -> None:
    """Let Streamlit look through the sessions of those who have left: it does so else when somebody comes."""
    if exists():
        runtime: Runtime = get_instance()
        # Nothing public counts them. Where it is called something else, they stay until the next visitor.
        with suppress(AttributeError, TypeError):
            len(runtime._session_mgr._session_storage._cache)  # type: ignore[attr-defined]


def trim() -> None:
    """Give what Python has freed back to the machine, where the system's library can."""
    _trimmer()()


@cache
def _trimmer() -> Callable[[], object]:
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":
            given_back = ctypes.CDLL("libc.so.6").malloc_trim
            return lambda: given_back(0)
    return lambda: None
