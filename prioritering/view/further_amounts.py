"""Words for a project's further amounts, the cost of a year or of running it, and what is asked of them."""

from __future__ import annotations

from collections.abc import Mapping

from prioritering import swedish
from prioritering.plan.cells import CellError, has_two_readings, parse_cost
from prioritering.plan.object_plan import Cost
from prioritering.plan.project_facts import as_read, fact_heading, is_amount
from prioritering.view.value_words import cost_words, maybe_kronor


def told_fact(column: str, text: str) -> str:
    """Return what a cell says under its column's name: an amount without its unit, which the name has, in tkr.

    One that can be read in two ways is quoted as the plan writes it, with its own unit: nobody knows what it is in tkr.
    """
    said = as_read(column, text)
    if not is_amount(column):
        return said
    try:
        cost = parse_cost(said)
    except CellError:
        # A version that was read by earlier rules is shown as it stands.
        return said
    if has_two_readings(cost):
        return f"”{cost.raw}”"
    return said if cost.low is None else cost_words(cost)


def further_amounts(
    facts: Mapping[str, str], asked: Mapping[str, Cost], answers: Mapping[str, tuple[int, int]]
) -> dict[str, str]:
    """Return such amounts by what they are called where they are shown, each with what is asked or answered of it.

    `facts` are what one project says, `asked` those that are asked about, and `answers` what the group assumes in
    kronor, by what the columns are known by.
    """
    shown = {}
    for column in dict.fromkeys((*asked, *answers)):
        told = told_fact(column, facts.get(column, ""))
        note = _note(asked.get(column), answers.get(column))
        shown[fact_heading(column)] = f"{told} ({note})" if told else note
    return shown


def _note(asked: Cost | None, answer: tuple[int, int] | None) -> str:
    if answer or asked is None:
        return f"gruppen antar {swedish.tkr_range(*answer)}" if answer else ""
    return "kan vara tusental" if asked.low is None else maybe_kronor(asked)
