"""Answers about a project that left the plan and came back wait until someone has said whether they count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Answer, Kind, Meeting, Naming, Setup
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, entry_log, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, plan_version
from prioritering.usecases import change_plan, meeting_room
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.gather import NOW, AsOf, gather
from prioritering.usecases.group_result import group_result
from prioritering.usecases.history import history_of, undo
from prioritering.usecases.meeting_document import meeting_document
from prioritering.usecases.overtaken_ballots import overtaken_ballots
from prioritering.usecases.picture import picture_of
from prioritering.view.view import View
from tests.folders import PROV, write_plan
from tests.store import meeting_steps
from tests.usecases.builders import ANSWERS

BY = Signature("Objektledare", "Vi har tittat")
FIRST = "A1,Första,strategiskt,500,Tidsbesparande,Hög,Kort\n"
FOURTH = "A4,Ny skolplattform,prioriterat,300,Tidsbesparande,Medel,Kort\n"
VIEW = View(plan="prov", source="median", frame="1000")
Import = Callable[[str], None]


@pytest.fixture
def take_in(store: Store, tmp_path: Path) -> Import:
    """Take in a new version of the plan."""
    return lambda rows: import_plan(store, read_plan(write_plan(tmp_path, rows)))


def answered(store: Store, *projects: str) -> Meeting:
    """Hold a meeting in which one member answers on some projects, and show it."""
    setup = Setup(roles=("Linjechef",), naming=Naming.BY_ROLE)
    opened = meeting_room.open_meeting(store, PROV, setup, projects, "Objektledare")
    meetings.join(store, opened.code, "Linjechef", "chefen")
    answer_all(store, opened, 1, *projects)
    return meeting_steps.reveal(store, opened.id, "Objektledare")


def answer_all(store: Store, meeting: Meeting, number: int, *projects: str) -> None:
    who = Voter(meeting.id, meetings.members(store, meeting.id)[0], number)
    for project in projects:
        for criterion, value in ANSWERS.items():
            ballots.save_answer(store, who, project, criterion, Answer(kind=Kind.LEVEL, value=value))


def ranked(store: Store, as_of: AsOf = NOW) -> set[str]:
    return {item.id for item in picture_of(store, VIEW, as_of).board.candidates}


def group(store: Store, meeting: Meeting) -> set[str]:
    """The projects that the group's own result has answers on."""
    return {key for (key, _), cell in group_result(store, meeting.id, VIEW).cells.items() if cell.count}


def away_and_back(take_in: Import) -> None:
    take_in(FIRST)
    take_in(FIRST + FOURTH)


def answer(store: Store, count: bool) -> None:
    (held,) = gather(store, VIEW).held
    change_plan.answer_held(Beside(store, PROV, plan_version(store, PROV)), held, count, BY)


