"""A plan in a new version: what is changed is told where one reads the plan, and every page says its version."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import AddedProject, CostAssumption, LevelAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from tests.folders import PROV, write_plan
from tests.pages.conftest import HEADER, ROWS
from tests.pages.test_copied_link import link_of
from tests.pages.visit import PAGES, Visit, words
from tests.usecases.builders import signed

HEAD = 'id = "prov"\nnamn = "Prov & <i>sådant</i>"\nperiod = "2026"\ndokument = "Prov <u>2</u>"\n'
NEWER = ROWS.replace("A2,Beta", "A7,Beta <u>ny</u>").replace(",200,", ",250,").replace("A3,Gamma", "A3,Gamma tre")
TODAY = r"\d{1,2} [a-zåäö]+ \d{4}"


@pytest.fixture
def renewed(database: Store, tmp_path: Path) -> Store:
    """The plan of our own read in once more, with one project out, one in, one renamed and one cost changed."""
    import_plan(database, read_plan(write_plan(tmp_path / "ny", NEWER, HEADER, plan__toml=HEAD)))
    return database


def say_that_they_are_one(visit: Visit, key: str) -> None:
    """Press the question's yes and answer its dialog, which Streamlit keeps open for as long as the yes is pressed."""
    visit.app.button(key=key).click()
    visit.run()
    next(item for item in visit.app.text_area if item.key == "dialog_skal").set_value("Samma upphandling")
    visit.app.button(key="dialog_samma").click()
    visit.app.button(key=key).click()
    visit.run()
    assert visit.faults == []


@pytest.mark.usefixtures("renewed")
def test_objektplan_tells_what_is_changed_by_name_with_versions_and_days() -> None:
    visit = Visit("objektplan", "plan=prov", "läsare")
    assert visit.faults == []
    [part] = [item.proto.body for item in visit.app.get("html") if 'id="andrat"' in item.proto.body]
    said = words(part)
    assert re.search(rf"Version 2 \(inläst {TODAY}\) jämförd med version 1 \(inläst {TODAY}\)", said), said
    assert "1 projekt in, 1 ut, 1 projekt har nytt namn, 1 uppgift ändrad" in said
    assert "Är ”Beta <u>ny</u>” (A7) samma projekt som ”Beta” (A2)?" in said
    assert "Gamma tre kostnad (tkr) 200 250" in said
    assert "<u>" not in part


def test_what_has_just_been_answered_is_said_on_oversikt_and_can_be_taken_back_there(renewed: Store) -> None:
    visit = Visit("oversikt", "plan=prov")
    say_that_they_are_one(visit, "samma_A7_A2")
    assert "Du svarade ja på frågan om Beta <u>ny</u> (A7) är samma projekt som Beta (A2)." in words(visit.html)
    visit.press("Ångra")
    assert "Ångrat." in words(visit.html)
    assert "Ja, samma projekt" in visit.labels()
    visit.press("Gör om")
    assert "Ja, samma projekt" not in visit.labels()
    # What was changed on another page has its line there.
    entry_log.keep_entry(renewed, PROV, CostAssumption.model_validate(signed(project_id="A7", low=1, high=1)))
    assert "Ångra" not in Visit("oversikt", "plan=prov").labels()


@pytest.mark.usefixtures("renewed")
def test_oversikt_says_in_one_line_that_the_plan_is_new_and_leads_on() -> None:
    visit = Visit("oversikt", "plan=prov", "läsare")
    said = rf"Planen är ny sedan {TODAY} \(version 2\): 1 projekt in, 1 ut, 1 projekt har nytt namn, 1 uppgift ändrad\."
    assert re.search(said, visit.text), visit.text
    assert "Se vad som är ändrat i planen" in [item.proto.label for item in visit.app.get("page_link")]


