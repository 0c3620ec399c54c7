"""What the page Objektplan shows, as plain values: cells that say why they are empty, places, project rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from prioritering.criteria.model import Model
from prioritering.plan.known_costs import KnownCosts
from prioritering.plan.object_plan import Cost, Mark, Place, Project, Status, Tier
from prioritering.plan.project_facts import DEPENDS, heading, ids_in, is_fact, stated_facts
from prioritering.plan.side_files import line_ranges
from prioritering.swedish import listing, number, tkr
from prioritering.usecases.plan_facts import known_costs
from prioritering.view.further_amounts import further_amounts, told_fact
from prioritering.view.gate_words import gate_answer
from prioritering.view.value_words import (
    MISSING,
    TIER_PLURALS,
    cost_words,
    plan_words,
    two_readings,
    two_readings_of_level,
)

FactRow = dict[str, Any]
# A longer table is not read on a page; the sums are of all projects.
MAX_LINES = 300


@dataclass(frozen=True, slots=True)
class TableCell:
    """One value as shown; `kind` names its shape (empty for a stated one), `note` stands small beneath."""

    text: str
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of a table: what it is about, its cells, and where it stands in the document."""

    label: str
    cells: tuple[TableCell, ...]
    place: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of figures with one header row; `unit` says what the figures are."""

    caption: str
    columns: tuple[str, ...]
    lines: tuple[TableLine, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project as shown in the table of its class."""

    id: str
    name: str
    remarks: tuple[str, ...]
    cost: TableCell
    marks: tuple[TableCell, ...]
    perspective: str
    goals: str
    place: str
    other: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectGroup:
    """The projects of one class, at most MAX_LINES shown; `sum` is of all and written with ≥ when a cost is missing."""

    title: str
    tier: str
    lines: tuple[ProjectLine, ...]
    sum: TableCell
    described: bool
    explanation: str
    count: int


class Known(NamedTuple):
    """What is known of a plan's projects by id: what is asked about their costs, what all of them are called.

    `tiers` are the plan's own names of the classes. `amounts` are the further amounts that are asked about, and
    `answers` what the group assumes of them in kronor, both by what the columns are known by.
    """

    questions: Mapping[str, str]
    names: Mapping[str, str]
    tiers: Mapping[Tier, str] = MappingProxyType({})
    amounts: Mapping[str, Mapping[str, Cost]] = MappingProxyType({})
    answers: Mapping[str, Mapping[str, tuple[int, int]]] = MappingProxyType({})


def status_cell(status: Status | str, text: str) -> TableCell:
    """Return a cell for a value: its text when stated, else the word and shape of what is missing."""
    known = Status(status)
    if known in MISSING:
        return TableCell(MISSING[known].cell, MISSING[known].shape)
    return TableCell(text, "harlett" if known is Status.DERIVED else "")


def place_text(line: int | None, line_to: int | None = None) -> str:
    """Return 'rad 239' or 'rad 239–243', empty when the place is not known."""
    if not line:
        return ""
    return f"rad\u00a0{line}" if line_to in (None, line) else f"rad\u00a0{line}–{line_to}"


def places_text(places: Iterable[Place]) -> str:
    """Return several places as one text: 'rad 182–185 och 409–416'."""
    texts = [place_text(place.line, place.line_to).removeprefix("rad\u00a0") for place in places]
    return f"rad\u00a0{listing(texts)}" if texts else ""


def fact_place(fact: FactRow) -> str:
    """Return where a fact of the document stands, every place of it where it stands in several."""
    if not fact["lines"]:
        return place_text(fact["line"], fact["line_to"])
    return places_text(Place(document="", line=first, line_to=last) for first, last in line_ranges(fact["lines"]))


def cost_cell(cost: Cost, question: str = "") -> TableCell:
    """Return a project's cost in tkr, a range as a range, with what is asked about it."""
    return replace(status_cell(cost.status, cost_words(cost)), note=question or two_readings(cost))


def mark_cell(mark: Mark, unit: str = "") -> TableCell:
    """Return what the plan says on a criterion, in its own words, with what is asked of a number."""
    said = status_cell(mark.status, plan_words(mark, unit) if mark.known else mark.printed)
    return replace(said, note=two_readings_of_level(mark))


