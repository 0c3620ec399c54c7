"""What is asked of a level that a meeting agreed on when a later version of the plan has touched its project."""

from __future__ import annotations

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Meeting, Naming, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.usecases import meeting_room
from prioritering.usecases.agreed_levels import agree
from prioritering.usecases.change_plan import Beside, Signature, assume_cost, keep_on
from prioritering.usecases.gather import gather
from prioritering.usecases.history import can_be_undone, history_of, undo
from prioritering.usecases.picture import picture_of
from prioritering.usecases.same_project import take_back_entry
from prioritering.view.view import View
from tests.folders import PROV
from tests.store import meeting_steps
from tests.usecases.builders import Import

BY = Signature("Objektledare", "Alla kommuner berörs")
VIEW = View(plan="prov", source="median")
ROW = "A1,{name},strategiskt,500,Tidsbesparande,{level},Kort\n"
OTHER = "A2,Andra,strategiskt,300,Tidsbesparande,Hög,Kort\n"


def agreed(store: Store) -> Meeting:
    """Hold a meeting that has answered Hög on both projects, and agreed on Låg for the first."""
    setup = setup_from(["Objektledare"], Naming.BY_ROLE)
    opened = meetings.open_meeting(store, PROV, standard_model(), setup, "objektledare")
    member, _ = meetings.join(store, opened.code, "Objektledare")
    meeting_steps.open_round(store, opened.id, ["A1", "A2"], "objektledare")
    for project in ("A1", "A2"):
        answer = Answer(kind=Kind.LEVEL, value="Hög")
        ballots.save_answer(store, Voter(opened.id, member, 1), project, "omfattning", answer)
    meeting_steps.reveal(store, opened.id, "objektledare")
    agree(Beside(store, PROV, 1), opened.id, ("A1", "omfattning"), "Låg", BY)
    return opened


def counted(store: Store) -> list[object]:
    return [entry.level for entry in gather(store, VIEW).changes.agreed]


def test_when_its_project_leaves_the_plan_and_comes_back_it_waits_until_someone_has_said_that_it_holds(
    store: Store, take_in: Import
) -> None:
    take_in(ROW.format(name="Första", level="Hög") + OTHER)
    agreed(store)
    assert counted(store) == ["Låg"]
    take_in(OTHER)
    assert counted(store) == []
    # The answers it was agreed on in wait for the same, so all of it is one question.
    assert any("Gruppens överenskomna nivå och svar i mötet den " in text for text in picture_of(store, VIEW).notices)
    take_in(ROW.format(name="Första", level="Hög") + OTHER)
    (question,) = (one for one in gather(store, VIEW).asked if one.kind == "agreed")
    assert counted(store) == [] and not question.counts
    (text,) = picture_of(store, VIEW).notices
    assert text.startswith("Planen har åter Första: gäller den överenskomna nivån och svaren i mötet den ")
    keep_on(Beside(store, PROV, 3), "agreed", question.entry.target, BY)
    assert counted(store) == ["Låg"]


def test_when_its_project_leaves_the_plan_it_is_asked_about_together_with_what_else_is_said_of_it(
    store: Store, take_in: Import
) -> None:
    take_in(ROW.format(name="Första", level="Hög") + OTHER)
    agreed(store)
    assume_cost(Beside(store, PROV, 1), "A1", (5_000, 5_000), BY)
    take_in(OTHER)
    (text,) = picture_of(store, VIEW).notices
    assert "antagande" in text and "överenskomna nivå" in text


def test_when_the_plan_comes_to_say_something_else_it_counts_and_is_asked_about(store: Store, take_in: Import) -> None:
    take_in(ROW.format(name="Första", level="") + OTHER)
    agreed(store)
    take_in(ROW.format(name="Första", level="Medel") + OTHER)
    assert counted(store) == ["Låg"]
    until = "Tills ni har svarat räknas den överenskomna nivån där mötets svar räknas; planens värde står bredvid."
    said = "Planen anger nu Omfattning Medel för Första. Behåll det ni enades om, Låg, eller släpp?"
    assert f"{said} {until}" in picture_of(store, VIEW).notices


def test_an_id_that_has_become_another_projects_takes_nothing_of_what_was_agreed_on(
    store: Store, take_in: Import
) -> None:
    take_in(ROW.format(name="Första", level="Hög") + OTHER)
    agreed(store)
    take_in(ROW.format(name="Simhallens nya tak", level="Hög") + OTHER)
    assert counted(store) == []
    (text,) = picture_of(store, VIEW).notices
    assert "Gäller den överenskomna nivån och svaren i mötet den " in text
    assert text.endswith("fortfarande? Tills ni har svarat räknas de inte.")


def test_many_are_asked_about_in_one_sentence(store: Store, take_in: Import) -> None:
    names = ("Arkiv", "Bibliotek", "Cykelväg", "Dagvatten")
    rows = [f"A{n},{name},strategiskt,500,Tidsbesparande,{{}},Kort\n" for n, name in enumerate(names, 1)]
    take_in("".join(row.format("") for row in rows))
    meeting = agreed(store)
    meeting_steps.open_round(store, meeting.id, ["A3", "A4"], "objektledare")
    meeting_steps.reveal(store, meeting.id, "objektledare")
    for project in ("A2", "A3", "A4"):
        agree(Beside(store, PROV, 1), meeting.id, (project, "omfattning"), "Låg", BY)
    take_in("".join(row.format("Medel") for row in rows))
    (said,) = (text for text in picture_of(store, VIEW).notices if "ett möte har enats om nivån" in text)
    assert "Arkiv, Bibliotek, Cykelväg och Dagvatten" in said
    assert counted(store) == ["Låg"] * 4


def test_what_an_ended_meeting_agreed_on_is_let_go_of_by_name_when_the_plan_says_otherwise_and_that_is_undone(
    store: Store, take_in: Import
) -> None:
    take_in(ROW.format(name="Första", level="") + OTHER)
    meeting = agreed(store)
    meeting_room.record(store, meeting.id, Happening.MEETING_CLOSED, "objektledare")
    take_in(ROW.format(name="Första", level="Medel") + OTHER)
    (question,) = (one for one in gather(store, VIEW).asked if one.kind == "agreed")
    take_back_entry(Beside(store, PROV, 2), "agreed", question.entry.target, BY)
    assert counted(store) == []
    let_go = history_of(store, PROV)[0].entry_id
    assert can_be_undone(store, PROV, (let_go,))
    undo(Beside(store, PROV, 2), let_go)
    assert counted(store) == ["Låg"]
