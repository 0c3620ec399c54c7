"""What has come to stand otherwise in a sheet of assumptions since it was handed out."""

from __future__ import annotations

from typing import NamedTuple

from prioritering.view.assumption_sheet import AssumptionSheet, CellColumn, SheetRow, Texts

NO_ASSUMPTION = "inget antagande"


class CellNews(NamedTuple):
    """A cell that others have changed: what stood there and what stands there now."""

    row: SheetRow
    column: CellColumn
    before: str
    now: str

    def words(self, typed: Texts) -> str:
        """Return it as a sentence, with what is being written over it."""
        said = f"{self.row.name}, {self.column.name}: {self.before or NO_ASSUMPTION} → {self.now or NO_ASSUMPTION}"
        own = typed.get(self.row.id, {}).get(self.column.key)
        return said if own is None else f"{said}. Här har ni skrivit {own or 'en tom ruta'}"


class SheetNews(NamedTuple):
    """The cells that are others now, and in words what else of the sheet is: projects, columns, what the plan says."""

    cells: tuple[CellNews, ...]
    said: tuple[str, ...]

    @property
    def how_many(self) -> int:
        """Return how many things are otherwise."""
        return len(self.cells) + len(self.said)

    def words(self, typed: Texts) -> tuple[str, ...]:
        """Return all of it as sentences; `typed` is what is being written, by project id and column key."""
        return (*self.said, *(cell.words(typed) for cell in self.cells))


def news_of(before: AssumptionSheet, now: AssumptionSheet) -> SheetNews:
    """Return what is otherwise in `now`: cell by cell in the rows and columns of both, then whole rows and columns."""
    old, new = ({row.id: row for row in sheet.rows} for sheet in (before, now))
    both = {column.key for column in before.columns}
    cells = [
        CellNews(row, column, was, here)
        for row in now.rows
        if row.id in old
        for column in now.columns
        if column.key in both
        and (was := old[row.id].assumed.get(column.key, "")) != (here := row.assumed.get(column.key, ""))
    ]
    said = [f"{row.name} har kommit till" for row in now.rows if row.id not in old]
    said += [f"{row.name} finns inte längre med" for row in before.rows if row.id not in new]
    said += _of_the_plan(old, new)
    said += _of_columns(before, now)
    return SheetNews(tuple(cells), tuple(said))


def dropped(before: AssumptionSheet, now: AssumptionSheet, typed: Texts) -> tuple[Texts, tuple[str, ...]]:
    """Return what can still be written of `typed` in `now`, and the rest as it was written, in words."""
    new = {row.id: row for row in now.rows}
    keys = {column.key for column in now.columns}
    kept: dict[str, dict[str, str]] = {}
    lost: list[str] = []
    for row in before.rows:
        for column in before.columns:
            if (text := typed.get(row.id, {}).get(column.key)) is None:
                continue
            there = row.id in new and column.key in keys
            if there and new[row.id].assumed.get(column.key, "") == row.assumed.get(column.key, ""):
                kept.setdefault(row.id, {})[column.key] = text
            else:
                lost.append(f"{row.name}, {column.name}: {text or 'en tom ruta'}")
    return kept, tuple(lost)


def _of_the_plan(old: dict[str, SheetRow], new: dict[str, SheetRow]) -> list[str]:
    """Return what the plan says otherwise of the projects that are in both."""
    both = [(old[key], row) for key, row in new.items() if key in old]
    names = [f"{was.name} heter nu {row.name}" for was, row in both if was.name != row.name]
    says = [
        f"{row.name}: planen anger nu {row.plan_says or 'inget'}" for was, row in both if was.plan_says != row.plan_says
    ]
    return names + says


def _of_columns(before: AssumptionSheet, now: AssumptionSheet) -> list[str]:
    old, new = ({column.key: column.name for column in sheet.columns} for sheet in (before, now))
    come = [name for key, name in new.items() if key not in old]
    gone = [name for key, name in old.items() if key not in new]
    there = [f"Kolumnen ”{name}” har kommit till" for name in come]
    return there + [f"Kolumnen ”{name}” finns inte längre med" for name in gone]
