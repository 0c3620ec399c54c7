"""A list to choose from whose choice is read to its end: the field itself is one line, which cuts a long name."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from prioritering.web.frame.templates import render


def whole_choice(key: str, chosen: str) -> DeltaGenerator:
    """Return where the list is to be drawn: what is chosen is drawn over its field, on as many lines as it needs."""
    box = st.container(key=f"helt-val-{key}")
    if chosen:
        box.html(render("frame/valt.html", name=chosen))
    return box
