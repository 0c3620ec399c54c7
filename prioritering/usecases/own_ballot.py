"""One member's own ballot: saved piece by piece, and given back to the member alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prioritering.errors import Conflict, NotAllowed
from prioritering.meeting.group import levels_of
from prioritering.meeting.meeting import Answer, AnswerSheet, CriteriaOrder, Kind, Member
from prioritering.meeting.results import Cells, cells
from prioritering.meeting.standing_answers import latest
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Saved, Voter
from prioritering.store.connection import Store
from prioritering.store.lost_answers import losses
from prioritering.store.meetings import Credential
from prioritering.store.seats import held_before
from prioritering.usecases.gather import NOW, AsOf, answers_that_count
from prioritering.usecases.laid_beside import laid_beside
from prioritering.usecases.meeting_room import MeetingRoom, check_in_plan, room

__all__ = ["OwnBallot", "Saved", "Voter", "own_ballot", "save_answer", "save_conflict", "save_order", "save_reason"]


def voter(store: Store, meeting_id: str, round_number: int, credential: Credential) -> Voter:
    """Return who answers in which round; NotAllowed for someone who has not joined, BadArgument without a meeting."""
    return Voter(meeting_id, _member(store, meeting_id, credential), round_number)


def _member(store: Store, meeting_id: str, credential: Credential) -> Member:
    # So that a meeting that does not exist is told as that, and not as one that you have not joined.
    meetings.get_meeting(store, meeting_id)
    found = meetings.member_of(store, meeting_id, credential)
    if found is None:
        raise NotAllowed(_why_out(held_before(store, meeting_id, credential)))
    return found


def _why_out(was: Member | None) -> str:
    """Return why someone cannot answer who `was` a member, or never was one."""
    if was is None:
        return "du är inte med i mötet; gå med igen med koden"
    if was.left_at is not None:
        return f"mötesledaren har släppt din roll som {was.role}; gå med igen med koden"
    return (
        f"rollen {was.role} är flyttad till en annan enhet, och svaren med den; den här enheten tar inte emot fler svar"
    )


def save_answer(store: Store, who: Voter, project_id: str, criterion_id: str, answer: Answer) -> Saved:
    """Save an answer; BadArgument when it does not fit the scale, Conflict when it can no longer be given.

    Nor can it be given on a project where the member has a conflict of interest, said in any round.
    """

    def save() -> Saved:
        # Kept now, it would count the moment the conflict of interest is taken back, which brings no answers back.
        if answer.kind is not Kind.EMPTY and _has_conflict(store, who, project_id):
            raise Conflict("du har sagt jäv på projektet, så svaret sparades inte; ta först tillbaka jävet")
        return ballots.save_answer(store, who, project_id, criterion_id, answer)

    return _save(store, who, project_id, save)


def _has_conflict(store: Store, who: Voter, project_id: str) -> bool:
    return _ballot_of(store, who.meeting_id, who.member, NOW).has_conflict(project_id)


def save_conflict(store: Store, who: Voter, project_id: str, on: bool) -> Saved:
    """Save whether the member has a conflict of interest on a project."""
    return _save(store, who, project_id, lambda: ballots.save_conflict(store, who, project_id, on))


def _save(store: Store, who: Voter, project_id: str, save: Callable[[], Saved]) -> Saved:
    here = room(store, who.meeting_id)
    check_in_plan(here, project_id)
    saved = save()
    ballots.note_stage(store, who, here.meeting, here.asked().keys())
    return saved


def save_reason(store: Store, who: Voter, project_id: str, text: str, only_blind: bool = False) -> Saved:
    """Save a short reason; BadArgument, and nothing saved, when it is too long.

    With `only_blind`, Conflict when the round is revealed: a reason that is half written is nothing to show.
    """
    check_in_plan(room(store, who.meeting_id), project_id)
    return ballots.save_reason(store, who, project_id, text, only_blind)


def save_order(store: Store, who: Voter, places: Mapping[str, int]) -> Saved:
    """Save the member's order of the criteria."""
    return ballots.save_order(store, who, places)


