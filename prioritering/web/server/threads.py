"""Threads for the meeting's own database work, so that downloads and pages cannot hold up a save; few for drawings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from anyio import CapacityLimiter, to_thread

from prioritering.web.limits import PAGES_AT_ONCE


@cache
def _limiter() -> CapacityLimiter:
    # Made at the first call: a limiter belongs to the event loop that it is made in.
    return CapacityLimiter(16)


async def in_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    """Run database work in one of the meeting's threads and return its answer."""
    return await to_thread.run_sync(work, *arguments, limiter=_limiter())


@cache
def drawers(of: str) -> CapacityLimiter:
    """Return who draws what is asked for at an address: as few at once as draw pages.

    Whoever asks again and again would else hold up every save, and every answer.
    """
    return CapacityLimiter(PAGES_AT_ONCE)


async def drawn_in_turn(of: str, draw: Callable[..., Any], *arguments: Any) -> Any:
    """Draw what is asked for at an address, in a thread, when its turn has come, and return it."""
    return await to_thread.run_sync(draw, *arguments, limiter=drawers(of))
