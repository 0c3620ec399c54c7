"""Möte when a member's sealed answers are lost: who is told by role, the leader chooses, and the others have theirs."""

from __future__ import annotations

import shutil
from pathlib import Path

from prioritering.meeting.meeting import Member
from prioritering.store import ballots
from prioritering.store.connection import Store
from prioritering.usecases.meeting_document import meeting_document
from prioritering.view.meeting_workbook import meeting_workbook
from tests.pages.meeting import answer, join, newest, open_one
from tests.pages.visit import Visit, cells

BEST = {"effekttyp": "Två effekter", "omfattning": "Mycket hög", "tidsperspektiv": "Kort"}
ROLES = ("Linjechef", "Objektledare")
LOST = "Sparade svar från Linjechef i runda 1"


def done(store: Store, member: Member) -> None:
    answer(store, member, "S01", **BEST)
    meeting = newest(store)
    ballots.note_stage(store, ballots.Voter(meeting.id, member, 1), meeting, ["S01"])


def lose(store: Store, member: Member) -> None:
    assert store.boxes.folder is not None
    (Path(store.boxes.folder) / f"{newest(store).id}-1" / member.id).unlink()


def begun(store: Store) -> tuple[Visit, list[Member]]:
    """A round that both have answered, and one's answers are lost."""
    visit = open_one(ROLES, ("S01",))
    people = [join(store, role) for role in ROLES]
    for member in people:
        done(store, member)
    lose(store, people[0])
    return visit.run(), people


def test_the_page_and_the_dialog_name_whose_answers_are_lost_and_offer_to_wait_or_to_show_without(
    database: Store,
) -> None:
    visit, _ = begun(database)
    assert f"{LOST} finns inte kvar eller är från en äldre kopia." in visit.text
    assert cells(visit.html, "Linjechef")[1] == "har gått med · sparade svar saknas"
    assert cells(visit.html, "Objektledare")[1] == "✓ klar"
    visit.press("Visa svaren i runda 1")
    assert f"{LOST} har gått förlorade. Visas svaren nu är de inte med." in visit.text
    assert {"Visa utan Linjechef", "Vänta"} <= set(visit.labels())
    # To wait is what is proposed where something would be left out.
    proposed = [visit.button(label).proto.type for label in ("Visa utan Linjechef", "Vänta")]
    assert proposed == ["secondary", "primary"]
    assert "Visa svaren för alla" not in visit.labels()
    visit.press("Vänta")
    assert not newest(database).rounds[0].is_revealed


def test_a_round_that_is_lost_as_a_whole_can_be_closed_and_nothing_is_said_of_nobody_having_joined(
    database: Store,
) -> None:
    visit, _ = begun(database)
    assert database.boxes.folder is not None
    shutil.rmtree(Path(database.boxes.folder) / f"{newest(database).id}-1")
    visit.run()
    assert "Stäng runda 1" in visit.labels() and "Visa svaren i runda 1" not in visit.labels()
    assert "Ingen har gått med" not in visit.text


def test_shown_without_says_so_ever_after_on_the_page_and_in_the_files(database: Store) -> None:
    visit, _ = begun(database)
    visit.press("Visa svaren i runda 1").press("Visa utan Linjechef")
    assert newest(database).rounds[0].is_revealed
    assert "Runda 1 visades utan de svar från Linjechef som hade gått förlorade." in visit.run().text
    document = meeting_document(database, newest(database).id)
    assert document["rundor"][0]["visad_utan"] == ["Linjechef"]
    assert {row["medlem"] for row in document["svar"]} == {"Objektledare"}
    assert meeting_workbook(document)[:2] == b"PK"


def test_who_has_begun_again_is_named_until_done_and_then_the_round_is_shown_as_ever(database: Store) -> None:
    visit, (manager, _) = begun(database)
    answer(database, manager, "S01", effekttyp="En effekt")
    meeting = newest(database)
    ballots.note_stage(database, ballots.Voter(meeting.id, manager, 1), meeting, ["S01"])
    assert "Linjechef har fått börja om, eftersom sparade svar gick förlorade, och är inte klar igen." in (
        visit.run().text
    )
    done(database, manager)
    assert "börja om" not in visit.run().text
    visit.press("Visa svaren i runda 1").press("Visa svaren för alla")
    document = meeting_document(database, newest(database).id)
    assert document["rundor"][0]["visad_utan"] == []
    assert {row["medlem"] for row in document["svar"]} == set(ROLES)


def test_a_loss_that_comes_while_the_dialog_is_open_is_never_shown_without_a_word(database: Store) -> None:
    visit = open_one(ROLES, ("S01",))
    people = [join(database, role) for role in ROLES]
    for member in people:
        done(database, member)
    visit.run().press("Visa svaren i runda 1")
    lose(database, people[1])
    visit.press("Visa svaren för alla")
    assert not newest(database).rounds[0].is_revealed
    assert "Objektledare" in visit.text and "förlorade" in visit.text
