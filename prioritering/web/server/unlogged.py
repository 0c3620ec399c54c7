"""Keeps what members send out of the server's log of requests: it would tell how many answers each device has given."""

from __future__ import annotations

import logging

SAVES = "/direkt/svar"
# Of uvicorn, which also serves Streamlit's own way to start.
REQUESTS = logging.getLogger("uvicorn.access")


def leave_saves_unlogged() -> None:
    """Let no save be noted in the log of requests, from now on."""
    REQUESTS.addFilter(is_logged)


def is_logged(record: logging.LogRecord) -> bool:
    """Return whether a line of the log of requests is kept."""
    return SAVES not in record.getMessage()
