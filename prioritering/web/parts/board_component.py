"""The board on a page: a table that a screen reader reads, whose rows glide when the order changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from prioritering.web.components.component import component
from prioritering.web.frame import as_then
from prioritering.web.frame.copied import link_here


def opened_rows(key: str) -> frozenset[str]:
    """Return the ids of the rows whose reasons are open."""
    state = st.session_state.get(key)
    # What a browser has sent: anything but a list of ids is passed over.
    found = state.get("open") if state is not None else None
    return frozenset(item for item in found or () if isinstance(item, str))


@dataclass(frozen=True, slots=True)
class ShownBoard:
    """What the board shows: escaped rows, what the table says of itself, the finding, and at which weights."""

    rows: tuple[dict[str, str], ...]
    caption: str
    finding: str
    weights: tuple[int, ...]


def draw_board(board: ShownBoard, key: str, on_action: Callable[[], None]) -> None:
    """Draw the rows; `on_action` is called when a button in a row's reasons is pressed."""
    # A hand may have moved the weights on while this was drawn: the board then waits for the next.
    weights = "-".join(str(percent) for percent in board.weights)
    component("board")(
        key=key,
        data={"rows": list(board.rows), "caption": board.caption, "finding": board.finding, "weights": weights},
        on_open_change=_nothing,
        on_action_change=on_action,
    )


def _nothing() -> None:
    """A component's state needs a callback to be kept."""


_OF_NOW = "Visar det som syns nu, också när något har ändrats. Sidans egen adress visar alltid läget nu."
_OF_THEN = "Visar det som syns här: läget som då."


def copy_link(key: str, large: bool = False) -> None:
    """Draw the button that copies a link to what is shown, as it is shown; `large` to be read across a room."""
    about = _OF_THEN if as_then.is_then() else _OF_NOW
    component("copy")(key=key, data={"query": link_here(), "about": about, "large": large})
