"""The board on a page: a table that a screen reader reads, whose rows glide when the order changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import streamlit as st

from prioritering import swedish
from prioritering.usecases.since import day_of_basis
from prioritering.web.components.component import component
from prioritering.web.frame import as_then, context
from prioritering.web.frame.address import current_view
from prioritering.web.frame.copied import link_here
from prioritering.web.frame.reached import base_here
from prioritering.web.loopback import only_here
from prioritering.web.parts.qr import qr_image


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


_OF_NOW = (
    "Den kopierade länken visar det som syns nu, också när något har ändrats. Sidans adress visar alltid det som "
    "gäller nu."
)
_OF_THEN = "Den kopierade länken visar det som syns här, som då."


def copy_link(key: str, large: bool = False) -> None:
    """Draw the button that copies a link to what is shown, as it is shown; `large` to be read across a room."""
    about = _OF_THEN if as_then.is_then() else _OF_NOW
    query = link_here()
    shown = {"label": "Kopiera länk", "query": query, "address": "", "base": _base(), "about": about, "large": large}
    component("copy")(key=key, data={**shown, "paper": None if large else _on_paper(query)})


def _base() -> str:
    """Return scheme and host of a link that is copied on this machine when others come in; else those of the page."""
    here, there = str(st.context.url or ""), base_here()
    return there if only_here(here) and not only_here(there) else ""


def _on_paper(query: str) -> dict[str, str]:
    """Return what a paper says in the button's place: the day, the page's address, and a code of the whole link."""
    address = f"{base_here()}{urlsplit(str(st.context.url or '')).path}"
    # A code that leads the phone to itself is worse than none.
    code = "" if only_here(address) else qr_image(f"{address}?{query}", quiet=4, near=True)
    return {"said": _said_on_paper(date.today()), "address": address, "code": code}


def _said_on_paper(today: date) -> str:
    here = as_then.then()
    if here is None:
        return f"Sidan som den står {swedish.day(today)}"
    basis = swedish.day(day_of_basis(context.store(), current_view(), here.as_of))
    return f"Som då, på underlaget från {basis}; utskriven {swedish.day(today)}"


def copy_frozen(key: str, address: str) -> None:
    """Draw the button that copies the whole address of a frozen link."""
    shown = {"label": "Kopiera fryst länk", "query": "", "address": address, "about": "", "large": False}
    component("copy")(key=key, data=shown)
