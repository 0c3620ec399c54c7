"""What the pages get of a meeting: which one is meant, and what each round changed."""

from pathlib import Path

import pytest

from prioritering.errors import BadArgument, StoreError
from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.meeting.results import Cell
from prioritering.meeting.rounds import Happening
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import meeting_room
from prioritering.usecases.group_result import group_result
from prioritering.usecases.meeting_room import chosen_meeting
from prioritering.usecases.next_round import ToDiscuss, asked_of, cells_to_discuss, what_asked_for
from prioritering.view.view import View
from tests.folders import DATA, UKFA, VSO
from tests.store import meeting_steps
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
    meeting_steps.open_round(store, meeting.id, ["S02"], "objektledare")
    voter = ballots.Voter(meeting.id, meetings.members(store, meeting.id)[0], 2)
    ballots.save_answer(store, voter, "S02", "omfattning", Answer(kind=Kind.LEVEL, value="Låg"))
    assert list(group_result(store, meeting.id, View(source="median")).compared_rounds()) == []
    meeting_steps.reveal(store, meeting.id, "objektledare")
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


def test_a_round_on_one_criterion_is_compared_on_that_criterion_alone(store: Store) -> None:
    meeting = filled(store)
    meeting_steps.open_round(store, meeting.id, {"S02": ["omfattning"]}, "objektledare")
    meeting_steps.reveal(store, meeting.id, "objektledare")
    found = group_result(store, meeting.id, View(source="median"))
    assert [now.criterion_id for _, _, _, now in found.compared_rounds()] == ["omfattning"]


def test_what_the_next_round_asks_about_follows_the_threshold(store: Store) -> None:
    meeting, view = filled(store), View(source="median")
    voter = ballots.Voter(meeting.id, meetings.members(store, meeting.id)[0], 1)
    for project, level in (("S02", "Låg"), ("S03", "Mycket hög")):
        ballots.save_answer(store, voter, project, "omfattning", Answer(kind=Kind.LEVEL, value=level))
    found = group_result(store, meeting.id, view)
    told = {
        least: [(cell.project_id, cell.steps) for cell in cells_to_discuss(store, found, view, least, False).apart]
        for least in (1, 2, 3)
    }
    assert told == {1: [("S02", 2), ("S03", 1)], 2: [("S02", 2)], 3: []}


def test_a_spread_that_could_move_a_project_over_the_line_is_asked_about_however_small(store: Store) -> None:
    # Without the assumed costs and the lock, S01 costs 1 730 tkr of the frame and only the first of three fits.
    meeting = filled(store)
    view = View(source="median", frame="2000", assumptions=False)
    voter = ballots.Voter(meeting.id, meetings.members(store, meeting.id)[0], 1)
    ballots.save_answer(store, voter, "S01", "omfattning", Answer(kind=Kind.LEVEL, value="Medel"))
    found = group_result(store, meeting.id, view)
    asked = cells_to_discuss(store, found, view, 2, crossing=True)
    assert [(cell.project_id, cell.criterion_id, cell.steps) for cell in asked.across] == [("S01", "omfattning", 1)]
    assert asked.apart == ()
    # Of what the leader has chosen besides, all is asked; each question is counted for one thing.
    chosen = asked_of(asked.cells, ["S01", "S02"], meeting.model.ids)
    assert what_asked_for(asked, chosen) == (0, 1, 3)
    assert what_asked_for(cells_to_discuss(store, found, view, 1, crossing=True), chosen) == (1, 0, 3)
    assert cells_to_discuss(store, found, view, 2, crossing=False) == ToDiscuss()
    # Without a frame there is no line to cross.
    assert cells_to_discuss(store, found, view.model_copy(update={"frame": "ingen"}), 2, crossing=True) == ToDiscuss()


def test_a_project_without_a_cell_to_discuss_is_asked_about_whole(store: Store) -> None:
    cells = (Cell("S02", "omfattning", (0.0, 1.0), steps=4), Cell("S02", "effekttyp", (0.0, 1.0), steps=2))
    every = ("effekttyp", "omfattning", "tidsperspektiv")
    assert asked_of(cells, ["S02", "S09"], every) == {"S02": ("effekttyp", "omfattning"), "S09": every}


def test_a_meeting_is_not_opened_on_a_project_that_the_plan_does_not_have(store: Store) -> None:
    filled(store)
    before = meetings.meetings_of(store, VSO)
    with pytest.raises(BadArgument, match="finns inte längre i planen"):
        meeting_room.open_meeting(store, VSO, setup_from(["x"], Naming.BY_ROLE), ["S01", "NOPE"], "x")
    assert meetings.meetings_of(store, VSO) == before


def test_the_group_puts_projects_by_points_and_those_without_points_last_without_a_place(store: Store) -> None:
    meeting = filled(store)
    found = group_result(store, meeting.id, View(source="median")).ranked()
    known = [item for item in found if item.points is not None]
    assert found[: len(known)] == known
    assert [item.points for item in known] == sorted((item.points or 0 for item in known), reverse=True)
    for item in known:
        assert item.place == 1 + len([one for one in known if (one.points or 0) > (item.points or 0)])
        assert item.tied is (len([one for one in known if one.points == item.points]) > 1)
    assert {(item.place, item.tied) for item in found[len(known) :]} <= {(None, False)}
    assert any(item.tied for item in known)


def test_a_meeting_whose_first_round_cannot_begin_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "mote.duckdb"
    store = Store.open(path)
    import_plan(store, read_plan(DATA / "vso-2021"))
    setup = setup_from(["Linjechef"], Naming.BY_ROLE)
    in_the_way = Path(f"{path}{BOXES_SUFFIX}")
    in_the_way.write_text("")
    with pytest.raises(StoreError, match="inget är ändrat"):
        meeting_room.open_meeting(store, VSO, setup, ["S01"], "x")
    assert meeting_room.meetings_on(store, VSO) == ()
    in_the_way.unlink()
    opened = meeting_room.open_meeting(store, VSO, setup, ["S01", "S02"], "x")
    assert [item.project_ids for item in opened.rounds] == [("S01", "S02")]
    assert meeting_room.meetings_on(store, VSO) == (opened,)
    store.close()


def test_only_those_who_share_a_place_are_said_to_share_it(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    meeting = shown_round(store, level="Ingen")
    ranked = group_result(store, meeting.id, View(source="medel")).ranked()
    assert [(item.project_id, item.place, item.tied) for item in ranked[:3]] == [
        ("S01", 1, True),
        ("S03", 1, True),
        ("S02", 3, False),
    ]


def test_a_role_is_held_while_somebody_is_there_in_it_and_a_round_can_then_be_answered(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    setup = setup_from(["Objektägare", "Objektledare"], Naming.BY_ROLE)
    meeting = meeting_room.open_meeting(store, VSO, setup, ["S01"], "x")

    def held() -> tuple[bool, set[str], tuple[str, ...]]:
        there = meeting_room.room(store, meeting.id)
        return there.takes_part, there.taken_roles, there.vacant_roles

    nobody = (False, set[str](), setup.roles)
    assert held() == nobody
    member, _ = meetings.join(store, meeting.code, "Objektägare")
    assert held() == (True, {"Objektägare"}, ("Objektledare",))
    meetings.record(store, meeting.id, Happening.ROLE_SHARED, "x", "Objektägare")
    assert held() == (True, set(), ("Objektledare",))
    meetings.record(store, meeting.id, Happening.MEMBER_LEFT, "x", member.id)
    assert held() == nobody
