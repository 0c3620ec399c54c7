"""Next period's plan folder, made from a plan: the projects that are not done, in files of the plan's own form.

Amounts of the budget, goals and texts belong to the period that ends and are left for the new plan to say. So are
the lines of the old document, which is not the new plan's source.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from pydantic import ValidationError

from prioritering.criteria.gate import GateCriterion
from prioritering.criteria.model import Criterion, Model
from prioritering.errors import BadArgument, shorten
from prioritering.money.amounts import TKR, in_tkr
from prioritering.plan.cells import CellError, clean, parse_mark, read_cost
from prioritering.plan.done import is_done
from prioritering.plan.files import HEAD_FILE
from prioritering.plan.head import Head
from prioritering.plan.names import projects_told_apart
from prioritering.plan.object_plan import Cost, Mark, ObjectPlan, Project, Status
from prioritering.plan.plan_key import municipality_id
from prioritering.plan.project_facts import (
    as_read,
    cells_by_column,
    column_of,
    depends_on,
    heading,
    is_amount,
    is_dependency,
    is_fact,
)
from prioritering.plan.projects import COST, FILE

FIELDS_FILE = "projekt_falt.csv"
PREVIOUS = "foregaende"
"""The id of the fact in a plan's head that names, by id, the plan of the period before."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# A figure with a decimal point; `1.500.000` and the dots of `500..900` are none.
_POINT = re.compile(r"(?<![0-9,])(?<![0-9]\.)([0-9]+)\.([0-9]+)(?![0-9,]|\.[0-9])")
_FORMS = {Status.UNKNOWN: "?", Status.DASH: "–", Status.SECRET: "får inte visas"}


class NextPeriod(NamedTuple):
    """The new plan's id, its files as text by name, and which projects came along and which were done.

    `unbound` are those that came along and no longer depend on one that is done.
    """

    plan_id: str
    files: dict[str, str]
    carried: tuple[Project, ...]
    done: tuple[Project, ...]
    unbound: tuple[Project, ...] = ()

    @property
    def carried_names(self) -> tuple[str, ...]:
        """The names of those that came along, told apart where several share one."""
        return tuple(projects_told_apart(self.carried).values())

    def with_fact(self, key: str, name: str, value: str) -> NextPeriod:
        """Return the same with one more fact of the document's own, which the plan then shows and keeps."""
        fields = {"id": key, "namn": name, "varde": value}
        fact = "".join(f"{field} = {_toml(text)}\n" for field, text in fields.items())
        return self._replace(files={**self.files, HEAD_FILE: f"{self.files[HEAD_FILE]}\n[[faktum]]\n{fact}"})


def next_period(
    plan: ObjectPlan, model: Model, period: str, plan_id: str | None = None, headings: Iterable[str] = ()
) -> NextPeriod:
    """Return the folder of the period that follows; BadArgument when the id or the period cannot be used.

    `headings` are those of the plan's own table: a column that nobody has filled in is there to be filled in.
    """
    head = _head(plan, clean(period), _next_id(plan.id, period) if plan_id is None else plan_id)
    done = tuple(filter(is_done, plan.projects))
    gone = {project.id for project in done}
    carried = tuple(_without(project, gone) for project in plan.projects if project.id not in gone)
    own = "".join(f"{_toml(item.name)} = {_toml(item.tier)}\n" for item in plan.own_tiers)
    files = {HEAD_FILE: "".join(f"{name} = {_toml(value)}\n" for name, value in head if value)}
    if own:
        files[HEAD_FILE] += f"\n[klasser]\n{own}"
    files[FILE] = _csv(_rows(plan, carried, model.judged, headings))
    derived = list(_derived(carried, model.judged))
    if derived:
        files[FIELDS_FILE] = _csv([("projekt", "falt", "status", "ratext", "rad", "rad_till"), *derived])
    unbound = tuple(item for item in plan.projects if item.id not in gone and not gone.isdisjoint(depends_on(item)))
    made = NextPeriod(dict(head)["id"], files, carried, done, unbound)
    return made.with_fact(PREVIOUS, "Föregående plan", plan.id)


def following(period: str) -> str:
    """Return a period with each of its years one later: 2026-01-01 – 2026-12-31 -> 2027-01-01 – 2027-12-31."""
    return _YEAR.sub(lambda year: str(int(year[0]) + 1), period)


def _without(project: Project, gone: Set[str]) -> Project:
    """Return a project that no longer depends on those that are gone: what is done stands in no one's way."""
    needs = depends_on(project)
    if gone.isdisjoint(needs):
        return project
    left = ", ".join(key for key in needs if key not in gone)
    other = {name: left if is_dependency(name) else text for name, text in project.other.items()}
    return project.model_copy(update={"other": other})


def _next_id(plan_id: str, period: str) -> str:
    """Return the old id with the year of the new period in place of its own: vso-2021 -> vso-2022."""
    year = re.search(r"\d{4}", period)
    if year is None:
        raise BadArgument("Skriv perioden med ett årtal, eller ange vilket id den nya planen ska ha.")
    return f"{re.sub(r'-?[0-9]{4}$', '', plan_id)}-{year[0]}"


