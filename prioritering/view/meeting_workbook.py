"""A meeting's document as a workbook: a sheet for each part, texts as texts whatever they begin with."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from prioritering import swedish
from prioritering.direction import without_marks
from prioritering.plan.text_cells import AS_TEXT, could_be_formula

_THEN = "hette_da"
_ABOUT = {
    "runda": "Runda",
    "projekt": "Projekt-id",
    "projekt_namn": "Projekt",
    _THEN: "Hette då",
    "medlem": "Medlem",
}
_UNIT = "enhet"
_SHEETS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "svar": (
        "Svar",
        {
            **_ABOUT,
            "kriterium": "Kriterium",
            "svar": "Svar",
            "kom_in_efter_visningen": "Kom in efter visningen",
            # Last: who counts the columns finds the others where they were.
            _UNIT: "Enhet",
        },
    ),
    "skal": ("Skäl", {**_ABOUT, "text": "Skäl"}),
    "jav": ("Jäv", _ABOUT),
    "tillbakataget": ("Tillbakataget", {**_ABOUT, "vad": "Vad", "kriterium": "Kriterium"}),
    "ordning": (
        "Ordning",
        {
            "plats": "Plats",
            "delad": "Delad plats",
            "projekt": "Projekt-id",
            "projekt_namn": "Projekt",
            "poang_min": "Poäng, lägst",
            "poang_max": "Poäng, högst",
            "vilar": "Poängen vilar",
        },
    ),
    "gruppen": (
        "Gruppen",
        {
            "projekt": "Projekt-id",
            "projekt_namn": "Projekt",
            "kriterium": "Kriterium",
            "antal_svar": "Antal svar",
            "vet_ej": "Vet ej",
            "jav": "Jäv",
            "median": "Median (0–100)",
            "median_i_ord": "Median, nivå",
            "medel": "Medel (0–100)",
            "medel_i_ord": "Medel, nivå",
            "spridning_i_ord": "Spridning",
            "enighet": "Enighet, procent",
            "steg_mellan_lagsta_och_hogsta": "Steg mellan lägsta och högsta",
            "overenskommet": "Överenskommet (0–100)",
            "overenskommet_i_ord": "Överenskommet, nivå",
            "overenskommet_av": "Överenskommet, av",
            "overenskommet_tid": "Överenskommet, när",
            "overenskommet_skal": "Överenskommet, skäl",
        },
    ),
}
_HEAD = {
    "plan_namn": "Plan",
    "plan": "Planens id",
    "mote": "Mötets id",
    "oppnat": "Öppnat",
    "avslutat": "Avslutat",
    "svaren_visas": "Svaren visas",
    "roller": "Roller",
    "rummets_vy": "Rummets vy",
    "rundor_som_inte_visats": "Rundor som inte visats",
    "notiser": "Att svara på",
    "vikter": "Vikter vid enigheten om ordningen",
    "w": "Enighet om ordningen (Kendalls W)",
    "medlemmar": "Enigheten räknas på: medlemmar",
    "par": "Enigheten räknas på: par av medlemmar",
    "projekt": "Enigheten räknas på: projekt",
    "medlemmar_utan_par": "Inte med i enigheten: medlemmar",
    "roller_utan_par": "Inte med i enigheten: roller",
    "projekt_utan_par": "Inte med i enigheten: projekt",
    "kendalls_w_i_ord": "Enighet om ordningen, i ord",
}
_ROUNDS = ("Runda", "Öppnad", "Visad", "Stängd", "Visad utan svar från", "Projekt-id", "Projekt")
_TIMES = frozenset({"oppnat", "avslutat", "oppnad", "visad", "stangd", "overenskommet_tid"})
_WIDE = 24
# Shares (0–1) in the document, of a hundred here as on the page.
_OF_A_HUNDRED = frozenset({"median", "medel", "enighet", "overenskommet"})
_DECIMALS = 4


def meeting_workbook(document: Mapping[str, Any]) -> bytes:
    """Return the workbook of a meeting's document, as the bytes of an .xlsx file."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, AS_TEXT)
    sheets = _Sheets(book)
    names = {item["id"]: item["namn"] for item in document["kriterier"]}
    units = {item["id"]: item[_UNIT] for item in document["kriterier"]}
    sheets.write("Mötet", ("Uppgift", "Värde"), _head(document, names))
    then = any(project[_THEN] for item in document["rundor"] for project in item["projekt"])
    sheets.write("Rundor", (*_ROUNDS, *(("Hette då",) if then else ()), "Frågade om"), _rounds(document, names, then))
    for key, (name, every) in _SHEETS.items():
        # Seldom has a project's id become another's, and an empty column would ask what it is for.
        columns = {field: title for field, title in every.items() if then or field != _THEN}
        rows = [[_of_row(_with_unit(row, units), field, names) for field in columns] for row in document[key]]
        sheets.write(name, tuple(columns.values()), rows)
    sheets.write(
        "Kriteriernas ordning",
        ("Medlem", *(item["namn"] for item in document["kriterier"])),
        [
            (_one(order["medlem"]), *(order["plats"].get(item["id"]) for item in document["kriterier"]))
            for order in document["kriteriernas_ordning"]
        ],
    )
    book.close()
    return file.getvalue()


