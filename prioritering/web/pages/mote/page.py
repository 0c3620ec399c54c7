"""The page Möte: the objektledare opens a meeting, runs its rounds, and the group sees what it thinks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from prioritering.errors import PrioriteringError
from prioritering.meeting.meeting import STEERING_GROUP, Naming, PlanAnswers, RoundState, Setup, setup_from
from prioritering.meeting.results import Centre
from prioritering.meeting.rounds import Happening
from prioritering.permissions import Permission
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.plan_key import PlanKey
from prioritering.swedish import upper_first
from prioritering.usecases import meeting_room
from prioritering.usecases.group_result import Result, group_result
from prioritering.usecases.meeting_room import MeetingRoom, chosen_meeting
from prioritering.view.view import to_address
from prioritering.web.frame import address, context, who
from prioritering.web.frame.boundary import boundary
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.theme import apply_stylesheet, page_head
from prioritering.web.pages.mote import panels as _registered  # noqa: F401  (registers the live drawings)
from prioritering.web.pages.mote.next_round import choose, choose_next_round
from prioritering.web.parts import live_panel
from prioritering.web.parts.join_link import join_box

CONTROLS = "moteskontroller"
FAULT = "_mote_fel"
FIRST_ROUND = "nya_projekt"


def draw_page() -> None:
    """Draw the meeting in the address, the plan's newest, or the form that opens one."""
    view = address.open_view("mote")
    apply_stylesheet("pages/mote/page.css")
    address.publish()
    found = chosen_meeting(context.store(), context.plan_key(), view.meeting)
    if found is None or st.session_state.get("_nytt_mote"):
        _opening(context.current_plan())
        return
    if view.meeting != found.id:
        address.change(meeting=found.id)
    page_head("Möte", f"{context.current_plan().name}, öppnat {found.opened_at.astimezone():%Y-%m-%d %H:%M}")
    live_panel.panel("mote-fynd", "fynd", _parameters(found.id))
    controls = st.container()
    # Before the controls are read, though they stand above it: what happens in between is then told of, and they are
    # drawn anew.
    live_panel.panel("mote-resultat", "resultat", _parameters(found.id), _moved_on)
    with controls:
        _controls(found.id)


def _parameters(meeting_id: str) -> dict[str, str]:
    view = address.current_view()
    return {**to_address(view), "mote": meeting_id}


def _moved_on() -> None:
    """Something happened in the meeting, here or on another screen: redraw the controls alone."""
    st.rerun(CONTROLS)


def _leads() -> bool:
    return who.page_user().may(Permission.LEAD)


def _opening(plan: ObjectPlan) -> None:
    page_head("Möte", f"{plan.name}, {plan.period}", "Var och en bedömer först själv; sedan visas svaren för alla.")
    if not _leads():
        st.info("Objektledaren öppnar mötet. Sidan visar det när det har börjat.")
        return
    possible = meeting_room.opening(context.store(), plan.key)
    names = possible.names
    with st.form("nytt-mote"):
        roles = st.multiselect(
            "Roller i mötet", list(STEERING_GROUP), list(STEERING_GROUP), accept_new_options=True, key="nya_roller"
        )
        naming = st.radio(
            "När svaren visas", list(Naming), index=1, format_func=_naming_words, key="ny_namngivning", horizontal=True
        )
        plan_answers = st.radio(
            "Planens svar visas för medlemmen",
            list(PlanAnswers),
            index=1,
            key="ny_planens_svar",
            horizontal=True,
            help="Den som ser planens svar först svarar gärna likadant.",
        )
        chosen = st.multiselect(
            "Projekt i runda 1", list(names), list(possible.proposed), format_func=names.__getitem__, key=FIRST_ROUND
        )
        st.caption("Projekt utan underlag i planen kan bedömas också; lägg till dem i listan.")
        st.form_submit_button("Välj alla projekt", on_click=choose, args=(FIRST_ROUND, list(names)))
        if st.form_submit_button("Öppna mötet och runda 1", type="primary"):
            _try(
                lambda: _open(
                    plan.key, setup_from(roles, naming or Naming.BY_ROLE, plan_answers or PlanAnswers.AFTER_OWN), chosen
                )
            )
    page_link("fyll_i", "Fyll i kostnader och nivåer utan möte")


