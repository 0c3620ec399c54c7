"""The address of what is frozen, as others reach it."""

from __future__ import annotations

from prioritering.web.base import base_path
from prioritering.web.frame.reached import base_for_others, base_here

FROZEN_PATH = "/fryst/"
"""What the address of everything frozen begins with."""
BOUND_FOR, LONGEST_NAME = "fryst", 64
"""The parameter of a page that is asked for on the way in to a frozen link, and the longest name there can be."""


def frozen_address(name: str) -> str:
    """Return the whole address of a frozen link, for whoever it is sent to; called where a page is drawn."""
    return f"{base_here()}{_path_of(name)}"


def own_address(name: str, url: str) -> str:
    """Return the same on the page of the link itself, which was asked for at `url`."""
    return f"{base_for_others(url)}{_path_of(name)}"


def _path_of(name: str) -> str:
    return f"{base_path()}{FROZEN_PATH}{name}"
