"""The page Möte: the objektledare opens a meeting, runs its rounds, and the group sees what it thinks."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from prioritering.errors import PrioriteringError
from prioritering.meeting.meeting import STEERING_GROUP, Naming, PlanAnswers, Setup, setup_from
from prioritering.meeting.results import Centre
from prioritering.permissions import Permission
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.plan_key import PlanKey
from prioritering.swedish import as_sentence, listing, upper_first
from prioritering.usecases import meeting_room
from prioritering.usecases.group_result import group_result
from prioritering.usecases.meeting_room import chosen_meeting
from prioritering.usecases.room_view import lead_room
from prioritering.usecases.seats import suggested_roles
from prioritering.view.meeting_steps import moment_words
from prioritering.view.room_view import room_parameters
from prioritering.view.view import to_address
from prioritering.web.frame import address, as_then, context, room, who
from prioritering.web.frame.as_written import escape, in_list, option
from prioritering.web.frame.carried_through import carried_through
from prioritering.web.frame.foot import redraw_with_foot
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.still_in import lead_to_now
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import apply_stylesheet, page_head
from prioritering.web.frame.view_part import view_part
from prioritering.web.pages.mote import panels as _registered  # noqa: F401  (registers the live drawings)
from prioritering.web.pages.mote.agree import draw_agree
from prioritering.web.pages.mote.export import draw_export
from prioritering.web.pages.mote.leading import draw_controls, leads, stand_first
from prioritering.web.pages.mote.meeting_list import draw_meetings
from prioritering.web.pages.mote.next_round import choose
from prioritering.web.pages.mote.remove_text import draw_removal
from prioritering.web.pages.mote.said import SEARCH
from prioritering.web.pages.mote.seat_controls import suggestions
from prioritering.web.pages.mote.step_dialogs import NEW, draw_rise
from prioritering.web.parts import live_panel
from prioritering.web.parts.board_component import copy_link
from prioritering.web.parts.room_bar import draw_room_bar
from prioritering.web.parts.search_field import search_field
from prioritering.web.parts.undo import draw_undo, has_line
from prioritering.web.parts.way_back import tell_of_another_plan

_ONLY_NOW = "Här visas mötet som det var när länken kopierades. Kod, rundor, roller och avslut visas bara som de är nu."
_PART = "mote"
FIRST_ROUND, _ROLES = "nya_projekt", "nya_roller"
_OFFERED = "_projekt_att_valja"
_OTHER_PROJECTS = (
    "Planens projekt har ändrats sedan sidan visades. Mötet är inte öppnat: se över vilka som är med i runda 1, och "
    "tryck igen."
)


def draw_page() -> None:
    """Draw the meeting in the address, the plan's newest, or the form that opens one."""
    address.open_view("mote")
    view = room.keep_up()
    apply_stylesheet("pages/mote/page.css")
    address.publish()
    found = chosen_meeting(context.store(), context.plan_key(), view.meeting, as_then.as_of())
    if found is None or (st.session_state.get(NEW) and leads()):
        _opening(context.current_plan(), view.meeting, found is not None)
        return
    page_head("Möte", f"{context.current_plan().name}, öppnat {moment_words(found.opened_at)}")
    if view.meeting != found.id:
        tell_of_another_plan(view.meeting, "mote", instead=True)
        address.change(meeting=found.id)
    live_panel.panel("mote-fynd", "fynd", _parameters(found.id), said=True)
    _draw_meeting(found.id)


