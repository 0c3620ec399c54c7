"""Where errors end: a calm Swedish box instead of a traceback, with a reference to the server's log."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from prioritering.errors import BadPlan, Conflict, NotAllowed, PrioriteringError, StoreError
from prioritering.swedish import as_sentence
from prioritering.web.frame.templates import render

LOG = logging.getLogger("prioritering.web")

_TITLES: tuple[tuple[type[PrioriteringError], str], ...] = (
    (BadPlan, "Planen går inte att läsa"),
    (StoreError, "Databasen går inte att använda"),
    (NotAllowed, "Det här får din roll inte göra"),
    (Conflict, "Något har ändrats under tiden"),
)


@contextmanager
def boundary() -> Iterator[None]:
    """Draw any error raised inside as a box; control flow such as st.stop passes through."""
    try:
        yield
    # Streamlit stops and reruns a script by a BaseException, which is to pass.
    except Exception as error:
        show_error(error)


def show_error(error: Exception) -> bool:
    """Draw `error` for the user and return True, which tells Streamlit that nothing more is to be shown.

    Our own errors are shown in their own words. Anything else is logged with a reference that the user can quote;
    the words of an unexpected error may hold data and stay on the server.
    """
    if isinstance(error, PrioriteringError):
        title = next((title for kind, title in _TITLES if isinstance(error, kind)), "Det gick inte")
        problems = (
            [str(problem) for problem in error.problems] if isinstance(error, BadPlan) else [as_sentence(str(error))]
        )
        st.html(render("frame/fel.html", title=title, problems=problems, reference=None))
        return True
    reference = secrets.token_hex(4)
    LOG.error("Unexpected error, reference %s", reference, exc_info=error)
    st.html(render("frame/fel.html", title="Något gick fel", problems=[], reference=reference))
    return True
