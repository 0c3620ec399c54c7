"""Threads for the meeting's own database work, so that downloads and pages cannot hold up a save."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from anyio import CapacityLimiter, to_thread


@cache
def _limiter() -> CapacityLimiter:
    # Made at the first call: a limiter belongs to the event loop that it is made in.
    return CapacityLimiter(16)


async def in_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    """Run database work in one of the meeting's threads and return its answer."""
    return await to_thread.run_sync(work, *arguments, limiter=_limiter())
