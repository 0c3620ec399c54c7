"""No answer is kept on a project where the member has a conflict of interest, so none can come back with it."""

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.errors import Conflict
from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.store import meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import own_ballot
from prioritering.usecases.meeting_document import meeting_document
from tests.folders import DATA, VSO
from tests.store import meeting_steps

LEADER = "objektledare"
HIGH = Answer(kind=Kind.LEVEL, value="Hög")


@pytest.mark.parametrize("said_in", [1, 2])
def test_an_answer_under_a_jav_is_refused_in_words_and_does_not_count_when_the_jav_is_taken_back(
    store: Store, said_in: int
) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    setup = setup_from(["Objektägare"], Naming.BY_ROLE)
    meeting = meetings.open_meeting(store, VSO, standard_model(), setup, LEADER)
    first = Voter(meeting.id, meetings.join(store, meeting.code, "Objektägare")[0], 1)
    second = first._replace(round=2)
    meeting_steps.open_round(store, meeting.id, ("S01", "S02"), LEADER)
    if said_in == 1:
        own_ballot.save_conflict(store, first, "S01", True)
    meeting_steps.reveal(store, meeting.id, LEADER)
    meeting_steps.open_round(store, meeting.id, ("S01", "S02"), LEADER)
    if said_in == second.round:
        own_ballot.save_conflict(store, second, "S01", True)
    with pytest.raises(Conflict, match="du har sagt jäv på projektet, så svaret sparades inte"):
        own_ballot.save_answer(store, second, "S01", "omfattning", HIGH)
    own_ballot.save_answer(store, second, "S02", "omfattning", HIGH)
    own_ballot.save_conflict(store, second, "S01", False)
    meeting_steps.reveal(store, meeting.id, LEADER)
    counts = {row["projekt"]: 0 for row in meeting_document(store, meeting.id)["gruppen"]}
    for row in meeting_document(store, meeting.id)["gruppen"]:
        counts[row["projekt"]] += row["antal_svar"]
    assert counts == {"S01": 0, "S02": 1}
    # Taken back, it can be answered again.
    own_ballot.save_answer(store, second, "S01", "omfattning", HIGH)
