"""Streamlit components of our own: HTML, CSS and JS that lie here as files, made into a component by their name.

There is no bundler. A component's scripts are joined in order to one module, so the names in them must differ; the last
one alone has an `export default`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_FILES = Path(__file__).parent
BEFORE: dict[str, tuple[str, ...]] = {
    "ballot": (
        "swedish",
        "gone",
        "stream",
        "ballot.state",
        "ballot.queue",
        "ballot.transport",
        "ballot.status",
        "ballot.reason",
        "ballot.fields",
        "ballot.steps",
        "ballot.end",
        "ballot.drawing",
    ),
    "board": ("board.said",),
    "copy": ("gone",),
    "live": ("gone", "stream", "follower"),
    "board_live": ("gone", "stream", "follower", "board.picture"),
    "paste": ("gone",),
    "steps": ("swedish", "gone", "steps.fit"),
    "weights": ("gone", "board.picture", "weights.share", "weights.locks", "weights.rows", "weights.ready"),
}
"""The parts that stand before a component's own files."""


def asset(name: str) -> str:
    """Return one of our own component files as text, with a line break at its end."""
    # Streamlit takes a css or js without any line break for the path of a file.
    return (_FILES / name).read_text(encoding="utf-8").rstrip("\n") + "\n"


def script(name: str) -> str:
    """Return the one module that a component's scripts are joined to; OSError when a part is missing."""
    return "".join(asset(f"{part}.js") for part in _parts(name))


def style(name: str) -> str:
    """Return the component's CSS; a part need not have any, and most have none."""
    return "".join(asset(f"{part}.css") for part in _parts(name) if (_FILES / f"{part}.css").is_file())


# Kept for the process: the files do not change while it runs, and every script run of every session asks.
@cache
def component(name: str) -> Any:
    """Return the component whose files are called `name`; calling it with `key` and `data` draws it."""
    return st.components.v2.component(
        f"prioritering_{name}",
        html=asset(f"{name}.html"),
        css=style(name),
        js=script(name),
        isolate_styles=False,  # the theme's variables and `p-` classes are to hold inside components too
    )


def _parts(name: str) -> tuple[str, ...]:
    return (*BEFORE.get(name, ()), name)
