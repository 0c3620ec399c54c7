"""The board on a page: a table that a screen reader reads, whose rows glide when the order changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_FILES = Path(__file__).parents[1] / "components"


def asset(name: str) -> str:
    """Return one of our own component files as text."""
    return (_FILES / name).read_text(encoding="utf-8")


@cache
def _component() -> Any:
    return st.components.v2.component(
        "prioritering_tavla",
        html=asset("board.html"),
        css=asset("board.css"),
        js=asset("board.js"),
        isolate_styles=False,
    )


def opened_rows(key: str) -> frozenset[str]:
    """Return the ids of the rows whose reasons are open."""
    state = st.session_state.get(key)
    found = state.get("open") if state is not None else None
    return frozenset(item for item in found or () if isinstance(item, str))


def draw_board(
    rows: tuple[dict[str, str], ...], caption: str, finding: str, key: str, on_action: Callable[[], None]
) -> None:
    """Draw the rows; `on_action` is called when a button in a row's reasons is pressed."""
    _component()(
        key=key,
        data={"rows": list(rows), "caption": caption, "finding": finding},
        on_open_change=_nothing,
        on_action_change=on_action,
    )


def _nothing() -> None:
    """A component's state needs a callback to be kept."""


@cache
def _copy_component() -> Any:
    return st.components.v2.component(
        "prioritering_lank", html=asset("copy.html"), css=asset("copy.css"), js=asset("copy.js"), isolate_styles=False
    )


def copy_link(key: str) -> None:
    """Draw the button that copies the address of the view."""
    _copy_component()(key=key, data={})
