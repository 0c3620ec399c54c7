"""Faults of a plan's files are told where they stand."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from duckdb import connect

from prioritering.errors import BadPlan, Problem
from prioritering.plan.files import MAX_FILE_BYTES, FolderFiles
from prioritering.plan.object_plan import Status
from prioritering.plan.on_disk import is_folder
from prioritering.plan.reader import read_plan
from prioritering.plan.unread_files import files_beside
from prioritering.plan.workbook import NotWorkbook, Workbook
from tests.folders import HEAD, HEADER


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(BadPlan) as caught:
        read_plan(folder)
    assert str(caught.value)
    return caught.value.problems


def test_two_budget_cells_of_one_id_are_told(write_plan):
    header = (
        "id,etikett,huvudaktivitet,kostnadsbarare,del,klass,slag,matt,belopp,enhet,ram,status,ratext,rad,rad_till\n"
    )
    rows = "a,A,,,,VU,cell,budget,12.5,tkr,ja,angivet,,1,1\na,B,,,,VM,cell,budget,3,tkr,,angivet,,1,1\n"
    found = problems(write_plan(budget__csv=header + rows))
    assert [(item.file, item.column, item.found) for item in found] == [("budget.csv", "id", "a")]


def test_a_quote_that_is_open_from_the_first_row_names_that_row(write_plan):
    found = problems(write_plan(header='"id,namn\n'))
    assert (found[0].row, "citattecknen" in found[0].expected) == (1, True)


def test_a_folder_that_is_not_there_has_no_files_and_each_that_is_asked_for_is_told_missing(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "finns-inte")
    assert (files.names, files.book, files.has("projekt")) == ({}, None, False)
    assert files.grid("projekt", len) is None
    assert [(item.file, item.expected) for item in files.problems] == [("projekt.csv", "filen saknas i planmappen")]


HEAD_ROWS = [["Id", "x"], ["Namn", "X"], ["Period", "1"]]
PROJECT_ROWS = [["id", "namn", "klass", "kostnad_tkr"], ["A1", "Ett"]]
BUDGET_ROWS = [["etikett", "belopp", "enhet", "ram"], ["VU", "2250", "tkr", "ja"]]


def write_book(file: Path, faulty: bool = False, **sheets: list[list[str]]) -> None:
    """Write a workbook; one that is faulty has a cell that shows an error, after those of its last sheet."""
    with xlsxwriter.Workbook(file) as book:
        for name, cells in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(cells):
                page.write_row(number, 0, row)
        if faulty:
            page.write_formula(9, 0, "=1/0", None, "#DIV/0!")


def test_a_table_in_a_workbook_of_its_own_beside_the_plans_is_read_from_it(tmp_path: Path) -> None:
    write_book(tmp_path / "min plan.xlsx", Plan=HEAD_ROWS, Projekt=PROJECT_ROWS)
    write_book(tmp_path / "budget.xlsx", Anteckning=[["x"]], Budget=BUDGET_ROWS)
    read = read_plan(tmp_path)
    assert [project.name for project in read.plan.projects] == ["Ett"]
    assert [(cell.label, cell.amount_kr) for cell in read.plan.budget_cells] == [("VU", 2_250_000)]
    notice = "budget.xlsx: bladet Budget är läst; de andra bladen (Anteckning) är det inte."
    assert read.notices.count(notice) == 1


def test_of_several_sheets_that_with_the_heading_is_read_wherever_it_lies_and_else_the_first(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(HEAD, encoding="utf-8")
    guide = [["Läs mig"], ["Id och namn fylls i på nästa blad"]]
    write_book(
        tmp_path / "projekt.xlsx", Försättsblad=guide, Lista=[["Projekt 2027"], *PROJECT_ROWS], Gammal=PROJECT_ROWS
    )
    read = read_plan(tmp_path)
    assert [project.id for project in read.plan.projects] == [str(row[0]) for row in PROJECT_ROWS[1:]]
    told = (
        "projekt.xlsx: bladet Lista är läst; de andra bladen (Försättsblad, Gammal) är det inte. "
        "Tabellens rubriker står också på ”Gammal”; döp det blad som gäller till projekt."
    )
    assert told in read.notices
    write_book(tmp_path / "projekt.xlsx", Försättsblad=guide, Lista=[["x"]])
    with pytest.raises(BadPlan, match="bladet Försättsblad, rad 1"):
        read_plan(tmp_path)


def test_a_plans_workbook_may_be_called_as_one_of_its_tables(tmp_path: Path) -> None:
    write_book(tmp_path / "projekt.xlsx", Plan=HEAD_ROWS, Projekt=PROJECT_ROWS)
    assert [project.name for project in read_plan(tmp_path).plan.projects] == ["Ett"]


def test_of_two_workbooks_that_are_plans_the_second_is_told_of_and_the_first_read(tmp_path: Path) -> None:
    write_book(tmp_path / "a.xlsx", faulty=True, Plan=HEAD_ROWS)
    write_book(tmp_path / "b.xlsx", faulty=True, Plan=HEAD_ROWS, Projekt=PROJECT_ROWS)
    assert [(item.file, item.expected.partition(";")[0]) for item in problems(tmp_path)] == [
        ("b.xlsx", "en plan i mappen förväntas"),
        ("a.xlsx, bladet Plan", "cell A10 visar ett fel i Excel, som #REFERENS!"),
        ("a.xlsx", "bladet Projekt saknas i arbetsboken"),
    ]


def test_a_sheet_that_has_another_name_is_told_with_the_names_that_there_are(tmp_path: Path) -> None:
    write_book(tmp_path / "a.xlsx", Plan=HEAD_ROWS, Blad1=PROJECT_ROWS)
    assert [item.expected for item in problems(tmp_path)] == [
        "bladet Projekt saknas i arbetsboken; bladen heter ”Plan” och ”Blad1”"
    ]


@pytest.mark.parametrize(
    ("names", "hint"),
    [
        (("Plan 2026.CSV",), "; är det ”Plan 2026.CSV”, döp om den till projekt.csv"),
        (("budget.csv",), ""),
        (("a.csv", "b.csv"), ""),
    ],
)
def test_a_table_of_projects_that_has_another_name_is_told_with_what_to_do(
    tmp_path: Path, names: tuple[str, ...], hint: str
) -> None:
    for name in names:
        (tmp_path / name).write_text("id;namn;klass;kostnad_tkr\n")
    assert [item.expected for item in problems(tmp_path) if item.file == "projekt.csv"] == [
        f"filen saknas i planmappen{hint}"
    ]


def test_a_file_beside_the_plan_is_kept_up_to_twenty_megabytes_and_told_of_beyond(tmp_path: Path) -> None:
    for name, size in (("stor.bin", MAX_FILE_BYTES), ("storre.bin", MAX_FILE_BYTES + 1)):
        (tmp_path / name).touch()
        os.truncate(tmp_path / name, size)
    files = FolderFiles(tmp_path)
    assert {name: len(data) for name, data in files_beside(files).items()} == {"stor.bin": 20_000_000}
    assert files.notices == [
        "Planen använder inte ”stor.bin”, men sparar den med planen.",
        "Planen sparar inte ”storre.bin”: för stort, för mycket eller med ett namn som inte går att läsa.",
    ]
    assert files.bytes_of("stor.bin") is not None
    assert files.bytes_of("storre.bin") is None
    assert [item.expected for item in files.problems] == ["filen är för stor (20 MB); högst 20 MB tas emot"]


def test_files_in_folders_within_the_plans_are_kept_as_far_down_as_is_looked_and_hidden_ones_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prioritering.plan.unread_files._MAX_DEPTH", 2)
    for name in ("a/1.txt", "a/b/2.txt", "a/b/c/3.txt", ".git/4.txt", "~$5.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert sorted(files_beside(FolderFiles(tmp_path))) == ["a/1.txt", "a/b/2.txt"]


@pytest.mark.parametrize("cell", ["D1000001", "XFD245", "AA148149"])
def test_a_cell_that_spreads_a_sheet_over_more_than_four_million_is_named(tmp_path: Path, cell: str) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        page = book.add_worksheet("Projekt")
        page.write_string(0, 0, "id")
        page.write_string(cell, "x")
    with pytest.raises(NotWorkbook, match=f"cellen {cell} ligger för långt bort från de andra"):
        Workbook((tmp_path / "x.xlsx").read_bytes())
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        book.add_worksheet("Projekt").write_string("D1000000", "x")
    assert Workbook((tmp_path / "x.xlsx").read_bytes()).sheets == ("Projekt",)


def test_a_row_that_excel_has_cut_short_has_nothing_in_its_last_cells(write_plan: Callable[..., Path]) -> None:
    folder = write_plan("A1;Ett;strategiskt;500\nA2;Två;;;;Hög\n", header=HEADER.replace(",", ";"))
    first, second = read_plan(folder).plan.projects
    assert (first.cost.exact, {mark.status for mark in first.marks.values()}) == (500_000, {Status.BLANK})
    assert (second.cost.status, second.mark("omfattning").low) == (Status.BLANK, "Hög")


def test_a_database_in_the_plans_folder_is_no_part_of_the_plan_nor_are_the_files_that_go_with_it(
    write_plan: Callable[..., Path],
) -> None:
    folder = write_plan()
    connect(folder / "prioritering.db").close()
    for name in ("prioritering.db.rakning", "prioritering.db.dolda/r1/svar", "prioritering.dbb"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("hemligt")
    found = read_plan(folder)
    assert set(found.files) == {"plan.toml", "projekt.csv", "prioritering.dbb"}
    assert (
        "Planen sparar inte ”prioritering.db”: en databas hör inte till en plan. Lägg den utanför mappen."
        in found.notices
    )


def test_a_name_longer_than_a_disk_takes_is_no_folder(tmp_path: Path) -> None:
    assert is_folder(tmp_path)
    assert not is_folder(tmp_path / ("x" * 5000))


def test_sheets_that_are_hidden_or_hold_a_chart_alone_are_none_of_a_workbooks_sheets(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("Projekt").write(0, 0, "id")
        made.add_worksheet("Underlag").hide()
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=Projekt!$A$1:$A$1"})
        made.add_chartsheet("Diagram").set_chart(chart)
    assert Workbook(path.read_bytes()).sheets == ("Projekt",)
