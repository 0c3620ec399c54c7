"""`mall` writes a workbook that can be filled in, and nothing over what is there."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.criteria.model_file import standard_model
from prioritering.errors import BadPlan
from prioritering.plan.columns import fold
from prioritering.plan.compare import compare
from prioritering.plan.reader import read_plan
from prioritering.plan.template import template
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from tests.criteria.gates import HEADER, MODEL
from tests.folders import HEAD, write_plan
from tests.plan.test_template import filled


def printed(folder: Path, *arguments: str) -> tuple[int, str]:
    return run(["mall", *arguments], Plans(folder=folder))[:2]


def test_the_workbook_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    code, text = printed(tmp_path, "--ut", "ny/plan.xlsx")
    assert (code, "mappen är då en plan" in text) == (0, True)
    assert (tmp_path / "ny" / "plan.xlsx").stat().st_size > 5000


def test_a_filled_in_workbook_is_not_written_over_without_asking(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"ifylld")
    code, text = printed(tmp_path, "--ut", "plan.xlsx")
    assert (code, "finns redan" in text, "--ersatt" in text) == (2, True, True)
    assert (tmp_path / "plan.xlsx").read_bytes() == b"ifylld"
    assert printed(tmp_path, "--ut", "plan.xlsx", "--ersatt")[0] == 0
    assert len((tmp_path / "plan.xlsx").read_bytes()) > len(template(standard_model())) // 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--ut", "plan.ods"], ".xlsx"),
        ([], "--ut behövs"),
        (["--ut", "p.xlsx", "--modell", "ingen.toml"], "ingen.toml"),
        (["--ut", "p.xlsx", "--modell", "m.toml", "--plan", "prov"], "välj --plan eller --modell"),
        (["--ut", "p.xlsx", "--kommun", "motala"], "--plan behövs"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path: Path, arguments: list[str], said: str) -> None:
    code, text = printed(tmp_path, *arguments)
    assert (code, said in text) == (2, True), text
    assert list(tmp_path.iterdir()) == []


def test_a_plans_own_workbook_filled_in_is_read_back_with_its_classes_gates_and_levels(
    store: Store, tmp_path: Path
) -> None:
    own = '[klasser]\n"Lag" = "strategiskt"\n"Nämnd" = "strategiskt"\n"Kan" = "önskvärt"\n'
    head = f'{HEAD}kommun = "Motala kommun"\n\n{own}'
    rows = "a,Alfa,Lag,100,10,Nej\nb,Beta,Nämnd,500-900,8,ja\nc,Gamma,Kan,?,4..6,\nd,Delta,prioriterat,,,ej prövat\n"
    old = read_plan(write_plan(tmp_path / "gammal", rows, HEADER, plan__toml=head, modell__toml=MODEL))
    import_plan(store, old)
    out = tmp_path / "ny" / "plan.xlsx"
    done = run(["mall", "--plan", "prov", "--ut", str(out)], Plans(store))
    assert (done.code, "modell.toml bredvid hör till den" in done.text) == (0, True), done.text
    edits = {
        "Plan": {(0, 1): "prov", (2, 1): "2026"},
        "Projekt": dict(cells_of(out, rows)),
    }
    out.write_bytes(filled(out.read_bytes(), edits))
    new = read_plan(out.parent)
    assert (new.notices, new.model) == ((), old.model)
    assert new.plan.own_tiers == old.plan.own_tiers
    found = compare(old.plan, new.plan, (old.model, new.model))
    assert (found.cells, found.added, found.removed, found.renamed) == ((), (), (), ())
    assert [item.marks for item in new.plan.projects] == [item.marks for item in old.plan.projects]


def cells_of(book: Path, rows: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Return rows of a projekt.csv as cells of the workbook's own sheet, each under its heading."""
    headings = [fold(str(cell)) for cell in sheet_of_book(book, "Projekt")[0]]
    for number, cells in enumerate(csv.DictReader(io.StringIO(HEADER + rows)), 1):
        yield from (((number, headings.index(fold(name))), text) for name, text in cells.items() if text)


def sheet_of_book(book: Path, name: str) -> list[list[Any]]:
    return python_calamine.CalamineWorkbook.from_path(book).get_sheet_by_name(name).to_python()


def test_what_may_be_chosen_is_the_plans_own_classes_and_the_answers_to_its_gates(store: Store, tmp_path: Path) -> None:
    head = HEAD + '[klasser]\n"Lag" = "strategiskt"\n"Nämnd" = "strategiskt"\n'
    import_plan(store, read_plan(write_plan(tmp_path / "gammal", "", HEADER, plan__toml=head, modell__toml=MODEL)))
    out = tmp_path / "plan.xlsx"
    assert run(["mall", "--plan", "prov", "--ut", str(out)], Plans(store)).code == 0
    columns = [[cell for cell in column if cell] for column in zip(*sheet_of_book(out, "Listor"), strict=True)]
    assert columns[:2] == [["Lag", "Nämnd", "prioriterat", "önskvärt"], ["ja", "nej", "ej prövat"]]
    assert ["Strategiskt kallas", "Lag; Nämnd"] in [row[:2] for row in sheet_of_book(out, "Plan")]
    assert "Tillgänglighet" in sheet_of_book(out, "Projekt")[0]


def test_the_criteria_that_were_given_are_laid_beside_the_workbook_and_not_over_others(tmp_path: Path) -> None:
    (tmp_path / "egna.toml").write_text(MODEL, encoding="utf-8")
    assert printed(tmp_path, "--ut", "ny/plan.xlsx", "--modell", "egna.toml")[0] == 0
    assert (tmp_path / "ny" / "modell.toml").read_text(encoding="utf-8") == MODEL
    assert printed(tmp_path, "--ut", "ny/annan.xlsx", "--modell", "ny/modell.toml")[0] == 0
    (tmp_path / "ny" / "modell.toml").write_text("annat", encoding="utf-8")
    code, text = printed(tmp_path, "--ut", "ny/tredje.xlsx", "--modell", "egna.toml")
    assert (code, "modell.toml finns redan" in text) == (2, True)
    assert (tmp_path / "ny" / "modell.toml").read_text(encoding="utf-8") == "annat"
    assert not (tmp_path / "ny" / "tredje.xlsx").exists()


def test_one_name_of_two_classes_on_the_sheet_plan_is_told(tmp_path: Path) -> None:
    assert printed(tmp_path, "--ut", "plan.xlsx")[0] == 0
    names = [row[0] for row in sheet_of_book(tmp_path / "plan.xlsx", "Plan")]
    own = {(names.index(f"{tier} kallas"), 1): "Lag" for tier in ("Strategiskt", "Önskvärt")}
    head = {(0, 1): "x", (1, 1): "X", (2, 1): "2026", **own}
    (tmp_path / "plan.xlsx").write_bytes(filled((tmp_path / "plan.xlsx").read_bytes(), {"Plan": head}))
    with pytest.raises(BadPlan, match=r"Lag.*ett namn som inte också är en annan klass"):
        read_plan(tmp_path)
