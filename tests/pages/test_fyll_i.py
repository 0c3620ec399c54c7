"""Fyll i: a plan without figures becomes a ranking in one go, with one reason, and back again."""

from __future__ import annotations

from typing import Any

import pytest

from prioritering.plan.object_plan import Tier
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases import change_plan
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.fill_in import form_of
from tests.folders import UKFA
from tests.pages.visit import Visit, as_read

PLAN = "ukfa-2022"
COST, EFFECT, SCOPE, TIME, TIER = (
    "costs:", "levels:effekttyp", "levels:omfattning", "levels:tidsperspektiv", "tiers:",
)  # fmt: skip
FULL = {COST: "500-900", EFFECT: "Två effekter", SCOPE: "hög", TIME: "Kort", TIER: "strategiskt"}


def opened(role: str = "objektledare") -> Visit:
    return Visit("fyll_i", f"plan={PLAN}", role)


def write(visit: Visit, rows: dict[int, dict[str, Any]], number: int = 0) -> Visit:
    """Type in the grid: text by row and column."""
    edits = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    visit.app.session_state[f"fyll_i_{UKFA}_{number}"] = edits
    return visit.run()


def button(count: int) -> str:
    return f"Spara {count}\u00a0{'ändring' if count == 1 else 'ändringar'}"


def saved(visit: Visit, count: int, reason: str = "Kalkyl från Excel") -> Visit:
    visit.set("Skäl, ett för alla ändringar", reason)
    return visit.press(button(count))


def test_from_empty_to_ranked_without_a_dialog_and_all_of_it_is_undone_as_one(database: Store) -> None:
    visit = write(opened(), {0: FULL, 12: {COST: "1 500", SCOPE: "Låg..Medel"}})
    assert entry_log.newest_entry(database, UKFA) == 0
    saved(visit, 7)
    assert visit.faults == []
    assert "Du sparade 7 ändringar." in visit.text
    rows = entry_log.history(database, UKFA)
    assert {row.reason for row in rows} == {"Kalkyl från Excel"}
    visit.to("prioritera")
    assert visit.order == ["UF1", "KOF1"]
    assert "Strategiskt antagande" in visit.row("UF1")
    assert "500–900 antagande" in visit.row("UF1")
    visit.press("Ångra")
    assert "7 ändringar är ångrade" in visit.text
    assert entry_log.current(database, UKFA).model_dump(exclude={"entry"}) == dict.fromkeys(entry_log._KINDS, ())


def test_a_saved_grid_is_undone_after_the_page_is_loaded_anew_until_the_next_change(database: Store) -> None:
    saved(write(opened(), {0: FULL}), 5)
    anew = opened()
    assert "Du sparade 5 ändringar." in anew.text
    anew.press("Ångra")
    assert "5 ändringar är ångrade" in anew.text
    assert entry_log.current(database, UKFA).model_dump(exclude={"entry"}) == dict.fromkeys(entry_log._KINDS, ())
    assert "Ångra" not in opened().labels()
    saved(write(opened(), {0: FULL}), 5)
    change_plan.assume_cost(Beside(database, UKFA), "KOF1", (700_000, 700_000), Signature("Ekonom", "Ny kalkyl"))
    assert "Ångra" not in opened().labels()


def test_a_saved_grid_that_is_undone_and_made_again_is_undone_after_the_page_is_loaded_anew(database: Store) -> None:
    visit = saved(write(opened(), {0: FULL}), 5)
    for _ in range(2):
        visit.press("Ångra").press("Gör om")
        anew = opened()
        assert "Du sparade 5 ändringar." in anew.text and "Ångra" in anew.labels()
    anew.press("Ångra")
    assert "5 ändringar är ångrade" in anew.text
    assert entry_log.current(database, UKFA).model_dump(exclude={"entry"}) == dict.fromkeys(entry_log._KINDS, ())


