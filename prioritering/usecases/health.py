"""Whether the database can be asked, for whoever watches over the server."""

from __future__ import annotations

from prioritering.store.connection import Store
from prioritering.store.plan_list import plan_keys


def plans_there(store: Store) -> int:
    """Return how many plans there are, asked of the database itself; StoreError when it cannot be used."""
    # Else an answer that is kept would hide that nothing more can be asked.
    store.look()
    return len(plan_keys(store))
