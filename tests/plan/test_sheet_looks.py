"""What a workbook shows and its values do not say: per cent, formulas that nothing has worked out, hidden cells."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from prioritering.plan.reader import PlanFolder, read_plan
from prioritering.plan.sheet_looks import BookLooks, SheetLooks
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
    assert "rad 2, kolumn Grad (cell E2): ”80 %”: ett tal från 0 till 5" in told


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

    def change(name: str, part: bytes) -> bytes:
        del name
        part = part.replace(b"<v>777</v>", b"").replace(b"<v>778</v>", b"<v></v>")
        return part.replace(b't="str"><f>""</f><v>x</v>', b't="str"><f>""</f><v></v>')

    return rewritten(data, change)


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
    """Return how the only sheet of a workbook looks, given what stands in its part."""
    linked = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    book = b"<workbook " + linked + b'><sheets><sheet name="Blad" r:id="rId1"/></sheets></workbook>'
    links = b'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
    whole = b"<worksheet>" + sheet + b"</worksheet>"
    parts = {"workbook.xml": book, "_rels/workbook.xml.rels": links, "worksheets/sheet1.xml": whole}
    return BookLooks({f"xl/{name}": part for name, part in parts.items()}).of("Blad")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (b'<c r="B2"><f>A1</f></c>', True),
        (b'<c r="B2"><f t="shared" si="0"/></c>', True),
        (b'<c r="B2"> <f t="shared" si="0"/> <v/> </c>', True),
        (b'<c r="B2"><f t="shared" si="0"/><v>5</v></c>', False),
    ],
)
def test_a_formula_without_a_value_is_found_however_its_program_writes_it(cell: bytes, found: bool) -> None:
    looked = looks(b'<sheetData><row r="2"><c r="A2"><v>1</v></c>' + cell + b"</row></sheetData>")
    assert looked.uncounted == (("B2",) if found else ())


@pytest.mark.parametrize(("said", "hides"), [(b"1", True), (b"true", True), (b"0", False), (b"false", False)])
def test_what_is_hidden_is_so_in_either_way_of_writing_it(said: bytes, hides: bool) -> None:
    hidden = looks(
        b'<cols><col min="2" max="3" hidden="'
        + said
        + b'"/></cols><sheetData><row r="4" hidden="'
        + said
        + b'"/></sheetData>'
    ).hidden
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
        (lambda page: [page.write(1, 9, "Mer"), page.set_column("I:J", None, None, {"hidden": True})], "kolumnen ”Mer"),
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


def faulty(page: Worksheet) -> None:
    page.write_row(0, 0, ["id", "namn", "klass", "kostnad_tkr"])
    page.write_row(1, 0, ["1", "X", ""])
    page.write_formula(1, 3, "=1/0", None, "#DIV/0!")


def test_cells_that_show_a_fault_of_excels_are_not_read_as_empty(tmp_path: Path) -> None:
    def write(made: xlsxwriter.Workbook, page: Worksheet) -> None:
        del made
        faulty(page)
        page.write_row(2, 0, ["2", "Y", ""])
        page.write_formula(2, 3, "=NA()", None, "#N/A")

    (told,) = faults(folder_with(tmp_path, "projekt.xlsx", book(write)))
    assert told.startswith("projekt.xlsx, bladet Projekt & mål: cellerna D2 och D3 visar ett fel i Excel, som #REF")


def test_a_fault_of_excels_in_a_sheet_that_is_not_read_stops_nothing(tmp_path: Path) -> None:
    def write(made: xlsxwriter.Workbook, page: Worksheet) -> None:
        page.write_row(0, 0, ["id", "namn", "klass", "kostnad_tkr"])
        page.write_row(1, 0, ["1", "X", "", 500])
        faulty(made.add_worksheet("Uträkning"))

    (project,) = read_plan(folder_with(tmp_path, "projekt.xlsx", book(write))).plan.projects
    assert project.cost.exact == 500_000


def rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a workbook with its parts, by their names in the file, as another program would have written them."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(file, "w") as made:
        for name in given.namelist():
            made.writestr(name, change(name, given.read(name)))
    return file.getvalue()


def prefixed(name: str, part: bytes) -> bytes:
    """Return a sheet with a prefix on every tag and no place on cells that follow another."""
    if not name.startswith("xl/worksheets/sheet"):
        return part
    part = re.sub(rb"(</?)(?=[a-zA-Z])", rb"\1x:", part).replace(b'xmlns="', b'xmlns:x="')
    return re.sub(rb'(<x:c) r="[EF][0-9]+"', rb"\1", part)


def test_a_sheet_looks_the_same_with_prefixes_and_without_the_places_of_its_cells(tmp_path: Path) -> None:
    assert b"<x:c r=" in prefixed("xl/worksheets/sheet1.xml", b'<c r="A1"/>')
    data = rewritten(with_per_cent("0%"), prefixed)
    (project,) = read_with(tmp_path / "procent", data, 100).plan.projects
    assert project.mark("grad").low == 80
    (told,) = faults(
        folder_with(tmp_path / "fel", "projekt.xlsx", rewritten(book(lambda _, page: faulty(page)), prefixed))
    )
    assert "cell D2 visar ett fel i Excel" in told


def test_a_sheet_with_a_document_type_is_not_followed_since_its_entities_might_have_no_end() -> None:
    with zipfile.ZipFile(io.BytesIO(with_per_cent("0%"))) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    sheet = "xl/worksheets/sheet2.xml"
    typed = parts[sheet].replace(b"?>", b'?><!DOCTYPE a [<!ENTITY e "x">]>', 1)
    found = [BookLooks({**parts, sheet: part}).of("Projekt & mål") for part in (parts[sheet], typed)]
    assert found == [SheetLooks(per_cent=frozenset({(2, 4), (2, 5)})), SheetLooks()]
