"""A version from when a column might stand under two headings of one plan: every place reads the first of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from prioritering.plan.project_facts import further_cell, stated_facts
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import AmountAssumption
from prioritering.scoring.effective import candidates
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.facts import plan_remarks
from prioritering.store.plans import import_plan, object_plan
from prioritering.usecases import fill_in
from prioritering.usecases.change_plan import Signature
from prioritering.usecases.gather import gather
from prioritering.usecases.new_period import make_new_period
from prioritering.usecases.plan_facts import plan_facts
from prioritering.usecases.renewal import renewal
from prioritering.view.renewal_words import change_line
from prioritering.view.view import View
from prioritering.web.pages.poangsatt.words import other_facts
from tests.folders import PROV
from tests.usecases.builders import signed

RUNNING = "drift_tkr_ar"
HEADER = "id,namn,klass,kostnad_tkr,drift_tkr_ar\n"
FIRST, SECOND = {"Drift (tkr/år)": "1.500"}, {"drift_tkr_ar": "900"}


def headed(store: Store, write_plan: Any, cells: dict[str, str]) -> None:
    """Let the plan's newest version be one that has these cells, as it once was read."""
    import_plan(store, read_plan(write_plan("A1,X,,900,5\nA2,Y,,900,100\n", HEADER)))
    store.append(
        "update project set other = $other where project_id = 'A1' returning version", {"other": json.dumps(cells)}
    )
    store.forget_kept()


def asked(store: Store) -> list[str]:
    ids = ("belopp_flertydigt", "belopp_i_kronor")
    return [row.partition(":")[0] for item in plan_remarks(store, PROV) if item.id in ids for row in item.rows]


@pytest.mark.parametrize(
    ("cells", "said", "is_asked"),
    [
        (FIRST | SECOND, "1.500", True),
        (SECOND | FIRST, "900", False),
        ({"Drift (kr/år)": "7000"} | SECOND, "7000 kr", False),
    ],
)
def test_what_is_said_asked_and_written_is_of_the_first(
    store: Store, write_plan: Any, cells: dict[str, str], said: str, is_asked: bool
) -> None:
    headed(store, write_plan, cells)
    project = object_plan(store, PROV).projects[0]
    assert stated_facts(project)[RUNNING] == said
    assert further_cell(project, RUNNING) == next(iter(cells.items()))
    assert asked(store) == (["A1, Drift (tkr/år)"] if is_asked else [])
    assert list(plan_facts(store, PROV).asked_amounts()) == (["A1"] if is_asked else [])
    shown = [column.name for column in fill_in.form_of(store, PROV).sheet.columns if column.kind == "amounts"]
    assert shown == (["Drift (tkr/år)"] if is_asked else [])
    (ends,) = store.tuples("select raw_text from further_cost where project_id = 'A1'", {})
    assert ends == (next(iter(cells.values())),)


def test_a_value_in_the_second_is_no_new_value_and_one_in_the_first_is(store: Store, write_plan: Any) -> None:
    headed(store, write_plan, FIRST | SECOND)
    entry = signed(project_id="A1", column=RUNNING, low=2_000, high=2_000, plan_version=1)
    entry_log.keep_entry(store, PROV, AmountAssumption.model_validate(entry))
    assert asked(store) == []
    import_plan(store, read_plan(write_plan("A1,X,,900,1.500\nA2,Y,,900,100\n", HEADER)))
    assert (asked(store), gather(store, View(plan="prov")).asked) == ([], ())
    found = renewal(store, PROV)
    assert found is not None
    assert found.changes.cells == ()
    import_plan(store, read_plan(write_plan("A1,X,,900,900\nA2,Y,,900,100\n", HEADER)))
    assert len(gather(store, View(plan="prov")).asked) == 1
    found = renewal(store, PROV, 1)
    assert found is not None
    assert list(map(change_line, found.changes.cells)) == ["X: Drift (tkr/år) 1.500 → 900"]


def test_next_periods_plan_has_it_once(store: Store, write_plan: Any) -> None:
    headed(store, write_plan, {"Drift (kr/år)": "7000", "drift_tkr_ar": "900", "Status": "pågår", "status": "klart"})
    key = make_new_period(store, PROV, "2027", None, Signature("Objektledare", "Nytt år"))
    first, second = object_plan(store, key).projects
    assert (first.id, dict(stated_facts(first))) == ("A1", {RUNNING: "7000 kr", "status": "pågår"})
    assert dict(stated_facts(second)) == {RUNNING: "100"}


def test_a_column_that_nobody_has_filled_in_yet_follows_into_next_periods_plan(store: Store, write_plan: Any) -> None:
    header = HEADER.replace("\n", ",Eget,Status\n")
    import_plan(store, read_plan(write_plan("A1,X,,900,,,\nA2,Y,,900,1,,klart\n", header)))
    key = make_new_period(store, PROV, "2027", None, Signature("Objektledare", "Nytt år"))
    assert "Eget" in object_plan(store, PROV).projects[0].other
    assert list(object_plan(store, key).projects[0].other) == ["Eget"]


def test_poangsatt_names_it_once(store: Store, write_plan: Any) -> None:
    headed(store, write_plan, FIRST | SECOND | {"Eget": "Ja"})
    basis = gather(store, View(plan="prov"))
    (first, _) = candidates(basis.plan, basis.model, basis.changes)
    assert other_facts(first) == [("Drift (tkr/år)", "”1.500”"), ("Eget", "Ja")]