def test_where_it_was_saved_a_grid_is_undone_also_when_someone_else_has_changed_another_cell_since(
    database: Store,
) -> None:
    visit = saved(write(opened(), {0: FULL}), 5)
    change_plan.assume_cost(Beside(database, UKFA), "KOF1", (700_000, 700_000), Signature("Ekonom", "Ny kalkyl"))
    visit.run().press("Ångra")
    assert "5 ändringar är ångrade" in visit.text
    assert [entry.project_id for entry in entry_log.current(database, UKFA).costs] == ["KOF1"]


def test_what_cannot_be_read_is_told_by_project_and_column_and_nothing_is_saved(database: Store) -> None:
    visit = write(opened(), {0: {COST: "mycket", SCOPE: "Hög"}, 1: {COST: "1.500", TIER: "viktig"}})
    # What is counted is what was changed, wherever it is counted: nothing of it is saved until all can be read.
    assert "Går inte att läsa (3 av 4)" in visit.text
    assert "Inget sparas förrän alla ändringar går att läsa." in visit.text
    assert "Det här går att läsa (1 av 4)" in visit.text
    assert "Det här sparas" not in visit.text
    saved(visit, 4)
    assert "Inget är sparat. Rätta först" in visit.app.error[0].value
    assert "elevhälsan (UF1), Kostnad, tkr: ”mycket” går inte att läsa; ett belopp i tkr" in visit.text
    assert "(UF2), Kostnad, tkr: ”1.500” går inte att läsa; kan läsas både som tusental" in visit.text
    assert "(UF2), Klass: ”viktig” går inte att läsa; strategiskt, prioriterat, önskvärt" in visit.text
    assert entry_log.newest_entry(database, UKFA) == 0
    assert button(4) in visit.labels()


def test_a_cost_that_may_be_meant_in_kronor_is_asked_about_and_can_be_saved(database: Store) -> None:
    visit = write(opened(), {0: {COST: "500"}, 1: {COST: "250000"}, 2: {COST: "250000 kr"}})
    (asked,) = [as_read(item.value) for item in visit.app.info]
    assert asked.replace("\u00a0", " ").endswith(
        "(UF2): 250000 räknas som 250 000 tkr; menas 250 tkr? Skriv i så fall 250000 kr."
    )
    saved(visit, 3)
    assert {row.low for row in entry_log.current(database, UKFA).costs} == {500_000, 250_000_000, 250_000}


def test_a_sheet_wholly_in_kronor_is_asked_about(database: Store) -> None:
    visit = write(opened(), {0: {COST: "900000"}, 1: {COST: "250000"}, 2: {COST: "120000-130000"}})
    assert sum("menas" in item.value for item in visit.app.info) == 3


def test_without_a_reason_nothing_is_saved_and_what_is_typed_stays(database: Store) -> None:
    visit = saved(write(opened(), {0: {COST: "500"}}), 1, reason=" ")
    assert "Skriv ett skäl" in visit.app.error[0].value
    assert entry_log.newest_entry(database, UKFA) == 0
    assert button(1) in visit.labels()


def test_a_cell_that_someone_else_has_changed_is_refused_by_name_and_the_rest_is_kept(database: Store) -> None:
    visit = write(opened(), {0: {COST: "500"}, 1: {COST: "700"}})
    change_plan.assume_cost(Beside(database, UKFA), "UF1", (1000, 1000), Signature("Linjechef", "Anbud"))
    saved(visit, 2)
    assert "Inget är sparat. Linjechef har ändrat kostnaden för Upphandla" in visit.app.error[0].value
    assert entry_log.newest_entry(database, UKFA) == 1
    visit.press("Hämta det nya och behåll mina övriga ändringar")
    assert visit.app.error == []
    saved(visit, 1)
    found = {entry.project_id: entry.low for entry in entry_log.current(database, UKFA).costs}
    assert found == {"UF1": 1000, "UF2": 700_000}


def test_an_emptied_cell_takes_its_assumption_back(database: Store) -> None:
    beside = Beside(database, UKFA)
    change_plan.assume_cost(beside, "UF1", (1_125, 2_250_500), Signature("Linjechef", "Anbud"))
    change_plan.assume_tier(beside, "UF1", Tier.STRATEGIC, Signature("Linjechef", "Anbud"))
    saved(write(opened(), {0: {COST: None, TIER: "?"}}), 2)
    found = entry_log.current(database, UKFA)
    assert (found.costs, found.tiers) == ((), ())


