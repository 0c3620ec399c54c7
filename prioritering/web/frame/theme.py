"""The look that all pages share: design tokens and classes from theme.css, drawn once per run by app.py."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from prioritering.web.frame.templates import render


@cache
def stylesheet(name: str = "frame/theme.css") -> str:
    """Return one of our stylesheets as text."""
    return (Path(__file__).parents[1] / name).read_text(encoding="utf-8")


def apply_theme() -> None:
    """Put the shared stylesheet on the page; it takes no room there."""
    apply_stylesheet("frame/theme.css")


def apply_stylesheet(name: str) -> None:
    """Put a page's own stylesheet on the page, after the shared one."""
    st.html(f"<style>{stylesheet(name)}</style>")


def page_head(title: str, subtitle: str = "", finding: str = "") -> None:
    """Draw a page's heading, what it is about, and the finding of the moment as one sentence."""
    st.html(render("frame/rubrik.html", title=title, subtitle=subtitle, finding=finding))
