"""What a member's device sends and gets: answers to save, and the member's own answers to show."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from prioritering.criteria.model import Criterion
from prioritering.errors import BadArgument, NotAllowed
from prioritering.meeting.meeting import Answer, Kind, RoundState, Sheet
from prioritering.meeting.results import Cell
from prioritering.permissions import User
from prioritering.usecases import own_ballot
from prioritering.usecases.opening import Store
from prioritering.usecases.own_ballot import OwnBallot, Saved
from prioritering.view.meeting_words import share_words, span_words
from prioritering.web.server.who import credential

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
    voter = own_ballot.voter(store, meeting_id, _whole(body, "runda"), credential(meeting_id, cookies, user))
    if kind == "ordning":
        places = body.get("platser")
        if not isinstance(places, dict) or not all(type(place) is int for place in places.values()):
            raise BadArgument("varje kriterium ska ha en plats")
        return own_ballot.save_order(store, voter, places)
    project_id = _text(body, "projekt")
    if kind in ("jäv", "inte jäv"):
        return own_ballot.save_conflict(store, voter, project_id, kind == "jäv")
    if kind == "skäl":
        return own_ballot.save_reason(store, voter, project_id, _text(body, "text"))
    return own_ballot.save_answer(store, voter, project_id, _text(body, "kriterium"), _answer(kind, body.get("varde")))


def _answer(kind: str, value: Any) -> Answer:
    if kind not in set(Kind):
        raise BadArgument("okänt slag av svar")
    if value is not None and (isinstance(value, bool) or not isinstance(value, str | int | float)):
        raise BadArgument("ett svar är en nivå eller ett tal")
    return Answer(kind=Kind(kind), value=value)


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
    found = own_ballot.own_ballot(store, meeting_id, credential(meeting_id, cookies, user))
    here, order = found.here, found.order
    current = here.meeting.round
    state = "väntar" if current is None else current.state.value
    return {
        "roll": found.member.role,
        "mote_stangt": here.meeting.closed_at is not None,
        "runda": current.number if current else 0,
        "lage": state,
        "projekt": [item.id for item in here.asked()],
        "borttagna": here.gone(),
        "svar": {
            sheet.project_id: _sheet(sheet) for sheet in found.sheets if current and sheet.round == current.number
        },
        "ordning": order.places if order else None,
        "tidigare": _before(found) if current and current.state is not RoundState.CLOSED else {},
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    answers = {
        key: {"slag": answer.kind.value, "varde": answer.value}
        for key, answer in sheet.answers.items()
        if answer.kind is not Kind.EMPTY
    }
    return {"svar": answers, "jav": sheet.conflict, "skal": sheet.reason}


def _before(found: OwnBallot) -> dict[str, dict[str, dict[str, str]]]:
    """Return what was said of the newest round's projects in revealed rounds before it."""
    if not found.group_before:
        return {}
    return {
        item.id: {
            criterion.id: _earlier(criterion, found.group_before[item.id, criterion.id], found.before.get(item.id))
            for criterion in found.here.meeting.model.criteria
        }
        for item in found.here.asked()
    }


def _earlier(criterion: Criterion, cell: Cell, sheet: Sheet | None) -> dict[str, str]:
    answer = sheet.answer(criterion.id) if sheet else None
    own = "jäv" if sheet and sheet.conflict else "" if answer is None else str(answer.value or answer.kind.value)
    return {
        "mitt": own,
        "median": "" if cell.median is None else share_words(criterion, cell.median),
        "spridning": span_words(criterion, cell),
    }
