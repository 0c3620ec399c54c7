"""What the page Objektplan shows, as plain values: cells that say why they are empty, matrices, project rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from prioritering.plan.models import Cost, Mark, ObjectPlan, Place, Project, Status, Tier
from prioritering.scoring.criteria import Model
from prioritering.swedish import count_word, kr, listing, number, percent, plural, tkr

Row = dict[str, Any]
_WORDS = {
    Status.BLANK: "tomt",
    Status.UNKNOWN: "? okänd",
    Status.DASH: "– streck",
    Status.SECRET: "får inte visas",
}
_PLURAL = {Tier.STRATEGIC: "strategiska", Tier.PRIORITISED: "prioriterade", Tier.DESIRABLE: "önskvärda"}
_KINDS = {Status.BLANK: "tomt", Status.UNKNOWN: "okand", Status.DASH: "streck", Status.SECRET: "hemligt"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as shown; `kind` names its shape (empty for a stated one), `note` stands small beneath."""

    text: str
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: what it is about, its cells, and where it stands in the document."""

    label: str
    cells: tuple[Cell, ...]
    place: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of figures with one header row; `unit` says what the figures are."""

    caption: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project as shown in the table of its class."""

    id: str
    name: str
    remarks: tuple[str, ...]
    cost: Cell
    marks: tuple[Cell, ...]
    perspective: str
    goals: str
    place: str


@dataclass(frozen=True, slots=True)
class ProjectGroup:
    """The projects of one class; `sum` is written with ≥ when a cost is missing."""

    title: str
    tier: str
    lines: tuple[ProjectLine, ...]
    sum: Cell
    described: bool
    explanation: str


def status_cell(status: Status | str, text: str) -> Cell:
    """Return a cell for a value: its text when stated, else the word and shape of what is missing."""
    known = Status(status)
    if known in _WORDS:
        return Cell(_WORDS[known], _KINDS[known])
    return Cell(text, "harlett" if known is Status.DERIVED else "")


def place_text(line: int | None, line_to: int | None = None) -> str:
    """Return 'rad 239' or 'rad 239–243', empty when the place is not known."""
    if not line:
        return ""
    return f"rad\u00a0{line}" if line_to in (None, line) else f"rad\u00a0{line}–{line_to}"


def places_text(places: Iterable[Place]) -> str:
    """Return several places as one text: 'rad 182–185 och 409–416'."""
    texts = [place_text(place.line, place.line_to).removeprefix("rad\u00a0") for place in places]
    return f"rad\u00a0{listing(texts)}" if texts else ""


def cost_cell(cost: Cost) -> Cell:
    """Return a project's cost in tkr, a range as a range."""
    if cost.low is None or cost.high is None:
        return status_cell(cost.status, "")
    low, high = tkr(cost.low, unit=False), tkr(cost.high, unit=False)
    return status_cell(cost.status, low if low == high else f"{low}–{high}")


def mark_cell(mark: Mark) -> Cell:
    """Return what the plan says on a criterion, in its own words, with the level where it is counted from them."""
    return status_cell(mark.status, mark.printed)


def project_groups(plan: ObjectPlan, model: Model, links: Iterable[Row], tiers: Sequence[str]) -> list[ProjectGroup]:
    """Return the plan's projects by class in the order strategiskt, prioriterat, önskvärt, without class.

    A class without projects is given only when it is among `tiers`, those the plan itself describes.
    """
    goals: dict[str, list[str]] = {}
    for link in links:
        goals.setdefault(link["project_id"], []).append(link["activity_id"])
    groups = []
    for tier in (*Tier, None):
        members = [project for project in plan.projects if project.tier is tier]
        if members or (tier is not None and tier.value in tiers):
            groups.append(_group(tier, members, model, goals))
    return groups


def _group(tier: Tier | None, members: Sequence[Project], model: Model, goals: dict[str, list[str]]) -> ProjectGroup:
    lines = tuple(_project_line(project, model, goals) for project in members)
    described = any(project.cost.status is not Status.BLANK or _has_level(project) for project in members)
    title = f"{_PLURAL[tier].capitalize()} projekt" if tier else "Projekt utan klass i planen"
    explanation = "Underlag saknas: varken kostnad eller nivåer är angivna, så de rangordnas inte."
    if not members:
        explanation = "Inga listade i planen. Behov som kommer upp läggs till i Prioritera."
    elif described:
        explanation = ""
    return ProjectGroup(title, tier.value if tier else "", lines, _sum_cell(members), described, explanation)


