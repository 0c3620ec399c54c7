"""The path that the app is served under, for addresses that we write ourselves."""

from __future__ import annotations

import streamlit as st


def base_path() -> str:
    """Return the path before every address ("" for the root), without a slash at its end."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""
