"""The path that the app is served under, for addresses that we write ourselves."""

from __future__ import annotations

import streamlit as st


def base_path() -> str:
    """Return the path before every address ("" for the root), without a slash at its end.

    Setting, flag or config.toml may say it; Streamlit knows which. Not to be asked before `st.App` is made: an option
    that is read too early is read without config.toml, and for good.
    """
    bare = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{bare}" if bare else ""


def below_base(path: str) -> str:
    """Return the path of a request as if the app were at the root; one that is not below the base stays as it is."""
    base = base_path()
    return path.removeprefix(base) if path.startswith(f"{base}/") else path
