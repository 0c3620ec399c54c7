"""The path that the app is served under, for addresses that we write ourselves."""

from __future__ import annotations

import os

import streamlit as st
from streamlit import config

_OPTION = "server.baseUrlPath"
_VARIABLE = "STREAMLIT_SERVER_BASE_URL_PATH"
_BY_STREAMLIT_RUN = "command-line argument or environment variable"


def take_base_path() -> None:
    """Take the base path from the environment when the server is uvicorn; `streamlit run` has read it already.

    Not to be called before `st.App` is made, as below, nor after its first connection, when the routes are made.
    """
    said, where = os.environ.get(_VARIABLE, "").strip(), config.get_where_defined(_OPTION)
    if said and where != _BY_STREAMLIT_RUN:
        config.set_option(_OPTION, said)


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