def test_a_question_about_what_the_group_has_laid_says_where_it_is_answered_to_who_may_answer(renewed: Store) -> None:
    cost = signed(project_id="A2", low=600_000, high=800_000, plan_version=1)
    entry_log.keep_entry(renewed, PROV, CostAssumption.model_validate(cost))
    for role, told in (("objektledare", True), ("läsare", False)):
        for page in ("oversikt", "objektplan"):
            links = [item.proto.label for item in Visit(page, "plan=prov", role).app.get("page_link")]
            assert ("Svara under Antaganden på Prioritera" in links) is told
        assert ("Svara på Översikt om det är samma projekt" in links) is told
        assert ("Ni svarar på frågorna nedanför listan" in Visit("prioritera", "plan=prov", role).text) is told
    copied = Visit("prioritera", "plan=prov").components["kopiera"]["query"]
    entry_log.keep_entry(renewed, PROV, CostAssumption.model_validate({**cost, "project_id": "A1"}))
    then = Visit("prioritera", copied)
    assert ("Som då." in then.text, "Ni svarar på" in then.text) == (True, False)


def test_whether_two_projects_are_one_is_answered_with_a_reason_and_told_where_it_was_asked(renewed: Store) -> None:
    cost = signed(project_id="A2", low=600_000, high=800_000, plan_version=1)
    entry_log.keep_entry(renewed, PROV, CostAssumption.model_validate(cost))
    assert "Ja, samma projekt" in Visit("oversikt", "plan=prov").labels()
    visit = Visit("oversikt", "plan=prov")
    say_that_they_are_one(visit, "samma_A7_A2")
    assert "Ja, samma projekt" not in Visit("oversikt", "plan=prov").labels()
    said = "”Beta <u>ny</u>” (A7) är samma projekt som ”Beta” (A2). Objektledare,"
    assert said in words(Visit("objektplan", "plan=prov").html)
    assert [entry.project_id for entry in entry_log.current(renewed, PROV).costs] == ["A7"]
    beside = Visit("prioritera", "plan=prov", "objektledare").open("Antaganden, tillagda")
    assert "”Beta <u>ny</u>” (A7) är samma projekt som ”Beta” (A2) gruppens besked" in beside.text
    told = run(["andrat", "--plan", "prov"], Plans(renewed)).text
    assert said in told
    assert "Är ”Beta" not in told
    beside.app.button(key="bort_same_projects_A7_A2").click()
    beside.run()
    next(item for item in beside.app.text_area if item.key == "dialog_skal").set_value("Fel")
    beside.button("Ta bort").click()
    beside.app.button(key="bort_same_projects_A7_A2").click()
    beside.run()
    assert [entry.project_id for entry in entry_log.current(renewed, PROV).costs] == ["A2"]
    assert "Ja, samma projekt" in Visit("oversikt", "plan=prov").labels()


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("page", ["oversikt", "objektplan"])
def test_a_plan_in_its_first_version_is_not_called_new(page: str) -> None:
    visit = Visit(page, "plan=prov", "läsare")
    assert "Planen är ny sedan" not in visit.text
    assert 'id="andrat"' not in visit.html


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_version_day_and_source_at_its_foot(page: str) -> None:
    feet = re.findall(r"<footer.*?</footer>", Visit(page).html)
    assert re.fullmatch(rf"Vård, stöd och omsorg · version 1, inläst {TODAY} · källa: .+", words(feet[0])), feet


@pytest.mark.usefixtures("renewed")
def test_the_foot_tells_the_newest_version_and_escapes_the_source() -> None:
    visit = Visit("metod", "plan=prov", "läsare")
    assert re.search(rf"version 2, inläst {TODAY} · källa: Prov <u>2</u>", visit.text)
    assert "<u>" not in visit.html


@pytest.mark.usefixtures("database")
def test_the_foot_of_a_plan_that_names_no_document_says_the_file_it_was_read_from() -> None:
    assert "källa: filen projekt.csv" in Visit("metod", "plan=prov", "läsare").text


