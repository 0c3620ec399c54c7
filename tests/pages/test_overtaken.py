"""What the pages ask when the plan has changed under what the group has said, and how it is answered."""

from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption, LevelAssumption, LockKind, LockNote, TieOrder
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from tests.folders import PROV, write_plan
from tests.pages.visit import Visit, prov
from tests.usecases.builders import signed
from tests.usecases.test_answers_back import answered

BESIDE = "Antaganden, tillagda projekt"
FIRST = "B1,Första,strategiskt,500,Två effekter,Hög,Kort\n"
FOURTH = "B4,Ny skolplattform,prioriterat,?,En effekt,Medel,Kort\n"


def take_in(store: Store, folder: Path, rows: str) -> None:
    """Take in a new version of the plan `prov`."""
    import_plan(store, read_plan(write_plan(folder, rows)))


def answer(visit: Visit, key: str, confirm: str) -> Visit:
    """Press a button in the list and fill in the dialog it opens, which has the button's own word as its title."""
    visit.app.button(key=key).click()
    visit.run()
    assert [item.proto.dialog.title for item in visit.app.get("dialog")] == [visit.app.button(key=key).label]
    next(item for item in visit.app.text_area if item.key == "dialog_skal").set_value("Vi har tittat")
    visit.button(confirm).click()
    visit.app.button(key=key).click()
    return visit.run()


def test_a_value_the_plan_has_got_is_asked_about_on_both_pages_and_can_be_kept(database: Store, tmp_path: Path) -> None:
    take_in(database, tmp_path / "ett", FIRST + FOURTH)
    cost = signed(project_id="B4", low=600_000, high=800_000)
    entry_log.keep_entry(database, PROV, CostAssumption.model_validate(cost))
    take_in(database, tmp_path / "två", FIRST + FOURTH.replace("?", "650"))
    asked = "Planen anger nu 650 tkr för Ny skolplattform. Behåll 600–800 tkr eller släpp?"
    assert asked in Visit("oversikt", "plan=prov").text
    visit = prov(role="objektledare")
    assert asked in visit.text
    assert "600–800 antagande; planen anger nu 650" in visit.row("B4")
    visit.open(BESIDE)
    assert "Planen anger nu 650 tkr. Antagandet räknas tills ni har svarat." in visit.text
    assert {"Behåll", "Släpp"} <= set(visit.labels())
    answer(visit, "behall_costs_B4_", "Behåll")
    assert visit.faults == []
    assert asked not in prov().text
    newest, first = entry_log.history(database, PROV)
    assert (newest.reason, newest.content["low"], first.reason) == ("Vi har tittat", 600_000, "prov")


@pytest.mark.parametrize(("gone", "words"), [(True, "finns inte längre i planen"), (False, "gäller låset fortfarande")])
def test_a_lock_of_what_has_left_the_plan_or_come_back_is_listed_by_name_and_can_be_taken_back(
    database: Store, tmp_path: Path, gone: bool, words: str
) -> None:
    take_in(database, tmp_path / "ett", FIRST + FOURTH)
    entry_log.keep_entry(database, PROV, LockNote.model_validate(signed(project_id="B4", kind=LockKind.MUST)))
    take_in(database, tmp_path / "två", FIRST)
    if not gone:
        take_in(database, tmp_path / "tre", FIRST + FOURTH)
    assert words in Visit("oversikt", "plan=prov").text
    visit = prov(role="objektledare").open(BESIDE)
    assert words in visit.text
    assert "Ny skolplattform: låst, måste med gruppens lås" in visit.text
    assert "låst)" not in " ".join(row["html"] for row in visit.board)
    assert "Behåll" in visit.labels()
    answer(visit, "bort_locks_B4_", "Släpp")
    assert entry_log.current(database, PROV).locks == ()
    assert words not in prov().text