def test_the_answers_wait_in_picture_result_and_document_alike(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    meeting = answered(store, "A1", "A4")
    assert (ranked(store), group(store, meeting)) == ({"A1", "A4"}, {"A1", "A4"})
    away_and_back(take_in)
    assert (ranked(store), group(store, meeting)) == ({"A1"}, {"A1"})
    document = meeting_document(store, meeting.id)
    assert document["svar_som_vantar"] == [{"projekt": "A4", "projekt_namn": "Ny skolplattform", "rundor": [1]}]
    assert {row["projekt"] for row in document["gruppen"] if row["antal_svar"]} == {"A1"}
    # What was said stays in the meeting.
    assert {row["projekt"] for row in document["svar"]} == {"A1", "A4"}
    (notice,) = picture_of(store, VIEW).notices
    assert "Planen har åter Ny skolplattform" in notice
    # The plan's own levels have nothing to wait for.
    assert picture_of(store, VIEW.model_copy(update={"source": "planen"})).notices == ()


@pytest.mark.parametrize("count", [True, False])
def test_an_answer_is_an_entry_and_can_be_undone(store: Store, take_in: Import, count: bool) -> None:
    take_in(FIRST + FOURTH)
    meeting = answered(store, "A1", "A4")
    away_and_back(take_in)
    answer(store, count)
    counted = {"A1", "A4"} if count else {"A1"}
    assert (ranked(store), group(store, meeting)) == (counted, counted)
    assert overtaken_ballots(store, PROV) == ()
    told = history_of(store, PROV)[0]
    assert (told.role, told.reason, told.about) == (*BY, "svaren om Ny skolplattform i ett möte")
    assert told.after == ("räknas igen" if count else "är släppta")
    assert ranked(store, AsOf(entry=0)) == {"A1"}
    undo(Beside(store, PROV), told.entry_id)
    assert len(gather(store, VIEW).held) == 1
    assert (ranked(store), group(store, meeting)) == ({"A1"}, {"A1"})


def test_a_question_about_answers_is_answered_once(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    answered(store, "A4")
    away_and_back(take_in)
    (held,) = gather(store, VIEW).held
    beside = Beside(store, PROV, plan_version(store, PROV))
    change_plan.answer_held(beside, held, True, BY)
    with pytest.raises(BadArgument, match="redan svarat"):
        change_plan.answer_held(beside, held, False, BY)


def test_away_once_more_it_is_asked_once_more_and_what_was_let_go_stays_let_go(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    meeting = answered(store, "A1", "A4")
    away_and_back(take_in)
    answer(store, count=False)
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    meeting_room.open_round(store, meeting.id, {"A4": ["omfattning"]}, "Objektledare", comes_after=1)
    who = Voter(meeting.id, meetings.members(store, meeting.id)[0], 2)
    ballots.save_answer(store, who, "A4", "omfattning", Answer(kind=Kind.LEVEL, value="Låg"))
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    cells = {key for key, cell in group_result(store, meeting.id, VIEW).cells.items() if cell.count and key[0] == "A4"}
    assert cells == {("A4", "omfattning")}
    away_and_back(take_in)
    assert group(store, meeting) == {"A1"}
    answer(store, count=True)
    after = {key for key, cell in group_result(store, meeting.id, VIEW).cells.items() if cell.count and key[0] == "A4"}
    assert after == cells


def test_where_a_new_round_has_asked_for_all_of_it_nothing_is_asked(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    meeting = answered(store, "A1", "A4")
    away_and_back(take_in)
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    meeting_room.open_round(store, meeting.id, {"A4": list(ANSWERS)}, "Objektledare", comes_after=1)
    answer_all(store, meeting, 2, "A4")
    assert len(gather(store, VIEW).held) == 1
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    assert gather(store, VIEW).held == ()
    assert group(store, meeting) == {"A1", "A4"}


def test_as_of_the_version_before_it_left_the_answers_count(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    answered(store, "A1", "A4")
    away_and_back(take_in)
    assert ranked(store, AsOf(plan_version=1)) == {"A1", "A4"}
    assert ranked(store) == {"A1"}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(versions=st.lists(st.sets(st.sampled_from(["A1", "A2", "A3"])), max_size=5))
def test_the_answers_on_what_never_went_away_are_untouched(tmp_path: Path, versions: list[set[str]]) -> None:
    every = {key: f"{key},Projekt {key},strategiskt,500,Tidsbesparande,Hög,Kort\n" for key in ("A1", "A2", "A3")}
    store = Store.open(":memory:")
    import_plan(store, read_plan(write_plan(tmp_path, "".join(every.values()) + FOURTH)))
    meeting = answered(store, *every)
    for number, there in enumerate(versions):
        # A cost that is new each time, so that it is a new version.
        rows = "".join(every[key] for key in sorted(there)) + FOURTH.replace("300", str(number))
        import_plan(store, read_plan(write_plan(tmp_path, rows)))
    now = versions[-1] if versions else set(every)
    always = {key for key in every if all(key in there for there in versions)}
    counting = group(store, meeting)
    asked = gather(store, VIEW).held
    assert counting == always
    assert {item.project_id for item in asked if not item.gone} == now - always
    assert {item.project_id for item in asked if item.gone} == set(every) - now
    assert entry_log.history(store, PROV) == ()
    store.close()
