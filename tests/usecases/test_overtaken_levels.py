"""A level that the group has agreed on without ballots is asked about, by name, when the plan touches its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.criteria.gate import Verdict
from prioritering.meeting.meeting import Answer, Kind, Naming, Setup
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import change_plan, meeting_room
from prioritering.view.view import View
from tests.criteria.gates import ROWS, gated_plan
from tests.folders import PROV
from tests.store import meeting_steps
from tests.usecases.builders import Import
from tests.usecases.test_answers_back import answered
from tests.usecases.test_overtaken import BY, VIEW, beside, shown

FIRST = "A1,Första,strategiskt,500,Två effekter,Hög,Kort\n"
TARGET = ("A4", "omfattning")
NOT_HERE = ", dock inte här, där mötets svar räknas"
IN_BOTH = pytest.mark.parametrize("source", ["planen", "median"])


def fourth(level: str) -> str:
    return f"A4,Ny skolplattform,prioriterat,300,En effekt,{level},Kort\n"


def agree(store: Store, source: str, level: str = "Hög", projects: tuple[str, ...] = ("A4",)) -> View:
    """Hold a meeting that answers on the first project, and agree on the level of others; return what is looked at."""
    answered(store, "A1")
    criterion = shown(store).model.criterion("omfattning")
    for key in projects:
        change_plan.assume_level(beside(store), criterion, key, (level, level), BY)
    return VIEW.model_copy(update={"source": source})


def said(store: Store, view: View) -> list[str]:
    return [note.replace("\u00a0", " ") for note in shown(store, view).notices]


def levels(store: Store) -> list[tuple[str, str | float]]:
    return [(entry.project_id, entry.low) for entry in shown(store).changes.levels]


@IN_BOTH
@pytest.mark.parametrize(
    ("before", "after", "now"),
    [("", "Låg", "Låg"), ("?", "Låg", "Låg"), ("Låg", "Medel", "Medel"), ("Låg-Medel", "Medel", "Medel")],
)
def test_it_is_asked_about_when_the_plan_comes_to_state_a_level_or_another_than_it_did(
    store: Store, take_in: Import, source: str, before: str, after: str, now: str
) -> None:
    take_in(FIRST + fourth(before))
    view = agree(store, source)
    assert said(store, view) == []
    take_in(FIRST + fourth(after))
    where = NOT_HERE if source == "median" else ""
    assert said(store, view) == [
        f"Planen anger nu Omfattning {now} för Ny skolplattform. Behåll Hög eller släpp? "
        f"Tills ni har svarat räknas antagandet{where}; planens värde står bredvid."
    ]
    change_plan.keep_on(beside(store), "levels", TARGET, BY)
    assert (said(store, view), levels(store)) == ([], [("A4", "Hög")])
    take_in(FIRST + fourth("Mycket hög"))
    assert len(said(store, view)) == 1
    change_plan.take_back(beside(store), "levels", TARGET, BY)
    assert (said(store, view), levels(store)) == ([], [])


@IN_BOTH
def test_when_its_project_leaves_the_plan_it_is_kept_or_let_go_and_does_not_come_back_silently(
    store: Store, take_in: Import, source: str
) -> None:
    take_in(FIRST + fourth("Låg"))
    view = agree(store, source)
    take_in(FIRST)
    assert said(store, view) == [
        "Ny skolplattform finns inte längre i planen. Gruppens antagande räknas inte. Behåll det, om projektet kommer "
        "tillbaka, eller släpp?"
    ]
    change_plan.keep_on(beside(store), "levels", TARGET, BY)
    assert (said(store, view), levels(store)) == ([], [])
    take_in(FIRST + fourth("Låg"))
    (back,) = said(store, view)
    assert back.startswith("Planen har åter Ny skolplattform: gäller antagandet fortfarande?")
    assert levels(store) == []


def test_what_is_said_to_count_until_it_is_answered_counts_where_the_plans_levels_do_and_only_there(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST + fourth(""))
    view = agree(store, "median")
    take_in(FIRST + fourth("Låg"))
    assert NOT_HERE in said(store, view)[0]
    assert {item.id for item in shown(store, view).board.candidates} == {"A1"}
    (plain,) = said(store, VIEW)
    assert NOT_HERE not in plain
    board = shown(store).board
    (index,) = [number for number, item in enumerate(board.candidates) if item.id == "A4"]
    assert board.candidates[index].mark("omfattning").low == "Hög"


@IN_BOTH
def test_many_are_one_question_by_name(store: Store, take_in: Import, source: str) -> None:
    keys = [f"B{number}" for number in range(1, 5)]

    def rows(level: str) -> str:
        return "".join(f"{key},Projekt {key},strategiskt,500,Två effekter,{level},Kort\n" for key in keys)

    take_in(FIRST + rows(""))
    view = agree(store, source, projects=tuple(keys))
    take_in(FIRST + rows("Låg"))
    where = ", nivåer dock inte här, där mötets svar räknas" if source == "median" else ""
    assert said(store, view) == [
        "Planen anger nu värden som gruppen har antagit för Projekt B1, Projekt B2, Projekt B3 och Projekt B4. Behåll "
        f"eller släpp vart och ett av antagandena? Tills ni har svarat räknas de{where}; planens värden står bredvid."
    ]


def test_what_is_agreed_of_a_gate_counts_beside_a_meetings_answers_too(store: Store, tmp_path: Path) -> None:
    import_plan(store, read_plan(gated_plan(tmp_path)))
    setup = Setup(roles=("Linjechef",), naming=Naming.BY_ROLE)
    opened = meeting_room.open_meeting(store, PROV, setup, ("a", "c"), "Objektledare")
    member, _ = meetings.join(store, opened.code, "Linjechef")
    for key in ("a", "c"):
        ballots.save_answer(store, Voter(opened.id, member, 1), key, "nytta", Answer(kind=Kind.LEVEL, value=5))
    meeting_steps.reveal(store, opened.id, "Objektledare")
    view = VIEW.model_copy(update={"source": "median"})
    (gate,) = shown(store).model.gates
    change_plan.assume_verdict(beside(store), gate, "c", Verdict.NO, BY)
    import_plan(store, read_plan(gated_plan(tmp_path, ROWS.replace("4,\n", "4,ja\n"))))
    asked = [note for note in said(store, view) if "Gamma" in note]
    assert [note.partition(" eller släpp? ")[2] for note in asked] == [
        "Tills ni har svarat räknas antagandet; planens värde står bredvid."
    ]
    assert [item.id for item in shown(store, view).scored.gated] == ["a", "c"]