def _has_level(project: Project) -> bool:
    return any(mark.status is not Status.BLANK for mark in project.marks.values())


def _project_line(project: Project, model: Model, goals: dict[str, list[str]]) -> ProjectLine:
    remarks = (f"Kallas även ”{project.alias}”." if project.alias else "", project.note)
    place = project.place
    return ProjectLine(
        id=project.id,
        name=project.name,
        remarks=tuple(filter(None, remarks)),
        cost=cost_cell(project.cost),
        marks=tuple(mark_cell(project.mark(item)) for item in model.ids),
        perspective=project.perspective_printed,
        goals=listing(goals.get(project.id, ())),
        place=place_text(place.line, place.line_to) if place else "",
    )


def _sum_cell(projects: Sequence[Project]) -> Cell:
    known = [project.cost for project in projects if project.cost.low is not None]
    missing = len(projects) - len(known)
    if not known:
        return Cell("", "", "ingen kostnad är känd")
    low = sum(cost.low or 0 for cost in known)
    high = sum(cost.high or 0 for cost in known)
    text = tkr(low, unit=False) if missing or low == high else f"{tkr(low, unit=False)}–{tkr(high, unit=False)}"
    note = f"{len(known)} av {len(projects)} kostnader är kända" if missing else ""
    return Cell(f"≥\u00a0{text}" if missing else text, "", note)


def amount_unit(rows: Iterable[Row]) -> str:
    """Return 'tkr' when every amount is whole thousands of kronor, else 'kr'."""
    return "tkr" if all(row["amount_kr"] is None or row["amount_kr"] % 1000 == 0 for row in rows) else "kr"


def amount_cell(row: Row | None, unit: str) -> Cell:
    """Return a budget figure in its table's unit; a cell that the plan does not have is empty without a word."""
    if row is None:
        return Cell("")
    if row["amount_kr"] is None:
        return status_cell(row["status"], "")
    return status_cell(row["status"], amount(row["amount_kr"], unit))


def amount(kronor: Decimal, unit: str) -> str:
    """Return kronor in `unit` without naming it; kronor always with ören, so that a column lines up."""
    return tkr(kronor, unit=False) if unit == "tkr" else number(kronor, 2)


def activity_matrix(rows: Sequence[Row], value: str, caption: str, unit: str) -> Matrix | None:
    """Return figures by main activity (rows) and part and budget class (columns); None when there are none such."""
    cells = [row for row in rows if row["main_activity"] and row["cell_kind"] == "cell"]
    if not cells:
        return None
    columns = list(dict.fromkeys((row["part"], row["budget_class"]) for row in cells))
    stated = [row for row in rows if str(row["status"]) != Status.DERIVED]
    lookup = {(row["main_activity"], row["part"], row["budget_class"]): row for row in stated}
    activities = [*dict.fromkeys(row["main_activity"] for row in cells), ""]
    lines = []
    for activity in activities:
        found = [lookup.get((activity, *column)) for column in [*columns, ("", "")]]
        line = next((row["line"] for row in found if row), None)
        shown = tuple(_figure(row, value, unit) for row in found)
        lines.append(Line(activity or "Summa", shown, place_text(line), total=not activity))
    headers = tuple(f"{part} {kind}" for part, kind in columns)
    return Matrix(caption, (*headers, "Summa"), tuple(lines), unit)


def _figure(row: Row | None, value: str, unit: str) -> Cell:
    if value == "amount_kr":
        return amount_cell(row, unit)
    if row is None:
        return Cell("")
    return status_cell(row["status"], "" if row[value] is None else number(row[value], 1))


