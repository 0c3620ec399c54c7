"""The one form in which JSON is given out, to a file and on the command line."""

from __future__ import annotations

import json

from prioritering.direction import written_out


def as_json(value: object) -> str:
    """Return a value as indented JSON with Swedish letters as they are, and marks of direction as JSON writes them."""
    return written_out(json.dumps(value, ensure_ascii=False, indent=2))
