"""The live streams that are open, so that all can be asked at once whether whoever follows them may still read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class OpenStreams:
    """Of one event loop; asked from its own thread."""

    def __init__(self) -> None:
        self._asked: set[asyncio.Event] = set()

    @contextmanager
    def one(self) -> Iterator[asyncio.Event]:
        """Give an open stream what is set when it is to ask again, until the block ends."""
        asked = asyncio.Event()
        self._asked.add(asked)
        try:
            yield asked
        finally:
            self._asked.discard(asked)

    def ask_again(self) -> None:
        """Let every stream ask at once, and end where the answer is no."""
        for asked in self._asked:
            asked.set()


OPEN_STREAMS = OpenStreams()
"""Of this process."""
