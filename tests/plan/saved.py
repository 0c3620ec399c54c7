"""The same table saved as spreadsheet programs save it, as the bytes of a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import xlsxwriter

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