def _naming_words(naming: Naming) -> str:
    return "står rollen vid svaret" if naming is Naming.BY_ROLE else "visas svaren utan roller"


def _open(plan_key: PlanKey, setup: Setup, chosen: list[str]) -> None:
    context.require(Permission.LEAD)
    opened = meeting_room.open_meeting(context.store(), plan_key, setup, chosen, who.page_user().known_as)
    st.session_state.pop("_nytt_mote", None)
    address.change(meeting=opened.id)
    st.rerun()


def _try(work: Callable[[], object]) -> None:
    """Do what was asked, or say why not."""
    try:
        work()
    except PrioriteringError as error:
        st.error(f"{upper_first(str(error))}.")


@st.fragment(key=CONTROLS)
def _controls(meeting_id: str) -> None:
    with boundary():
        found = group_result(context.store(), meeting_id, address.current_view())
        # A callback cannot draw; what it has to say waits in the session for the run that follows.
        fault = st.session_state.pop(FAULT, None)
        if fault:
            st.error(fault)
        join_box(found.meeting)
        if _leads():
            _lead(found)
        _choose_centre(found)


def _lead(found: Result) -> None:
    if found.meeting.closed_at is None:
        _round_buttons(found)
        _roles(found.here)
    st.button("Öppna ett nytt möte", on_click=_new_meeting)


def _new_meeting() -> None:
    st.session_state["_nytt_mote"] = True
    # The form takes the place of the whole page, while the button alone would redraw its own part.
    st.rerun()


def _act(label: str, work: Callable[[str], object], primary: bool = False) -> None:
    """Draw a button that changes the meeting; the permission is asked again when it is pressed."""
    st.button(label, type="primary" if primary else "secondary", on_click=_acted, args=(work,))


def _acted(work: Callable[[str], object]) -> None:
    try:
        context.require(Permission.LEAD)
        work(who.page_user().known_as)
    except PrioriteringError as error:
        st.session_state[FAULT] = f"{upper_first(str(error))}."


def _round_buttons(found: Result) -> None:
    meeting, store = found.meeting, context.store()
    current = meeting.round
    with st.container(horizontal=True):
        if current is not None and current.state is RoundState.BLIND:
            _act(f"Visa svaren i runda {current.number}", lambda by: meeting_room.reveal(store, meeting.id, by), True)
        if current is not None and current.state is RoundState.REVEALED:
            _act(f"Stäng runda {current.number}", lambda by: meeting_room.close_round(store, meeting.id, by))
        kind = Happening.JOINING_CLOSED if meeting.joining_open else Happening.JOINING_OPENED
        label = "Stäng anslutningen" if meeting.joining_open else "Öppna anslutningen"
        _act(label, partial(_record, meeting.id, kind, None))
        _act("Avsluta mötet", partial(_record, meeting.id, Happening.MEETING_CLOSED, None))
    if current is None or current.state is not RoundState.BLIND:
        choice = choose_next_round(found)
        _act(
            f"Öppna runda {choice.number}",
            lambda by: meeting_room.open_round(context.store(), meeting.id, choice.asked, by),
            True,
        )


def _roles(here: MeetingRoom) -> None:
    meeting, labels = here.meeting, here.labels
    present = [item for item in here.members if item.left_at is None]
    with st.expander("Roller: släpp en roll eller låt flera dela den"):
        st.caption("Den som tar över en släppt roll börjar om och ser inte den förras svar.")
        for item in present:
            _act(f"Släpp {labels[item.id]}", partial(_record, meeting.id, Happening.MEMBER_LEFT, item.id))
        for role in meeting.roles:
            if role not in meeting.shared_roles:
                _act(f"Låt flera vara {role}", partial(_record, meeting.id, Happening.ROLE_SHARED, role))


def _record(meeting_id: str, kind: Happening, subject: str | None, by: str) -> None:
    meeting_room.record(context.store(), meeting_id, kind, by, subject)


def _choose_centre(found: Result) -> None:
    if not found.is_shown:
        return
    st.segmented_control(
        "Gruppens svar", list(Centre), default=found.how, key="gruppens_svar", on_change=_centre_chosen, required=True
    )


def _centre_chosen() -> None:
    address.change(source=str(st.session_state["gruppens_svar"]))
    st.rerun()
