"""Opens the database and takes the plan folders in, as the server does at its start."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from prioritering.store.bootstrap import Started, bootstrap
from prioritering.store.connection import MEMORY, Store
from prioritering.store.kept import Kept, forget_everything
from prioritering.store.sealed import note_while_blind, put_in_boxes

__all__ = ["MEMORY", "Kept", "Started", "Store", "forget_everything", "note_while_blind", "open_store", "take_in"]


def open_store(path: Path | str) -> Store:
    """Open or create the database; StoreBusy when another process holds it, StoreError when it cannot be used."""
    store = Store.open(path)
    put_in_boxes(store)
    return store


def take_in(store: Store, folders: Iterable[Path] | None = None) -> Started:
    """Take in every plan folder that the settings name (or `folders`); a faulty one is told and stops no other."""
    return bootstrap(store, folders)
