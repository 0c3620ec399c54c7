"""What a member's device sends and gets: answers to save, and the member's own answers to show."""

from __future__ import annotations

from typing import Any

from prioritering.criteria.model import Criterion
from prioritering.direction import isolated
from prioritering.meeting.meeting import Answer, AnswerSheet, Kind, RoundState
from prioritering.meeting.results import Cell
from prioritering.usecases import given_then, own_ballot
from prioritering.usecases.meeting_room import Credential
from prioritering.usecases.opening import Store
from prioritering.usecases.own_ballot import OwnBallot, Saved, Voter
from prioritering.view.meeting_words import level_words, span_words
from prioritering.web.server.bodies import AnswerBody, BallotBody, ConflictBody, OrderBody, ReasonBody
from prioritering.web.server.own_stream import saving


def save_ballot(store: Store, body: BallotBody, credential: Credential) -> Saved:
    """Save what the body says, as the member who sends it.

    Raises NotAllowed for someone who has not joined, BadArgument or Conflict when it cannot be saved.
    """
    voter = own_ballot.voter(store, body.mote, body.runda, credential)
    if not isinstance(body, OrderBody):
        given_then.check_is_same(store, body.mote, (body.runda, body.projekt), body.planversion)
    with saving(body.mote, voter.member.id, body.skarm):
        return _saved(store, body, voter)


def _saved(store: Store, body: BallotBody, voter: Voter) -> Saved:
    match body:
        case OrderBody():
            return own_ballot.save_order(store, voter, body.platser)
        case ConflictBody():
            return own_ballot.save_conflict(store, voter, body.projekt, body.slag == "jäv")
        case ReasonBody():
            return own_ballot.save_reason(store, voter, body.projekt, body.text, body.bara_dold)
        case AnswerBody():
            answer = Answer(kind=Kind(body.slag), value=body.varde)
            return own_ballot.save_answer(store, voter, body.projekt, body.kriterium, answer)


def mine(store: Store, meeting_id: str, credential: Credential) -> dict[str, Any]:
    """Return where the meeting stands and the member's own answers, as the ballot page needs them.

    `fragar` holds the criteria asked about on each project, and `sena` in a sheet of `svar` what came in after the
    reveal (criteria, "skäl", "jäv"). `tidigare` holds, per project and criterion, what of the member's own answers
    stands from the rounds before this one, what it was also where it has been emptied since (`forut`), and what the
    group said then. `forlorat` says of what was saved in this round that it is lost ("allt"), or was and is being given
    again ("om"), or that the round is lost as a whole ("rundan").
    """
    found = own_ballot.own_ballot(store, meeting_id, credential)
    here, order = found.here, found.order
    current = here.meeting.round
    state = "väntar" if current is None else current.state.value
    return {
        "roll": found.member.role,
        "planversion": here.plan.version,
        "mote_stangt": here.meeting.closed_at is not None,
        "runda": current.number if current else 0,
        "lage": state,
        "projekt": list(here.asked()),
        "borttagna": len(here.gone()),
        "fragar": {key: current.asked(key, here.meeting.model) for key in here.asked()} if current else {},
        "svar": {
            key: _sheet(found.said(key), found.has_conflict(key))
            for key in here.asked()
            if found.said(key) or found.has_conflict(key)
        },
        "forlorat": _lost(found),
        "ordning": order.places if order else None,
        "tidigare": _before(found) if current and current.state is not RoundState.CLOSED else {},
    }


def _lost(found: own_ballot.OwnBallot) -> str:
    if found.round_lost:
        return "rundan"
    return "allt" if found.lost else "om" if found.again else ""


def _sheet(sheet: AnswerSheet | None, conflict: bool) -> dict[str, Any]:
    answers = {} if sheet is None else {key: _answer(value) for key, value in sheet.answers.items()}
    said = {key: value for key, value in answers.items() if value is not None}
    reason, late = ("", ()) if sheet is None else (sheet.reason, sheet.after_reveal)
    return {"svar": said, "jav": conflict, "skal": reason, "sena": sorted(late)}


def _answer(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None or answer.kind is Kind.EMPTY:
        return None
    return {"slag": answer.kind.value, "varde": answer.value}


def _before(found: OwnBallot) -> dict[str, dict[str, dict[str, Any]]]:
    """Return what was said of the newest round's projects in rounds before it."""
    if not found.group_before:
        return {}
    return {
        key: {
            criterion.id: {
                "mitt": _answer(found.stands_on(key, criterion.id)),
                "forut": _answer(found.answered_before(key, criterion.id)),
                **_group_said(criterion, found.group_before[item.id, criterion.id]),
            }
            for criterion in found.here.meeting.model.criteria
        }
        for key, item in found.here.asked().items()
    }


def _group_said(criterion: Criterion, cell: Cell) -> dict[str, str]:
    return {
        "median": "" if cell.median is None else isolated(level_words(criterion, cell.median)),
        "spridning": isolated(span_words(criterion, cell)),
        "enades": "" if cell.agreed is None else isolated(level_words(criterion, cell.agreed)),
    }
