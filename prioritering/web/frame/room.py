"""Keeps a screen at the room's view while a meeting is open, until someone there chooses something of their own."""

from __future__ import annotations

import streamlit as st

from prioritering.permissions import Permission
from prioritering.usecases.room_view import Room, lead_room, open_room
from prioritering.view.copied_link import ROOM_PARAMETER
from prioritering.view.room_view import RoomParameters, Screen, in_room, placed, room_parameters
from prioritering.view.view import View
from prioritering.web.frame import address, as_then, context, who

_PLACE = "_rummet"


def keep_up() -> View:
    """Return the view to show, which is the room's where the screen follows it; call before the view is read.

    What whoever leads the meeting changes on a screen that follows becomes the room's.
    """
    here = _room()
    if here is None or here.view is None:
        return address.current_view()
    shown, leads = _shown(here), who.page_user().may(Permission.LEAD)
    if address.was_read() and st.query_params.get(ROOM_PARAMETER) == here.meeting_id:
        # What stood in the address was the room's when it was written, by a screen that followed: no choice of its own.
        place = Screen(here.meeting_id, here.view)
    else:
        place = placed(st.session_state.get(_PLACE), here.meeting_id, here.view, shown, leads)
    _stand(here, place)
    return address.current_view()


def draw_again_if_moved(shown: View) -> None:
    """Draw the page anew where the room has moved on from what is `shown`; call when what is followed has been noted.

    What the leader changes between the two is in neither: the page shows the view before it, and is told of nothing.
    """
    if keep_up() != shown:
        st.rerun()


def followed() -> str:
    """Return the id of the meeting whose room this screen follows; empty where it has its own. Call after `keep_up`."""
    here = place_here()
    return here[0].meeting_id if here and here[0].followed is not None else ""


def place_here() -> tuple[Screen, RoomParameters, RoomParameters] | None:
    """Return how the screen stands to the room, what it shows and the room's view; None without a room."""
    here, place = _room(), st.session_state.get(_PLACE)
    if here is None or here.view is None or place is None or place.meeting_id != here.meeting_id:
        return None
    return place, _shown(here), here.view


def back_to_room() -> None:
    """Leave what was chosen here for the room's view."""
    here = _room()
    if here is not None:
        _stand(here, Screen(here.meeting_id, here.view))


def try_alone() -> None:
    """Let what is chosen here from now on be seen here alone."""
    here = _room()
    if here is not None:
        _stand(here, Screen(here.meeting_id, None, alone=True))


def take_to_room() -> None:
    """Make what is shown here the room's view; NotAllowed for whoever may not lead the meeting."""
    context.require(Permission.LEAD)
    here = _room()
    if here is not None:
        _stand(here, Screen(here.meeting_id, _shown(here)))


def _stand(here: Room, place: Screen) -> None:
    st.session_state[_PLACE] = place
    if place.followed is None:
        st.query_params.pop(ROOM_PARAMETER, None)
        return
    if place.followed != here.view:
        lead_room(context.store(), here.meeting_id, place.followed, who.page_user().known_as)
    if place.followed != _shown(here):
        address.show_view(in_room(address.current_view(), place.followed))
    if st.query_params.get(ROOM_PARAMETER) != here.meeting_id:
        st.query_params[ROOM_PARAMETER] = here.meeting_id


def _room() -> Room | None:
    if as_then.is_then():
        # What was does not move with the room.
        return None
    return open_room(context.store(), context.plan_key(), address.current_view().meeting)


def _shown(here: Room) -> RoomParameters:
    return room_parameters(address.current_view(), here.meeting_id)
