"""What a member's device sends and gets: answers to save, and the member's own answers to show."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from prioritering.criteria.model import Criterion
from prioritering.errors import BadArgument, NotAllowed
from prioritering.meeting.meeting import Answer, Kind, Member, RoundState, Sheet
from prioritering.meeting.results import Cell, cells, latest
from prioritering.permissions import User
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Saved, Voter
from prioritering.store.connection import Store
from prioritering.usecases.meeting_room import Room, check_in_plan, member, room
from prioritering.view.meeting_words import share_words, span_words

_MISSES: dict[str, deque[float]] = {}
MISSES_ALLOWED, MISSES_SECONDS, MISSES_KEPT = 10, 60.0, 1000


def check_pace(request: Request) -> None:
    """Raise NotAllowed for a device that has just tried many wrong codes, so that codes cannot be guessed."""
    misses = _MISSES.get(_client(request), deque())
    while misses and time.monotonic() - misses[0] > MISSES_SECONDS:
        misses.popleft()
    if len(misses) >= MISSES_ALLOWED:
        raise NotAllowed("för många felaktiga koder; vänta en minut och försök igen")


def note_miss(request: Request) -> None:
    """Note that a device sent a wrong code."""
    if len(_MISSES) > MISSES_KEPT:
        _MISSES.clear()
    _MISSES.setdefault(_client(request), deque(maxlen=MISSES_ALLOWED)).append(time.monotonic())


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def save(store: Store, body: Mapping[str, Any], cookies: Mapping[str, str], user: User) -> Saved:
    """Save what the body says, as the member who sends it.

    Raises NotAllowed for someone who has not joined, BadArgument or Conflict when it cannot be saved.
    """
    meeting_id, kind = _text(body, "mote"), _text(body, "slag")
    voter = Voter(meeting_id, _member(store, meeting_id, cookies, user), _whole(body, "runda"))
    if kind == "ordning":
        places = body.get("platser")
        if not isinstance(places, dict) or not all(type(place) is int for place in places.values()):
            raise BadArgument("varje kriterium ska ha en plats")
        return ballots.save_order(store, voter, places)
    project_id = _text(body, "projekt")
    check_in_plan(room(store, meeting_id), project_id)
    if kind in ("jäv", "inte jäv"):
        return ballots.save_conflict(store, voter, project_id, kind == "jäv")
    if kind == "skäl":
        return ballots.save_reason(store, voter, project_id, _text(body, "text"))
    return ballots.save_answer(store, voter, project_id, _text(body, "kriterium"), _answer(kind, body.get("varde")))


def _answer(kind: str, value: Any) -> Answer:
    if kind not in set(Kind):
        raise BadArgument("okänt slag av svar")
    if value is not None and (isinstance(value, bool) or not isinstance(value, str | int | float)):
        raise BadArgument("ett svar är en nivå eller ett tal")
    return Answer(kind=Kind(kind), value=value)


def _member(store: Store, meeting_id: str, cookies: Mapping[str, str], user: User) -> Member:
    meetings.get_meeting(store, meeting_id)
    found = member(store, meeting_id, cookies, user)
    if found is None:
        raise NotAllowed("du är inte med i mötet, eller så har mötesledaren släppt din roll; gå med igen med koden")
    return found


def _text(body: Mapping[str, Any], key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str):
        raise BadArgument(f"{key} saknas eller är inte en text")
    return value


def _whole(body: Mapping[str, Any], key: str) -> int:
    value = body.get(key)
    if type(value) is not int:
        raise BadArgument(f"{key} saknas eller är inte ett heltal")
    return value


def mine(store: Store, meeting_id: str, cookies: Mapping[str, str], user: User) -> dict[str, Any]:
    """Return where the meeting stands and the member's own answers, as the ballot page needs them.

    `tidigare` holds, per project and criterion, what the member said in the last revealed round before this one and
    what the group said then.
    """
    who = _member(store, meeting_id, cookies, user)
    here = room(store, meeting_id)
    current = here.meeting.round
    own = ballots.own_sheets(store, meeting_id, who)
    order = ballots.own_order(store, meeting_id, who)
    state = "väntar" if current is None else current.state.value
    return {
        "roll": who.role,
        "mote_stangt": here.meeting.closed_at is not None,
        "runda": current.number if current else 0,
        "lage": state,
        "projekt": [item.id for item in here.asked()],
        "borttagna": here.gone(),
        "svar": {sheet.project_id: _sheet(sheet) for sheet in own if current and sheet.round == current.number},
        "ordning": order.places if order else None,
        "tidigare": _before(store, here, own) if current and current.state is not RoundState.CLOSED else {},
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    answers = {
        key: {"slag": answer.kind.value, "varde": answer.value}
        for key, answer in sheet.answers.items()
        if answer.kind is not Kind.EMPTY
    }
    return {"svar": answers, "jav": sheet.conflict, "skal": sheet.reason}


def _before(store: Store, here: Room, own: tuple[Sheet, ...]) -> dict[str, dict[str, dict[str, str]]]:
    """Return what was said of the newest round's projects in revealed rounds before it."""
    current = here.meeting.round
    if current is None or current.number == 1:
        return {}
    shown = [sheet for sheet in ballots.revealed_sheets(store, here.meeting) if sheet.round < current.number]
    asked = [item.id for item in here.asked()]
    group = cells(latest(shown), here.meeting.model, asked)
    mine_before = {sheet.project_id: sheet for sheet in latest(s for s in own if s.round < current.number)}
    return {
        project_id: {
            criterion.id: _earlier(criterion, group[project_id, criterion.id], mine_before.get(project_id))
            for criterion in here.meeting.model.criteria
        }
        for project_id in asked
    }


def _earlier(criterion: Criterion, cell: Cell, sheet: Sheet | None) -> dict[str, str]:
    answer = sheet.answer(criterion.id) if sheet else None
    own = "jäv" if sheet and sheet.conflict else "" if answer is None else str(answer.value or answer.kind.value)
    return {
        "mitt": own,
        "median": "" if cell.median is None else share_words(criterion, cell.median),
        "spridning": span_words(criterion, cell),
    }
