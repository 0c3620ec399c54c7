"""Answers about a project that a new version takes out are asked about by name, and come back with a word."""

from __future__ import annotations

from prioritering.meeting.meeting import Answer, Kind, Naming, Setup
from prioritering.plan.object_plan import Tier
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import plan_version
from prioritering.usecases import change_plan, meeting_room
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.gather import gather
from prioritering.usecases.group_result import group_result
from prioritering.usecases.history import history_of, undo
from prioritering.usecases.overtaken_ballots import overtaken_ballots
from prioritering.usecases.picture import picture_of
from prioritering.view.ballot_words import ballot_sentences
from prioritering.view.view import View
from tests.folders import PROV
from tests.store import meeting_steps
from tests.usecases.builders import Import

BY = Signature("Objektledare", "Vi har tittat")
MEDIAN = View(plan="prov", source="median", frame="1000")
FIRST, FOURTH = "A1,Första,strategiskt,500,Två effekter,Hög,Kort\n", "A4,Ny skolplattform,prioriterat,,,,\n"


def round_on(store: Store, *projects: str, answers: bool = True) -> str:
    """Open a meeting with a round that one member answers."""
    setup = Setup(roles=("Linjechef",), naming=Naming.BY_ROLE)
    opened = meeting_room.open_meeting(store, PROV, setup, projects, "Objektledare")
    if answers:
        member, _ = meetings.join(store, opened.code, "Linjechef")
        for key in projects:
            answer = Answer(kind=Kind.LEVEL, value="Hög")
            ballots.save_answer(store, Voter(opened.id, member, 1), key, "omfattning", answer)
    return opened.id


def said(store: Store) -> list[str]:
    return [
        sentence.replace("\u00a0", " ")
        for item in overtaken_ballots(store, PROV)
        for sentence in ballot_sentences(item.opened_at, item.held, item.asked)
    ]


def test_an_answered_project_that_leaves_the_plan_is_named_and_when_it_comes_back_it_is_asked_about(
    store: Store, take_in: Import
) -> None:
    take_in(FIRST + FOURTH)
    meeting = round_on(store, "A1", "A4")
    meeting_steps.reveal(store, meeting, "Objektledare")
    assert said(store) == []
    take_in(FIRST)
    (gone,) = said(store)
    assert gone.startswith("Ny skolplattform finns inte längre i planen. Gruppens svar om det i mötet ")
    assert "räknas inte. Behåll dem, om projektet kommer tillbaka, eller släpp dem? Ni svarar på Prioritera" in gone
    take_in(FIRST + FOURTH.replace("prioriterat", "önskvärt"))
    (back,) = said(store)
    assert back.startswith("Planen har åter Ny skolplattform, som var borta efter mötet ")
    assert "Gäller gruppens svar om det fortfarande? Tills ni har svarat räknas de inte." in back
    meeting_steps.close_round(store, meeting, "Objektledare")
    meeting_room.open_round(store, meeting, {"A4": ["omfattning"]}, "Objektledare", comes_after=1)
    # Asked again is the answer, once it is seen.
    assert len(said(store)) == 1


