"""The path that the app is served under, for addresses that we write ourselves."""

from __future__ import annotations

import os

SETTING = "STREAMLIT_SERVER_BASE_URL_PATH"


def base_path() -> str:
    """Return the path before every address ("" for the root), without a slash at its end.

    Read from the environment: asking Streamlit for an option before its app is made would fix all options too early.
    """
    path = os.environ.get(SETTING, "").strip("/")
    return f"/{path}" if path else ""
