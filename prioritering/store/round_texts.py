"""Files beside the database that hold one text for each round: its key, or the versions of its sealed answers."""

from __future__ import annotations

import json
from pathlib import Path

from prioritering.errors import StoreError


def round_name(meeting_id: str, round_number: int) -> str:
    """Return what a round is called in such a file."""
    return f"{meeting_id}/{round_number}"


def read_round_texts(file: Path, unreadable: StoreError) -> dict[str, str]:
    """Return the texts by their rounds' names, none when there is no file; `unreadable` is raised for any other."""
    try:
        found = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise unreadable from error
    if not isinstance(found, dict):
        raise unreadable
    return {str(name): str(text) for name, text in found.items()}
