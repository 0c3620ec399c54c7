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
from prioritering.web.frame.redraw import redraw
from prioritering.web.frame.templates import render
from prioritering.web.parts.undo_view import Spot, draw_view_undo

_KEY = "poang_fran"


def source_control(picture: Picture, parts: Sequence[str] = (), told: str = "") -> None:
    """Draw the choice between the plan's points and the group's; `parts` are the fragments to redraw with it.

    What the table below says of itself may stand beside the choice where there is room (`told`): the table is then a
    line higher, and says it to those who do not see it.
    """
    view = picture.view
    # A link may ask for the group's points where there are none: the choice is then there to leave them.
    if view.source == PLAN and not group_has_answered(context.store(), picture.plan.key, as_then.as_of()):
        return
    if told:
        with st.container(horizontal=True, vertical_alignment="center", key="poang-och-ordning"):
            _choice(view.source, parts)
            st.html(render("parts/ordning_bredvid.html", told=told), width="content")
    else:
        _choice(view.source, parts)
    draw_view_undo(picture, Spot.SOURCE, parts)


def _choice(source: str, parts: Sequence[str]) -> None:
    st.segmented_control(
        CHOICE_LABELS["source"],
        list(SOURCES),
        default=address.hold(_KEY, source),
        key=_KEY,
        format_func=CHOICE_WORDS["source"].__getitem__,
        on_change=_chosen,
        args=(parts,),
        required=True,
    )


def _chosen(parts: Sequence[str]) -> None:
    # A browser may say that none is chosen, though it lets nobody choose that.
    if st.session_state[_KEY] is not None:
        address.change(source=str(st.session_state[_KEY]))
    redraw(parts)
