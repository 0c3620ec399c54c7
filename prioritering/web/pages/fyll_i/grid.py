"""The grid itself: a row for each project, text in every cell, so that anything can be pasted and nothing is lost."""

from __future__ import annotations

from textwrap import wrap
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from prioritering.direction import isolated
from prioritering.view.assumption_sheet import AssumptionSheet, Texts
from prioritering.view.pasted_rows import NO_LENGTHS, Lead, Lengths
from prioritering.web.components.component import component
from prioritering.web.frame.as_written import escape
from prioritering.web.pages.fyll_i.draft import Draft

ID, NAME, SAYS = "id", "projekt", "planen"
_ROW, _MOST = 35, 640
# A column as wide as its heading, so that what the plan states is seen beside them all on a laptop.
_NARROWEST, _HEADING, _LETTER = 92, 38, 7
# Wide enough to read by, and still less than a phone's screen together with the ids.
_TEXT_WIDTH, _LETTERS = 252, 32
# Where the plan's own column stands too, so that it is seen to its end on a laptop without scrolling sideways.
_NAME_WIDTH, _NAME_LETTERS = 183, 25
# Only rows taller than this wrap what stands in them (four rem, by Streamlit's own rule).
_WRAPPED, _LINE = 66, 19


class Written(NamedTuple):
    """What stands in the grid by project id and column key, what stands first in each row, and how long rows were.

    The lengths are those of the rows pasted last, by their first cell, where not all are equally long.
    """

    typed: Texts
    leads: dict[str, Lead]
    lengths: Lengths


def draw_grid(here: Draft) -> Written:
    """Draw the grid, with what the plan states of the chosen row beside it, and return what is written in it."""
    sheet = here.form.sheet
    row_height = _row_height(sheet)
    # The plan's own column takes nothing: what is pasted over it falls outside as well.
    size = {"rows": len(sheet.rows), "columns": len(sheet.columns) + len((ID, NAME)), "sheet": here.key}
    # The plan's own column is far to the right, and what it states is wanted where one writes.
    stated = sheet.rows if _states(sheet) else ()
    says = {row.id: isolated(f"{row.name} ({row.id}): {row.plan_says or 'inget'}") for row in stated}
    pasted = component("paste")(key="fyll_i_inklistrat", data={**size, "says": says}, on_rows_change=_nothing)
    edited = st.data_editor(
        _frame(sheet, here.typed),
        key=here.key,
        hide_index=True,
        num_rows="fixed",
        # Ids and names can be written in, so that those of a pasted block are seen and not dropped.
        disabled=[SAYS],
        column_config=_columns(sheet),
        height=min(_MOST, row_height * len(sheet.rows) + _ROW + 3),
        row_height=row_height,
        width="stretch",
        alt="Rutnät med ett projekt per rad och en kolumn för kostnad, varje kriterium och klass",
    )
    keys = [column.key for column in sheet.columns]
    # The editor gives its rows in the order they were given to it, however they are sorted on the screen.
    rows = list(zip((row.id for row in sheet.rows), edited.to_dict("records"), strict=True))
    typed = {own: {key: _text(row[key]) for key in keys} for own, row in rows}
    leads = {own: Lead(_text(row[ID]), _text(row[NAME])) for own, row in rows}
    return Written(typed, leads, _lengths(pasted.get("rows"), here.key))


def _nothing() -> None:
    """The run that follows takes it up with what was pasted."""


def _lengths(told: Any, sheet: str) -> Lengths:
    """Return how many cells each row pasted last had; nothing when they were equally many, or of another sheet."""
    if not isinstance(told, dict) or told.get("sheet") != sheet or not isinstance(told.get("rows"), list):
        return NO_LENGTHS
    rows = [(row[0], row[1]) for row in told["rows"] if isinstance(row, list) and list(map(type, row)) == [str, int]]
    # Of two rows with one beginning the last may have fallen outside.
    return dict(reversed(rows))


def _states(sheet: AssumptionSheet) -> bool:
    return any(row.plan_says for row in sheet.rows)


def _row_height(sheet: AssumptionSheet) -> int:
    """Return a height in which every name is read to its end: rows are equally high, and wrap only when tall."""
    letters = _NAME_LETTERS if _states(sheet) else _LETTERS
    names = (len(wrap(row.name, letters)) for row in sheet.rows)
    lines = max((*names, *(len(wrap(row.plan_says, _LETTERS)) for row in sheet.rows)), default=1)
    return _ROW if lines <= 1 else max(_WRAPPED, lines * _LINE + 8)


def _text(value: Any) -> str:
    # An emptied cell is None, in a column of nothing but empty ones nan.
    return value if isinstance(value, str) else ""


def _frame(sheet: AssumptionSheet, typed: Texts) -> pd.DataFrame:
    rows = [
        {
            ID: row.id,
            NAME: row.name,
            **{
                column.key: typed.get(row.id, {}).get(column.key, row.assumed.get(column.key, ""))
                for column in sheet.columns
            },
            # Kept with the word before it: no line begins with the dot.
            SAYS: row.plan_says.replace(" · ", "\u00a0· "),
        }
        for row in sheet.rows
    ]
    shown = [ID, NAME, *(column.key for column in sheet.columns), SAYS]
    return pd.DataFrame(rows, columns=shown, dtype="string")


def _width(heading: str) -> int:
    return max(_NARROWEST, _HEADING + _LETTER * len(heading))


def _columns(sheet: AssumptionSheet) -> dict[str, Any]:
    # Text and no list to choose from: what is pasted and not in a list would be dropped without a word.
    found: dict[str, Any] = {
        column.key: st.column_config.TextColumn(column.name, help=escape(column.about), width=_width(column.name))
        for column in sheet.columns
    }
    found[ID] = st.column_config.TextColumn("Id", width=62, pinned=True)
    states = _states(sheet)
    found[NAME] = st.column_config.TextColumn("Projekt", width=_NAME_WIDTH if states else _TEXT_WIDTH)
    found[SAYS] = st.column_config.TextColumn("Planen anger", width=_TEXT_WIDTH) if states else None
    return found
