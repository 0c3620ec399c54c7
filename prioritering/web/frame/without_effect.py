"""What an address says that changes nothing on the page it opens: it is told, never dropped unseen."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from prioritering.errors import BadArgument, shorten
from prioritering.usecases.meeting_room import meeting
from prioritering.view.copied_link import not_used
from prioritering.view.view import View
from prioritering.web.frame.context import plan_key, store


def without_effect(page: str, asked: View) -> Iterator[str]:
    """Yield a notice for each thing in the address, of which `asked` is the view, that has no effect on a page."""
    yield from not_used({name: st.query_params.get_all(name) for name in st.query_params})
    if asked.other and page != "objektplan":
        yield f"Länkens ovrigt=”{shorten(asked.other, 40)}” väljer rader på Objektplan. Här påverkar det inget."
    if asked.meeting and not _in_plan(asked.meeting):
        yield "Mötet i länken finns inte i den här planen. Det räknas inte."


def _in_plan(meeting_id: str) -> bool:
    try:
        return meeting(store(), meeting_id).plan_key == plan_key()
    except BadArgument:
        return False
