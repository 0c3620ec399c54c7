"""How far each had come is told as it was told then, though what is sealed holds the newest alone."""

import pytest

from prioritering.meeting.meeting import Answer, Kind, Stage
from prioritering.meeting.rounds import Happening
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_now
from tests.store import meeting_steps
from tests.store.meetings_begun import answered, begun


@pytest.mark.parametrize("later", ["tömt", "jäv", "tömt och svarat igen"])
@pytest.mark.parametrize("shown", [False, True], ids=["dold", "visad"])
def test_who_had_answered_then_had_though_the_answer_has_been_emptied_since(
    store: Store, later: str, shown: bool
) -> None:
    meeting, (owner, leader, _) = begun(store)
    answered(store, meeting, owner)
    then = meeting_now(store, meeting.id).event
    meetings.record(store, meeting.id, Happening.MEMBER_LEFT, "Objektledare", leader.id)
    voter = Voter(meeting.id, owner, 1)
    if later == "jäv":
        ballots.save_conflict(store, voter, "p", on=True)
    else:
        ballots.save_answer(store, voter, "p", "a", Answer(kind=Kind.EMPTY))
    ballots.note_stage(store, voter, meeting, ["p", "q"])
    if later == "tömt och svarat igen":
        answered(store, meeting, owner)
    if shown:
        meeting_steps.reveal(store, meeting.id, "Objektledare")
    was = meetings.get_meeting(store, meeting.id, then)
    there = meetings.members(store, meeting.id, then)
    found = {item.member.id: item.stage for item in ballots.progress(store, was, there, ["p", "q"], then)}
    assert found == {item.id: Stage.UNDER_WAY if item.id == owner.id else Stage.JOINED for item in there}
    if later == "tömt":
        assert ballots.progress(store, meeting, [owner], ["p", "q"])[0].stage is Stage.JOINED
