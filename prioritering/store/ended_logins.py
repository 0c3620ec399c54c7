"""Logins that have been ended while their cookie would still be good: kept until they would have run out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from prioritering.store.connection import Store
from prioritering.store.statements import statement


def end_login(store: Store, mark: str, runs_out: datetime, now: datetime) -> None:
    """Note that a login has ended, known by its mark; forget those that have run out."""
    with store.write() as cursor:
        cursor.execute(statement("write/delete_run_out_logins"), {"now": now})
        cursor.execute(statement("write/insert_ended_login"), {"mark": mark, "runs_out": runs_out})


def take_in_ended(store: Store, logins: Iterable[Mapping[str, Any]]) -> None:
    """Know of logins that have been ended elsewhere; what was saved before is let be."""
    with store.write() as cursor:
        for login in logins:
            cursor.execute(statement("write/insert_ended_login"), login)


def ended_logins(store: Store, now: datetime) -> frozenset[str]:
    """Return the marks of the logins that have been ended."""
    return frozenset(mark for (mark,) in store.tuples(statement("read/ended_logins"), {"now": now}))
