"""The latest change of what is looked at: the line that takes it back until the next, by the control that made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from types import MappingProxyType

import streamlit as st

from prioritering.view.picture import Picture
from prioritering.view.view_change_words import view_change_words
from prioritering.web.frame import address, as_then
from prioritering.web.frame.templates import render
from prioritering.web.parts.page_parts import redraw


class Spot(Enum):
    """Where the line stands: in the flow below what was changed, so that it lies over nothing; only locks have none."""

    WEIGHTS = "vikter"
    FRAME = "ram"
    CHOICES = "val"
    SOURCE = "kalla"
    LEVELS = "nivaer"
    WISHES = "krav"
    TRIED_WEIGHTS = "viktningar"
    DRAWS = "fall"
    ROWS = "rader"


# A change of anything else (a page of the list, a part that is opened) is nothing to take back.
_FIELDS: Mapping[Spot, tuple[str, ...]] = MappingProxyType(
    {
        Spot.WEIGHTS: ("weights",),
        Spot.FRAME: ("frame", "unknown_low", "unknown_high"),
        Spot.CHOICES: ("order", "rule", "span", "tiers", "perspectives", "actors", "assumptions"),
        Spot.SOURCE: ("source",),
        Spot.LEVELS: ("spacing", "values"),
        Spot.WISHES: ("wishes",),
        Spot.TRIED_WEIGHTS: ("weight_info", "weight_spread"),
        Spot.DRAWS: ("draws", "seed"),
        Spot.ROWS: ("must", "not_now", "free"),
    }
)


def view_was_last() -> bool:
    """Return whether the latest change here is one of what is looked at, and can be taken back."""
    found = _last()
    return found is not None and any(field in fields for fields in _FIELDS.values() for field in found.fields)


def draw_view_undo(picture: Picture, spot: Spot, parts: Sequence[str] = ()) -> None:
    """Draw the line of the latest change of what is looked at, where it was made here and nothing has changed since.

    `parts` are the fragments to redraw when it is undone, where it shows in more than the one that the line stands in.
    """
    found = _last()
    if found is None or not any(field in _FIELDS[spot] for field in found.fields):
        return
    words = view_change_words(picture, found.before, found.after, found.fields)
    said, label = (f"Ångrat. {words}", "Gör om") if found.undone else (words, "Ångra")
    # At the foot of the window, as what is kept: the rows that were locked may lie anywhere.
    key = "angra-rad" if spot is Spot.ROWS else "angra-vy-rad"
    with st.container(horizontal=True, vertical_alignment="center", key=key):
        st.html(render("parts/angra.html", changed="", said=said, count=0, since=""), width="content")
        st.button(label, key="angra_vy", on_click=_undo_change, args=(parts,))


def _undo_change(parts: Sequence[str]) -> None:
    address.undo_change()
    redraw(parts)


def _last() -> address.ViewChange | None:
    return None if as_then.is_then() else address.last_change()
