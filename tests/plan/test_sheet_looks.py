"""What a workbook shows and its values do not say: per cent, formulas that nothing has worked out, hidden cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from prioritering.plan.reader import PlanFolder, read_plan
from prioritering.plan.sheet_looks import SheetLooks
from tests.plan.saved import HEADING, PROJECTS, faults, folder_with

SCALE = '[[kriterium]]\nid = "grad"\nnamn = "Grad"\nlagsta = 0\nhogsta = {highest}\n'
HEADED = ["id", "namn", "klass", "kostnad_tkr", "Grad", "Andel"]


def book(write: Callable[[xlsxwriter.Workbook, Worksheet], None], sheet: str = "Projekt & mål") -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        # A sheet before it: which part of the file a sheet is does not follow from its place alone.
        made.add_worksheet("Läs mig").write(0, 0, "Så här")
        write(made, made.add_worksheet(sheet))
    return file.getvalue()


def with_per_cent(shown: str | int, *, first: float = 0.8, second: float = 0.125) -> bytes:
    def write(made: xlsxwriter.Workbook, page: Worksheet) -> None:
        look = made.add_format({"num_format": shown})
        page.write_row(0, 0, HEADED)
        page.write_row(1, 0, ["1", "X", "", 500])
        page.write_number(1, 4, first, look)
        page.write_number(1, 5, second, look)

    return book(write)


def read_with(folder: Path, data: bytes, highest: float) -> PlanFolder:
    folder_with(folder, "projekt.xlsx", data)
    (folder / "modell.toml").write_text(SCALE.format(highest=highest), encoding="utf-8")
    return read_plan(folder)


@pytest.mark.parametrize("shown", [9, 10, "0%", '0.0 %;[Red]-0.0 %;"noll"'])
@pytest.mark.parametrize(("highest", "low"), [(100, 80.0), (1, 0.8)])
def test_a_figure_shown_as_per_cent_is_read_as_it_is_shown(
    tmp_path: Path, shown: str | int, highest: int, low: float
) -> None:
    (project,) = read_with(tmp_path, with_per_cent(shown), highest).plan.projects
    assert project.mark("grad").low == low
    assert project.other["Andel"] == "12,5 %"


@pytest.mark.parametrize("shown", ["0.00", '0.0" % av alla"', "0.0\\%", "General"])
def test_a_figure_that_is_shown_as_it_is_is_read_so(tmp_path: Path, shown: str) -> None:
    (project,) = read_with(tmp_path, with_per_cent(shown), 100).plan.projects
    assert (project.mark("grad").low, project.other["Andel"]) == (0.8, "0.125")


def test_per_cent_is_no_number_on_another_scale(tmp_path: Path) -> None:
    folder_with(tmp_path, "projekt.xlsx", with_per_cent("0%"))
    (tmp_path / "modell.toml").write_text(SCALE.format(highest=5), encoding="utf-8")
    (told,) = faults(tmp_path)
    assert "rad 2, kolumn grad (cell E2): ”80 %”: ett tal från 0 till 5" in told


def test_a_share_of_a_key_is_the_same_with_its_sign(tmp_path: Path) -> None:
    def write(made: xlsxwriter.Workbook, page: Worksheet) -> None:
        page.write_row(0, 0, ["id", "nyckel", "kostnadsbarare", "andel_procent", "text"])
        page.write_row(1, 0, ["a", "Alla", "KS", "", "Efter antal"])
        page.write_number(1, 3, 0.25, made.add_format({"num_format": "0 %"}))

    folder = folder_with(tmp_path, "projekt.csv", b"id,namn,klass,kostnad_tkr\n1,X,,5\n")
    (folder / "fordelningsnycklar.xlsx").write_bytes(book(write, "fordelningsnycklar"))
    (row,) = read_plan(folder).tables["fordelningsnycklar"]
    assert row["andel_procent"] == "25"


def without_values(data: bytes) -> bytes:
    """Return a workbook as programs save it that write formulas and do not work them out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(file, "w") as made:
        for name in given.namelist():
            part = given.read(name).replace(b"<v>777</v>", b"").replace(b"<v>778</v>", b"<v></v>")
            made.writestr(name, part.replace(b't="str"><f>""</f><v>x</v>', b't="str"><f>""</f><v></v>'))
    return file.getvalue()


