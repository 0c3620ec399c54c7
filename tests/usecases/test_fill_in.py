"""The sheet of assumptions: what is not touched is not written, and what is written is undone as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prioritering.criteria.gate import Verdict
from prioritering.criteria.model import Criterion, NumberScale
from prioritering.errors import BadArgument, Conflict
from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import read_plan
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, plan_model
from prioritering.usecases import change_plan, fill_in
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.gather import gather
from prioritering.usecases.history import history_of, undo
from prioritering.usecases.picture import picture_of
from prioritering.view.ranking_json import ranking_json
from prioritering.view.row import rows_of
from prioritering.view.view import View
from tests.criteria.gates import HEADER as GATED_HEADER
from tests.criteria.gates import MODEL as GATE
from tests.criteria.gates import ROWS as GATED
from tests.folders import GOOD, HEAD, PROV, UKFA, VSO, write_plan

BY = Signature("Objektledare", "Kalkyl")
KRONOR = st.one_of(st.integers(0, 10**12), st.integers(0, 10**4), st.integers(0, 10**6).map(lambda tkr: tkr * 1000))
LEVELS = ("Ingen", "Låg", "Medel", "Hög", "Mycket hög")
NUMBERS = st.floats(-5, 5, allow_nan=False)
IDS = ("A1", "A2", "A3")
TEXTS = st.sampled_from(
    ("", "?", "–", "500", "500-900", "1 500", "2 250,5", "1.500", "Hög", "låg..hög", "mycket", "strategiskt", "2,5")
)
CELLS = st.dictionaries(st.integers(0, 5), TEXTS)
LAW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def beside(store: Store, write_plan: Any) -> Beside:
    """Where changes are kept beside a plan of three projects, with a number for a criterion of the group's."""
    import_plan(store, read_plan(write_plan(f"{GOOD}A2,Fiber,,?,,,\nA3,Karta,,,,,\n")))
    here = Beside(store, PROV, 1)
    scale = NumberScale(lowest=-5, highest=5)
    change_plan.add_criterion(here, "Nytta", scale, plan_model(store, PROV), BY)
    return here


def spans(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, Any]]:
    return st.tuples(values, values).map(lambda ends: (min(ends), max(ends)))


def levels(places: tuple[int, int]) -> tuple[str, str]:
    return LEVELS[places[0]], LEVELS[places[1]]


@LAW
@given(
    st.dictionaries(st.sampled_from(IDS), spans(KRONOR)),
    st.dictionaries(st.sampled_from(IDS), spans(st.integers(0, 4))),
    st.dictionaries(st.sampled_from(IDS), spans(NUMBERS)),
    st.dictionaries(st.sampled_from(IDS), st.sampled_from(Tier)),
)
def test_a_sheet_that_nobody_has_touched_holds_no_change_and_saving_it_writes_nothing(
    beside: Beside, costs: Any, scopes: Any, numbers: Any, tiers: Any
) -> None:
    store = beside.store
    number = Criterion(id="nytta", name="Nytta", scale=NumberScale(lowest=-5, highest=5))
    for key, span in costs.items():
        change_plan.assume_cost(beside, key, span, BY)
    for key, places in scopes.items():
        change_plan.assume_level(beside, plan_model(store, PROV).criterion("omfattning"), key, levels(places), BY)
    for key, span in numbers.items():
        change_plan.assume_level(beside, number, key, span, BY)
    for key, tier in tiers.items():
        change_plan.assume_tier(beside, key, tier, BY)
    form = fill_in.form_of(store, PROV)
    changed = form.sheet.changed({row.id: dict(row.assumed) for row in form.sheet.rows})
    assert changed == ((), ())
    before = entry_log.newest_entry(store, PROV)
    assert fill_in.save(beside, form, changed.edits, BY) == 0
    assert entry_log.newest_entry(store, PROV) == before
    # Nor does writing the same cells anew change anything: each reads back to what it was written from.
    for row in form.sheet.rows:
        for column in form.sheet.columns:
            text = row.assumed.get(column.key, "")
            found = form.sheet.changed({row.id: {column.key: f"  {text} "}})
            assert found == ((), ())
            assert (column.read(text) is None) == (text == "")


@LAW
@given(
    st.lists(st.dictionaries(st.sampled_from(IDS), st.dictionaries(st.integers(0, 5), TEXTS)), min_size=1, max_size=3)
)
def test_saving_and_undoing_gives_the_same_basis_as_before(beside: Beside, sheets: Any) -> None:
    """The last sheet is undone; those before it make sure that there is something to come back to."""
    store, made = beside.store, []
    saving = beside._replace(made=lambda *numbers: made.append(numbers))
    for typed in sheets:
        before = basis(store)
        made.clear()
        form = fill_in.form_of(store, PROV)
        edits = form.sheet.changed(keyed(form, typed)).edits
        assert fill_in.save(saving, form, edits, BY) == len(edits) == sum(map(len, made))
    if made:
        assert basis(store) != before
        undo(beside, *made[0])
    assert basis(store) == before


