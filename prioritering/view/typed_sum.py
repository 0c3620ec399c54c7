"""A sum of money as somebody types it, in a dialog, a control or on the command line: read as a cell of a plan is."""

from __future__ import annotations

from prioritering import swedish
from prioritering.errors import BadArgument, shorten
from prioritering.money.amounts import in_tkr
from prioritering.plan.cells import CellError, parse_amount, without_unit
from prioritering.plan.maybe_kronor import may_stand_in_kronor
from prioritering.view.assumption_sheet import AssumptionSheet, sheet_of
from prioritering.view.picture import Picture


def parse_kronor(text: str, what: str = "") -> int:
    """Return a sum typed in tkr as whole kronor; BadArgument says why it is none, after `what` it was typed for."""
    try:
        return parse_amount(text, "skriv till exempel 3 547 (tkr)")
    except CellError as error:
        lead = f"{what}: " if what else ""
        typed = f"”{shorten(text, 30)}”" if text.strip() else "ett tomt fält"
        raise BadArgument(f"{lead}{typed} är inte ett belopp som går att använda: {error}") from error


def kronor_question(picture: Picture, project_id: str, low: str, high: str = "") -> tuple[str, ...]:
    """Return what is asked of a cost typed in tkr that may be meant in kronor, as in Fyll i; nothing for none."""
    sheet = _sheet(picture)
    text = f"{low}–{high}" if high.strip() else low
    return sheet.asked(sheet.changed({project_id: {sheet.columns[0].key: text}}).edits)


def range_question(picture: Picture, low: str, high: str) -> str:
    """Return what is asked of a range typed in tkr for all unknown costs, that may be meant in kronor; else nothing."""
    try:
        ends = parse_kronor(low), parse_kronor(high)
    except BadArgument:
        return ""
    sheet = _sheet(picture)
    # A range may well begin at nothing: then it is its highest that tells. No id of a project is empty.
    asked = may_stand_in_kronor({**sheet.costs, "": ends[0] or ends[1]}, sheet.budget)
    typed = [text.strip() for text in (low, high)]
    if "" not in asked or any(without_unit(text) != text for text in typed):
        return ""
    said, meant = swedish.tkr_range(*ends), swedish.tkr_range(*map(in_tkr, ends))
    return f"Spannet räknas som {said}; menas {meant}? Skriv i så fall {typed[0]} kr och {typed[1]} kr."


def _sheet(picture: Picture) -> AssumptionSheet:
    projects = (item.project for item in picture.everything)
    return sheet_of(projects, picture.model, picture.changes, picture.plan)
