"""The same table saved as spreadsheet programs save it, as the bytes of a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from prioritering.errors import BadPlan
from prioritering.plan.reader import read_plan
from tests.folders import HEAD

Rows = Sequence[Sequence[str]]
THOUSANDS = {"blanksteg": " ", "hårt blanksteg": "\u00a0", "smalt blanksteg": "\u202f", "inget": ""}


def text(rows: Rows, separator: str, encoding: str) -> bytes:
    """Return a text table with Windows line ends, quoted where it must be, as Excel does it."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    # What an encoding lacks is no part of what is tried here.
    return file.getvalue().encode(encoding, errors="replace")


def workbook(rows: Rows, sheet: str = "Blad1") -> bytes:
    """Return a workbook; what is a plain figure is a figure in it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    page = book.add_worksheet(sheet)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell.replace(".", "", 1).isdigit():
                page.write_number(row, column, float(cell))
            else:
                page.write_string(row, column, cell)
    book.close()
    return file.getvalue()


# How it is saved: the file's name, and its bytes from the rows.
FORMS: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "CSV i svenskt Excel": ("projekt.csv", lambda rows: text(rows, ";", "cp1252")),
    "CSV UTF-8 i svenskt Excel": ("projekt.csv", lambda rows: text(rows, ";", "utf-8-sig")),
    "Unicode-text i Excel": ("projekt.txt", lambda rows: text(rows, "\t", "utf-16")),
    "Unicode-text med namnet csv": ("projekt.csv", lambda rows: text(rows, "\t", "utf-16-le")),
    "textfil med tabbar": ("Projekt.TXT", lambda rows: text(rows, "\t", "cp1252")),
    "kommatecken i UTF-8": ("projekt.csv", lambda rows: text(rows, ",", "utf-8")),
    "arbetsbok": ("projekt.xlsx", workbook),
}

HEADING = ["id", "namn", "klass", "Kostnad (tkr)", "Effekttyp", "omfattning", "tidsperspektiv", "Handläggare"]
PROJECTS = [
    ["1", "Åtgärd för äldre", "strategiskt", "1500", "Två effekter", "Hög", "Kort", "Enhetschef"],
    ["2", "Säker; dröm, del", "prioriterat", "500-900", "", "Hög – Mycket hög", "", ""],
    ["A3", 'Med "citat"', "", "?", "Tidsbesparande", "", "Lång", "Ö"],
    ["A4", "Utan", "önskvärt", "", "", "", "", ""],
]


def folder_with(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.toml").write_text(HEAD, encoding="utf-8")
    (folder / name).write_bytes(data)
    return folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(BadPlan) as caught:
        read_plan(folder)
    return [str(item) for item in caught.value.problems]