# One part, so that all of it is drawn anew when the meeting has moved on: what stands first depends on that.
@view_part(key=_PART)
def _draw_meeting(meeting_id: str) -> None:
    # The finding above stands outside this part.
    room.draw_again_if_moved(address.current_view())
    above, choice = st.container(), st.container()
    # Before the meeting is read, though other parts stand above it: what happens in between is then told of.
    live_panel.panel("mote-resultat", "resultat", _parameters(meeting_id), _moved_on)
    found = group_result(context.store(), meeting_id, address.current_view(), as_then.as_of())
    if as_then.is_then():
        _to_now()
    else:
        with above if stand_first(found.meeting) else st.container():
            draw_controls(found)
    if found.is_shown:
        with choice:
            copy_link("kopiera")
            draw_room_bar()
            with st.container(horizontal=True, vertical_alignment="bottom"):
                _choose_centre(found.how)
                if leads() and found.meeting.closed_at is None:
                    draw_agree(found)
            if leads():
                _undo(found.meeting.plan_key)
        searched = search_field("Sök bland skäl, vet ej och jäv", "mote_sok")
        live_panel.panel("mote-skal", "skal", {**_parameters(meeting_id), SEARCH: searched})
        if not as_then.is_then():
            draw_removal(found)
        draw_export(found.meeting)
    if not as_then.is_then():
        draw_meetings(meeting_id)
    if leads():
        draw_rise()


def _undo(plan_key: PlanKey) -> None:
    """Draw the line of one's own change, and follow what others change while it stands: they may change the same."""
    if has_line(plan_key):
        plan = {
            context.PLAN_PARAMETER: plan_key.plan,
            context.MUNICIPALITY_PARAMETER: plan_key.municipality,
        }
        live_panel.follow("mote-angra", plan, _moved_on)
    draw_undo(plan_key)


def _to_now() -> None:
    """Lead to where the meeting is run, instead of hiding that it can be: nothing is done from what was."""
    st.caption(_ONLY_NOW)
    lead_to_now("Led mötet nu" if context.may(Permission.LEAD) else "Visa mötet nu", "mote_nu")


def _parameters(meeting_id: str) -> dict[str, str]:
    view = address.current_view()
    return {**to_address(view), "mote": meeting_id}


def _moved_on() -> None:
    """Something happened in the meeting, here or on another screen: its part of the page is drawn anew by itself.

    When it was closed, what waited for that does no more.
    """
    redraw_with_foot(_PART)


def _choose_centre(shown: Centre) -> None:
    st.segmented_control(
        "Gruppens svar",
        list(Centre),
        default=address.hold("gruppens_svar", shown),
        format_func=upper_first,
        key="gruppens_svar",
        on_change=_centre_chosen,
        required=True,
    )


def _centre_chosen() -> None:
    # A browser may say that none is chosen, though it lets nobody choose that.
    if st.session_state["gruppens_svar"] is not None:
        address.change(source=str(st.session_state["gruppens_svar"]))
    st.rerun()


def _opening(plan: ObjectPlan, asked: str, instead: bool) -> None:
    """Draw the form that opens a meeting; `instead` of one that is there."""
    page_head(
        "Möte", context.name_of_plan(plan, period=True), "Var och en bedömer först själv; sedan visas svaren för alla."
    )
    tell_of_another_plan(asked, "mote", instead=False)
    if as_then.is_then():
        st.info("När länken kopierades fanns inget möte att visa.")
        _to_now()
        return
    if not leads():
        _wait_for_it(plan.key)
        return
    if instead:
        st.button("Tillbaka till mötet", on_click=_keep_the_meeting)
    possible = meeting_room.opening(context.store(), plan.key)
    names = possible.names
    if not names:
        _nothing_to_decide(plan.key)
        return
    # What has been chosen was chosen among those that were offered: another plan's are chosen anew.
    offered = {"plan": str(plan.key), **names}
    chosen_among, st.session_state[_OFFERED] = st.session_state.get(_OFFERED, offered), offered
    _offer_forum()
    with st.form("nytt-mote"):
        setup = _setup()
        chosen = st.multiselect(
            "Projekt i runda 1", list(names), list(possible.proposed), format_func=in_list(names), key=FIRST_ROUND
        )
        if len(possible.proposed) < len(names):
            st.caption("Projekt utan underlag i planen kan bedömas också; lägg till dem i listan.")
        st.form_submit_button("Välj alla projekt", on_click=choose, args=(FIRST_ROUND, list(names)))
        if st.form_submit_button("Öppna mötet och runda 1", type="primary"):
            if chosen_among == offered:
                _try(lambda: _open(plan.key, setup(), chosen))
            else:
                st.warning(_OTHER_PROJECTS)
    page_link("fyll_i", "Fyll i kostnader och nivåer utan möte")
    draw_meetings()


