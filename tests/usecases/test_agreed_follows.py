"""What a meeting agreed on follows its project to a new id, and nothing of it is left at the old one."""

from __future__ import annotations

from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases.agreed_levels import agree
from prioritering.usecases.gather import gather
from prioritering.usecases.history import history_of
from prioritering.usecases.same_project import take_back_entry
from tests.folders import PROV
from tests.usecases.builders import Import
from tests.usecases.test_answers_back import VIEW, answered
from tests.usecases.test_overtaken import BY, assume, beside, shown
from tests.usecases.test_taken_ids import answer_one

ROWS = "{},{},strategiskt,500,Tidsbesparande,Hög,Kort\n{},{},prioriterat,300,Tidsbesparande,Medel,Kort\n"
NAMES = ("Första", "Ny skolplattform")


def said(store: Store) -> list[tuple[str, object]]:
    """What has been agreed on and not been taken back, whether it counts or not."""
    return sorted((entry.project_id, entry.level) for entry in entry_log.current(store, PROV).agreed)


def agree_on(store: Store, **levels: str) -> None:
    meeting = answered(store, "A1", "A4")
    for project, level in levels.items():
        agree(beside(store), meeting.id, (project, "omfattning"), level, BY)


def test_a_level_agreed_on_follows_to_the_new_id_and_none_is_left_to_be_asked_about(
    store: Store, take_in: Import
) -> None:
    take_in(ROWS.format("A1", NAMES[0], "A4", NAMES[1]))
    agree_on(store, A4="Låg")
    take_in(ROWS.format("A1", NAMES[0], "B7", NAMES[1]))
    answer_one(store)
    assert said(store) == [("B7", "Låg")]
    assert (gather(store, VIEW).asked, shown(store, VIEW).notices) == ((), ())
    take_back_entry(beside(store), "same_projects", ("B7", "A4"), BY)
    assert said(store) == [("A4", "Låg")]


def test_levels_agreed_on_two_projects_that_change_ids_follow_each_and_are_so_told(
    store: Store, take_in: Import
) -> None:
    take_in(ROWS.format("A1", NAMES[0], "A4", NAMES[1]))
    agree_on(store, A1="Medel", A4="Låg")
    take_in(ROWS.format("A4", NAMES[0], "A1", NAMES[1]))
    answer_one(store)
    assert said(store) == [("A4", "Medel")]
    answer_one(store)
    assert said(store) == [("A1", "Låg"), ("A4", "Medel")]
    assert (gather(store, VIEW).asked, shown(store, VIEW).notices) == ((), ())
    told = [(line.about, line.before, line.after) for line in history_of(store, PROV) if line.kind == "agreed"][:3]
    assert told == [
        ("det ni enades om på Omfattning för Ny skolplattform", "inget", "Låg"),
        ("det ni enades om på Omfattning för Första", "Låg", "Medel"),
        ("det ni enades om på Omfattning för Ny skolplattform", "Medel", "inget"),
    ]


def test_what_has_followed_to_an_id_is_told_by_the_name_that_its_project_had_when_it_did(
    store: Store, take_in: Import
) -> None:
    take_in(ROWS.format("A1", NAMES[0], "A4", NAMES[1]))
    assume(store)
    # The plan states another cost for what is now A1, so the entry is asked about as before.
    take_in(ROWS.format("A1", NAMES[1], "A4", NAMES[0]))
    for _ in NAMES:
        answer_one(store)
    told = {(line.about, line.after) for line in history_of(store, PROV) if line.kind == "costs"}
    assert told == {
        (f"kostnaden för {NAMES[1]}", "600–800\u00a0tkr"),
        (f"kostnaden för {NAMES[0]}", "inget"),
        (f"kostnaden för {NAMES[0]} (hette då ”{NAMES[1]}”)", "600–800\u00a0tkr"),
    }
