"""The steps that everybody in the meeting notices: each says in a dialog what it will do before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Literal, NamedTuple

import streamlit as st

from prioritering.errors import PrioriteringError
from prioritering.meeting.meeting import Meeting, RoundState
from prioritering.meeting.rounds import Happening
from prioritering.permissions import Permission
from prioritering.swedish import as_sentence
from prioritering.usecases import meeting_room
from prioritering.usecases.group_result import Result
from prioritering.view import meeting_steps as words
from prioritering.web.components.component import component
from prioritering.web.frame import context, who
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.still_in import dialog
from prioritering.web.frame.templates import render

FAULT = "_mote_fel"
NEW = "_nytt_mote"
_ASKED = "_mote_fraga"
_TAKEN = "_mote_steg"
BACK = "Gå tillbaka"


class Step(NamedTuple):
    """A step: its button on the page, what it will do, the button that takes it, and what is then done.

    With nothing to tell of (`about`) it is taken at once. `back` is the button that leaves it.
    """

    button: str
    about: list[str]
    confirm: str
    work: Callable[[str], object]
    back: str = BACK


def can_open_round(meeting: Meeting) -> bool:
    """True when the next round may begin: the answers of the one before are shown, or there is none."""
    return meeting.round is None or meeting.round.state is not RoundState.BLIND


def steps(found: Result, asked: Mapping[str, Collection[str]]) -> dict[str, Step]:
    """Return the steps that an open meeting can take now, by what each is called in the session.

    `asked` is what the next round is to ask about: criteria by project.
    """
    meeting, here = found.meeting, found.here
    current, vacant = meeting.active_round, here.vacant_roles
    can: dict[str, Step] = {}
    lost = current is not None and current.number in found.lost.rounds
    if current is not None and current.state is RoundState.BLIND and here.members and not lost:
        can["visa"] = _show(found, current.number)
    if current is not None and (current.state is RoundState.REVEALED or lost):
        can["stang"] = Step(
            f"Stäng runda {current.number}",
            words.before_giving_up(current.number) if lost else words.before_close(current.number),
            "Stäng rundan",
            partial(meeting_room.close_round, context.store(), meeting.id, meant=current.number),
        )
    if can_open_round(meeting) and here.takes_part:
        can["nasta"] = _open(found, asked)
    can["avsluta"] = Step(
        "Avsluta mötet",
        words.before_end(meeting, found.progress, here.labels, vacant),
        "Avsluta mötet nu",
        _rising(recording(meeting.id, Happening.MEETING_CLOSED)),
    )
    for item in here.members:
        if item.left_at is None:
            can[letting_go(item.id)] = _let_go(found, item.id)
    can["nytt"] = Step("Öppna ett nytt möte", words.before_new(meeting), "Till det nya mötet", lambda _: begin_new())
    return can


def _show(found: Result, number: int) -> Step:
    about = words.before_reveal(number, found.progress, found.here.labels, found.here.vacant_roles)
    without = [found.here.labels[member_id] for member_id in found.lost.members]
    show = partial(meeting_room.reveal, context.store(), found.meeting.id, meant=number, without=found.lost.members)
    return Step(
        f"Visa svaren i runda {number}",
        [*words.before_reveal_without(without, number), *about],
        words.reveal_without(without) if without else "Visa svaren för alla",
        _rising(show),
        "Vänta" if without else BACK,
    )


def _open(found: Result, asked: Mapping[str, Collection[str]]) -> Step:
    meeting = found.meeting
    before = len(meeting.rounds)
    return Step(
        f"Öppna runda {before + 1}",
        words.before_open(before + 1, meeting.active_round),
        "Stäng och öppna nästa",
        _rising(partial(meeting_room.open_round, context.store(), meeting.id, asked, comes_after=before)),
    )


def _rising(work: Callable[[str], object]) -> Callable[[str], object]:
    """Return the work of a step that puts something else first on the page, to which `draw_rise` then brings it."""

    def taken(by: str) -> None:
        work(by)
        st.session_state[_TAKEN] = _taken() + 1

    return taken


def draw_rise() -> None:
    """Bring the window to the top of the page when such a step has been taken in it; draw nothing to see."""
    component("rise")(key="mote_upp", data={"taken": _taken()})


def _taken() -> int:
    return int(st.session_state.get(_TAKEN, 0))


def letting_go(member_id: str) -> str:
    """Return what the step that lets a member's role go is called in the session."""
    return f"slapp {member_id}"


def _let_go(found: Result, member_id: str) -> Step:
    label, meeting_id = found.here.labels[member_id], found.meeting.id
    return Step(
        f"Släpp {label}",
        words.before_letting_go(label),
        "Släpp rollen",
        recording(meeting_id, Happening.MEMBER_LEFT, member_id),
    )


def begin_new() -> None:
    """Let the form that opens a meeting take the place of the page."""
    st.session_state[NEW] = True


def ask_button(can: Mapping[str, Step], name: str, primary: bool = False) -> None:
    """Draw the button of a step, which asks first when it has something to tell of; nothing for one not to be taken."""
    step = can.get(name)
    if step is not None:
        act_button(step.button, (lambda _: _ask(name, step.button)) if step.about else step.work, primary)


def act_button(label: str, work: Callable[[str], object], primary: bool = False) -> None:
    """Draw a button that changes the meeting at once."""
    st.button(escape(label), type="primary" if primary else "secondary", on_click=acted, args=(work,))


def recording(meeting_id: str, kind: Happening, *subjects: str) -> Callable[[str], object]:
    """Return what records an event that no round depends on, as the role that it is called with."""
    return lambda by: meeting_room.record(context.store(), meeting_id, kind, by, *subjects)


def draw_asked(can: Mapping[str, Step]) -> bool:
    """Draw the dialog of the step that is asked about, for as long as it can be taken; return whether one is drawn."""
    asked = st.session_state.get(_ASKED)
    if asked is None:
        return False
    step = can.get(asked[0])
    # By its button too: the same step in another round is another step.
    if step is None or not step.about or step.button != asked[1]:
        _forget()
        st.warning("Mötet har gått vidare under tiden, så det steget går inte längre att ta.")
        return False
    dialog(escape(f"{step.button}?"), on_dismiss=_forget)(_draw)(step)
    return True


def acted(work: Callable[[str], object]) -> None:
    """Do what a leader's button is for, as the role at the page; the permission is asked again when it is pressed."""
    try:
        context.require(Permission.LEAD)
        work(who.page_user().known_as)
    except PrioriteringError as error:
        # A callback cannot draw: what it has to say waits for the run that follows.
        st.session_state[FAULT] = as_sentence(str(error))


def _ask(name: str, button: str) -> None:
    st.session_state[_ASKED] = (name, button)


def _forget() -> None:
    st.session_state.pop(_ASKED, None)


def _draw(step: Step) -> None:
    st.html(render("pages/mote/fraga.html", sentences=step.about))
    # Where something would be left out, to wait is what is proposed.
    kinds: tuple[Literal["primary", "secondary"], ...] = ("primary", "secondary")
    first, second = kinds if step.back == BACK else kinds[::-1]
    confirmed = st.button(escape(step.confirm), type=first, width="stretch", on_click=_confirmed, args=(step,))
    if st.button(step.back, type=second, width="stretch", on_click=_forget) or confirmed:
        # A run of the page closes the dialog.
        st.rerun()


def _confirmed(step: Step) -> None:
    # First: what the step does is told to this page too, which may then be drawn before this is over.
    _forget()
    acted(step.work)