def test_a_new_round_on_what_came_back_is_the_answer(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    meeting_steps.reveal(store, round_on(store, "A4"), "Objektledare")
    take_in(FIRST)
    take_in(FIRST + FOURTH.replace("prioriterat", "önskvärt"))
    assert len(said(store)) == 1
    meeting_steps.reveal(store, round_on(store, "A4"), "Objektledare")
    assert said(store) == []


def test_of_a_blind_round_only_what_it_asks_about_is_told(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    meeting = round_on(store, "A4", answers=False)
    take_in(FIRST)
    asks = ["Rundan som pågår frågar om Ny skolplattform, som inte längre finns i planen. Svaren räknas inte."]
    assert said(store) == asks
    member, _ = meetings.join(store, meetings.get_meeting(store, meeting).code, "Linjechef")
    ballots.save_answer(store, Voter(meeting, member, 1), "A4", "omfattning", Answer(kind=Kind.LEVEL, value="Hög"))
    assert said(store) == asks


def test_what_the_group_has_added_is_in_no_version_and_is_not_gone(store: Store, take_in: Import) -> None:
    take_in(FIRST)
    added = change_plan.add_project(Beside(store, PROV), "Ny karta", Tier.DESIRABLE, Signature("Linjechef", "Behov"))
    meeting_steps.reveal(store, round_on(store, added), "Objektledare")
    take_in(FIRST + FOURTH)
    assert said(store) == []


def test_many_names_are_cut(store: Store, take_in: Import) -> None:
    rows = [f"B{n},Projekt {n},,,,,\n" for n in range(25)]
    take_in("".join(rows) + FIRST)
    meeting_steps.reveal(store, round_on(store, *(f"B{n}" for n in range(25))), "Objektledare")
    take_in(FIRST)
    (gone,) = said(store)
    assert "Projekt 0, Projekt 1" in gone
    assert "och 5 till finns inte längre" in gone
    assert "om dem i mötet" in gone


def answer(store: Store, count: bool) -> None:
    (held,) = gather(store, MEDIAN).held
    change_plan.answer_held(Beside(store, PROV, plan_version(store, PROV)), held, count, BY)


def answered_about(store: Store, take_in: Import) -> str:
    take_in(FIRST + FOURTH)
    meeting = round_on(store, "A4")
    meeting_steps.reveal(store, meeting, "Objektledare")
    return meeting


def test_answers_that_are_kept_for_what_left_are_asked_about_when_it_is_back_and_do_not_count_until_then(
    store: Store, take_in: Import
) -> None:
    meeting = answered_about(store, take_in)
    take_in(FIRST)
    answer(store, count=True)
    assert said(store) == []
    assert history_of(store, PROV)[0].after == "behålls, om projektet kommer tillbaka"
    take_in(FIRST + FOURTH.replace("prioriterat", "önskvärt"))
    (back,) = said(store)
    assert back.startswith("Planen har åter Ny skolplattform")
    assert counted(store, meeting) == set()
    answer(store, count=True)
    assert (said(store), counted(store, meeting)) == ([], {"A4"})


def test_answers_that_are_let_go_with_what_left_stay_let_go_when_it_is_back(store: Store, take_in: Import) -> None:
    meeting = answered_about(store, take_in)
    take_in(FIRST)
    answer(store, count=False)
    take_in(FIRST + FOURTH.replace("prioriterat", "önskvärt"))
    assert (said(store), counted(store, meeting)) == ([], set())
    undo(Beside(store, PROV), history_of(store, PROV)[0].entry_id)
    assert len(said(store)) == 1


def test_what_the_plan_has_come_to_say_is_asked_of_the_answers_which_count_until_then(
    store: Store, take_in: Import
) -> None:
    meeting = answered_about(store, take_in)
    take_in(FIRST + FOURTH.replace(",,,,", ",,,Låg,"))
    (asked,) = said(store)
    assert asked.startswith("Planen anger nu Omfattning Låg för Ny skolplattform. Det gjorde den inte när ")
    assert "Gäller gruppens svar om det fortfarande? De räknas tills ni har svarat." in asked
    assert asked in [text.replace("\u00a0", " ") for text in picture_of(store, MEDIAN).notices]
    assert counted(store, meeting) == {"A4"}
    answer(store, count=True)
    assert (said(store), counted(store, meeting)) == ([], {"A4"})
    assert history_of(store, PROV)[0].after == "gäller fortfarande"
    # The plan says something else yet.
    take_in(FIRST + FOURTH.replace(",,,,", ",,,Medel,"))
    answer(store, count=False)
    assert (said(store), counted(store, meeting)) == ([], set())


def test_of_what_the_members_answered_themselves_or_in_a_later_round_nothing_is_asked(
    store: Store, take_in: Import
) -> None:
    meeting = answered_about(store, take_in)
    take_in(FIRST + FOURTH.replace(",,,,", ",,,Hög,"))
    assert said(store) == []
    take_in(FIRST + FOURTH.replace(",,,,", ",,,Låg,"))
    meeting_steps.close_round(store, meeting, "Objektledare")
    meeting_room.open_round(store, meeting, {"A4": ["omfattning"]}, "Objektledare", comes_after=1)
    who = Voter(meeting, meetings.members(store, meeting)[0], 2)
    ballots.save_answer(store, who, "A4", "omfattning", Answer(kind=Kind.LEVEL, value="Medel"))
    assert len(said(store)) == 1
    meeting_steps.reveal(store, meeting, "Objektledare")
    assert said(store) == []


def counted(store: Store, meeting: str) -> set[str]:
    return {key for (key, _), cell in group_result(store, meeting, MEDIAN).cells.items() if cell.count}
