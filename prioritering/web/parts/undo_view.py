"""The latest change of what is looked at (weights, frame, order, rule): the line that takes it back until the next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from prioritering.web.frame import address, as_then
from prioritering.web.frame.templates import render

# What is called what; a change of anything else (a page of the list, a part that is opened) is nothing to take back.
_CALLED: Mapping[str, str] = MappingProxyType(
    {
        "weights": "vikterna",
        "frame": "ramen",
        "order": "vad listan ordnas efter",
        "rule": "vad som görs när ett projekt inte ryms",
        "span": "hur ett spann räknas",
        "tiers": "vilka klasser som visas",
        "perspectives": "vilka perspektiv som visas",
        "actors": "vilka aktörer som visas",
        "spacing": "avstånden mellan nivåerna",
        "values": "avstånden mellan nivåerna",
        "source": "vad poängen räknas på",
    }
)


def view_was_last() -> bool:
    """Return whether the latest change here is one of what is looked at, and can be taken back."""
    return _told() is not None


def draw_view_undo() -> None:
    """Draw the line of the latest change of what is looked at; nothing where something else has been changed since."""
    found = _told()
    if found is None:
        return
    called = next(_CALLED[key] for key in found.fields if key in _CALLED)
    said, label = ("Ångrat.", "Gör om") if found.undone else (f"Du ändrade {called}.", "Ångra")
    with st.container(horizontal=True, vertical_alignment="center", key="angra-vy-rad"):
        st.html(render("parts/angra.html", entry=None, said=said, count=0), width="content")
        st.button(label, key="angra_vy", on_click=address.undo_change)


def _told() -> address.ViewChange | None:
    found = None if as_then.is_then() else address.last_change()
    return found if found and any(key in _CALLED for key in found.fields) else None
