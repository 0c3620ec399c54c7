"""Ballots in the database: append-only, blind until the reveal, never lost once acknowledged.

`own_answers` gives answers to the member who asks and `revealed_answers` to all of what is revealed; nothing else gives
any. Saves do not wait for each other, but a reveal waits for those under way, so that every answer is either before it
or after it on all screens.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from prioritering.criteria.model import NumberScale
from prioritering.errors import BadArgument, Conflict
from prioritering.immutable import Immutable
from prioritering.meeting.meeting import (
    Answer,
    AnswerSheet,
    CriteriaOrder,
    Meeting,
    Member,
    Progress,
    Round,
    RoundState,
    Stage,
    checked_answer,
    checked_places,
    checked_reason,
)
from prioritering.meeting.rounds import check_can_answer, check_is_asked
from prioritering.store.ballot_rows import ANSWER, CONFLICT, PLACE_GIVEN, REASON, orders_in, sheets_in, stages_in
from prioritering.store.box_versions import BoxPlace
from prioritering.store.connection import Store
from prioritering.store.lost_answers import check_can_be_read, has_begun_again, hidden_rounds
from prioritering.store.meeting_rows import meeting_counts, meeting_now
from prioritering.store.meetings import get_meeting, now
from prioritering.store.round_stages import note_step, stages_told
from prioritering.store.sealed import insert_sealed, opened, saves_in_boxes
from prioritering.store.statements import statement


class Saved(Immutable):
    """The acknowledgement of a save: when the server had it on disk, and whether everyone could see it at once.

    It began `again` when what the member had saved before in the blind round was lost.
    """

    at: datetime
    after_reveal: bool = False
    again: bool = False


class Voter(NamedTuple):
    """Who answers, and in which meeting and round."""

    meeting_id: str
    member: Member
    round: int


def save_answer(store: Store, voter: Voter, project_id: str, criterion_id: str, answer: Answer) -> Saved:
    """Save an answer and return when it was kept.

    Raises BadArgument when it does not fit the scale, Conflict when the round no longer takes answers.
    """
    meeting = _facts(store, voter)
    try:
        criterion = meeting.model.criterion(criterion_id)
    except KeyError:
        raise BadArgument("kriteriet finns inte i det här mötet") from None
    check_is_asked(meeting, voter.round, project_id, criterion_id)
    fitting = checked_answer(criterion, answer)
    number = isinstance(criterion.scale, NumberScale) and fitting.value is not None
    row: dict[str, Any] = {"slot": ANSWER, "kind": fitting.kind.value, "criterion_ids": [criterion_id]}
    if number:
        row["numbers"] = [float(fitting.value or 0)]
    elif fitting.value is not None:
        row["level_name"] = str(fitting.value)
    return _save(store, voter, project_id, row)


def save_conflict(store: Store, voter: Voter, project_id: str, on: bool) -> Saved:
    """Save that the member has, or does not have, a conflict of interest on a project."""
    return _save(store, voter, project_id, {"slot": CONFLICT, "kind": "jäv" if on else "inte jäv"})


def save_reason(store: Store, voter: Voter, project_id: str, text: str, only_blind: bool = False) -> Saved:
    """Save a short reason for the answers on a project; BadArgument, and nothing saved, when it is too long.

    With `only_blind`, Conflict when the round is revealed.
    """
    row = {"slot": REASON, "kind": REASON, "reason": checked_reason(text)}
    return _save(store, voter, project_id, row, only_blind)


def save_order(store: Store, voter: Voter, places: Mapping[str, int]) -> Saved:
    """Save the member's order of the criteria, all places in one statement. BadArgument when one is missing.

    The same order sent again is saved as it is: it is no change, and none that came late.
    """
    fitting = checked_places(_facts(store, voter).model, places)
    before = own_answers(store, voter.meeting_id, voter.member).order
    if before is not None and before.places == fitting:
        return Saved(at=now())
    row = {
        "slot": PLACE_GIVEN,
        "kind": PLACE_GIVEN,
        "criterion_ids": list(fitting),
        "numbers": [float(place) for place in fitting.values()],
    }
    return _save(store, voter, None, row)


def _save(
    store: Store, voter: Voter, project_id: str | None, row: Mapping[str, Any], only_blind: bool = False
) -> Saved:
    meeting = _facts(store, voter)
    if project_id is not None:
        check_is_asked(meeting, voter.round, project_id)
    at = now()
    values = {
        "meeting_id": voter.meeting_id,
        "round": voter.round,
        "member_id": voter.member.id,
        "role": voter.member.role,
        "project_id": project_id or "",
        "criterion_ids": [""],
        "numbers": [None],
        "level_name": None,
        "reason": "",
        "made_at": at,
    }
    after_reveal = _insert(store, voter, {**values, **row}, only_blind)
    if after_reveal is None:
        # Asked only now, for the words of the refusal: asked before, the round could close between question and save.
        check_can_answer(get_meeting(store, voter.meeting_id), voter.round, project_id)
        check_can_be_read(store, voter.meeting_id, voter.round)
        why = "svaren är visade" if only_blind else f"runda {voter.round} är stängd"
        raise Conflict(f"{why}, så det sparades inte")
    return Saved(at=at, after_reveal=after_reveal, again=not after_reveal and _begins_again(store, voter))


def _begins_again(store: Store, voter: Voter) -> bool:
    key = store.keys.find(voter.meeting_id, voter.round)
    place = BoxPlace(voter.meeting_id, voter.round, voter.member.id)
    return key is not None and has_begun_again(store, key, place)


def _insert(store: Store, voter: Voter, values: dict[str, Any], only_blind: bool) -> bool | None:
    """Insert and return whether the round was revealed; None when the round did not take it.

    Blind answers come side by side, since nobody sees in which order. Answers in the open come one at a time, so that
    whoever reads up to an event number reads the same ever after.
    """
    # Blind, as almost every save is, and sealed. A whole room answers at the same time, and no step comes in between.
    with store.round_lock.shared():
        if insert_sealed(store, values):
            store.note_save()
            return False
    # What was saved and never acknowledged is sent again: it is neither late nor refused.
    if (there := _newest_alike(store, voter, values)) is not None:
        return bool(there["after_reveal"])
    if only_blind:
        return None
    # The round lock before that of writing, as wherever both are taken: the other way round two threads could wait for
    # each other.
    with store.round_lock.alone(), store.write() as cursor:
        return True if cursor.execute(statement("write/insert_ballots"), values).fetchall() else None


def _newest_alike(store: Store, voter: Voter, values: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the member's newest save on the same thing in the round, when it says the same and still stands."""
    if values["slot"] == PLACE_GIVEN:
        return None
    same = [
        row
        for row in _own_rows(store, voter.meeting_id, voter.member, None)
        if (row["round"], row["project_id"]) == (voter.round, values["project_id"]) and _is_about(row, values)
    ]
    said = (values["slot"], values["kind"], values["level_name"], values["numbers"][0], values["reason"])
    newest = same[-1] if same else None
    if newest is None or tuple(newest[key] for key in ("slot", "kind", "level_name", "number", "reason")) != said:
        return None
    return newest