def test_the_list_of_what_the_group_has_laid_says_why_each_does_not_count(database: Store, tmp_path: Path) -> None:
    for entry in (
        AddedProject.model_validate(signed(project_id="A9", name="Ny karta", tier="önskvärt", plan_version=1)),
        CostAssumption.model_validate(signed(project_id="A2", low=600_000, high=800_000, plan_version=1)),
        CostAssumption.model_validate(signed(project_id="A5", low=600_000, high=800_000, plan_version=1)),
        CostAssumption.model_validate(signed(project_id="A3", low=600_000, high=800_000, plan_version=1)),
    ):
        entry_log.keep_entry(database, PROV, entry)
    rows = ROWS.replace("A2,Beta", "A9,Helt annat").replace("Epsilon,,?", "Epsilon,,650").replace("Gamma", "Bro")
    import_plan(database, read_plan(write_plan(tmp_path / "ny", rows, HEADER, plan__toml=HEAD)))
    visit = Visit("prioritera", "plan=prov").open("Antaganden, tillagda projekt")
    assert visit.faults == []
    said = [words(item.proto.body) for item in visit.app.get("html")]

    def about(label: str) -> str:
        return next(text for text in said if text.startswith(label))

    taken = "Planen har nu ett projekt med samma id. Planens projekt räknas, inte det tillagda."
    assert taken in about("Tillagt projekt: Ny karta")
    assert "Finns inte längre i planen. Räknas inte." in about("Beta: kostnad")
    assert "Planen anger nu 650 tkr. Antagandet räknas tills ni har svarat." in about("Epsilon: kostnad")
    assert "Gäller det fortfarande? Räknas inte förrän ni har svarat." in about("Bro: kostnad")
    assert sum(taken in text for text in said) == 1


def test_what_was_assumed_of_a_criterion_that_is_gone_is_told_by_its_name(database: Store, tmp_path: Path) -> None:
    kept, gone = (
        f'[[kriterium]]\nid = "{key}"\nnamn = "{key.title()}"\nlagsta = 0\nhogsta = 5\n' for key in ("nytta", "risk")
    )
    for version, model in enumerate((kept + gone, kept), 1):
        folder = write_plan(tmp_path / str(version), plan__toml=HEAD, modell__toml=model)
        import_plan(database, read_plan(folder))
    entry = LevelAssumption.model_validate(signed(project_id="A1", criterion_id="risk", low=2.0, high=4.0))
    entry_log.keep_entry(database, PROV, entry)
    visit = Visit("prioritera", "plan=prov").open("Antaganden, tillagda projekt")
    assert "Kriteriet ”Risk” finns inte längre som det var." in visit.text
    assert "Första: Risk 2 – 4" in visit.text


def test_a_renumbered_project_of_next_periods_plan_is_asked_about_on_oversikt_and_objektplan(
    database: Store, tmp_path: Path
) -> None:
    head = HEAD.replace('"prov"', '"prov-2027"').replace('"2026"', '"2027"')
    head += '[[faktum]]\nid = "foregaende"\nnamn = "Föregående plan"\nvarde = "prov"\n'
    import_plan(database, read_plan(write_plan(tmp_path / "nästa", NEWER, HEADER, plan__toml=head)))
    asked = "Är ”Beta <u>ny</u>” (A7) samma projekt som ”Beta” (A2) i förra periodens plan?"
    visit = Visit("oversikt", "plan=prov-2027")
    assert visit.faults == []
    assert re.search(r"Jämfört med förra periodens plan \(Prov[^)]*, 2026\): 1 projekt in, 1 ut", visit.text), (
        visit.text
    )
    assert asked in visit.text
    assert asked in words(Visit("objektplan", "plan=prov-2027").html)
    say_that_they_are_one(visit, "forra_samma_A7_A2")
    again = Visit("oversikt", "plan=prov-2027")
    assert asked not in again.text
    assert "projekt in" not in again.text
    said = "”Beta <u>ny</u>” (A7) är samma projekt som ”Beta” (A2) i förra periodens plan"
    assert said in words(Visit("objektplan", "plan=prov-2027").html)
    assert f"{said} gruppens besked" in Visit("prioritera", "plan=prov-2027").open("Antaganden, tillagda").text


def test_an_open_objektplan_is_told_of_a_new_version_and_of_what_others_answer(database: Store, tmp_path: Path) -> None:
    visit = Visit("objektplan", "plan=prov")
    assert "Ändrat i planen" not in visit.text
    link = link_of(visit)
    entry_log.keep_entry(database, PROV, CostAssumption.model_validate(signed(project_id="A2", low=1, high=1)))
    import_plan(database, read_plan(write_plan(tmp_path / "ny", NEWER, HEADER, plan__toml=HEAD)))
    visit.send("folj-planen", "changed", "1")
    assert visit.faults == []
    assert "Ändrat i planen" in visit.text
    # What was is read as it was: nothing is followed there.
    assert "folj-planen" not in Visit("objektplan", link).components
