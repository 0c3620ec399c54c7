"""A workbook that would take all the memory, or end the program, is refused before it is unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from tests.plan.saved import HEADING, PROJECTS, faults, folder_with, workbook

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
CLOSED = "projekt.xlsx: en Excelbok (.xlsx) utan lösenord förväntas; filen går inte att öppna"


def _changed(change: Callable[[str, bytes], bytes], more: str = "") -> bytes:
    """Return a workbook whose parts have been changed, or with a part more."""
    file = io.BytesIO()
    book = zipfile.ZipFile(io.BytesIO(workbook([HEADING, *PROJECTS])))
    with book, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in book.namelist():
            packed.writestr(name, change(name, book.read(name)))
        if more:
            packed.writestr(more, b"")
    return file.getvalue()


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("<c r='XFD1048576'><v>1</v></c></row>", "cellen XFD1048576 ligger för långt bort från de andra"),
        ("<x:c xmlns:x='a' r='XFD1048576'/></row>", "cellen XFD1048576 ligger för långt bort"),
        ("<c s='>' r='XFD1048576'><v>1</v></c></row>", "cellen XFD1048576 ligger för långt bort"),
        ("<c r =\n'XFD1048576'><v>1</v></c></row>", "cellen XFD1048576 ligger för långt bort"),
        ("</row><row r='1048576'><c><v>1</v></c></row>", "en cell på rad 1048576 ligger för långt bort"),
        ("<c r='ZZZZZZZ99999999999'><v>1</v></c></row>", CLOSED),
        ("<c r='xfd1048576'><v>1</v></c></row>", CLOSED),
        ("<c r='&#88;FD1048576'><v>1</v></c></row>", CLOSED),
    ],
)
def test_a_cell_far_away_is_refused_however_its_place_is_written(tmp_path: Path, cell: str, told: str) -> None:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</row>", cell.encode(), 1) if name == SHEET else part

    [fault] = faults(folder_with(tmp_path, "projekt.xlsx", _changed(change)))
    assert told in fault


@pytest.mark.parametrize("count", ["99999999999", "&#57;9999999999", "-1"])
def test_a_workbook_that_says_that_it_has_very_many_texts_is_refused(tmp_path: Path, count: str) -> None:
    # What reads the cells makes room for as many as it says, and ends the whole program where there is none.
    def change(name: str, part: bytes) -> bytes:
        return re.sub(rb'[cC]ount="[0-9]+"', f'Count="{count}"'.encode(), part) if name == TEXTS else part

    assert faults(folder_with(tmp_path, "projekt.xlsx", _changed(change))) == [CLOSED]


@pytest.mark.parametrize("part", ["content.xml", "xl/workbook.bin"])
def test_a_file_of_another_program_under_the_name_of_a_workbook_is_refused(tmp_path: Path, part: str) -> None:
    assert faults(folder_with(tmp_path, "projekt.xlsx", _changed(lambda _, data: data, part))) == [CLOSED]


def test_a_workbook_of_more_parts_than_any_has_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook([HEADING, *PROJECTS])
    folder, parts = folder_with(tmp_path, "projekt.xlsx", data), len(zipfile.ZipFile(io.BytesIO(data)).namelist())
    monkeypatch.setattr("prioritering.plan.workbook._MAX_PARTS", parts)
    assert len(read_plan(folder).plan.projects) == len(PROJECTS)
    monkeypatch.setattr("prioritering.plan.workbook._MAX_PARTS", parts - 2)
    assert faults(folder) == [CLOSED]


def test_a_workbook_with_one_part_twice_is_refused(tmp_path: Path) -> None:
    # One program would read the first and another the last.
    data = _changed(lambda _, part: part, SHEET.upper())
    assert faults(folder_with(tmp_path, "projekt.xlsx", data)) == [CLOSED]


def test_what_the_reader_of_workbooks_gives_up_is_told(tmp_path: Path) -> None:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"<v>0</v>", b"<v>99999999999</v>", 1) if name == SHEET else part

    [told] = faults(folder_with(tmp_path, "projekt.xlsx", _changed(change)))
    assert told == "projekt.xlsx: bladet Blad1 går inte att läsa"


def _with_more_text(size: int, said: int | None = None) -> bytes:
    """Return a workbook whose texts unpack to `size` bytes, though it says that they are `said`."""
    file = io.BytesIO()
    book = zipfile.ZipFile(io.BytesIO(workbook([HEADING, *PROJECTS])))
    with book, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in book.namelist():
            data = book.read(name)
            if name == "xl/sharedStrings.xml":
                data = data.replace(b"</sst>", b"<si><t>" + b"a" * size + b"</t></si></sst>")
                whole = struct.pack("<I", len(data))
            bomb.writestr(name, data)
    return file.getvalue() if said is None else file.getvalue().replace(whole, struct.pack("<I", said))


def test_a_workbook_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    data = _with_more_text(200_000_000)
    assert len(data) < 1_000_000
    assert faults(folder_with(tmp_path, "projekt.xlsx", data)) == [
        "projekt.xlsx: arbetsboken är för stor när den packas upp"
    ]


def test_a_workbook_that_says_that_it_unpacks_to_little_is_refused(tmp_path: Path) -> None:
    # What reads the cells would believe it, and take all the memory.
    data = _with_more_text(20_000_000, said=5000)
    assert faults(folder_with(tmp_path, "projekt.xlsx", data)) == [
        "projekt.xlsx: en Excelbok (.xlsx) utan lösenord förväntas; filen går inte att öppna"
    ]


def test_a_workbook_with_a_broken_part_is_told(tmp_path: Path) -> None:
    data = bytearray(workbook([HEADING, *PROJECTS]))
    start = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[start : start + 20] = b"\xff" * 20
    (told,) = faults(folder_with(tmp_path, "projekt.xlsx", bytes(data)))
    assert told.startswith("projekt.xlsx: en Excelbok (.xlsx) utan lösenord förväntas")


def test_a_sheet_may_have_as_many_rows_as_are_told_below_its_heading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prioritering.plan.workbook.MAX_ROWS", len(PROJECTS))
    folder = folder_with(tmp_path, "projekt.xlsx", workbook([HEADING, *PROJECTS]))
    assert len(read_plan(folder).plan.projects) == len(PROJECTS)
    one_more = ["A9", *PROJECTS[-1][1:]]
    assert (
        "rader förväntas" in faults(folder_with(tmp_path, "projekt.xlsx", workbook([HEADING, *PROJECTS, one_more])))[0]
    )


def test_cells_without_a_place_are_counted_on_from_the_last(tmp_path: Path) -> None:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</row>", f"</row><row r='1000'>{'<c/>' * 4001}</row>".encode(), 1)

    [fault] = faults(folder_with(tmp_path, "projekt.xlsx", _changed(change)))
    assert "en cell på rad 1000 ligger för långt bort från de andra" in fault