def test_a_formula_that_nothing_has_worked_out_is_no_empty_cell(tmp_path: Path) -> None:
    def write(made: xlsxwriter.Workbook, page: Worksheet) -> None:
        del made
        page.write_row(0, 0, ["id", "namn", "klass", "kostnad_tkr", "Summa"])
        for row in (1, 2):
            page.write_row(row, 0, [str(row), f"X{row}", ""])
            page.write_formula(row, 3, "=SUM(A1:A2)", None, 776 + row)
            # A text that is empty is one that has been worked out.
            page.write_formula(row, 4, '=""', None, "x")

    (told,) = faults(folder_with(tmp_path / "utan", "projekt.xlsx", without_values(book(write))))
    assert told.startswith("projekt.xlsx, bladet Projekt & mål: cellerna D2 och D3 har en formel som inte är uträknad")
    first, _ = read_plan(folder_with(tmp_path / "med", "projekt.xlsx", book(write))).plan.projects
    assert first.cost.exact == 777_000


def looks(sheet: bytes) -> SheetLooks:
    """Return how a workbook of one sheet looks, whose part is given as another program may write it."""
    book = b'<workbook><sheets><sheet name="Blad" sheetId="1" r:id="rId1"/></sheets></workbook>'
    links = b'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
    parts = {"workbook.xml": book, "_rels/workbook.xml.rels": links, "worksheets/sheet1.xml": sheet}
    return SheetLooks({f"xl/{name}": part for name, part in parts.items()})


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (b'<c r="B2"><f>A1</f></c>', True),
        (b'<c r="B2"><f t="shared" si="0"/></c>', True),
        (b'<c r="B2"> <f t="shared" si="0"/> <v/> </c>', True),
        (b'<x:c r="B2"><x:f>A1</x:f><x:v></x:v></x:c>', True),
        (b'<c r="B2"><f t="shared" si="0"/><v>5</v></c>', False),
        (b'<x:c r="B2"><x:f>A1</x:f><x:v>5</x:v></x:c>', False),
    ],
)
def test_a_formula_without_a_value_is_found_however_its_program_writes_it(cell: bytes, found: bool) -> None:
    looked = looks(b'<sheetData><row r="2"><c r="A2"><v>1</v></c>' + cell + b"</row></sheetData>")
    assert looked.uncounted("Blad") == (("B2",) if found else ())


@pytest.mark.parametrize(("said", "hides"), [(b"1", True), (b"true", True), (b"0", False), (b"false", False)])
def test_what_is_hidden_is_so_in_either_way_of_writing_it(said: bytes, hides: bool) -> None:
    hidden = looks(
        b'<cols><col min="2" max="3" hidden="' + said + b'"/></cols><sheetData><row r="4" hidden="' + said + b'"/>'
    ).hidden("Blad")
    assert (hidden.rows, hidden.columns) == ((frozenset({4}), ((1, 2),)) if hides else (frozenset(), ()))


def hiding(write: Callable[[Worksheet], None]) -> bytes:
    def both(made: xlsxwriter.Workbook, page: Worksheet) -> None:
        del made
        page.write(0, 0, "Projekt 2027")
        for row, cells in enumerate((HEADING, *PROJECTS), 1):
            page.write_row(row, 0, cells)
        write(page)

    return book(both)


@pytest.mark.parametrize(
    ("write", "told"),
    [
        (lambda page: page.set_column("H:H", None, None, {"hidden": True}), "kolumnen ”Handläggare” är dold i"),
        (lambda page: page.set_column("F:G", None, None, {"hidden": True}), "kolumnerna ”omfattning” och ”tidsper"),
        (lambda page: page.set_row(3, None, None, {"hidden": True}), "rad 4 är dold i arbetsboken, kanske av ett fil"),
        (lambda page: [page.set_row(row, None, None, {"hidden": True}) for row in (3, 4)], "rad 4 och 5 är dolda i"),
        # One that holds nothing has no name to be told by.
        (lambda page: [page.write(1, 9, "Mer"), page.set_column("I:J", None, None, {"hidden": True})], "kolumnen ”Mer” är"),
        # What holds nothing that is read may be hidden.
        (lambda page: page.set_column("J:XFD", None, None, {"hidden": True}), ""),
        (lambda page: [page.set_row(row, None, None, {"hidden": True}) for row in (0, 30)], ""),
    ],
)  # fmt: skip
def test_what_a_workbook_hides_and_that_is_read_is_told_of(
    tmp_path: Path, write: Callable[[Worksheet], None], told: str
) -> None:
    folder = read_plan(folder_with(tmp_path, "projekt.xlsx", hiding(write)))
    assert len(folder.plan.projects) == len(PROJECTS)
    notices = [text for text in folder.notices if "dold" in text]
    assert len(notices) == bool(told)
    assert all(text.startswith(f"projekt.xlsx, bladet Projekt & mål: {told}") for text in notices)
