"""A meeting's room and its group's result can be read as they stood at earlier numbers."""

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Meeting, Naming, Stage, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import AddedProject
from prioritering.store import ballots, entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_now
from prioritering.store.plans import import_plan
from prioritering.usecases.gather import AsOf, gather
from prioritering.usecases.group_result import Result, group_result
from prioritering.usecases.meeting_room import progress, room
from prioritering.view.view import View
from tests.folders import PROV, VSO
from tests.store import meeting_steps
from tests.usecases.builders import as_of_basis, filled, signed

VIEW = View(source="median")


def go_on(store: Store, meeting: Meeting) -> None:
    """Change a shown answer, add a project, hold a second round on it, let one go and let a third in."""
    answer = Answer(kind=Kind.LEVEL, value="Ingen effekt")
    member = meetings.members(store, meeting.id)[0]
    ballots.save_answer(store, ballots.Voter(meeting.id, member, 1), "S01", "effekttyp", answer)
    entry_log.keep_entry(
        store,
        VSO,
        AddedProject.model_validate(signed(project_id="N02", name="Senare", tier="önskvärt")),
    )
    meeting_steps.open_round(store, meeting.id, ["S02", "N02"], "objektledare")
    ballots.save_answer(store, ballots.Voter(meeting.id, member, 2), "S02", "effekttyp", answer)
    ballots.save_conflict(store, ballots.Voter(meeting.id, member, 2), "N02", True)
    meeting_steps.reveal(store, meeting.id, "objektledare")
    meetings.record(store, meeting.id, Happening.ROLE_SHARED, "objektledare", "Objektledare")
    meetings.join(store, meeting.code, "Objektledare")


def told(found: Result) -> object:
    return (
        found.here,
        found.answers,
        found.project_ids,
        found.cells,
        found.progress,
        found.ranked(),
    )


def test_a_result_as_of_then_is_what_was_shown_then(store: Store) -> None:
    meeting = filled(store)
    then, before = as_of_basis(gather(store, VIEW)), told(group_result(store, meeting.id, VIEW))
    go_on(store, meeting)
    now = group_result(store, meeting.id, VIEW)
    assert len(now.meeting.rounds) == 2
    assert told(now) != before
    assert told(group_result(store, meeting.id, VIEW, then)) == before


def test_a_room_as_of_then_has_the_members_rounds_and_projects_of_then(store: Store) -> None:
    meeting = filled(store)
    then, before = as_of_basis(gather(store, VIEW)), room(store, meeting.id)
    go_on(store, meeting)
    now, again = room(store, meeting.id), room(store, meeting.id, then)
    assert (len(now.members), len(now.meeting.rounds), "N02" in now.projects) == (3, 2, True)
    assert again == before


def test_a_result_before_the_first_reveal_holds_nobodys_answers_but_how_far_each_had_come(store: Store) -> None:
    meeting = filled(store)
    shown = gather(store, VIEW).group
    assert shown is not None
    found = group_result(store, meeting.id, VIEW, AsOf(event=shown.event - 1))
    assert (found.is_shown, found.answers.sheets, found.project_ids) == (False, (), ())
    assert [item.stage for item in found.progress] == [Stage.DONE, Stage.DONE]


def halfway(store: Store) -> tuple[Meeting, int]:
    """Hold a round in which something happens between two projects; return the meeting and the number before that."""
    meeting = filled(store)
    meeting_steps.open_round(store, meeting.id, ["S01", "S02"], "objektledare")
    member, before = meetings.members(store, meeting.id)[0], meeting_now(store, meeting.id).event
    ballots.save_conflict(store, ballots.Voter(meeting.id, member, 2), "S01", True)
    meetings.record(store, meeting.id, Happening.JOINING_CLOSED, "objektledare")
    ballots.save_conflict(store, ballots.Voter(meeting.id, member, 2), "S02", True)
    return meeting, before


def test_a_result_as_of_a_number_that_is_still_to_come_follows_what_happens(store: Store) -> None:
    meeting = filled(store)
    far_ahead = AsOf(event=10**9)
    assert told(group_result(store, meeting.id, VIEW, far_ahead)) == told(group_result(store, meeting.id, VIEW))
    go_on(store, meeting)
    assert told(group_result(store, meeting.id, VIEW, far_ahead)) == told(group_result(store, meeting.id, VIEW))


ASKED = "A1,Första,strategiskt,5,Två effekter,Hög,Kort\n"
GONE = "A2,Andra,strategiskt,5,Två effekter,Hög,Kort\n"


def test_what_has_left_the_plan_is_waited_for_nowhere_and_as_of_then_it_still_is(store: Store, write_plan) -> None:
    import_plan(store, read_plan(write_plan(rows=ASKED + GONE)))
    setup = setup_from(["Objektägare"], Naming.BY_ROLE)
    meeting = meetings.open_meeting(store, PROV, standard_model(), setup, "objektledare")
    meeting_steps.open_round(store, meeting.id, ["A1", "A2"], "objektledare")
    member, _ = meetings.join(store, meeting.code, "Objektägare")
    ballots.save_conflict(store, ballots.Voter(meeting.id, member, 1), "A1", True)
    import_plan(store, read_plan(write_plan(rows=ASKED)))
    now, then = AsOf(), AsOf(plan_version=1)
    for as_of, stage in ((now, Stage.DONE), (then, Stage.UNDER_WAY)):
        found = progress(store, room(store, meeting.id, as_of))
        assert [item.stage for item in found] == [stage]
        assert group_result(store, meeting.id, View(plan="prov"), as_of).progress == found


def test_how_far_each_has_come_can_be_read_as_of_then(store: Store) -> None:
    meeting, before = halfway(store)
    now = meeting_now(store, meeting.id).event
    # The same while the answers are sealed and when they have been laid in the open.
    for _ in range(2):
        for event, stage in ((now, Stage.DONE), (before, Stage.UNDER_WAY), (before - 1, Stage.DONE)):
            then = AsOf(event=event)
            found = progress(store, room(store, meeting.id, then))
            assert found == group_result(store, meeting.id, VIEW, then).progress
            assert found[0].stage is stage
        if not meetings.get_meeting(store, meeting.id).rounds[1].is_revealed:
            meeting_steps.reveal(store, meeting.id, "objektledare")