def test_a_question_mark_where_nothing_is_assumed_is_said_to_be_no_assumption(database: Store) -> None:
    visit = write(opened(), {0: {COST: "?", SCOPE: "–"}, 1: {TIER: " ? "}, 2: {COST: ""}})
    assert "I 3 rutor står ”?” eller ”–”. Det är inget antagande och sparas inte" in visit.text
    assert [item.label for item in visit.app.button if item.key == "fyll_i_spara"] == ["Inget att spara"]
    assert "inget antagande och sparas" not in write(visit, {2: {COST: ""}}).text


def test_what_is_typed_is_there_when_one_comes_back_to_the_page(database: Store) -> None:
    visit = write(opened(), {0: {COST: "500"}}).to("prioritera").to("fyll_i")
    assert button(1) in visit.labels()
    saved(visit, 1)
    assert [entry.low for entry in entry_log.current(database, UKFA).costs] == [500_000]


def test_a_sheet_that_nothing_was_typed_in_is_the_newest_when_one_comes_back_to_the_page(database: Store) -> None:
    visit = opened().to("prioritera")
    change_plan.assume_cost(Beside(database, UKFA), "UF1", (1000, 1000), Signature("Linjechef", "Anbud"))
    # What was there is seen, and is written over: it has not been changed since the sheet was opened.
    visit = saved(write(visit.to("fyll_i"), {0: {COST: "700"}}, 1), 1)
    assert visit.app.error == []
    assert [entry.low for entry in entry_log.current(database, UKFA).costs] == [700_000]


@pytest.mark.parametrize("role", ["läsare", "medlem"])
def test_who_may_not_change_sees_no_form(shared: Store, role: str) -> None:
    visit = opened(role)
    assert "Objektledaren fyller i" in visit.text
    assert not any(
        label.startswith(("Spara", "Inget att spara")) for label in [item.label for item in visit.app.button]
    )


def test_a_sheet_that_is_come_back_to_twice_is_written_in_over_all_that_was_typed_before(database: Store) -> None:
    """Each time in an editor of its own: what an editor has been told is kept by row, and would be counted twice."""
    visit = opened()
    for number, cost in enumerate(("500", "600", "700")):
        write(visit, {number: {COST: cost}}, number).to("prioritera").to("fyll_i")
    saved(visit, 3)
    kept = [(item.low, item.high) for item in entry_log.current(database, UKFA).costs]
    assert kept == [(500_000, 500_000), (600_000, 600_000), (700_000, 700_000)]


@pytest.mark.parametrize("lead", ["id", "projekt"])
def test_a_block_pasted_with_its_ids_or_names_is_laid_on_those_projects(database: Store, lead: str) -> None:
    visit = opened()
    names = {row.id: row.name for row in form_of(database, UKFA).sheet.rows}
    calls = {"id": lambda key: key, "projekt": names.__getitem__}[lead]
    write(visit, {0: {lead: calls("AMI1"), COST: "500"}, 1: {lead: calls("UF1"), COST: "700"}})
    assert "Det inklistrade ligger på de projekt som står i det" in visit.text
    saved(visit, 2)
    assert visit.faults == []
    found = {entry.project_id: entry.low for entry in entry_log.current(database, UKFA).costs}
    assert found == {"AMI1": 500_000, "UF1": 700_000}


def test_a_pasted_row_of_an_unknown_project_is_left_out_by_name_and_what_was_typed_before_stays(
    database: Store,
) -> None:
    visit = write(opened(), {0: {COST: "300"}})
    write(visit, {0: {COST: "500", "id": "X9"}, 1: {COST: "700", "id": "AMI1"}, 2: {COST: "800"}})
    assert "Inte med, eftersom inget projekt eller flera heter så: ”X9”." in visit.text
    saved(visit, 3)
    found = {entry.project_id: entry.low for entry in entry_log.current(database, UKFA).costs}
    assert found == {"UF1": 300_000, "AMI1": 700_000, "UF3": 800_000}


