"""Which logins have been ended: whoever shows a copy of their cookie is nobody."""

from __future__ import annotations

from datetime import UTC, datetime

from prioritering.store import ended_logins
from prioritering.store.connection import Store


def end_login(store: Store, mark: str, runs_out: float) -> None:
    """End a login, known by its mark, that would have run out by itself at `runs_out` (seconds since 1970)."""
    ended_logins.end_login(store, mark, datetime.fromtimestamp(runs_out, UTC), datetime.now(UTC))


def ended(store: Store) -> frozenset[str]:
    """Return the marks of the logins that have been ended and have not run out."""
    return ended_logins.ended_logins(store, datetime.now(UTC))
