"""What the pages get of a meeting: which one is meant, and what each round changed."""

from prioritering.meeting.meeting import Answer, Kind
from prioritering.store import ballots, meetings
from prioritering.store.connection import Store
from prioritering.usecases.group_result import group_result
from prioritering.usecases.meeting_room import chosen_meeting
from prioritering.view.view import View
from tests.folders import UKFA, VSO
from tests.usecases.builders import filled, shown_round


def test_the_meeting_asked_for_is_meant_and_else_the_plans_newest(store: Store) -> None:
    older = filled(store)
    newer = shown_round(store)
    for asked, meant in ((older.id, older.id), (newer.id, newer.id), ("", newer.id), ("finns-inte", newer.id)):
        found = chosen_meeting(store, VSO, asked)
        assert found is not None
        assert found.id == meant
    assert chosen_meeting(store, UKFA, older.id) is None


def test_rounds_are_compared_for_what_was_asked_again_and_who_did_not_answer_stands_by_what_was_said(
    store: Store,
) -> None:
    meeting = filled(store)
    before = group_result(store, meeting.id, View(source="median"))
    assert list(before.compared_rounds()) == []
    meetings.open_round(store, meeting.id, ["S02"], "objektledare")
    voter = ballots.Voter(meeting.id, meetings.members(store, meeting.id)[0], 2)
    ballots.save_answer(store, voter, "S02", "omfattning", Answer(kind=Kind.LEVEL, value="Låg"))
    assert list(group_result(store, meeting.id, View(source="median")).compared_rounds()) == []
    meetings.reveal(store, meeting.id, "objektledare")
    after = group_result(store, meeting.id, View(source="median"))
    told = [
        (first.number, second.number, was.project_id, now.criterion_id, was.values, now.values)
        for first, second, was, now in after.compared_rounds()
    ]
    # One of the two said Hög and then Låg; the other said Hög once, and it stands.
    assert [row for row in told if row[3] == "omfattning"] == [(1, 2, "S02", "omfattning", (0.75, 0.75), (0.25, 0.75))]
    assert {row[2] for row in told} == {"S02"}


def test_the_answers_behind_a_cell_are_those_on_its_project_lowest_first(store: Store) -> None:
    meeting = filled(store)
    voter = ballots.Voter(meeting.id, meetings.members(store, meeting.id)[0], 1)
    ballots.save_answer(store, voter, "S02", "omfattning", Answer(kind=Kind.LEVEL, value="Mycket hög"))
    found = group_result(store, meeting.id, View(source="median"))
    told = [(share, sheet.role) for share, sheet in found.counted(found.cells["S02", "omfattning"])]
    assert told == [(0.75, "Objektledare"), (1.0, "Objektägare")]