def _head(plan: ObjectPlan, period: str, plan_id: str) -> list[tuple[str, str]]:
    if plan_id == plan.id:
        raise BadArgument(f"Den nya planen behöver ett annat id än ”{shorten(plan.id)}”.")
    fields = {
        "id": plan_id,
        "namn": plan.name,
        "period": period,
        "kommun": plan.municipality,
        # Only one that the name does not give: a made one is made again.
        "kommun_id": "" if plan.municipality_id == municipality_id(plan.municipality) else plan.municipality_id,
        "forvaltningsobjekt": plan.governance_object,
    }
    try:
        Head.model_validate(fields)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise BadArgument(f"{name}: ”{shorten(fields[name])}” går inte att använda i en plan.") from error
    return list(fields.items())


def _toml(text: str) -> str:
    # A basic string of TOML is one of JSON, but for this one sign.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _csv(rows: Iterable[Sequence[str]]) -> str:
    # With a byte order mark: without one a spreadsheet program may take its å, ä and ö for something else.
    file = io.StringIO("\ufeff")
    file.seek(0, io.SEEK_END)
    # Parted as Swedish Excel expects: with commas it would show each row in one cell.
    csv.writer(file, delimiter=";", lineterminator="\n").writerows(rows)
    return file.getvalue()


def _rows(
    plan: ObjectPlan,
    projects: Sequence[Project],
    criteria: Sequence[Criterion | GateCriterion],
    headings: Iterable[str],
) -> Iterator[Sequence[str]]:
    cells = [cells_by_column(project.other) for project in projects]
    # One column has one heading in the new plan: that which it has, or of two that by which it is shown.
    others: dict[str, str] = {}
    every = (cells_by_column(project.other) for project in plan.projects)
    for column, (headed, _) in (pair for of_project in every for pair in of_project.items()):
        others[column] = headed if others.get(column, headed) == headed else heading(column)
    for headed in filter(is_fact, headings):
        others.setdefault(column_of(headed), headed)
    fields: dict[str, Callable[[Project], str]] = {
        "id": lambda project: project.id,
        "namn": lambda project: project.name,
        "klass": plan.tier_as_written,
        COST: lambda project: _cost_cell(project.cost),
    }
    extras: dict[str, Callable[[Project], str]] = {
        "alias": lambda project: project.alias,
        "perspektiv": lambda project: project.perspective_printed,
        "paborjat": lambda project: project.begun,
        "notering": lambda project: project.remark,
    }
    yield [*fields, *(item.id for item in criteria), *extras, *others.values()]
    for project, said in zip(projects, cells, strict=True):
        yield [
            *(read(project) for read in fields.values()),
            *(_mark_cell(project.mark(item.id), item) for item in criteria),
            *(read(project) for read in extras.values()),
            *(_further_cell(name, said.get(column, (name, ""))) for column, name in others.items()),
        ]


def _derived(projects: Sequence[Project], criteria: Sequence[Criterion | GateCriterion]) -> Iterator[Sequence[str]]:
    """Yield the values that are worked out, which only this file can tell from stated ones."""
    for project in projects:
        values = [(COST, project.cost.status, project.cost.raw)]
        values += [(item.id, (mark := project.mark(item.id)).status, mark.printed) for item in criteria]
        yield from (
            (project.id, name, status, printed, "", "") for name, status, printed in values if status is Status.DERIVED
        )


def _cost_cell(cost: Cost) -> str:
    if _reads_as(read_cost, cost.raw, cost):
        return cost.raw if cost.low is None else _with_comma(cost.raw)
    if cost.low is None or cost.high is None:
        return _FORMS.get(cost.status, "")
    # In kronor where tkr would take decimals: 1.234 could be read as a thousand times more.
    whole = cost.low % TKR == 0 and cost.high % TKR == 0
    ends = [f"{in_tkr(end):.0f}" if whole else str(end) for end in (cost.low, cost.high)]
    return f"{'..'.join(dict.fromkeys(ends))}{'' if whole else ' kr'}"


def _mark_cell(mark: Mark, criterion: Criterion | GateCriterion) -> str:
    if _reads_as(lambda text: parse_mark(text, criterion), mark.printed, mark):
        return _with_comma(mark.printed) if isinstance(mark.low, float) else mark.printed
    if mark.low is None or mark.high is None:
        return _FORMS.get(mark.status, "")
    return _with_comma("..".join(dict.fromkeys(str(end) for end in (mark.low, mark.high))))


def _further_cell(name: str, cell: tuple[str, str]) -> str:
    """Return a cell as it stands under a heading, with its unit where it stood under another."""
    text = cell[1] if cell[0] == name else as_read(*cell)
    if not is_amount(name):
        return text
    try:
        return text if read_cost(text).low is None else _with_comma(text)
    except CellError:
        return text


def _with_comma(text: str) -> str:
    """Return a figure with a decimal comma: opened in Swedish Excel, 1.5 would be the first of May."""
    return _POINT.sub(r"\1,\2", text)


def _reads_as(parse: Callable[[str], Cost | Mark], text: str, value: Cost | Mark) -> bool:
    """Return whether a text, read as a cell, is a value; what is derived stands in its cell like what is stated."""
    try:
        read = parse(text)
    except CellError:
        return False
    status = Status.STATED if value.status is Status.DERIVED else value.status
    return (read.status, read.low, read.high) == (status, value.low, value.high)
