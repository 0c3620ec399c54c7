"""The look that all pages share: design tokens and classes from theme.css, drawn once per run by app.py."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from prioritering.web.templates import render


@cache
def stylesheet() -> str:
    """Return theme.css as text."""
    return Path(__file__).with_name("theme.css").read_text(encoding="utf-8")


def apply_theme() -> None:
    """Put the stylesheet on the page; it takes no room there."""
    st.html(f"<style>{stylesheet()}</style>")


def page_head(title: str, subtitle: str = "", finding: str = "") -> None:
    """Draw a page's heading, what it is about, and the finding of the moment as one sentence."""
    st.html(render("rubrik.html", title=title, subtitle=subtitle, finding=finding))
