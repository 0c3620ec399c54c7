"""What is asked about the costs of years and of running a project: those that may be a thousand times wrong.

The checks `belopp_flertydigt` and `belopp_i_kronor` ask the same of a plan's own cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prioritering.plan.cells import (
    CellError,
    absent_status,
    clean,
    figure_and_unit,
    has_two_readings,
    parse_cost,
    read_cost,
    without_unit,
)
from prioritering.plan.maybe_kronor import LEAST, may_stand_in_kronor
from prioritering.plan.object_plan import Cost, ObjectPlan
from prioritering.plan.project_facts import as_read, cells_by_column, is_amount, year_of

_Place = tuple[str, str]


def asked_amounts(plan: ObjectPlan) -> Mapping[str, Mapping[str, Cost]]:
    """Return the further costs that are asked about, by the project's id and what their column is known by.

    One without a figure can be read in two ways; any other may stand in kronor.
    """
    read = dict(_amounts(plan))
    asked = {place for place, cost in read.items() if has_two_readings(cost)} | _in_kronor(plan, read)
    found: dict[str, dict[str, Cost]] = {}
    for (project_id, column), cost in read.items():
        if (project_id, column) in asked:
            found.setdefault(project_id, {})[column] = cost
    return found


def said_amounts(cells: Mapping[str, str]) -> dict[str, str]:
    """Return what a project's further columns say of amounts, by what the columns are known by.

    `cells` stand under the plan's own headings. One that says nothing of an amount, as `?`, is left out.
    """
    amounts = {column: cell for column, cell in cells_by_column(cells).items() if is_amount(column)}
    return {column: said_amount(as_read(*cell)) for column, cell in amounts.items() if absent_status(cell[1]) is None}


def said_amount(text: str) -> str:
    """Return what two cells of amounts have alike when they say the same, however they are written."""
    try:
        cost = read_cost(text)
    except CellError:
        return text
    if cost.low is not None:
        return f"{cost.low}..{cost.high}"
    # Without a figure that can be counted the wording is all there is, and which unit it has.
    figure, unit = figure_and_unit(clean(text))
    return f"{figure} kr" if unit == "kr" else figure


def has_large_costs(plan: ObjectPlan) -> bool:
    """Return whether a plan has costs that may stand in kronor; each further cost is taken for one, unread."""
    if any(project.cost.low is not None and project.cost.low >= LEAST for project in plan.projects):
        return True
    return any(map(is_amount, {heading for project in plan.projects for heading in project.other}))


def _amounts(plan: ObjectPlan) -> Iterator[tuple[_Place, Cost]]:
    for project in plan.projects:
        for column, cell in cells_by_column(project.other).items():
            if not is_amount(column):
                continue
            try:
                yield (project.id, column), parse_cost(as_read(*cell))
            except CellError:
                # A version that was read by earlier rules is shown as it stands.
                continue


def _in_kronor(plan: ObjectPlan, read: Mapping[_Place, Cost]) -> set[_Place]:
    """Return which may stand in kronor: the years are compared among themselves, and so are the running costs."""
    budget = max((cell.amount_kr for cell in plan.budget_cells if cell.amount_kr is not None), default=None)
    costs = [project.cost.low for project in plan.projects if project.cost.low is not None]
    found: set[_Place] = set()
    for of_years in (True, False):
        series = {
            place: cost.low
            for place, cost in read.items()
            if cost.low is not None and (year_of(place[1]) is not None) is of_years
        }
        # With its unit written out it is no question.
        found |= {
            place
            for place in may_stand_in_kronor(series, budget, costs)
            if without_unit(read[place].raw) == read[place].raw
        }
    return found