def test_a_lock_and_an_order_that_the_plan_has_changed_the_grounds_of_are_asked_about_and_kept(
    database: Store, tmp_path: Path
) -> None:
    rows = FIRST + FOURTH.replace("?", "300").replace("En effekt,Medel", "Två effekter,Hög")
    take_in(database, tmp_path / "ett", rows)
    # Version 2 of the plan: the first is that of the fixture.
    made = {"plan_version": 2}
    lock = LockNote.model_validate(signed(project_id="B4", kind=LockKind.MUST, **made))
    order = TieOrder.model_validate(signed(project_ids=("B4", "B1"), **made))
    for entry in (lock, order):
        entry_log.keep_entry(database, PROV, entry)
    take_in(database, tmp_path / "två", rows.replace("300", "4 000"))
    asked = (
        "Planen anger nu 4 000 tkr för Ny skolplattform, mot 300 tkr när låset ”måste med” sattes. Gäller låset",
        "Planen har ändrat nivåer eller kostnad för Ny skolplattform. Gäller ordningen av lika projekt, Ny "
        "skolplattform före Första, fortfarande?",
    )
    for page in ("oversikt", "objektplan", "prioritera"):
        text = Visit(page, "plan=prov").text
        assert all(words in text for words in asked), page
    visit = prov(role="objektledare").open(BESIDE)
    assert "låst, måste med gruppens lås" in visit.text
    answer(visit, "behall_locks_B4_", "Behåll")
    answer(visit, "behall_tie_orders_B1 B4_", "Behåll")
    assert visit.faults == []
    assert not any(words in prov().text for words in asked)


@pytest.mark.parametrize("seen", ["planen", "median"])
def test_a_level_that_was_agreed_on_without_ballots_is_asked_about_and_let_go_also_beside_a_meetings_answers(
    database: Store, tmp_path: Path, seen: str
) -> None:
    rows = FIRST + FOURTH.replace("Medel", "")
    take_in(database, tmp_path / "ett", rows)
    answered(database, "B1")
    level = signed(project_id="B4", criterion_id="omfattning", low="Hög", high="Hög")
    entry_log.keep_entry(database, PROV, LevelAssumption.model_validate(level))
    take_in(database, tmp_path / "två", FIRST + FOURTH)
    asked = "Planen anger nu Omfattning Medel för Ny skolplattform. Behåll Hög eller släpp?"
    where = ", dock inte här, där mötets svar räknas" if seen == "median" else ""
    for page in ("oversikt", "objektplan", "prioritera"):
        text = Visit(page, f"plan=prov&poang={seen}").text
        assert f"{asked} Tills ni har svarat räknas antagandet{where}; planens" in text, page
    visit = prov(f"poang={seen}", role="objektledare").open(BESIDE)
    assert f"Planen anger nu Omfattning Medel. Antagandet räknas tills ni har svarat{where}." in visit.text
    assert {"Behåll", "Släpp"} <= set(visit.labels())
    answer(visit, "bort_levels_B4_omfattning", "Släpp")
    assert visit.faults == []
    assert entry_log.current(database, PROV).levels == ()
    assert asked not in prov(f"poang={seen}").text


def test_where_answers_are_asked_about_is_said_as_it_is_on_the_page_where_one_reads_it(
    database: Store, tmp_path: Path
) -> None:
    take_in(database, tmp_path / "ett", FIRST + FOURTH)
    answered(database, "B1", "B4")
    take_in(database, tmp_path / "två", FIRST)
    take_in(database, tmp_path / "tre", FIRST + FOURTH)
    below = "Ni svarar nedanför listan, under ”Antaganden, tillagda projekt"
    there = "Ni svarar på Prioritera, under ”Antaganden, tillagda projekt"
    for page, here in (("prioritera", True), ("oversikt", False), ("robusthet", False)):
        text = Visit(page, "plan=prov&poang=median").text
        assert (below in text, there in text) == (here, not here), page


def test_a_projects_name_stands_as_it_is_also_when_it_reads_like_where_one_answers(
    database: Store, tmp_path: Path
) -> None:
    name = "Ni svarar på Prioritera, del två"
    called = FIRST + FOURTH.replace("B4,Ny skolplattform", f'B4,"{name}"')
    take_in(database, tmp_path / "ett", called)
    answered(database, "B1", "B4")
    take_in(database, tmp_path / "två", FIRST)
    take_in(database, tmp_path / "tre", called)
    text = Visit("prioritera", "plan=prov&poang=median").text
    assert f"Planen har åter {name}, som var borta" in text
    assert "Ni svarar nedanför listan, under ”Antaganden" in text