@dataclass(frozen=True, slots=True)
class OwnBallot:
    """Where the meeting stands and what the member has said; `group_before` is what was revealed in earlier rounds.

    `before` holds what stands of the member's own answers from earlier rounds, by project. It and `group_before` are by
    the ids that projects have now; whoever asks does it by those that the newest round has. It is `lost` when what the
    member had saved in the round that goes on is, and begun `again` when something has been saved since. A round that
    is lost as a whole (`round_lost`) can neither be answered nor shown.
    """

    here: MeetingRoom
    member: Member
    sheets: tuple[AnswerSheet, ...]
    order: CriteriaOrder | None
    before: Mapping[str, AnswerSheet]
    group_before: Cells
    lost: bool
    again: bool
    round_lost: bool

    def said(self, project_id: str) -> AnswerSheet | None:
        """Return what the member has said of a project in the newest round, if anything."""
        current = self.here.meeting.round
        number = current.number if current else 0
        return next((item for item in self.sheets if item.round == number and item.project_id == project_id), None)

    def has_conflict(self, project_id: str) -> bool:
        """Return whether the member has a conflict of interest on a project, said in any round and not taken back."""
        said, before = self.said(project_id), self._before(project_id)
        now = said.conflict if said else None
        return bool(before and before.conflict) if now is None else now

    def stands(self, project_id: str) -> AnswerSheet | None:
        """Return the member's answers from earlier rounds, unless a conflict of interest has taken their place."""
        said, before = self.said(project_id), self._before(project_id)
        gone = (before is not None and before.conflict) or (said is not None and said.conflict_was_said)
        return None if gone else before

    def stands_on(self, project_id: str, criterion_id: str) -> Answer | None:
        """Return the member's answer on a criterion from earlier rounds; None when it was emptied in the newest."""
        said = self.said(project_id)
        now = said.answers.get(criterion_id) if said else None
        # An emptied answer takes the place of the one before it, as when the group's answers are counted.
        return None if now and now.kind is Kind.EMPTY else self.answered_before(project_id, criterion_id)

    def answered_before(self, project_id: str, criterion_id: str) -> Answer | None:
        """Return the member's answer on a criterion from earlier rounds, whatever has been said in the newest."""
        before = self.stands(project_id)
        return None if before is None else before.answer(criterion_id)

    def _before(self, project_id: str) -> AnswerSheet | None:
        return self.before.get(self.here.renamed.get(project_id, project_id))


def own_ballot(store: Store, meeting_id: str, credential: Credential, as_of: AsOf = NOW) -> OwnBallot:
    """Return the ballot of the member who shows the credential; NotAllowed for someone who has not joined.

    As of an event, with only those of the member's answers that all could see by then; what was saved blind is not
    numbered for anyone. Who asks is always as it is known now.
    """
    return _ballot_of(store, meeting_id, _member(store, meeting_id, credential), as_of)


def _ballot_of(store: Store, meeting_id: str, who: Member, as_of: AsOf) -> OwnBallot:
    here = room(store, meeting_id, as_of)
    own = ballots.own_answers(store, meeting_id, who, as_of.event)
    current = here.meeting.round
    # In the first round nobody has said anything before.
    earlier = current.number if current and current.number > 1 else 0
    before: dict[str, AnswerSheet] = {}
    group: Cells = {}
    if earlier:
        number = meetings.visible_number(store, meeting_id, here.at.event)
        everyone = answers_that_count(store, here.meeting, number, here.at)
        mine = everyone.under_new_ids(sheet for sheet in own.sheets if sheet.round < earlier)
        before = {sheet.project_id: sheet for sheet in latest(mine)}
        shown = [sheet for sheet in everyone.sheets if sheet.round < earlier]
        beside = laid_beside(store, here.meeting.plan_key, here.at.plan_version, here.at.entry).changes
        agreed = levels_of(beside.agreed_in(meeting_id))
        group = cells(latest(shown), here.meeting.model, [item.id for item in here.asked().values()], agreed)
    gone = losses(store, meeting_id)
    lost = who.id in gone.members, who.id in gone.again, current is not None and current.number in gone.rounds
    return OwnBallot(here, who, own.sheets, own.order, before, group, *lost)
