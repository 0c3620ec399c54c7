"""A gate stands in the model file and as a column of the plan: ja, nej or not tried."""

from pathlib import Path

import pytest

from prioritering.criteria.gate import GateCriterion, Verdict
from prioritering.criteria.model_file import read_model, standard_model
from prioritering.errors import BadModel, BadPlan
from prioritering.plan.cells import parse_mark
from prioritering.plan.compare import compare
from prioritering.plan.next_period import next_period
from prioritering.plan.reader import read_plan
from prioritering.plan.template import template
from prioritering.scoring.gates import verdict
from prioritering.store.connection import Store
from prioritering.store.facts import plan_remarks
from prioritering.store.plans import import_plan, object_plan, plan_model
from tests.criteria.gates import HEADER, MODEL, ROWS, gated_plan
from tests.folders import PROV, write_plan

GATE = GateCriterion(id="tillganglighet", name="Tillgänglighet")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ja", Verdict.YES),
        (" Nej ", Verdict.NO),
        ("", Verdict.NOT_TRIED),
        ("?", Verdict.NOT_TRIED),
        ("–", Verdict.NOT_TRIED),
        ("Ej prövat", Verdict.NOT_TRIED),
    ],
)
def test_a_cell_says_ja_nej_or_that_it_has_not_been_tried(text: str, expected: Verdict) -> None:
    assert verdict(parse_mark(text, GATE)) is expected


def test_anything_else_in_the_cell_is_told_with_row_and_column(tmp_path: Path) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(gated_plan(tmp_path, ROWS.replace("Nej", "delvis")))
    [problem] = caught.value.problems
    assert (problem.row, problem.column, problem.found) == (2, "tillganglighet", "delvis")
    assert "ja, nej, ej prövat eller tomt" in problem.expected


def test_the_column_may_stand_under_the_gates_name_or_not_at_all(tmp_path: Path) -> None:
    named = read_plan(
        write_plan(tmp_path / "a", ROWS, HEADER.replace("tillganglighet", "Tillgänglighet"), modell__toml=MODEL)
    )
    assert verdict(named.plan.projects[0].mark("tillganglighet")) is Verdict.NO
    without = read_plan(
        write_plan(tmp_path / "b", "a,A,,100,5\n", "id,namn,klass,kostnad_tkr,nytta\n", modell__toml=MODEL)
    )
    assert verdict(without.plan.projects[0].mark("tillganglighet")) is Verdict.NOT_TRIED
    assert without.plan.projects[0].other == {}


def test_the_database_gives_back_the_gates_and_their_answers(tmp_path: Path, store: Store) -> None:
    read = read_plan(gated_plan(tmp_path))
    import_plan(store, read)
    assert plan_model(store, PROV) == read.model
    assert [item.marks for item in object_plan(store, PROV).projects] == [item.marks for item in read.plan.projects]


def test_an_answered_gate_is_no_level_where_levels_are_missing(tmp_path: Path, store: Store) -> None:
    import_plan(store, read_plan(gated_plan(tmp_path, ROWS + "d,Delta,önskvärt,,,nej\n")))
    found = {remark.id: remark.rows for remark in plan_remarks(store, PROV)}
    assert found["underlag_saknas"] == ("d: Delta",)
    assert "niva_tom" not in found


def test_a_new_answer_is_a_change_of_the_plan(tmp_path: Path) -> None:
    before = read_plan(gated_plan(tmp_path / "a"))
    after = read_plan(gated_plan(tmp_path / "b", ROWS.replace("Nej", "Ja")))
    found = compare(before.plan, after.plan, (before.model, after.model)).cells
    assert [(change.subject, change.what, change.before, change.after) for change in found] == [
        ("Alfa", "Tillgänglighet", "Nej", "Ja")
    ]


def test_the_next_period_keeps_the_answers(tmp_path: Path) -> None:
    read = read_plan(gated_plan(tmp_path))
    files = next_period(read.plan, read.model, "2027").files
    again = read_plan(write_plan(tmp_path / "ny", **{n.replace(".", "__"): t for n, t in files.items()}), read.model)
    assert [item.marks for item in again.plan.projects] == [item.marks for item in read.plan.projects]


def test_the_workbook_offers_the_answers_of_a_gate(tmp_path: Path) -> None:
    model = read_plan(gated_plan(tmp_path)).model
    assert len(template(model)) > len(template(model.model_copy(update={"gates": ()})))


@pytest.mark.parametrize(
    ("was", "becomes", "expected"),
    [
        ('namn = "Tillgänglighet"\n', "", r"krav 1 \(tillganglighet\), fältet namn: fältet saknas"),
        ('id = "nytta"', 'id = "tillganglighet"', "ett krav har samma id"),
        ("beskrivning", "vikt", "okänt fält ”vikt”; fälten är id, namn, beskrivning"),
    ],
)
def test_a_fault_in_a_gate_is_one_line(tmp_path: Path, was: str, becomes: str, expected: str) -> None:
    path = tmp_path / "modell.toml"
    path.write_text(MODEL.replace(was, becomes), encoding="utf-8")
    with pytest.raises(BadModel, match=expected) as fault:
        read_model(path)
    assert "\n" not in str(fault.value)


def test_a_model_without_gates_is_written_as_before_there_were_any() -> None:
    assert "gates" not in standard_model().model_dump_json()
