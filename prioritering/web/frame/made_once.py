"""What the process makes once, at the first call, whoever asks; no browser can have it let go.

Streamlit's own cache is emptied for everyone by a message that any browser may send on its websocket, also before a
login. A database that was opened so would be opened a second time, which it does not allow, and serve nobody more.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class MadeOnce(Generic[T]):
    """A function without arguments that is run once, by one thread at a time; one that has failed is run again."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._making = Lock()
        self._made: tuple[T, ...] = ()

    def __call__(self) -> T:
        """Return what is made; raises what the making raises."""
        if not self._made:
            with self._making:
                if not self._made:
                    self._made = (self._make(),)
        return self._made[0]

    def forget(self) -> None:
        """Let it be made anew, for a process that begins once more, as tests do."""
        self._made = ()
