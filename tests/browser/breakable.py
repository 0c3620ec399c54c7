"""The app with a database that cannot be read while a file called `trasig` lies beside it, and short waits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from prioritering.store import connection
from prioritering.store.connection import Store
from prioritering.web.server import stream, stream_route

BROKEN = "trasig"
_tuples = Store.tuples


def _tuples_or_fault(store: Store, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    if (Path(store.path).parent / BROKEN).exists():
        with connection.translated(store.path):
            raise duckdb.IOException("disken svarar inte")
    return _tuples(store, query, values)


Store.tuples = _tuples_or_fault  # type: ignore[method-assign]
stream.OLD_AFTER_SECONDS = 1.0
stream_route.STILL_IN_SECONDS = stream_route.PULSE_SECONDS = 0.5

from app import app  # noqa: E402

__all__ = ["app"]