def basis(store: Store) -> tuple[Any, ...]:
    """What counts, with who said it and when, and what the board shows of it; entries in no order."""
    changes = gather(store, View(plan="prov")).changes
    kinds = [frozenset(entry.model_dump_json() for entry in getattr(changes, kind)) for kind in entry_log._KINDS]
    return kinds, ranking_json(picture_of(store, View(plan="prov")))["projekt"]


def keyed(form: fill_in.Form, typed: Mapping[str, Mapping[int, str]]) -> dict[str, dict[str, str]]:
    keys = [column.key for column in form.sheet.columns]
    return {row: {keys[place]: text for place, text in cells.items()} for row, cells in typed.items()}


def typed(form: fill_in.Form, cells: dict[str, dict[str, str]]) -> tuple[Any, ...]:
    changed = form.sheet.changed(cells)
    assert not changed.faults
    return changed.edits


def test_the_cells_are_read_as_those_of_a_plan_are(beside: Beside) -> None:
    form = fill_in.form_of(beside.store, PROV)
    cells = {
        "A1": {"costs:": "2 250,5", "levels:omfattning": "hög..låg", "levels:nytta": "-1–2,5"},
        "A2": {"costs:": "500-900", "levels:effekttyp": "Tidsbesparande, kvalitetshöjande", "tiers:": "Strategiska"},
        "A3": {"costs:": "1 500 kr", "levels:nytta": "3"},
    }
    assert fill_in.save(beside, form, typed(form, cells), BY) == 8
    found = entry_log.current(beside.store, PROV)
    assert {entry.project_id: (entry.low, entry.high) for entry in found.costs} == {
        "A1": (2_250_500, 2_250_500),
        "A2": (500_000, 900_000),
        "A3": (1_500, 1_500),
    }
    assert {(entry.project_id, entry.criterion_id): (entry.low, entry.high) for entry in found.levels} == {
        ("A1", "omfattning"): ("Låg", "Hög"),
        ("A1", "nytta"): (-1, 2.5),
        ("A2", "effekttyp"): ("Två effekter", "Två effekter"),
        ("A3", "nytta"): (3, 3),
    }
    assert [(entry.project_id, entry.tier) for entry in found.tiers] == [("A2", Tier.STRATEGIC)]
    assert {line.reason for line in history_of(beside.store, PROV)} == {"Kalkyl"}


def test_when_one_cell_is_refused_none_is_kept(beside: Beside) -> None:
    form = fill_in.form_of(beside.store, PROV)
    change_plan.assume_tier(beside, "A2", Tier.DESIRABLE, Signature("Ekonom", "Anbud"))
    before = entry_log.newest_entry(beside.store, PROV)
    edits = typed(form, {"A1": {"costs:": "5"}, "A2": {"tiers:": "strategiskt"}})
    with pytest.raises(Conflict, match="Ekonom har ändrat klassen för Fiber sedan dess"):
        fill_in.save(beside, form, edits, BY)
    assert entry_log.newest_entry(beside.store, PROV) == before


def test_saving_needs_a_reason(beside: Beside) -> None:
    form = fill_in.form_of(beside.store, PROV)
    with pytest.raises(BadArgument, match="skäl"):
        fill_in.save(beside, form, typed(form, {"A1": {"costs:": "5"}}), Signature("Ekonom", " "))


def test_what_was_saved_as_one_is_not_undone_in_part(beside: Beside) -> None:
    form, made = fill_in.form_of(beside.store, PROV), []
    saving = beside._replace(made=lambda *numbers: made.extend(numbers))
    fill_in.save(saving, form, typed(form, {"A1": {"costs:": "5"}, "A2": {"costs:": "7"}}), BY)
    change_plan.assume_cost(beside, "A2", (1000, 1000), Signature("Ekonom", "Anbud"))
    with pytest.raises(Conflict, match="Ekonom har ändrat kostnaden för Fiber"):
        undo(beside, *made)
    assert len(entry_log.current(beside.store, PROV).costs) == 2


OWN = '\n[klasser]\n"Lag" = "strategiskt"\n"Nämnd" = "strategiskt"\n"Kan" = "önskvärt"\n'


@pytest.fixture
def gated(store: Store, tmp_path: Path) -> Beside:
    """Where changes are kept beside a plan with a gate and names of its own for two of the classes."""
    head = HEAD + OWN
    import_plan(
        store, read_plan(write_plan(tmp_path / "prov", GATED, GATED_HEADER, plan__toml=head, modell__toml=GATE))
    )
    return Beside(store, PROV, 1)


GATE_KEY = "levels:tillganglighet"


