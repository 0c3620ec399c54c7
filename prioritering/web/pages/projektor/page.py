"""The page Projektor: one big picture at a time for the room, in the order of the meeting, live."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from prioritering.errors import shorten
from prioritering.swedish import either
from prioritering.usecases import meeting_room
from prioritering.usecases.picture import picture_of
from prioritering.view.view import View, to_address
from prioritering.web.base import base_path
from prioritering.web.components.component import component
from prioritering.web.frame import address, as_then, context, room
from prioritering.web.frame.held_address import choose_in_address
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import apply_stylesheet
from prioritering.web.loopback import only_here
from prioritering.web.pages.projektor.safety import safety_content
from prioritering.web.pages.projektor.steps import ON_THE_PAGE, STEPS, step_html
from prioritering.web.parts import live_panel
from prioritering.web.parts.board_component import copy_link
from prioritering.web.parts.join_link import join_address
from prioritering.web.parts.nothing_ranked import draw_ways_on
from prioritering.web.parts.qr import qr_image
from prioritering.web.parts.result_rows import is_blind
from prioritering.web.parts.room_bar import draw_room_bar

STEP = "bild"
KEYS = "bildval"
_PANEL = "projektor"


def draw_page() -> None:
    """Draw the step in the address; arrow keys and the buttons at the foot go on to the next."""
    address.open_view("projektor")
    view = room.keep_up()
    apply_stylesheet("pages/projektor/page.css")
    store = context.store()
    found = meeting_room.chosen_meeting(store, context.plan_key(), view.meeting, as_then.as_of())
    step = _step()
    parameters = {**to_address(view), STEP: step}
    # One of another plan's is not meant: the room would else stand before an error without a way on.
    parameters.pop("mote", None)
    if found is not None:
        parameters["mote"] = found.id
    # One place for all steps: what is drawn in another is taken away before that has anything to show.
    shown, work = st.container(), st.container()
    with shown:
        if step == ON_THE_PAGE:
            live_panel.held(_PANEL, parameters, lambda: _drawn_here(view, work), _again)
        else:
            live_panel.panel(_PANEL, "projektor", parameters, _again)
    room.draw_again_if_moved(view)
    is_met = found is not None and found.closed_at is None and is_blind(found)
    picture = None if is_met else picture_of(store, view, as_then.as_of())
    if picture is not None and not picture.scored.ranked_count:
        # Beside the panel: what is drawn once for all screens has no links of its own. While a round is answered the
        # way on is already taken.
        with st.container(horizontal=True):
            draw_ways_on(picture)
    draw_room_bar(quiet=True)
    if notices := (*address.notices(), *_no_such_step()):
        # Of this browser's address alone, while the panel is drawn once for all screens.
        st.html(render("pages/projektor/notiser.html", notices=notices))
    if found is not None and not as_then.is_then():
        _join_corner(found.id)
    _link()
    steps = [{"id": key, "name": name} for key, name in STEPS.items()]
    component("steps")(
        key=KEYS, data={"steps": steps, "now": step, "leave": f"{base_path()}/mote"}, on_step_change=_stepped
    )


def _link() -> None:
    """Draw the link, which is to be of what is then seen; and follow the plan, where another meeting may be opened."""
    live_panel.follow("folj-lank", address.plan_parameters(), _again)
    copy_link("kopiera", large=True)


def _join_corner(meeting_id: str) -> None:
    """Draw the way in to the meeting while it is open.

    Outside the panel: the address is the one this browser came by, while a panel is drawn once for all screens. Read
    after the panel has noted what it follows: joining that is closed in between is then told of, and drawn anew.
    """
    meeting = meeting_room.meeting(context.store(), meeting_id)
    if meeting.joining_open:
        link = join_address(meeting)
        # Without the scheme and the code, since it is written by hand from the back of the room.
        there = link.split("://")[-1].split("?")[0]
        # When nothing is asked any more the picture has the room; who comes late still has the code.
        content = {"is_line": not is_blind(meeting), "there": there, "code": meeting.code, "here": only_here(link)}
        st.html(render("pages/projektor/qr.html", image=qr_image(link), link=link, **content))


def _drawn_here(view: View, work: DeltaGenerator) -> str:
    """Return the step that is worked out on the page; how far the work has come is drawn in `work`, below it."""
    picture = picture_of(context.store(), view, as_then.as_of())
    with work:
        content = safety_content(picture) or {"finding": "Räknar hur säkert det är …", "kind": "tomt"}
    return step_html(ON_THE_PAGE, picture, content)


def _step() -> str:
    asked = str(st.query_params.get(STEP, ""))
    return asked if asked in STEPS else next(iter(STEPS))


def _no_such_step() -> tuple[str, ...]:
    asked, first = str(st.query_params.get(STEP, "")), next(iter(STEPS))
    if not asked or asked in STEPS:
        return ()
    return (f"Länkens {STEP}=”{shorten(asked, 40)}” finns inte; den ska vara {either(STEPS)}. {STEPS[first]} visas.",)


def _stepped() -> None:
    """A key or a button asked for another step; it is written in the address, so that the picture is a link."""
    asked = st.session_state[KEYS].get("step")
    if asked in STEPS:
        choose_in_address(**{STEP: str(asked)})


def _again() -> None:
    """The meeting or the plan has moved on: the corner with the code may have to come or go."""
    st.rerun()