def project_groups(
    projects: Iterable[Project],
    model: Model,
    links: Iterable[FactRow],
    tiers: Sequence[str],
    known: Known | None = None,
) -> list[ProjectGroup]:
    """Return projects by class in the order strategiskt, prioriterat, önskvärt, without class.

    A class without projects is given only when it is among `tiers`, those the plan itself describes. `known` is
    what is known of the plan's projects besides.
    """
    goals: dict[str, list[str]] = {}
    for link in links:
        goals.setdefault(link["project_id"], []).append(link["activity_id"])
    groups, listed = [], tuple(projects)
    beside = _Beside(goals, known or Known({}, {project.id: project.name for project in listed}))
    for tier in (*Tier, None):
        members = [project for project in listed if project.tier is tier]
        if members or (tier is not None and tier.value in tiers):
            groups.append(_group(tier, members, model, beside))
    return groups


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is said of projects beside their own rows, by their ids."""

    goals: Mapping[str, Sequence[str]]
    known: Known


def _group(tier: Tier | None, members: Sequence[Project], model: Model, beside: _Beside) -> ProjectGroup:
    lines = tuple(_project_line(project, model, beside) for project in members[:MAX_LINES])
    described = any(project.cost.status is not Status.BLANK or _has_level(project, model) for project in members)
    own = beside.known.tiers.get(tier) if tier else None
    words = f"{TIER_PLURALS[tier].capitalize()} projekt" if tier else "Projekt utan klass i planen"
    title = f"{own}: {words.lower()}" if own else words
    explanation = "Underlag saknas: varken kostnad eller nivåer är angivna, så de rangordnas inte."
    if not members:
        explanation = "Inga listade i planen. Behov som kommer upp läggs till på Prioritera."
    elif described:
        explanation = ""
    return ProjectGroup(
        title, tier.value if tier else "", lines, _sum_cell(members), described, explanation, len(members)
    )


def _has_level(project: Project, model: Model) -> bool:
    return any(project.mark(key).status is not Status.BLANK for key in model.ids)


def _project_line(project: Project, model: Model, beside: _Beside) -> ProjectLine:
    remarks = (f"Kallas även ”{project.alias}”." if project.alias else "", project.note)
    place = project.place
    return ProjectLine(
        id=project.id,
        name=project.name,
        remarks=tuple(filter(None, remarks)),
        cost=cost_cell(project.cost, beside.known.questions.get(project.id, "")),
        marks=(
            *(mark_cell(project.mark(item.id), item.measure) for item in model.criteria),
            *(TableCell(gate_answer(project.mark(item.id)), "") for item in model.gates),
        ),
        perspective=project.perspective_printed,
        goals=listing(beside.goals.get(project.id, ())),
        place=place_text(place.line, place.line_to) if place else "",
        facts=_facts(project, beside.known),
        other=tuple((column, value) for column, value in project.other.items() if value and not is_fact(column)),
    )


def _facts(project: Project, known: Known) -> tuple[tuple[str, str], ...]:
    """Return what the optional columns say, headed as they are shown; projects it depends on by name."""
    said = dict(stated_facts(project))
    if DEPENDS in said:
        said[DEPENDS] = listing(known.names.get(key, key) for key in ids_in(said[DEPENDS]))
    shown = {heading(name): told_fact(name, text) for name, text in said.items()}
    asked, answers = known.amounts.get(project.id, {}), known.answers.get(project.id, {})
    return tuple((shown | further_amounts(said, asked, answers)).items())


def _how_many_known(costs: KnownCosts) -> str:
    """Return how many of the costs are one figure and how many a range, which the page's sentence counts apart."""
    spans = f"är {'ett spann' if costs.ranges == 1 else 'spann'}"
    of = f"av {number(costs.count)} kostnader"
    if not costs.figures:
        return f"{number(costs.ranges)} {of} {spans}"
    known = f"{number(costs.figures)} {of} är {'känd' if costs.figures == 1 else 'kända'}"
    return f"{known}, {number(costs.ranges)} {spans}" if costs.ranges else known


def _sum_cell(projects: Sequence[Project]) -> TableCell:
    costs = known_costs(projects)
    if not costs.known:
        return TableCell("", "", "ingen kostnad är känd")
    least = tkr(costs.low, unit=False)
    if costs.missing:
        return TableCell(f"≥\u00a0{least}", "", _how_many_known(costs))
    return TableCell(least if costs.low == costs.high else f"{least}–{tkr(costs.high, unit=False)}")
