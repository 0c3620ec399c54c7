"""The room's view: what an open meeting shows on every screen that has not chosen something of its own.

It is what of a view shapes what is shown, as the parameters of an address; where on a page one looks is each one's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from prioritering.swedish import listing
from prioritering.view.basis import PLAN
from prioritering.view.view import View, from_address, in_full

RoomParameters = dict[str, str]
"""A room's view: every parameter in it, also where it is the default; the empty text for what is not chosen."""

# In the order in which a sentence names them, each as the sentence says it.
_NAMED = {
    "vikter": "vikterna",
    "ram": "ramen",
    "regel": "regeln",
    "ordning": "ordningen",
    "poang": "varifrån poängen kommer",
    "mote": "varifrån poängen kommer",
    "spann": "hur spann räknas",
    "steg": "nivåernas värden",
    "varden": "nivåernas värden",
    "med": "låsen som provas",
    "inte": "låsen som provas",
    "fri": "låsen som provas",
    "okand_lagst": "spannet för okända kostnader",
    "okand_hogst": "spannet för okända kostnader",
    "antaganden": "antagandena",
    "klass": "filtret",
    "perspektiv": "filtret",
    "aktor": "filtret",
    "ovrigt": "filtret",
    "viktinfo": "viktspannet på Robusthet",
    "viktvidd": "viktspannet på Robusthet",
    "dragningar": "antalet fall",
    "fro": "fröet till de slumpade fallen",
    "krav": "kraven på portföljen",
}


class Screen(NamedTuple):
    """A screen in the room of a meeting: the view of the room that it last followed, or None where it has its own.

    `alone` when someone has asked to try something there without the room.
    """

    meeting_id: str
    followed: RoomParameters | None
    alone: bool = False


def room_parameters(view: View, meeting_id: str = "") -> RoomParameters:
    """Return what of a view belongs to the room of a meeting, which is meant where the view names no other.

    Which meeting is meant counts only where its answers are used.
    """
    found = in_full(view)
    found["mote"] = "" if view.source == PLAN else found["mote"] or meeting_id
    return {name: found[name] for name in _NAMED}


def written(parameters: Mapping[str, str]) -> tuple[str, ...]:
    """Return the parameters as the texts that a meeting keeps."""
    return tuple(f"{name}={text}" for name, text in parameters.items())


def read(texts: tuple[str, ...]) -> RoomParameters:
    """Return the parameters that a meeting has kept; those of a later version of the program are left out."""
    pairs = dict(text.split("=", maxsplit=1) for text in texts)
    # A parameter that has come since is as it is when nobody has chosen.
    return room_parameters(View()) | {name: text for name, text in pairs.items() if name in _NAMED}


_EACH_ONES_OWN = frozenset(("plan", "municipality", "start", "part", "project"))
"""What of a view says where one looks."""


def in_room(view: View, parameters: Mapping[str, str]) -> View:
    """Return a view with the room's choices in place of its own; where it looks (page, row, project) stays."""
    chosen, _ = from_address({name: text for name, text in parameters.items() if text})
    # Where the room uses no meeting's answers, the meeting of the address stays.
    names = set(View.model_fields) - _EACH_ONES_OWN
    if chosen.source == PLAN:
        names.discard("meeting")
    return view.model_copy(update={name: getattr(chosen, name) for name in names})


def out_of_room(view: View) -> View:
    """Return what of a view does not move with the room: `in_room` gives it back for the room's parameters."""
    kept = {name: getattr(view, name) for name in _EACH_ONES_OWN}
    return View(**kept, meeting=view.meeting)


def is_untouched(parameters: Mapping[str, str]) -> bool:
    """Return whether nothing is chosen, so that the screen shows what anyone would see first."""
    return dict(parameters) == room_parameters(View())


def placed(before: Screen | None, meeting_id: str, room: RoomParameters, shown: RoomParameters, leads: bool) -> Screen:
    """Return how a screen that shows `shown` stands to the room now, after how it stood before.

    What it then follows is what it is to show, and where it `leads` what the room is to show.
    """
    if before is None or before.meeting_id != meeting_id:
        return Screen(meeting_id, room if is_untouched(shown) or shown == room else None)
    if before.alone:
        return before
    if shown in (room, before.followed):
        return Screen(meeting_id, room)
    if before.followed is None or not leads:
        return Screen(meeting_id, None)
    # Only what was changed here: a screen that has been asleep must not bring back what the room has left.
    changed = {name: text for name, text in shown.items() if text != before.followed[name]}
    return Screen(meeting_id, room | changed)


def own_view_sentence(shown: Mapping[str, str], room: Mapping[str, str]) -> str:
    """Return what a screen shows that is not the room's, in a sentence."""
    apart = dict.fromkeys(words for name, words in _NAMED.items() if shown.get(name) != room.get(name))
    return f"Egen vy: {listing(list(apart))} skiljer sig från rummets."