def test_a_project_that_is_pasted_twice_gets_neither_value(database: Store) -> None:
    visit = write(opened(), {0: {"id": "UF2", COST: "500"}, 1: {COST: "700"}})
    assert "Inte med, eftersom det står på flera rader: UF2." in visit.text
    assert "Inget av det inklistrade är med" in visit.text
    assert "Det inklistrade ligger på" not in visit.text
    assert not any(label.startswith("Spara") for label in visit.labels())


def test_figures_pasted_over_the_names_are_not_said_to_lie_on_any_project(database: Store) -> None:
    visit = write(opened(), {0: {"projekt": "500", COST: "Två effekter"}, 1: {"projekt": "700", COST: "En effekt"}})
    assert "Inget av det inklistrade är med" in visit.text
    assert "Inte med, eftersom inget projekt eller flera heter så: ”500” och ”700”." in visit.text
    assert "Börja i en ruta till höger om namnen" in visit.text
    assert "Det inklistrade ligger på" not in visit.text


def test_an_id_cannot_be_changed(database: Store) -> None:
    visit = write(opened(), {0: {"id": "UF2"}})
    assert "Id och namn ändras inte här" in visit.text
    assert not any(label.startswith("Spara") for label in visit.labels())


def grid_cells(visit: Visit, column: str) -> list[str]:
    """What the grid is handed out with in one column."""
    return list(visit.app.dataframe[0].value[column])


def test_what_one_undoes_on_the_page_is_gone_from_the_grid_too(database: Store) -> None:
    visit = saved(write(opened(), {0: FULL}), 5)
    assert grid_cells(visit, COST)[0] == "500–900"
    visit.press("Ångra")
    assert grid_cells(visit, COST)[0] == ""
    assert "Inget att spara" in [item.label for item in visit.app.button]


def test_a_sheet_that_nobody_has_written_in_follows_what_others_fill_in(database: Store) -> None:
    visit = opened()
    change_plan.assume_cost(Beside(database, UKFA), "UF2", (700_000, 700_000), Signature("Ekonom", "Ny kalkyl"))
    visit.run()
    assert grid_cells(visit, COST)[1] == "700"
    assert "Ändrat medan ni fyller i" not in visit.text


def test_a_sheet_that_is_written_in_stands_still_and_what_others_change_is_told_until_it_is_taken_up(
    database: Store,
) -> None:
    visit = write(opened(), {0: {COST: "500"}, 1: {COST: "600"}})
    beside = Beside(database, UKFA)
    change_plan.assume_cost(beside, "UF2", (700_000, 700_000), Signature("Ekonom", "Ny kalkyl"))
    change_plan.assume_tier(beside, "UF3", Tier.STRATEGIC, Signature("Linjechef", "Beslut"))
    visit.run()
    assert "Ändrat medan ni fyller i, av ekonom, linjechef" in visit.text
    assert "Kostnad, tkr: inget antagande → 700. Här har ni skrivit 600" in visit.text
    assert "Klass: inget antagande → strategiskt." in visit.text
    assert grid_cells(visit, COST)[:2] == ["", ""]
    visit.press("Hämta det nya och behåll mina övriga ändringar")
    assert (grid_cells(visit, COST)[:2], grid_cells(visit, TIER)[2]) == (["500", "700"], "strategiskt")
    assert "Det här skrev ni där något nu är ändrat, och det är inte med:" in visit.text
    assert "Kostnad, tkr: 600." in visit.text
    saved(visit, 1)
    assert visit.faults == []
    found = {entry.project_id: entry.low for entry in entry_log.current(database, UKFA).costs}
    assert found == {"UF1": 500_000, "UF2": 700_000}


def test_what_others_lay_beside_the_plan_and_is_not_of_the_sheet_leaves_what_is_typed_alone(database: Store) -> None:
    visit = write(opened(), {0: {COST: "500"}})
    change_plan.assume_unknown_costs(Beside(database, UKFA), (0, 900_000), Signature("Ekonom", "Spann"))
    visit.run()
    assert "Ändrat medan ni fyller i" not in visit.text
    saved(visit, 1)
    assert [entry.low for entry in entry_log.current(database, UKFA).costs] == [500_000]
