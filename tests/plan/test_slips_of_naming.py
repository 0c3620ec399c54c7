"""What becomes of files' names on the way: capitals, endings that are not seen, folders packed or in one another."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from prioritering import settings
from prioritering.plan.reader import read_plan
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.store.plan_files import kept_files
from prioritering.usecases.plan_files import kept_model
from tests import folders
from tests.folders import GOOD, HEAD, HEADER
from tests.plan.saved import HEADING, PROJECTS, workbook
from tests.plan.test_bad_input import faults

Write = Callable[..., Path]
MODEL = '[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = 10\n'
NYTTA = "id,namn,klass,kostnad_tkr,nytta\n"


def test_names_in_capitals_are_read_whatever_the_system_makes_of_them(write_plan: Write, store: Store) -> None:
    folder = write_plan("A1,Första,,5,7\n", NYTTA, modell__toml=MODEL)
    for name in ("plan.toml", "projekt.csv", "modell.toml"):
        (folder / name).rename(folder / name.upper())
    read = read_plan(folder)
    assert [criterion.id for criterion in read.model.criteria] == ["nytta"]
    assert read.notices == ()
    bootstrap(store, [folder])
    assert kept_model(store, read.plan.key) == MODEL.encode()
    assert {file.name for file in kept_files(store, read.plan.key, 1)} == {"PLAN.TOML", "PROJEKT.CSV", "MODELL.TOML"}


def test_a_fault_in_criteria_named_in_capitals_is_told_once_by_the_name(write_plan: Write) -> None:
    folder = write_plan(modell__toml="[[kriterium]\n")
    (folder / "modell.toml").rename(folder / "MODELL.TOML")
    (told,) = faults(folder)
    assert told.startswith("modell.toml, rad 1: filen är inte giltig TOML")


def test_a_workbook_whose_ending_is_in_capitals_is_read(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "Projekt.XLSX").write_bytes(workbook([HEADING, *PROJECTS]))
    assert len(read_plan(tmp_path).plan.projects) == len(PROJECTS)


def test_a_table_that_is_there_twice_but_for_capitals_is_refused(write_plan: Write) -> None:
    folder = write_plan()
    (folder / "Projekt.csv").write_text(HEADER, encoding="utf-8")
    if (folder / "projekt.csv").read_text(encoding="utf-8") != HEADER + GOOD:
        pytest.skip("the system makes no difference between capitals and others")
    (told,) = faults(folder)
    assert told == "projekt.csv: en fil med namnet förväntas; den finns också som Projekt.csv"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("plan.toml", "plan.toml: filen saknas i planmappen; döp om plan.toml.txt till plan.toml"),
        ("projekt.csv", "projekt.csv: filen saknas i planmappen; döp om projekt.csv.txt till projekt.csv"),
        ("budget.csv", "budget.csv.txt: filen läses inte under det namnet; döp om den till budget.csv"),
        ("modell.toml", "modell.toml.txt: filen läses inte under det namnet; döp om den till modell.toml"),
    ],
)
def test_a_file_with_an_ending_that_windows_does_not_show_is_told_how_to_be_named(
    write_plan: Write, name: str, told: str
) -> None:
    folder = write_plan("A1,Första,,5,7\n", NYTTA, budget__csv="id,etikett,belopp,enhet\n", modell__toml=MODEL)
    (folder / name).rename(folder / f"{name}.txt")
    assert faults(folder) == [told]
    # With the right one beside it, it is a file as any other.
    (folder / name).write_bytes((folder / f"{name}.txt").read_bytes())
    assert read_plan(folder).notices[-1] == f"Planen använder inte ”{name}.txt”, men sparar den med planen."


def test_a_plan_that_lies_one_folder_down_or_is_packed_is_told(tmp_path: Path) -> None:
    outer = tmp_path / "packad"
    folders.write_plan(outer / "plan")
    assert faults(outer)[0] == (
        "plan.toml: filen saknas i planmappen; en sådan fil ligger i mappen ”plan”, flytta upp filerna därifrån"
    )
    (outer / "Plan.zip").write_bytes(packed("plan/plan.toml"))
    assert faults(outer)[0] == (
        "plan.toml: filen saknas i planmappen; är planen i ”Plan.zip”, packa upp den så att filerna ligger direkt i "
        "mappen"
    )


def packed(*names: str) -> bytes:
    """Return a zip with files of these names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, HEAD)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "beside", "is_told"),
    [
        (packed("min/plan.toml"), "", True),
        (packed("bilder/a.png"), "", False),
        (b"PK\x03\x04", "", False),
        (packed("min/plan.toml"), "min", False),
    ],
    ids=["plan", "annat", "trasig", "uppackad bredvid"],
)
def test_a_packed_plan_among_plan_folders_is_told_unless_it_is_unpacked(
    tmp_path: Path,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    data: bytes,
    beside: str,
    is_told: bool,
) -> None:
    root = tmp_path / "planer"
    folders.write_plan(root / (beside or "annan"))
    (root / "min.zip").write_bytes(data)
    monkeypatch.setenv(settings.PLANS, str(root))
    told = "min.zip: filen är packad och läses inte; packa upp den, så att planen är en egen mapp"
    assert [str(error) for error in bootstrap(store).problems.values()] == ([told] if is_told else [])


def test_of_two_sheets_with_the_same_headings_the_one_that_is_not_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(HEAD, encoding="utf-8")
    with xlsxwriter.Workbook(tmp_path / "projekt.xlsx") as book:
        for name in ("2025", "2026", "Anteckningar"):
            book.add_worksheet(name).write_row(0, 0, HEADING if name != "Anteckningar" else ["Att göra"])
    assert read_plan(tmp_path).notices[0] == (
        "projekt.xlsx: bladet 2025 är läst; de andra bladen (2026, Anteckningar) är det inte. "
        "Tabellens rubriker står också på ”2026”; döp det blad som gäller till projekt."
    )