def _nothing_to_decide(plan_key: PlanKey) -> None:
    """Say that a plan without projects has nothing to meet about, and draw the page anew when it has been given one."""
    _wait_until(lambda: bool(meeting_room.opening(context.store(), plan_key).names))
    where = (
        " Skriv in projekten i planens fil, eller lägg till dem på Prioritera."
        if context.may(Permission.CHANGE)
        else ""
    )
    st.info(f"Planen har inga projekt, så det finns inget att ta ställning till i ett möte än.{where}")
    if where:
        page_link("prioritera", "Lägg till projekt")
    draw_meetings()


def _wait_for_it(plan_key: PlanKey) -> None:
    """Say that somebody else opens the meeting, and draw the page anew when that is done."""
    st.info("Mötesledaren öppnar mötet. Sidan visar det när det har börjat.")
    _wait_until(lambda: chosen_meeting(context.store(), plan_key, "") is not None)


def _wait_until(has_come: Callable[[], bool]) -> None:
    live_panel.follow("mote-vantan", address.plan_parameters())
    # What has come between the reading and that is told of by neither.
    if has_come():
        st.rerun()


def _setup() -> Callable[[], Setup]:
    """Draw who takes part and what they see; return what makes the setup, which refuses roles that do not fit."""
    usual = list(STEERING_GROUP)
    roles = st.multiselect("Roller i mötet", suggestions(), usual, option, accept_new_options=True, key=_ROLES)
    st.caption("Så många roller som behövs: skriv en egen och tryck Enter. Fler går att lägga till under mötet.")
    naming = st.radio(
        "När svaren visas", list(Naming), index=1, format_func=_naming_words, key="ny_namngivning", horizontal=True
    )
    plan_answers = st.radio(
        "Planens svar visas för medlemmen",
        list(PlanAnswers),
        index=1,
        format_func=upper_first,
        key="ny_planens_svar",
        horizontal=True,
        help="Den som ser planens svar först svarar gärna likadant.",
    )
    return lambda: setup_from(roles, naming or Naming.BY_ROLE, plan_answers or PlanAnswers.AFTER_OWN)


def _offer_forum() -> None:
    """Offer the members of the plan's own forum as roles, when they are others than those already chosen."""
    forum = suggested_roles(context.store(), context.plan_key())
    if forum is None or set(forum.roles) == set(st.session_state.get(_ROLES, STEERING_GROUP)):
        return
    st.html(render("pages/mote/forum.html", name=forum.name, roles=listing(forum.roles)))
    st.button("Ta rollerna från planens forum", on_click=choose, args=(_ROLES, list(forum.roles)))


def _keep_the_meeting() -> None:
    st.session_state.pop(NEW, None)


def _naming_words(naming: Naming) -> str:
    return "Med roll" if naming is Naming.BY_ROLE else "Anonymt"


def _open(plan_key: PlanKey, setup: Setup, chosen: list[str]) -> None:
    context.require(Permission.LEAD)
    opened_by = who.page_user().known_as
    with carried_through():
        opened = meeting_room.open_meeting(context.store(), plan_key, setup, chosen, opened_by)
        # What whoever opens it looks at is what the room begins with.
        lead_room(context.store(), opened.id, room_parameters(address.current_view(), opened.id), opened_by)
        _keep_the_meeting()
        address.change(meeting=opened.id)
    st.rerun()


def _try(work: Callable[[], object]) -> None:
    """Do what was asked, or say why not."""
    try:
        work()
    except PrioriteringError as error:
        st.error(escape(as_sentence(str(error))))