def _is_about(row: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    # A conflict of interest takes the place of the answers before it.
    if values["slot"] == ANSWER and row["slot"] == CONFLICT:
        return True
    return bool(row["slot"] == values["slot"] and row["criterion_id"] == values["criterion_ids"][0])


def _facts(store: Store, voter: Voter) -> Meeting:
    """Return the meeting with at least the voter's round; which projects a round asks about never changes."""
    key = ("meeting", voter.meeting_id)
    # Each save would else read the meeting anew. Whether the round is open is asked in the insert itself.
    known: Meeting | None = store.kept.get(key)
    if known is None or len(known.rounds) < voter.round:
        known = get_meeting(store, voter.meeting_id)
        store.kept.put(key, known)
    return known


class OwnAnswers(NamedTuple):
    """What one member has said: a sheet by round and project, and the newest order of the criteria, if any."""

    sheets: tuple[AnswerSheet, ...]
    order: CriteriaOrder | None


def own_answers(store: Store, meeting_id: str, member: Member, event: int | None = None) -> OwnAnswers:
    """Return the member's own answers in all rounds. Call it only for the member who has proved who they are.

    With `event`, as they were visible at that event number: only those of rounds that were revealed by then.
    """
    rows = _own_rows(store, meeting_id, member, event)
    return OwnAnswers(sheets_in(rows), next(iter(orders_in(rows)), None))


def own_saves(store: Store, meeting_id: str, member: Member) -> int:
    """Return a number that is another after each of the member's saves, to tell that member alone."""
    return len(_open_rows(store, meeting_id, member, None)) + saves_in_boxes(store, meeting_id, member.id)


def saves_numbers(store: Store, meeting_id: str) -> tuple[int, ...]:
    """Return how many events a meeting has, and a number that is another after each answer, blind or in the open.

    Not to be told to anyone.
    """
    events, answers = store.newest(statement("read/meeting_saves"), {"meeting_id": meeting_id})
    return int(events), int(answers) + store.boxes.newest(meeting_id)


def _own_rows(store: Store, meeting_id: str, member: Member, event: int | None) -> list[Mapping[str, Any]]:
    # What is sealed is read first: if it is laid in the open meanwhile it is read twice, and never missed.
    hidden = hidden_rounds(store, meeting_id) if event is None else ()
    blind = [row for number in hidden for row in opened(store, meeting_id, number, [member.id])]
    return [*_open_rows(store, meeting_id, member, event), *blind]


def _open_rows(store: Store, meeting_id: str, member: Member, event: int | None) -> list[dict[str, Any]]:
    given = {"meeting_id": meeting_id, "member_id": member.id, "event": event}
    # Each save in a blind round asks for them, and writes none: they are read anew once something has been written.
    key = ("own_ballots", *given.values())
    return store.until_written(key, lambda: store.rows(statement("read/own_ballots"), given))


def note_stage(store: Store, voter: Voter, meeting: Meeting, project_ids: Collection[str]) -> None:
    """Let others know how far the voter has come in a blind round, if it is another stage than before."""
    # In the open every answer is seen as it comes.
    if meeting.round is None or meeting.round.state is not RoundState.BLIND:
        return
    (found,) = progress(store, meeting, [voter.member], project_ids)
    note_step(store, voter.meeting_id, voter.round, voter.member.id, found.stage)


def progress(
    store: Store, meeting: Meeting, there: Sequence[Member], project_ids: Collection[str], event: int | None = None
) -> tuple[Progress, ...]:
    """Return how far each member has come in the newest round: who is done, never what they have answered.

    `there` are the meeting's members and `project_ids` what the plan still has. Former members who saved nothing are
    left out. With `event`, of a meeting as it stood then, how far they had come by that number.
    """
    current = meeting.round
    if current is None:
        return tuple(Progress(member=item, stage=Stage.JOINED) for item in there if item.left_at is None)
    wanted = {key: set(current.asked(key, meeting.model)) for key in current.project_ids if key in project_ids}
    # What is sealed is read first: it is laid in the open before it is taken away.
    kept = opened(store, meeting.id, current.number, [item.id for item in there])
    sealed = [row for row in kept if event is None or row["said_after"] <= event]
    stages = stages_in([*_answered_cells(store, meeting, current, event), *sealed], wanted)
    if event is not None and current.state is RoundState.BLIND and event < meeting_now(store, meeting.id).event:
        # Of then what is sealed may know less: who has emptied an answer since had said something.
        told = stages_told(store, meeting.id, current.number, event)
        stages = {key: stage for key, stage in {**stages, **told}.items() if stage is not Stage.JOINED}
    # Who has left is still told of if something was said, unless somebody else now has the seat.
    followed = {item.replaces for item in there}
    return tuple(
        Progress(member=item, stage=stages.get(item.id, Stage.JOINED if wanted else Stage.DONE))
        for item in there
        if item.left_at is None or (item.id in stages and item.id not in followed)
    )


def _answered_cells(store: Store, meeting: Meeting, current: Round, event: int | None) -> list[dict[str, Any]]:
    given = {"meeting_id": meeting.id, "round": current.number, "event": event}
    if event is not None or current.is_revealed:
        return store.rows(statement("read/answered_cells"), given)
    # Jäv of earlier rounds: of a blind one itself nothing is in the database, and each save would ask for it.
    key = ("answered cells", meeting.id, current.number, meeting_counts(store, meeting.id))
    return store.kept.once(key, lambda: store.rows(statement("read/answered_cells"), given))
