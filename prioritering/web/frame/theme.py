"""The look that all pages share: design tokens and classes from theme.css, drawn once per run by app.py."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from prioritering.web.frame.templates import render


@cache
def stylesheet(name: str = "frame/theme.css") -> str:
    """Return one of our stylesheets as text."""
    return (Path(__file__).parents[1] / name).read_text(encoding="utf-8")


@cache
def _tokens() -> Mapping[str, tuple[str, str]]:
    """Return each colour of theme.css by name, as (light, dark)."""
    # The last goes first: what stands below is for visitors who ask for more contrast.
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", stylesheet())
    return {name: (light, dark) for name, light, dark in reversed(found)}


def colour(name: str, share: float = 1.0) -> str:
    """Return a colour of theme.css for a chart, which cannot read it: in the theme that is shown, `share` opaque."""
    light, dark = _tokens()[name]
    found = dark if st.context.theme.type == "dark" else light
    red, green, blue = (int(found[start : start + 2], 16) for start in (1, 3, 5))
    return found if share == 1 else f"rgba({red},{green},{blue},{share})"


def apply_theme() -> None:
    """Put the shared stylesheet on the page; it takes no room there."""
    apply_stylesheet("frame/theme.css")
    # Streamlit says which theme is shown on the app alone, and a dialog or a list that opens lies beside it.
    shown = "dark" if st.context.theme.type == "dark" else "light"
    st.html(f"<style>body {{ color-scheme: {shown}; --drawn: var(--drawn-{shown}); }}</style>")


def apply_stylesheet(name: str) -> None:
    """Put a page's own stylesheet on the page, after the shared one."""
    st.html(f"<style>{stylesheet(name)}</style>")


def page_head(title: str, subtitle: str = "", finding: str = "") -> None:
    """Draw a page's heading, what it is about, and the finding of the moment as one sentence."""
    st.html(render("frame/rubrik.html", title=title, subtitle=subtitle, finding=finding))
