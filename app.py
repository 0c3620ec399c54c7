"""Prioritering: set-up and navigation, nothing else.

One file is both the Streamlit script (`streamlit run app.py`) and the server (`uvicorn app:app`).
"""

from __future__ import annotations

import streamlit as st

if __name__ == "__main__":
    from prioritering.web.frame.navigation import run_page

    run_page()
else:
    from prioritering.web.server import app as server_app

    app = st.App(__file__, **server_app.app_settings())
    server_app.prepare()
