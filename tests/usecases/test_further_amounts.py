"""Costs of years and of running a project in the sheet of assumptions: there where one of them is asked about."""

from __future__ import annotations

from typing import Any

from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.facts import plan_remarks
from prioritering.store.plans import import_plan
from prioritering.usecases import fill_in
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.gather import AsOf, gather
from prioritering.usecases.history import history_of, undo
from prioritering.usecases.plan_facts import plan_facts
from prioritering.view.view import View
from tests.folders import PROV

BY = Signature("Objektledare", "Kalkyl")


def edits(form: fill_in.Form, cells: dict[str, dict[str, str]]) -> tuple[Any, ...]:
    changed = form.sheet.changed(cells)
    assert not changed.faults
    return changed.edits


def test_running_costs_and_costs_of_years_that_can_be_read_in_two_ways_are_answered_here(
    store: Store, write_plan: Any
) -> None:
    header = "id,namn,klass,kostnad_tkr,drift_tkr_ar,Kostnad 2027,version\n"
    import_plan(store, read_plan(write_plan("A1,X,,900,1.500,1.200 tkr,1.500\nA2,Y,,900,100,,\n", header)))
    here = Beside(store, PROV, 1)
    form = fill_in.form_of(store, PROV)
    assert [column.name for column in form.sheet.columns][:3] == [
        "Kostnad, tkr",
        "Drift (tkr/år)",
        "Kostnad 2027 (tkr)",
    ]
    assert "Drift (tkr/år) ”1.500”" in form.sheet.rows[0].plan_says
    cells = {"A1": {"amounts:drift_tkr_ar": "1 500", "amounts:kostnad_2027": "1,2"}}

    def asked() -> list[str]:
        found = next((item.rows for item in plan_remarks(store, PROV) if item.id == "belopp_flertydigt"), ())
        return [row.partition(":")[0] for row in found]

    assert asked() == ["A1, Drift (tkr/år)", "A1, Kostnad 2027 (tkr)"]
    assert fill_in.save(here, form, edits(form, cells), BY) == 2
    assert asked() == []
    again = fill_in.form_of(store, PROV).sheet
    assert again.changed({row.id: dict(row.assumed) for row in again.rows}) == ((), ())
    assert [line.after for line in history_of(store, PROV)] == ["1,2\u00a0tkr", "1\u00a0500\u00a0tkr"]
    assert plan_facts(store, PROV).answers()["A1"]["drift_tkr_ar"] == (1_500_000, 1_500_000)
    # It is no part of what is computed.
    assert (
        gather(store, View(plan="prov")).fingerprint() == gather(store, View(plan="prov"), AsOf(entry=0)).fingerprint()
    )
    undo(here, history_of(store, PROV)[0].entry_id)
    assert asked() == ["A1, Kostnad 2027 (tkr)"]


def test_a_running_cost_that_is_typed_in_kronor_is_asked_about_as_a_cost_is(store: Store, write_plan: Any) -> None:
    header = "id,namn,klass,kostnad_tkr,drift_tkr_ar\n"
    import_plan(store, read_plan(write_plan("A1,X,,900,1.500\nA2,Y,,900,100\n", header)))
    form = fill_in.form_of(store, PROV)

    def asked(text: str) -> tuple[str, ...]:
        return form.sheet.asked(edits(form, {"A1": {"amounts:drift_tkr_ar": text}}))

    about = "X (A1), Drift (tkr/år): 150000 räknas som 150\u00a0000\u00a0tkr"
    assert asked("150000") == (f"{about}; menas 150\u00a0tkr? Skriv i så fall 150000 kr.",)
    assert asked("1 500") == asked("150000 tkr") == ()
