"""A file that is no table, or not all of one, is told by file, sheet, row and cell, once, with what was expected."""

import pytest

from prioritering.plan.reader import read_plan
from prioritering.plan.text_table import text_rows
from tests.folders import HEADER
from tests.plan.saved import HEADING, PROJECTS, faults, folder_with, workbook


def test_a_fault_in_a_workbook_names_file_sheet_row_and_cell(tmp_path):
    rows = [["Projekt"], [], HEADING, ["1", "X", "viktigt", "5oo", "", "", "", ""]]
    assert faults(folder_with(tmp_path, "projekt.xlsx", workbook(rows, "Data"))) == [
        "projekt.xlsx, bladet Data, rad 4, kolumn klass (cell C4): ”viktigt”: "
        "strategiskt, prioriterat, önskvärt eller tomt förväntas",
        "projekt.xlsx, bladet Data, rad 4, kolumn Kostnad (tkr) (cell D4): ”5oo”: "
        "ett belopp i tkr, ett spann som 500–1000, ?, –, ”får inte visas” eller tomt förväntas",
    ]


@pytest.mark.parametrize(
    "data",
    [
        (HEADER + "A1,Första,,,,,\nA2,Åtgärd,,,,,\n").encode() + "A3,Försök,,,,,\n".encode("cp1252"),
        (HEADER + "A1,Ett,,,,,\nA2,Tva,,,,,\nA3,Försök,,,,,\n").encode("cp850"),
        (HEADER + "A1,Ett,,,,,\nA2,Tva,,,,,\nA3,Försök,,,,,\n").encode("mac-roman"),
        (HEADER + "A1,Ett,,,,,\nA2,Tva,,,,,\nA3,Försök,,,,,").encode("mac-roman"),
        b"\xef\xbb\xbf" + (HEADER + "A1,Ett,,,,,\nA2,Tva,,,,,\nA3,Försök,,,,,\n").encode("cp1252"),
    ],
    ids=["blandad", "DOS", "Mac", "utan radslut", "fel märke"],
)
def test_letters_that_cannot_be_known_are_refused_with_their_row(tmp_path, data):
    (found,) = faults(folder_with(tmp_path, "projekt.csv", data))
    assert "spara om filen som CSV UTF-8" in found
    assert found.startswith("projekt.csv, rad 4: ”A3,")
    assert ",,,,,”: " in found


@pytest.mark.parametrize(
    ("text", "separator"),
    [("a;b,5;c\n", ";"), ("a,b\n", ","), ("a\tb,5\n", "\t"), ("a;b,5\nc;d,5\n", ";"), ("a,b\nc,d\ne;f\n", ",")],
)
def test_where_no_row_is_a_heading_a_comma_parts_cells_only_where_no_other_sign_parts_as_many_rows(text, separator):
    assert text_rows(text, lambda cells: 0)[0] == separator


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("projekt.csv", b"\xff\xfei\x00d", "inte hel UTF-16"),
        ("projekt.csv", b"id,namn\x00", "binär"),
        ("projekt.xlsx", b"PK\x03\x04rest", "Excelbok (.xlsx) utan lösenord"),
        ("projekt.xlsx", b"", "Excelbok (.xlsx) utan lösenord"),
        ("projekt.xlsx", workbook([]), "rubrikrad"),
        (
            "projekt.xlsx",
            workbook([["id"], *[[]] * 1_000_000, [""] * 16_000 + ["långt bort"]]),
            "cellen D1000002 ligger",
        ),
    ],
    # A workbook's bytes hold the time when it was made, and no two processes make theirs at once.
    ids=["halv UTF-16", "binär", "avbruten arbetsbok", "tom fil", "tom arbetsbok", "cell långt bort"],
)
def test_a_file_that_is_no_table_is_told_once(tmp_path, name, data, said):
    (found,) = faults(folder_with(tmp_path, name, data))
    assert said in found