def bearer_matrix(rows: Sequence[Row], shares: Iterable[Row], unit: str) -> Matrix | None:
    """Return the budget by cost bearer (rows) and class, with derived shares; None when the plan has no such rows."""
    budget = [row for row in rows if row["measure"] == "budget" and row["cell_kind"] != "finansiering"]
    lookup = {(row["cost_bearer"], row["budget_class"]): row for row in budget if not row["cell_id"].endswith("-2")}
    parts = {row["cost_bearer"]: row for row in shares}
    if not parts:
        return None
    lines = []
    for bearer in [*dict.fromkeys(row["cost_bearer"] for row in budget if row["cost_bearer"]), ""]:
        found = [lookup.get((bearer, kind)) for kind in ("VM", "VU", "")]
        lines_of = [row["line"] for row in found if row]
        share = parts.get(bearer)
        cells = [amount_cell(row, unit) for row in found]
        cells += [
            Cell(percent(share[name], 1), "harlett") if share else Cell("") for name in ("share", "enhancement_share")
        ]
        lines.append(Line(bearer or "Summa", tuple(cells), place_text(min(lines_of), max(lines_of)), total=not bearer))
    columns = ("VM", "VU", "Summa", "Andel av hela budgeten", "VU:s andel")
    return Matrix("Budget per kostnadsbärare", columns, tuple(lines), unit)


def forecast_matrix(rows: Sequence[Row], unit: str) -> Matrix | None:
    """Return budget beside forecast for the whole object; None when the plan has no forecast."""
    whole = [row for row in rows if not row["cost_bearer"] and not row["main_activity"] and row["cell_kind"] == "summa"]
    lookup: dict[tuple[str, str], Row] = {}
    for row in whole:
        lookup.setdefault((row["measure"], row["budget_class"]), row)
    if not any(measure == "prognos" for measure, _ in lookup):
        return None
    lines = []
    for kind, label in (("VM", "Vidmakthållande (VM)"), ("VU", "Vidareutveckling (VU)"), ("", "Summa")):
        found = [lookup.get((measure, kind)) for measure in ("budget", "prognos")]
        line = next((row["line"] for row in found if row), None)
        lines.append(Line(label, tuple(amount_cell(row, unit) for row in found), place_text(line), total=not kind))
    return Matrix("Budget och prognos för hela objektet", ("Budget", "Prognos året före"), tuple(lines), unit)


def budget_sentence(sums: Iterable[Row], unit: str) -> str:
    """Return how the budget divides between VM and VU, derived from the single cells; empty without a budget."""
    whole = {row["budget_class"]: row["amount_kr"] for row in sums if row["part"] is None}
    if not whole.get(None) or not {"VM", "VU"} <= set(whole):
        return ""
    shares = [
        f"{name} {_money(whole[kind], unit)} ({percent(whole[kind] / whole[None], 1)})"
        for kind, name in (("VM", "vidmakthållande"), ("VU", "vidareutveckling"))
    ]
    return f"Av {_money(whole[None], unit)} är {shares[0]} och {shares[1]}. Andelarna är härledda ur cellerna."


def _money(kronor: Decimal, unit: str) -> str:
    return tkr(kronor) if unit == "tkr" else kr(kronor)


def plan_sentence(plan: ObjectPlan, sums: Iterable[Row]) -> str:
    """Return the finding of the moment: how many projects, what is known of their cost, and the budget beside it."""
    known = [project for project in plan.projects if project.cost.low is not None]
    unknown = sum(project.cost.status is Status.UNKNOWN for project in plan.projects)
    tiers = [
        f"{count_word(count)} {_PLURAL[tier]}"
        for tier in Tier
        if (count := sum(project.tier is tier for project in plan.projects))
    ]
    first = f"Planen har {plural(len(plan.projects), 'projekt', 'projekt')}"
    first += f": {listing(tiers)}." if tiers else " utan klass."
    if known:
        least = "minst " if len(known) < len(plan.projects) else ""
        second = f" De kända kostnaderna är {least}{tkr(sum(project.cost.low or 0 for project in known))}"
        second += f", och {count_word(unknown)} kostnader är okända." if unknown else "."
    else:
        second = " Inget av dem har en kostnad i planen."
    whole = {row["budget_class"]: row["amount_kr"] for row in sums if row["part"] is None}
    budget = whole.get("VU")
    if budget is None:
        return first + second
    return f"{first}{second} Vidareutvecklingen har {_money(budget, 'kr' if budget % 1000 else 'tkr')}."
