"""A member's own ballot can be read as it stood, and what was saved blind is then nobody's, not even the member's."""

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.errors import NotAllowed
from prioritering.meeting.meeting import Answer, Kind, Meeting, Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.connection import Store
from prioritering.store.meetings import Credential
from prioritering.store.plans import import_plan
from prioritering.usecases.gather import AsOf
from prioritering.usecases.own_ballot import OwnBallot, own_ballot
from tests.folders import DATA, VSO
from tests.store import meeting_steps
from tests.usecases.builders import lay_beside

LEADER = "objektledare"
ORDER = {name: place for place, name in enumerate(standard_model().ids, 1)}


def begun(store: Store) -> tuple[Meeting, Credential, ballots.Voter]:
    """Open a meeting with a blind round in which one member has answered on one project."""
    import_plan(store, read_plan(DATA / "vso-2021"))
    setup = setup_from(["Objektägare"], Naming.BY_ROLE)
    meeting = meetings.open_meeting(store, VSO, standard_model(), setup, LEADER)
    meeting_steps.open_round(store, meeting.id, ["S01", "S02"], LEADER)
    member, token = meetings.join(store, meeting.code, "Objektägare")
    voter = ballots.Voter(meeting.id, member, 1)
    ballots.save_order(store, voter, ORDER)
    say(store, voter, "Låg")
    return meeting, Credential(token), voter


def say(store: Store, voter: ballots.Voter, level: str) -> None:
    ballots.save_answer(store, voter, "S01", "omfattning", Answer(kind=Kind.LEVEL, value=level))


def event(store: Store, meeting: Meeting) -> int:
    return meetings.visible_number(store, meeting.id)


def said(found: OwnBallot) -> dict[int, object]:
    answers = {sheet.round: sheet.answer("omfattning") for sheet in found.sheets}
    return {number: answer.value if answer else None for number, answer in answers.items()}


def test_what_is_saved_blind_is_in_the_ballot_as_it_is_now_and_in_none_as_of_a_number(store: Store) -> None:
    meeting, who, _ = begun(store)
    now = own_ballot(store, meeting.id, who)
    assert (said(now), now.order is not None) == ({1: "Låg"}, True)
    for number in (0, 10**9):
        then = own_ballot(store, meeting.id, who, AsOf(event=number))
        assert (then.sheets, then.order, then.before, then.group_before) == ((), None, {}, {})


def test_a_ballot_as_of_then_is_what_all_could_see_of_it_then(store: Store) -> None:
    meeting, who, voter = begun(store)
    meeting_steps.reveal(store, meeting.id, LEADER)
    revealed = event(store, meeting)
    blind = revealed - 1
    say(store, voter, "Hög")
    meeting_steps.open_round(store, meeting.id, ["S01"], LEADER)
    again = event(store, meeting) + 1  # with the new round, which shows nothing by itself
    say(store, voter._replace(round=2), "Ingen")
    seen = {number: own_ballot(store, meeting.id, who, AsOf(event=number)) for number in (blind, revealed, again)}
    assert {number: said(found) for number, found in seen.items()} == {
        blind: {},
        revealed: {1: "Låg"},
        again: {1: "Hög"},
    }
    assert [len(found.here.meeting.rounds) for found in seen.values()] == [1, 1, 2]
    assert [found.order is not None for found in seen.values()] == [False, True, True]
    # What the group said before is of the same moment as the member's own.
    assert {key[0] for key in seen[again].group_before} == {"S01"}
    assert seen[again].group_before["S01", "omfattning"].values == (0.75,)
    assert seen[revealed].group_before == {}
    now = own_ballot(store, meeting.id, who)
    assert said(now) == {1: "Hög", 2: "Ingen"}
    assert [sheet.changed_after_reveal for sheet in now.sheets] == [True, False]


def test_a_ballot_as_of_then_has_the_plan_and_the_entries_of_then(store: Store) -> None:
    meeting, who, _ = begun(store)
    lay_beside(store)
    assert "N01" in own_ballot(store, meeting.id, who).here.projects
    assert "N01" not in own_ballot(store, meeting.id, who, AsOf(entry=0)).here.projects
    assert said(own_ballot(store, meeting.id, who, AsOf(plan_version=1, entry=0))) == {1: "Låg"}


def test_only_the_member_gets_it_as_of_whatever_number(store: Store) -> None:
    meeting, _, _ = begun(store)
    for number in (None, 0, 10**9):
        with pytest.raises(NotAllowed):
            own_ballot(store, meeting.id, Credential("en annan"), AsOf(event=number))
