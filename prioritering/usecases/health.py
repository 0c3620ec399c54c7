"""Whether the database can be asked, and has room to grow, for whoever watches over the server."""

from __future__ import annotations

from prioritering import swedish
from prioritering.store.connection import Store
from prioritering.store.disk_room import disk_room
from prioritering.store.plan_list import plan_keys


def plans_there(store: Store) -> int:
    """Return how many plans there are, asked of the database itself; StoreError when it cannot be used."""
    # Else an answer that is kept would hide that nothing more can be asked.
    store.look()
    return len(plan_keys(store))


def disk_warning(store: Store) -> str:
    """Return that the disk where the database lies is nearly full, and what to do; empty when there is room."""
    room = disk_room(store.path)
    if room is None or not room.is_short:
        return ""
    free, database = (swedish.number(size // 1_000_000) for size in room)
    return (
        f"Disken är snart full: {free}\u00a0MB är lediga där databasen ligger, och den tar själv {database}\u00a0MB. "
        "Tar disken slut stängs Prioritering för alla tills servern startas om. Frigör plats före mötet, eller be "
        "it-avdelningen om det."
    )
