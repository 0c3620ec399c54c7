"""A round's key that is gone, as when the file of keys is older than the database."""

import json

from prioritering.store.connection import Store


def lose_key(store: Store, meeting_id: str, round_number: int) -> None:
    """Take a round's key away from the file, and from what the store knows of it."""
    name = f"{meeting_id}/{round_number}"
    if store.keys.file is not None:
        kept = json.loads(store.keys.file.read_text(encoding="utf-8"))
        store.keys.file.write_text(json.dumps({one: key for one, key in kept.items() if one != name}), encoding="utf-8")
    store.keys._keys.pop(name, None)