def test_a_gate_and_the_plans_own_classes_are_filled_in_and_stand_there_as_they_were_written(gated: Beside) -> None:
    form = fill_in.form_of(gated.store, PROV)
    assert [column.name for column in form.sheet.columns[-2:]] == ["Krav: Tillgänglighet", "Klass"]
    cells = {
        "a": {GATE_KEY: "ej prövat", "tiers:": "nämnd"},
        "b": {GATE_KEY: "Nej", "tiers:": "Kan"},
        "c": {GATE_KEY: "ja", "tiers:": "prioriterat"},
    }
    assert fill_in.save(gated, form, typed(form, cells), BY) == 6
    found = entry_log.current(gated.store, PROV)
    assert {entry.project_id: entry.low for entry in found.levels} == {"a": "ej prövat", "b": "nej", "c": "ja"}
    assert {entry.project_id: entry.tier for entry in found.tiers} == {
        "a": Tier.STRATEGIC,
        "b": Tier.DESIRABLE,
        "c": Tier.PRIORITISED,
    }
    again = fill_in.form_of(gated.store, PROV).sheet
    assert {row.id: row.assumed["tiers:"] for row in again.rows} == {"a": "Lag / Nämnd", "b": "Kan", "c": "prioriterat"}
    assert {row.id: row.assumed[GATE_KEY] for row in again.rows} == {"a": "ej prövat", "b": "nej", "c": "ja"}
    assert again.changed({row.id: {key: f" {text}" for key, text in row.assumed.items()} for row in again.rows}) == (
        (),
        (),
    )
    told = {line.about: line.after for line in history_of(gated.store, PROV)}
    assert (told["klassen för Alfa"], told["klassen för Beta"]) == ("Lag / Nämnd", "Kan")
    shown = picture_of(gated.store, View(plan="prov"))
    assert [item.id for item in shown.scored.gated] == ["b"]
    [row] = [row for row in rows_of(shown, shown.board.listed()) if row.id == "c"]
    assert (row.tier_name, row.reasons.plan_tier) == ("Prioriterat", "Kan")


def test_an_empty_gate_is_the_plans_answer_and_not_tried_where_it_has_none(gated: Beside) -> None:
    form = fill_in.form_of(gated.store, PROV)
    says = {row.id: row.plan_says.split(" · ") for row in form.sheet.rows}
    assert says["a"][-2:] == ["Tillgänglighet: nej", "Lag / Nämnd"]
    assert says["c"][-1] == "Kan"
    assert not any("Tillgänglighet" in part for part in says["c"])
    assert {row.id: row.assumed for row in form.sheet.rows} == {"a": {}, "b": {}, "c": {}}
    change_plan.assume_verdict(gated, plan_model(gated.store, PROV).gates[0], "a", Verdict.YES, BY)
    form = fill_in.form_of(gated.store, PROV)
    assert fill_in.save(gated, form, typed(form, {"a": {GATE_KEY: ""}}), BY) == 1
    assert [item.id for item in picture_of(gated.store, View(plan="prov")).scored.gated] == ["a"]


def test_what_is_no_answer_to_a_gate_and_no_class_is_told_with_what_may_stand_there(gated: Beside) -> None:
    form = fill_in.form_of(gated.store, PROV)
    faults = form.sheet.changed({"a": {GATE_KEY: "kanske", "tiers:": "Vill"}}).faults
    assert [fault.expected for fault in faults] == [
        "ja, nej, ej prövat eller tomt förväntas",
        "Lag, Nämnd, Kan, strategiskt, prioriterat, önskvärt eller tomt förväntas",
    ]


def test_the_sheet_shows_what_the_plan_says_and_no_zero_where_it_is_blank(store: Store) -> None:
    for plan in ("vso-2021", "ukfa-2022"):
        import_plan(store, read_plan(Path("data") / plan))
    says = {row.id: row.plan_says.replace("\u00a0", " ") for row in fill_in.form_of(store, VSO).sheet.rows}
    assert says["S02"].startswith("1 000 tkr · ")
    assert says["S01"].split(" · ")[1] == "Tidsbesparande, kvalitetshöjande"
    assert says["S04"].startswith("okänd · ")
    assert {row.plan_says for row in fill_in.form_of(store, UKFA).sheet.rows} == {""}


def test_the_sheet_shows_what_is_asked_of_a_cost_of_the_plans_until_it_is_answered(
    store: Store, write_plan: Callable[..., Path]
) -> None:
    rows = "A,Alfa,,1.500,,,\nB,Beta,,900000,,,\nC,Gamma,,900000 tkr,,,\nD,Delta,,100,,,\nE,Epsilon,,100,,,\n"
    import_plan(store, read_plan(write_plan(rows)))

    def says() -> list[str]:
        return [row.plan_says.replace("\u00a0", " ") for row in fill_in.form_of(store, PROV).sheet.rows]

    asked = "900 000 tkr (menas 900 tkr?)"
    assert says() == ["okänd (”1.500”)", asked, "900 000 tkr", "100 tkr", "100 tkr"]
    change_plan.assume_cost(Beside(store, PROV, 1), "B", (900_000, 900_000), BY)
    assert says()[1] == "900 000 tkr"
