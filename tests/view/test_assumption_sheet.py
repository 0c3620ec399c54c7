"""What Fyll i says of its cells: what may stand in each, what the plan says, and which costs are asked about."""

from __future__ import annotations

from prioritering.criteria.gate import GateCriterion, Verdict
from prioritering.criteria.model import Criterion, Level, Model, NumberScale, WordedScale
from prioritering.plan.object_plan import ObjectPlan, OwnTier, Tier
from prioritering.scoring.changes import NO_CHANGES
from prioritering.view.assumption_sheet import AssumptionSheet, SheetRow, sheet_of
from tests.scoring.builders import plan, project

WORDS = WordedScale(levels=tuple(Level(name=name, value=value) for value, name in enumerate(("Låg", "Medel", "Hög"))))
MODEL = Model(
    criteria=(
        Criterion(id="nytta", name="Nytta", scale=NumberScale(lowest=0, highest=100, measure="kr")),
        Criterion(id="effekt", name="Effekt", scale=WORDS),
    ),
    gates=(
        GateCriterion(id="lag", name="Lag", description="Följer det lagen."),
        GateCriterion(id="avtal", name="Avtal"),
    ),
)


def sheet(given: ObjectPlan) -> AssumptionSheet:
    return sheet_of(given.projects, MODEL, NO_CHANGES, given)


def test_each_column_says_what_may_stand_in_its_cells() -> None:
    about = {column.name: column.about for column in sheet(plan(project("A", 1000, 50))).columns}
    assert about["Effekt"] == "Låg, Medel, Hög. Eller ett spann, till exempel Låg..Hög."
    assert about["Nytta"] == "Ett tal från 0 kr till 100 kr, eller ett spann.".replace(" kr", "\u00a0kr")
    answers = f"{', '.join(Verdict)}. Tomt är planens svar, och ej prövat där planen inte har något."
    assert about["Krav: Lag"] == f"Följer det lagen. {answers}"
    assert about["Krav: Avtal"] == answers


def test_a_typed_cost_that_may_be_in_kronor_is_asked_about_beside_the_others() -> None:
    given = sheet(plan(*(project(key, 900_000, 50) for key in "AB"), project("C", None, 50)))
    for text, asked in (("900", False), ("900000", True), ("900000 tkr", False), ("900000 kr", False)):
        changed = given.changed({"C": {given.columns[0].key: text}})
        said = given.asked(changed.edits)
        assert bool(said) is asked, text
    [question] = given.asked(given.changed({"C": {given.columns[0].key: "900000"}}).edits)
    assert question.replace("\u00a0", " ") == (
        "Projekt C (C): 900000 räknas som 900 000 tkr; menas 900 tkr? Skriv i så fall 900000 kr."
    )


def test_the_plans_own_names_of_the_classes_are_those_that_may_be_written() -> None:
    own = plan(project("A", 1000, 50)).model_copy(update={"own_tiers": (OwnTier(name="Måste", tier=Tier.STRATEGIC),)})
    [column] = [column for column in sheet(own).columns if column.name == "Klass"]
    assert "Måste (strategiskt)" in column.about
    late = own.model_copy(update={"own_tiers": (OwnTier(name="Övrigt", tier=Tier.STRATEGIC),)})
    assert "Övrigt (strategiskt)" in next(c for c in sheet(late).columns if c.name == "Klass").about
    assert "strategiskt" in next(c for c in sheet(plan(project("A", 1, 1))).columns if c.name == "Klass").about


def test_what_stands_after_a_cell_that_cannot_be_read_is_read_all_the_same() -> None:
    given = sheet(plan(project("A", 1000, 50), project("B", 1000, 50)))
    cost, number, word = (column.key for column in given.columns[:3])
    changed = given.changed({"A": {cost: "mycket", number: "7", word: "Hög"}, "B": {number: "999"}})
    assert [(fault.row.id, fault.column.key) for fault in changed.faults] == [("A", cost), ("B", number)]
    assert [(edit.row.id, edit.column.key, edit.after) for edit in changed.edits] == [
        ("A", number, "7"),
        ("A", word, "Hög"),
    ]


def test_what_was_assumed_under_another_scale_is_replaced_by_whatever_is_typed() -> None:
    word = sheet(plan(project("A", 1000, 50))).columns[2]
    given = AssumptionSheet((word,), (SheetRow("A", "Projekt A", "", {word.key: "Jättehög"}),))
    [edit] = given.changed({"A": {word.key: "Hög"}}).edits
    assert (edit.before, edit.after, edit.value) == ("Jättehög", "Hög", ("Hög", "Hög"))


def test_a_typed_range_that_may_be_in_kronor_is_asked_about_by_both_its_ends() -> None:
    given = sheet(plan(*(project(key, 900_000, 50) for key in "AB"), project("C", None, 50)))
    [question] = given.asked(given.changed({"C": {given.columns[0].key: "900000..950000"}}).edits)
    assert "räknas som 900 000–950 000 tkr; menas 900–950 tkr?" in question.replace("\u00a0", " ")
