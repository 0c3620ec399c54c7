"""A field to search in: what is longer than is searched for is told, where a field of its own would drop it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import streamlit as st

from prioritering import swedish

MOST_SOUGHT = 200
# A keyboard has one of them; a plan has whichever its author's program made of it.
KINDS_OF_DASH = "-\u2010\u2011\u2012\u2013\u2014\u2212"


def search_field(label: str, key: str, on_change: Callable[[], None] | None = None, placeholder: str = "") -> str:
    """Draw the field and return what is searched for."""
    st.text_input(label, key=key, placeholder=placeholder or None, on_change=on_change)
    sought = str(st.session_state[key]).strip()
    if len(sought) > MOST_SOUGHT:
        st.caption(f"Det söks på de första {swedish.number(MOST_SOUGHT)} tecknen.")
    return sought[:MOST_SOUGHT].rstrip()


def as_sought(text: str) -> str:
    """Return a text as it is compared: kinds of dash, case and how a letter is put together do not count."""
    return re.sub(f"[{KINDS_OF_DASH}]", "-", unicodedata.normalize("NFC", text).casefold())