def _head(document: Mapping[str, Any], names: Mapping[str, str]) -> list[Sequence[Any]]:
    """Return what is said of the meeting as a whole, a row each; without a measure of the order its rows are empty."""
    agreed = document["kendalls_w"] or {}
    unjudged = agreed.get("projekt_utan_par", ())
    left_out = [f"{item['projekt']} {item['projekt_namn'] or ''}".strip() for item in unjudged]
    weights = {names.get(key, key): swedish.percent(weight, 1) for key, weight in document["vikter"].items()}
    told = {**document, **agreed, "projekt_utan_par": left_out, "vikter": weights}
    told["notiser"] = " ".join(document["notiser"])
    return [(title, _when(told.get(key)) if key in _TIMES else _one(told.get(key))) for key, title in _HEAD.items()]


def _rounds(document: Mapping[str, Any], names: Mapping[str, str], then: bool) -> list[Sequence[Any]]:
    return [
        (
            item["runda"],
            *(_when(item[key]) for key in ("oppnad", "visad", "stangd")),
            _one(item["visad_utan"]),
            project["projekt"],
            _one(project["projekt_namn"]),
            *((_one(project[_THEN]),) if then else ()),
            _one([names.get(key, key) for key in project["fragade_om"]]),
        )
        for item in document["rundor"]
        for project in item["projekt"]
    ]


def _with_unit(row: Mapping[str, Any], units: Mapping[str, str | None]) -> Mapping[str, Any]:
    """Return a row with what its answer is counted in, where that is a number."""
    return {**row, _UNIT: units.get(row["kriterium"])} if isinstance(row.get("svar"), float) else row


def _of_row(row: Mapping[str, Any], field: str, names: Mapping[str, str]) -> str | int | float:
    """Return one cell of a row; `names` are what the criteria are called, which the document has by their ids."""
    value = row.get(field)
    if field in _TIMES:
        return _when(value)
    if field == "kriterium":
        return _one(names.get(str(value), value))
    if field in _OF_A_HUNDRED and value is not None:
        return round(100 * float(value), _DECIMALS)
    return _one(value)


def _when(value: str | None) -> str:
    """Return a moment as the pages write it: of the clock here, and no further than the minute."""
    return f"{datetime.fromisoformat(value).astimezone():%Y-%m-%d %H:%M}" if value else ""


def _one(value: Any) -> str | int | float:
    """Return a value as what one cell can hold; nothing is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_one(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(str(_one(item)) for item in value)
    return value if isinstance(value, int | float) else str(value)


class _Sheets:
    """The sheets of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.heading = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        # As Excel itself marks a cell that is text though it begins like a formula, so that it stays text when edited.
        self.quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})

    def write(self, name: str, heading: Sequence[str], rows: Sequence[Sequence[str | int | float | None]]) -> None:
        """Write a table on a sheet of its own."""
        page = self.book.add_worksheet(name)
        page.freeze_panes(1, 0)
        page.set_column(0, len(heading) - 1, _WIDE)
        for column, title in enumerate(heading):
            page.write_string(0, column, without_marks(title), self.heading)
        for row, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells):
                self._cell(page, row, column, value)

    def _cell(self, page: Worksheet, row: int, column: int, value: str | int | float | None) -> None:
        if isinstance(value, str) and value:
            text = without_marks(value)
            page.write_string(row, column, text, self._format(text))
        elif isinstance(value, int | float):
            page.write_number(row, column, value, self.text)

    def _format(self, text: str) -> Format:
        return self.quoted if could_be_formula(text) else self.text
