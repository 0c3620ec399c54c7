"""What an address says that changes nothing on the page it opens: it is told, never dropped unseen."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import streamlit as st

from prioritering import swedish
from prioritering.errors import BadArgument, shorten
from prioritering.usecases.meeting_room import meeting
from prioritering.view.copied_link import COPIED, NOW_SHOWN, SEAL
from prioritering.view.view import PARAMETERS, View
from prioritering.web.frame.context import OF_THE_PAGE, ROOM_PARAMETER, plan_key, store

# What is read beside the view: the projector's picture, the way in to a meeting, a seat, the room that is followed,
# what a link was copied from.
_BESIDE_THE_VIEW = (*OF_THE_PAGE, "kod", "plats", ROOM_PARAMETER, COPIED, SEAL)


def without_effect(page: str, asked: View) -> Iterator[str]:
    """Yield a notice for each thing in the address, of which `asked` is the view, that has no effect on a page."""
    several = sorted(name for name in st.query_params if len(set(st.query_params.get_all(name))) > 1)
    if several:
        yield f"Länken anger {shorten(swedish.listing(several))} flera gånger. Det sista räknas."
    unknown = sorted(set(st.query_params.keys()) - {*PARAMETERS, *_BESIDE_THE_VIEW})
    if any(_is_recoded(name) for name in unknown):
        yield f"Länken är en kopierad länk som har kodats om på vägen och inte kan läsas. Be om den igen. {NOW_SHOWN}"
    elif unknown:
        words = "en uppgift" if len(unknown) == 1 else "uppgifter"
        yield f"Länken har {words} som inte används: {shorten(swedish.listing(unknown))}."
    if asked.other and page != "objektplan":
        yield f"Länkens ovrigt=”{shorten(asked.other, 40)}” väljer rader på Objektplan. Här påverkar det inget."
    if asked.meeting and not _in_plan(asked.meeting):
        yield "Mötet i länken finns inte i den här planen. Det räknas inte."


def _is_recoded(name: str) -> bool:
    """Return whether the name of a parameter is what a mail's or a chat's program has made of a copied link's first."""
    return unquote(unquote(name)).lower().partition("=")[0] == SEAL


def _in_plan(meeting_id: str) -> bool:
    try:
        return meeting(store(), meeting_id).plan_key == plan_key()
    except BadArgument:
        return False
