"""Answers about a project that came back to the plan: held on every page, stream and command until answered."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.store.connection import Store
from prioritering.store.plans import plan_version
from prioritering.usecases.agreed_levels import agree
from prioritering.usecases.change_plan import Beside
from prioritering.usecases.meeting_document import meeting_document
from prioritering.web.server.stream import rendered, topic_of
from tests.folders import PROV
from tests.pages.test_overtaken import take_in
from tests.pages.visit import Visit, prov, words
from tests.usecases.test_answers_back import BY, answered

BESIDE = "Antaganden, tillagda projekt"
FIRST = "B1,Första,strategiskt,500,Tidsbesparande,Hög,Kort\n"
FOURTH = "B4,Ny skolplattform,prioriterat,300,Tidsbesparande,Medel,Kort\n"


def held_meeting(database: Store, folder: Path) -> str:
    """Show a round on both projects, and let one of them leave the plan and come back."""
    take_in(database, folder / "ett", FIRST + FOURTH)
    meeting = answered(database, "B1", "B4").id
    take_in(database, folder / "två", FIRST)
    take_in(database, folder / "tre", FIRST + FOURTH)
    return meeting


def on_page() -> set[str]:
    return set(prov("ram=1000&poang=median").order)


def on_command(database: Store) -> set[str]:
    done = run(["rangordna", "--plan", "prov", "--poang", "median", "--ram", "1000", "--json"], Plans(database))
    return {item["id"] for item in json.loads(done.text)["projekt"] if item["plats"] is not None}


def agreed_on(visit: Visit) -> list[str]:
    """Return each line of what the meeting agreed on."""
    [section] = re.findall(r'<ul class="m-agreements">.*?</ul>', visit.html, re.S)
    return [words(line) for line in re.findall(r"<li>.*?</li>", section, re.S)]


def streamed(name: str, **parameters: str) -> Any:
    topic = topic_of(parameters)
    return rendered(name, tuple(sorted(parameters.items())), topic.read())


def in_stream() -> set[str]:
    rows = json.loads(streamed("tavla", plan="prov", poang="median", ram="1000"))["rows"]
    return {row["key"] for row in rows if row["kind"] in ("row", "in", "open", "out")}


def test_page_stream_and_command_hold_them_alike_and_agree_once_they_are_answered(
    database: Store, tmp_path: Path
) -> None:
    meeting = held_meeting(database, tmp_path)
    assert on_page() == in_stream() == on_command(database) == {"B1"}
    asked = "Planen har åter Ny skolplattform, som var borta efter mötet"
    for visit in (Visit("oversikt", "plan=prov"), prov("poang=median"), Visit("mote", f"plan=prov&mote={meeting}")):
        assert visit.text.count(asked) == 1
        assert visit.faults == []
    assert "en fråga väntar" in words(streamed("projektor", plan="prov", poang="median", bild="rangordning"))
    visit = prov("poang=median", role="objektledare").open(BESIDE)
    assert {"Räkna svaren igen", "Släpp svaren"} <= set(visit.labels())
    press(visit, "rakna", meeting)
    assert on_page() == in_stream() == on_command(database) == {"B1", "B4"}
    assert asked not in Visit("oversikt", "plan=prov").text
    assert "svaren i mötet" in prov(role="objektledare").open(BESIDE).text


def test_answers_under_an_id_with_a_wholly_other_name_are_held_alike_too(database: Store, tmp_path: Path) -> None:
    take_in(database, tmp_path / "ett", FIRST + FOURTH)
    meeting = answered(database, "B1", "B4").id
    take_in(database, tmp_path / "två", FIRST + FOURTH.replace("Ny skolplattform", "Ombyggnad av simhall"))
    assert on_page() == in_stream() == on_command(database) == {"B1"}
    asked = "B4 heter nu ”Ombyggnad av simhall” i planen, men hette ”Ny skolplattform”"
    for name in ("oversikt", "objektplan", "prioritera", "mote"):
        visit = Visit(name, f"plan=prov&poang=median&mote={meeting}")
        assert visit.text.count(f"{asked} i mötet") == 1, name
        assert visit.faults == []
    visit = prov("poang=median", role="objektledare").open(BESIDE)
    assert f"{asked}. Gäller svaren fortfarande?" in visit.text
    press(visit, "rakna", meeting)
    assert on_page() == in_stream() == on_command(database) == {"B1", "B4"}


def test_answers_about_what_has_left_the_plan_are_told_of_wherever_they_would_count(
    database: Store, tmp_path: Path
) -> None:
    take_in(database, tmp_path / "ett", FIRST + FOURTH)
    meeting = answered(database, "B1", "B4").id
    take_in(database, tmp_path / "två", FIRST)
    said = "Ny skolplattform finns inte längre i planen. Gruppens svar om det i mötet"
    for name in ("oversikt", "objektplan", "prioritera", "mote", "robusthet"):
        visit = Visit(name, f"plan=prov&ram=1000&poang=median&mote={meeting}")
        assert visit.text.count(said) == 1, name
        assert visit.faults == []
    assert "en fråga väntar" in words(streamed("projektor", plan="prov", poang="median", bild="rangordning"))
    # The plan's own levels are not the group's answers.
    assert said not in prov("ram=1000").text
    visit = prov("poang=median", role="objektledare").open(BESIDE)
    assert {"Behåll svaren", "Släpp svaren"} <= set(visit.labels())
    press(visit, "rakna", meeting)
    assert said not in Visit("oversikt", "plan=prov&poang=median").text
    listed = prov(role="objektledare").open(BESIDE).text
    assert re.search(r"svaren i mötet den [^.]*? behålls, om projektet kommer tillbaka", listed)


def press(visit: Visit, which: str, meeting: str) -> None:
    key = f"{which}_B4_{meeting}"
    visit.app.button(key=key).click()
    visit.run()
    next(item for item in visit.app.text_area if item.key == "dialog_skal").set_value("Vi har tittat")
    visit.app.button(key="dialog_motessvar").click()
    visit.app.button(key=key).click()
    visit.run()
    assert visit.faults == []


def test_what_is_let_go_is_listed_and_asked_about_again_once_that_is_taken_back(
    database: Store, tmp_path: Path
) -> None:
    meeting = held_meeting(database, tmp_path)
    visit = prov("poang=median", role="objektledare").open(BESIDE)
    press(visit, "slapp", meeting)
    assert on_page() == {"B1"}
    assert "är släppta" in visit.text
    assert f"bort_answers_back_B4_{meeting}" in [item.key for item in visit.app.button]


@pytest.mark.parametrize("role", ["läsare", "medlem"])
def test_whoever_may_not_change_anything_sees_the_question_and_no_answers_to_give(
    database: Store, tmp_path: Path, role: str
) -> None:
    meeting = held_meeting(database, tmp_path)
    visit = prov("poang=median", role=role).open(BESIDE)
    assert "Gäller svaren fortfarande?" in visit.text
    assert not [item.key for item in visit.app.button if meeting in (item.key or "")]
    assert on_page() == {"B1"}


def test_what_the_meeting_agreed_on_that_waits_stands_with_the_rest_on_mote_with_why_and_where_it_is_answered(
    database: Store, tmp_path: Path
) -> None:
    take_in(database, tmp_path / "ett", FIRST + FOURTH)
    meeting = answered(database, "B1", "B4").id
    for project in ("B1", "B4"):
        agree(Beside(database, PROV, plan_version(database, PROV)), meeting, (project, "omfattning"), "Hög", BY)
    where = "Ni svarar på Prioritera, under ”Antaganden, tillagda projekt, lås och egna kriterier”."
    renamed = FIRST + FOURTH.replace("Ny skolplattform", "Ombyggnad av simhall")
    for rows, name, said in (
        (FIRST + FOURTH, "Ny skolplattform", "Svaren säger"),
        (
            renamed,
            "Ombyggnad av simhall",
            "i planen, men hette ”Ny skolplattform”. Det räknas inte förrän ni har svarat.",
        ),
        (FIRST, "Ombyggnad av simhall", "Projektet finns inte längre i planen, så det räknas inte."),
    ):
        take_in(database, tmp_path / "ny", rows)
        shown = agreed_on(Visit("mote", f"plan=prov&mote={meeting}"))
        assert shown[0].startswith("Första , omfattning: Hög .") and where not in shown[0]
        assert shown[1].startswith(f"{name} , omfattning: Hög .") and said in shown[1]
        waits = said != "Svaren säger"
        assert (where in shown[1]) == waits
        told = " ".join(meeting_document(database, meeting)["notiser"])
        assert (f"Mötet enades om omfattning Hög för {name}." in told, said in told) == (waits, waits)
