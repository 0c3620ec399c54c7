"""Whose points the board uses: the plan's or the group's. Drawn only when a group has revealed something."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from prioritering.usecases.picture import group_has_answered
from prioritering.view.basis import PLAN
from prioritering.view.picture import Picture
from prioritering.view.view import SOURCES
from prioritering.view.view_change_words import CHOICE_LABELS, CHOICE_WORDS
from prioritering.web.frame import address, as_then, context
from prioritering.web.parts.page_parts import redraw
from prioritering.web.parts.undo_view import Spot, draw_view_undo

_KEY = "poang_fran"


def source_control(picture: Picture, parts: Sequence[str] = ()) -> None:
    """Draw the choice between the plan's points and the group's; `parts` are the fragments to redraw with it."""
    view = picture.view
    # A link may ask for the group's points where there are none: the choice is then there to leave them.
    if view.source == PLAN and not group_has_answered(context.store(), picture.plan.key, as_then.as_of()):
        return
    st.segmented_control(
        CHOICE_LABELS["source"],
        list(SOURCES),
        default=address.hold(_KEY, view.source),
        key=_KEY,
        format_func=CHOICE_WORDS["source"].__getitem__,
        on_change=_chosen,
        args=(parts,),
        required=True,
    )
    draw_view_undo(picture, Spot.SOURCE, parts)


def _chosen(parts: Sequence[str]) -> None:
    # A browser may say that none is chosen, though it lets nobody choose that.
    if st.session_state[_KEY] is not None:
        address.change(source=str(st.session_state[_KEY]))
    redraw(parts)
