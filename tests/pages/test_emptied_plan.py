"""What pages say when a new version takes out what the group has spoken of: by name, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import meeting_room
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from tests.databases import copied
from tests.folders import HEADER, PROV, write_plan
from tests.pages.conftest import opened
from tests.pages.meeting import answer, join, open_one
from tests.pages.visit import PAGES, Visit, words

BY = Signature("Ekonom", "Kalkyl")
ROWS = "".join(f"B{n},Projekt <b>{n}</b>,prioriterat,{n},Tidsbesparande,Hög,Kort\n" for n in range(1, 6))
ALL = "Projekt <b>1</b>, Projekt <b>2</b>, Projekt <b>3</b>, Projekt <b>4</b> och Projekt <b>5</b>"
EMPTIED = f"Den nya versionen av planen har inga projekt. {ALL} är borttagna. Är det ett misstag"


def take_in(store: Store, folder: Path, rows: str, header: str = HEADER) -> None:
    """Take in a new version of the plan `prov`."""
    import_plan(store, read_plan(write_plan(folder, rows, header)))


def links(visit: Visit) -> set[str]:
    """The labels of the page's links."""
    return {item.proto.label for item in visit.app.get("page_link")}


@pytest.fixture(scope="module")
def emptied_once(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a plan of five projects, each with an assumption, whose newest version has none."""
    folder = tmp_path_factory.mktemp("tomd")
    path = copied(filled, folder / "tomd.duckdb")
    with opened(path) as store:
        take_in(store, folder / "a", ROWS)
        for number in range(1, 6):
            assume_cost(Beside(store, PROV, 2), f"B{number}", (number, number), BY)
        take_in(store, folder / "b", "")
    return path


@pytest.fixture
def emptied(emptied_once: Path, tmp_path: Path) -> Iterator[Store]:
    """The app's store on a copy of it, to write in."""
    with opened(copied(emptied_once, tmp_path / "egen.duckdb")) as store:
        yield store


@pytest.mark.usefixtures("emptied")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_a_plan_that_has_been_emptied(page: str) -> None:
    visit = Visit(page, "plan=prov")
    assert visit.faults == []
    assert "0 projekt utan klass" not in visit.text


@pytest.mark.usefixtures("emptied")
def test_a_version_without_projects_is_warned_of_by_name_and_what_lay_beside_is_told_as_one() -> None:
    for page in ("oversikt", "objektplan"):
        visit = Visit(page, "plan=prov")
        assert EMPTIED in visit.text
        assert f"{ALL} finns inte längre i planen. Gruppens antaganden räknas inte." in visit.text
        assert "<b>1" not in "".join(item.proto.body for item in visit.app.get("html"))
        assert "Planen har inga projekt." in visit.text
        assert "Inga luckor" not in visit.text
    for page in ("prioritera", "robusthet", "fyll_i"):
        said = words(Visit(page, "plan=prov").html)
        assert "Planen har inga projekt" in said
        assert "varje projekt" not in said
        assert "för något projekt" not in said


def test_one_project_of_a_class_is_counted_in_the_singular(database: Store, tmp_path: Path) -> None:
    take_in(database, tmp_path / "a", "D1,Alfa,strategiskt,1,,,\nD2,Beta,prioriterat,2,,,\nD3,Ceta,prioriterat,2,,,\n")
    assert "1 strategiskt · 2 prioriterade" in Visit("oversikt", "plan=prov").text


def test_what_was_taken_out_by_mistake_counts_again_once_it_has_been_asked_about(
    emptied: Store, tmp_path: Path
) -> None:
    take_in(emptied, tmp_path / "c", ROWS)
    visit = Visit("prioritera", "plan=prov")
    back = f"Planen har åter {ALL}: gäller antagandena fortfarande? Tills ni har svarat räknas de inte."
    assert back in visit.text
    assert EMPTIED not in Visit("oversikt", "plan=prov").text


def test_answers_about_what_has_left_the_plan_are_asked_about_by_name_on_both_pages(
    database: Store, tmp_path: Path
) -> None:
    visit = open_one(("Linjechef",), ("S01", "S04"))
    assert visit.faults == []
    member = join(database, "Linjechef")
    answer(database, member, "S04", omfattning="Hög")
    plan = read_plan(Path(__file__).parents[2] / "data" / "vso-2021")
    left = [item for item in plan.plan.projects if item.id != "S04"]
    (meeting,) = meetings.meetings_of(database, plan.plan.key)
    less = plan.plan.model_copy(update={"projects": tuple(left)})
    import_plan(database, replace(plan, plan=less, content_hash="annan"))
    name = next(item.name for item in plan.plan.projects if item.id == "S04")
    blind = f"Rundan som pågår frågar om {name}, som inte längre finns i planen. Svaren räknas inte."
    for page in ("oversikt", "objektplan"):
        assert blind in Visit(page).text
    meeting_room.reveal(database, meeting.id, "Objektledare", meant=1)
    for page in ("oversikt", "objektplan"):
        text = Visit(page).text
        assert f"{name} finns inte längre i planen. Gruppens svar om det i mötet " in text
        assert blind not in text


# The projector


def test_the_projector_says_how_many_questions_wait_in_one_line_and_has_no_buttons_for_them(
    database: Store, tmp_path: Path
) -> None:
    take_in(database, tmp_path / "a", ROWS.replace(",1,Tids", ",?,Tids").replace(",2,Tids", ",?,Tids"))
    for key in ("B1", "B2", "B3"):
        assume_cost(Beside(database, PROV, 2), key, (7000, 7000), BY)
    take_in(database, tmp_path / "b", ROWS)
    for step in ("lage", "rangordning", "ram", "beslut"):
        visit = Visit("projektor", f"plan=prov&bild={step}")
        assert words(visit.html).count("Planen har ändrats: två frågor väntar.") == 1
        assert "Planen anger nu" not in visit.text
        assert not {"Behåll", "Släpp"} & set(visit.labels())
    assert "Planen anger nu" in Visit("prioritera", "plan=prov").text
    assert "väntar" not in words(Visit("projektor", "plan=prov&antaganden=nej").html)


def test_the_projector_counts_a_question_once_as_it_is_asked_on_the_page_and_not_each_of_its_entries(
    emptied: Store, tmp_path: Path
) -> None:
    def asked_on_the_page() -> list[str]:
        infos = [str(item.value) for item in Visit("oversikt", "plan=prov").app.info]
        return [text for text in infos if "?" in text and ("inte längre i planen" in text or "åter" in text)]

    # Of five assumptions: gone at once, and back at once.
    assert len(asked_on_the_page()) == 1
    assert "Planen har ändrats: en fråga väntar." in words(Visit("projektor", "plan=prov").html)
    take_in(emptied, tmp_path / "c", ROWS)
    assert len(asked_on_the_page()) == 1
    assert "Planen har ändrats: en fråga väntar." in words(Visit("projektor", "plan=prov").html)
    assert "Planen har ändrats" not in words(Visit("projektor").html)


# Size and names


def test_forty_unknown_columns_of_very_many_projects_are_shown_and_can_be_chosen_by(
    database: Store, tmp_path: Path
) -> None:
    header = HEADER.strip() + "".join(f",Egen {n}" for n in range(40)) + "\n"
    rows = "".join(
        f"C{i},Projekt {i},,{i},,,," + ",".join(f"v{(i + n) % 500}" for n in range(40)) + "\n" for i in range(5000)
    )
    take_in(database, tmp_path / "a", rows, header)
    visit = Visit("objektplan", "plan=prov&ovrigt=Egen 39:v7")
    assert visit.faults == []
    assert len(visit.html) < 1_000_000
    assert visit.widget("Egen 39").value == "Egen 39:v7"
    assert "Projekt 468" in visit.text
    assert "Projekt 469" not in visit.text
    assert "Egen 0”, ”Egen 1”" in visit.text
    assert Visit("prioritera", "plan=prov").faults == []


def test_a_project_that_has_taken_the_name_of_one_that_is_out_is_asked_about(database: Store, tmp_path: Path) -> None:
    take_in(database, tmp_path / "a", "D1,Alfa,,1,,,\nD2,Beta,,2,,,\n")
    take_in(database, tmp_path / "b", "D1,Beta,,1,,,\n")
    for page in ("oversikt", "objektplan"):
        assert "Är ”Beta” (D1) samma projekt som ”Beta” (D2)? De har samma namn." in Visit(page, "plan=prov").text


def test_a_meeting_is_not_opened_on_projects_that_were_chosen_among_others(emptied: Store, tmp_path: Path) -> None:
    take_in(emptied, tmp_path / "c", ROWS)
    visit = Visit("mote", "plan=prov").press("Välj alla projekt")
    # One is out and another in, and two have each other's names.
    last = ROWS.replace("B5,", "B9,").replace("<b>1<", "<b>x<").replace("<b>2<", "<b>1<").replace("<b>x<", "<b>2<")
    take_in(emptied, tmp_path / "d", last)
    visit.press("Öppna mötet och runda 1")
    assert "Planens projekt har ändrats sedan sidan visades. Mötet är inte öppnat" in visit.text
    assert meetings.meetings_of(emptied, PROV) == ()
    visit.press("Välj alla projekt").press("Öppna mötet och runda 1")
    [meeting] = meetings.meetings_of(emptied, PROV)
    assert meeting.round and set(meeting.round.project_ids) == {"B1", "B2", "B3", "B4", "B9"}


@pytest.mark.usefixtures("emptied")
def test_a_plan_without_projects_has_a_next_step_that_brings_them_in() -> None:
    visit = Visit("oversikt", "plan=prov")
    assert "Nästa steg Här finns inget att rangordna än. Skriv in projekten i planens fil" in visit.text
    assert "Lägg till projekt" in links(visit)
    reader = Visit("oversikt", "plan=prov", "läsare")
    assert "Nästa steg Här finns inget att rangordna än. Läs vad planen säger så länge." in reader.text
    assert ("Läs objektplanen" in links(reader), "Lägg till projekt" in links(reader)) == (True, False)


@pytest.mark.usefixtures("emptied")
def test_where_nothing_is_to_be_ranked_the_first_project_is_added_where_it_is_said() -> None:
    assert "Luckor i underlaget" not in Visit("oversikt", "plan=prov").text
    visit = Visit("prioritera", "plan=prov")
    assert "Planen har inga projekt. De skrivs in i planens fil, eller läggs till på Prioritera." in visit.text
    visit.app.button("lagg_till_forsta").click().run()
    assert (visit.faults, "Lägg till" in visit.labels()) == ([], True)
    assert "Lägg till projekt" not in Visit("prioritera", "plan=prov", "läsare").labels()


def test_a_meeting_about_no_projects_is_not_offered_until_there_are_some(emptied: Store, tmp_path: Path) -> None:
    visit = Visit("mote", "plan=prov")
    assert "Planen har inga projekt, så det finns inget att ta ställning till i ett möte än." in visit.text
    opens = {"Välj alla projekt", "Öppna mötet och runda 1"}
    assert ("Lägg till projekt" in links(visit), opens & set(visit.labels())) == (True, set())
    take_in(emptied, tmp_path / "c", ROWS)
    assert opens <= set(visit.run().labels())
