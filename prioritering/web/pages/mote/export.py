"""A meeting taken along as a file: the same document that `python -m prioritering mote` writes."""

from __future__ import annotations

from functools import partial

import streamlit as st

from prioritering.json_text import as_json
from prioritering.meeting.meeting import Meeting
from prioritering.usecases.meeting_document import meeting_document
from prioritering.view.meeting_workbook import meeting_workbook
from prioritering.web.frame import as_then, context

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_export(meeting: Meeting) -> None:
    """Draw the buttons that give out what has been shown; the files are made when they are pressed."""
    name = f"mote-{meeting.opened_at.astimezone():%Y-%m-%d}-{meeting.code}"
    at = as_then.as_of()
    with st.container(horizontal=True):
        for label, suffix, kind, write in (
            ("Hämta svaren i Excel", "xlsx", _EXCEL, meeting_workbook),
            ("Hämta svaren som JSON", "json", "application/json", as_json),
        ):
            st.download_button(
                label,
                partial(lambda make: make(meeting_document(context.store(), meeting.id, at)), write),
                f"{name}.{suffix}",
                kind,
                on_click="ignore",
            )
    st.caption("Allt som har visats: svar, skäl, vet ej, jäv, rundor och enighet. Inget av en runda som inte är visad.")
