"""The address of what is frozen, as others reach it."""

from __future__ import annotations

from prioritering.web.base import base_path
from prioritering.web.frame.reached import base_here

FROZEN_PATH = "/fryst/"
"""What the address of everything frozen begins with."""
BOUND_FOR, LONGEST_NAME = "fryst", 64
"""The parameter of a page that is asked for on the way in to a frozen link, and the longest name there can be."""


def frozen_address(name: str) -> str:
    """Return the whole address of a frozen link, for whoever it is sent to; called where a page is drawn."""
    return f"{base_here()}{base_path()}{FROZEN_PATH}{name}"
