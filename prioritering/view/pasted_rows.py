"""A block that is pasted together with its ids or names: what stands in it is those projects', not those of the rows
that it happened to fall on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from prioritering.plan.cells import clean
from prioritering.swedish import listing
from prioritering.view.assumption_sheet import AssumptionSheet, SheetRow, Texts

Lengths = Mapping[str, int]
NO_LENGTHS: Lengths = MappingProxyType({})


class Lead(NamedTuple):
    """What stands first in a row of the grid: the project's id and name, or what was pasted over them."""

    id: str
    name: str


class Placed(NamedTuple):
    """What was typed, each value at the project that it was pasted for, and what is to be said of it."""

    typed: Texts
    told: tuple[str, ...]


def laid_by_lead(
    sheet: AssumptionSheet, before: Texts, typed: Texts, leads: Mapping[str, Lead], lengths: Lengths = NO_LENGTHS
) -> Placed | None:
    """Return what was typed by the ids that stand in the rows, else by the names; None when they are the rows' own.

    `before` is what stood in the grid before the last change; `leads` what stands first in each row, by its own id.
    `lengths` are how many cells each pasted row had, by its first, where not all had as many.
    """
    said = _said(sheet, leads)
    if not said:
        return None
    rows = {row.id: {**row.assumed, **before.get(row.id, {})} for row in sheet.rows}
    new = {
        key: {name: text for name, text in cells.items() if text != rows[key].get(name, "")}
        for key, cells in typed.items()
    }
    # A cell pasted over one that says the same is no change, and yet it is part of the block.
    columns = {name for cells in new.values() for name in cells}
    if not columns:
        return Placed(rows, ("Id och namn ändras inte här, och inget annat var nytt i det ni skrev.",))
    own = {key: key for key, cells in new.items() if cells and key not in said}
    found = own | {key: target for key, (_, target) in said.items() if target}
    twice = {target for target, count in Counter(found.values()).items() if count > 1}
    for key, target in found.items():
        if target not in twice:
            # What a short row lacks is no part of it: there stands what the row it fell on had.
            reached = columns & _within(sheet, leads[key], lengths)
            rows[target] |= {name: typed[key].get(name, "") for name in reached} if key in said else new[key]
    unknown = [text for text, target in said.values() if not target]
    return Placed(rows, _told(unknown, sorted(twice), is_laid=bool(set(found.values()) - twice)))


def _within(sheet: AssumptionSheet, lead: Lead, lengths: Lengths) -> set[str]:
    """Return the columns that a pasted row reaches, which begins with a project's id, or with its name."""
    known = {_fold(text): count for text, count in lengths.items()}
    keys = [column.key for column in sheet.columns]
    for text, before in ((lead.id, len(Lead._fields)), (lead.name, 1)):
        if (count := known.get(_fold(text))) is not None:
            return set(keys[: max(count - before, 0)])
    return set(keys)


def _said(sheet: AssumptionSheet, leads: Mapping[str, Lead]) -> dict[str, tuple[str, str | None]]:
    """Return, by row, what another project is called there, and which project that is."""
    by_id = {_fold(row.id): row.id for row in sheet.rows}
    ids = _others(sheet.rows, {key: lead.id for key, lead in leads.items()}, {row.id: row.id for row in sheet.rows})
    if ids:
        return {key: (text, by_id.get(_fold(text))) for key, text in ids.items()}
    own = {row.id: row.name for row in sheet.rows}
    names = _others(sheet.rows, {key: lead.name for key, lead in leads.items()}, own)
    count = Counter(map(_fold, own.values()))
    by_name = {_fold(name): key for key, name in own.items() if count[_fold(name)] == 1}
    return {key: (text, by_name.get(_fold(text))) for key, text in names.items()}


def _others(rows: tuple[SheetRow, ...], stands: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    texts = {row.id: clean(stands.get(row.id, "")) for row in rows}
    return {key: text for key, text in texts.items() if text and _fold(text) != _fold(own[key])}


def _fold(text: str) -> str:
    return clean(text).casefold()


def _told(unknown: list[str], twice: list[str], is_laid: bool) -> tuple[str, ...]:
    laid = "Det inklistrade ligger på de projekt som står i det, och inte på raderna som det klistrades in över."
    told = [laid if is_laid else "Inget av det inklistrade är med."]
    if unknown:
        named = listing(f"”{text}”" for text in unknown)
        told.append(f"Inte med, eftersom inget projekt eller flera heter så: {named}.")
        if not is_laid:
            told.append("Börja i en ruta till höger om namnen, om varken id eller namn står i det ni klistrar in.")
    if twice:
        told.append(f"Inte med, eftersom det står på flera rader: {listing(twice)}.")
    return tuple(told)