def test_a_table_in_two_files_is_told(write_plan):
    folder = write_plan(projekt__xlsx=workbook([HEADING, *PROJECTS]))
    assert faults(folder)[0] == "projekt.xlsx: en fil med tabellen förväntas; den finns också som projekt.csv"


UNREAD = ["ods", "xls", "XLS", "xlsm", "xlsb", "numbers", "tsv"]


@pytest.mark.parametrize("suffix", UNREAD)
def test_the_projects_in_a_form_that_is_not_read_are_refused_with_what_to_do(tmp_path, suffix):
    (found,) = faults(folder_with(tmp_path, f"projekt.{suffix}", b"PK"))
    assert found == (
        f"projekt.csv: filen saknas i planmappen; projekt.{suffix} går inte att läsa, "
        "spara den som projekt.xlsx eller projekt.csv"
    )


@pytest.mark.parametrize("suffix", UNREAD)
def test_another_table_in_a_form_that_is_not_read_is_refused_too_and_not_left_out(write_plan, suffix):
    folder = write_plan(**{f"budget__{suffix}": b"PK"})
    assert faults(folder) == [f"budget.{suffix}: filen går inte att läsa; spara den som budget.xlsx eller budget.csv"]
    # Beside one that is read it is a working copy, and kept.
    (folder / "budget.csv").write_text("etikett,belopp,enhet\nDrift,5,tkr\n", encoding="utf-8")
    assert read_plan(folder).notices == (f"Planen använder inte ”budget.{suffix}”, men sparar den med planen.",)


def test_a_plan_that_is_one_file_in_a_form_that_is_not_read_is_told_with_what_to_do(tmp_path):
    (tmp_path / "Vår plan.ods").write_bytes(b"PK")
    assert faults(tmp_path) == [
        "plan.toml: filen saknas i planmappen; är Vår plan.ods planen, spara den som Vår plan.xlsx",
        "projekt.csv: filen saknas i planmappen",
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_advice_helps(tmp_path, suffix):
    faults(folder_with(tmp_path, "projekt.ods", b"PK"))
    data = workbook([HEADING, *PROJECTS]) if suffix == "xlsx" else (HEADER + "A1,X,,5,,,\n").encode()
    assert read_plan(folder_with(tmp_path, f"projekt.{suffix}", data)).plan.projects


def test_a_workbook_without_a_head_is_told(tmp_path):
    (tmp_path / "min.xlsx").write_bytes(workbook([HEADING, *PROJECTS]))
    assert faults(tmp_path)[0] == "plan.toml: filen saknas i planmappen, och ingen arbetsbok där har bladet Plan"


def test_a_broken_range_is_one_fault(write_plan):
    own = '[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = 5\n'
    folder = write_plan("A1,X,,,2..fyra\n", header="id,namn,klass,kostnad_tkr,nytta\n", modell__toml=own)
    (found,) = faults(folder)
    assert found == (
        "projekt.csv, rad 2, kolumn nytta: ”2..fyra”: ett tal från 0 till 5, ett spann som 1–2, ? eller tomt förväntas"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A1;Alfa\nA2;Beta\n", "A1; Alfa"),
        ("A1\tAlfa\nA2\tBeta\n", "A1; Alfa"),
        ("A1,Alfa\nA2,Beta\n", "A1; Alfa"),
        # A decimal comma parts no cells where a semicolon does.
        ("A1;1,5\nA2;2,5\n", "A1; 1,5"),
        ("Alfa, del 1;500\nBeta;400\n", "Alfa, del 1; 500"),
        # One known word alone is no heading.
        ("Prioritering 2027;\nnamn;\nBeta;400\n", "Prioritering 2027;"),
    ],
)
def test_a_table_without_headings_is_parted_into_its_columns_and_told_once(tmp_path, text, shown):
    (found,) = faults(folder_with(tmp_path, "projekt.csv", text.encode()))
    assert found.startswith("projekt.csv, rad 1: en rubrikrad med id, namn, klass, kostnad_tkr förväntas")
    assert found.endswith(f"överst står ”{shown}”")
