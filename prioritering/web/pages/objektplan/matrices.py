"""The figures of the page Objektplan: matrices of budget and staff, and the sentences about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from prioritering.plan.object_plan import ObjectPlan, Status, Tier
from prioritering.swedish import NBSP, is_whole_tkr, kr, listing, money, number, percent, plural, tkr
from prioritering.usecases.plan_facts import known_costs
from prioritering.view.value_words import TIER_PLURALS, two_ways
from prioritering.web.pages.objektplan.shown_cells import (
    FactRow,
    Matrix,
    TableCell,
    TableLine,
    place_text,
    status_cell,
)


def amount_unit(rows: Iterable[FactRow]) -> str:
    """Return 'tkr' when every amount is whole thousands of kronor, else 'kr'."""
    return "tkr" if all(row["amount_kr"] is None or is_whole_tkr(row["amount_kr"]) for row in rows) else "kr"


def amount_cell(row: FactRow | None, unit: str) -> TableCell:
    """Return a budget figure in its table's unit; a cell that the plan does not have is empty without a word."""
    if row is None:
        return TableCell("")
    if row["amount_kr"] is None:
        return replace(status_cell(row["status"], ""), note=two_ways(row.get("raw_text") or ""))
    return status_cell(row["status"], amount(row["amount_kr"], unit))


def amount(kronor: Decimal, unit: str) -> str:
    """Return kronor in `unit` without naming it; kronor always with ören, so that a column lines up."""
    return tkr(kronor, unit=False) if unit == "tkr" else number(kronor, 2)


def activity_matrix(rows: Sequence[FactRow], value: str, caption: str, unit: str) -> Matrix | None:
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
        lines.append(TableLine(activity or "Summa", shown, place_text(line), total=not activity))
    headers = tuple(f"{part} {kind}" for part, kind in columns)
    return Matrix(caption, (*headers, "Summa"), tuple(lines), unit)


def _figure(row: FactRow | None, value: str, unit: str) -> TableCell:
    if value == "amount_kr":
        return amount_cell(row, unit)
    if row is None:
        return TableCell("")
    return status_cell(row["status"], "" if row[value] is None else number(row[value], 1))


def bearer_matrix(rows: Sequence[FactRow], shares: Iterable[FactRow], unit: str) -> Matrix | None:
    """Return the budget by cost bearer (rows) and class, with derived shares; None when the plan has no such rows."""
    budget = [row for row in rows if row["measure"] == "budget" and row["cell_kind"] != "finansiering"]
    lookup: dict[tuple[str, str], FactRow] = {}
    for row in budget:
        # A plan may print a sum again under a later table; it is shown from where it first stands.
        lookup.setdefault((row["cost_bearer"], row["budget_class"]), row)
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
            TableCell(percent(share[name], 1), "harlett") if share else TableCell("")
            for name in ("share", "enhancement_share")
        ]
        lines.append(
            TableLine(bearer or "Summa", tuple(cells), place_text(min(lines_of), max(lines_of)), total=not bearer)
        )
    columns = ("VM", "VU", "Summa", "Andel av hela budgeten", "VU:s andel")
    return Matrix("Budget per kostnadsbärare", columns, tuple(lines), unit)


def forecast_matrix(rows: Sequence[FactRow], unit: str) -> Matrix | None:
    """Return budget beside forecast for the whole object; None when the plan has no forecast."""
    whole = [row for row in rows if not row["cost_bearer"] and not row["main_activity"] and row["cell_kind"] == "summa"]
    lookup: dict[tuple[str, str], FactRow] = {}
    for row in whole:
        lookup.setdefault((row["measure"], row["budget_class"]), row)
    if not any(measure == "prognos" for measure, _ in lookup):
        return None
    lines = []
    for kind, label in (("VM", "Vidmakthållande (VM)"), ("VU", "Vidareutveckling (VU)"), ("", "Summa")):
        found = [lookup.get((measure, kind)) for measure in ("budget", "prognos")]
        line = next((row["line"] for row in found if row), None)
        lines.append(TableLine(label, tuple(amount_cell(row, unit) for row in found), place_text(line), total=not kind))
    return Matrix("Budget och prognos för hela objektet", ("Budget", "Prognos året före"), tuple(lines), unit)


def plain_matrix(rows: Sequence[FactRow], unit: str) -> Matrix:
    """Return the budget as a list of its amounts, for a plan that parts it neither by activity nor by cost bearer."""
    lines = [
        TableLine(
            row["label"],
            (amount_cell(row, unit), TableCell("ja" if row["usable_as_frame"] else "")),
            place_text(row["line"]),
        )
        for row in rows
    ]
    return Matrix("Belopp i planen", ("Belopp", "Kan väljas som ram"), tuple(lines), unit)


def budget_sentence(sums: Iterable[FactRow], unit: str) -> str:
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


def _costs_sentence(plan: ObjectPlan) -> str:
    costs = known_costs(plan.projects)
    if not costs.known:
        return "Det har ingen kostnad i planen." if costs.count == 1 else "Inget av dem har en kostnad i planen."
    if costs.count == 1:
        return f"Kostnaden är {tkr(costs.exact) if costs.figures else 'ett spann'}."
    # A sum of some says how many it lacks, also those of which the plan says nothing.
    unsaid = costs.missing - costs.unknown
    counted = (
        (costs.ranges, "ett spann", "spann"),
        (costs.unknown, "okänd", "okända"),
        (unsaid, "inte angiven", "inte angivna"),
    )
    others = [(count, one if count == 1 else many) for count, one, many in counted if count]
    if not costs.figures:
        return f"Av kostnaderna är {listing(f'{number(count)}{NBSP}{what}' for count, what in others)}."
    known = "Den kända kostnaden" if costs.figures == 1 else "De kända kostnaderna"
    said = [f"{known} är {tkr(costs.exact)}"]
    said += [f"{plural(count, 'kostnad', 'kostnader')} är {what}" for count, what in others]
    more = f", och {said.pop()}" if len(said) > 1 else ""
    return f"{', '.join(said)}{more}."


_IN_CLASS = "i klassen "


def _tier_words(plan: ObjectPlan, tier: Tier, count: int) -> str:
    if any(item.tier is tier for item in plan.own_tiers):
        return f"{_IN_CLASS}{plan.tier_name(tier)}"
    return tier.value if count == 1 else TIER_PLURALS[tier]


def _projects(plan: ObjectPlan) -> str:
    """Return how many there are and of which classes, in figures: words beside figures would be two ways in one."""
    counts, every = Counter(project.tier for project in plan.projects), plural(len(plan.projects), "projekt", "projekt")
    used = [(tier, _tier_words(plan, tier, counts[tier])) for tier in Tier if counts[tier]]
    if not used:
        return f"{every} utan klass"
    if len(used) == 1 and not counts[None]:
        [(_, words)] = used
        own = words.startswith(_IN_CLASS)
        return f"{every} {words}" if own else f"{number(len(plan.projects))}{NBSP}{words} projekt"
    tiers = [f"{number(counts[tier])}{NBSP}{words}" for tier, words in used]
    tiers += [f"{number(counts[None])}{NBSP}utan klass"] if counts[None] else []
    return f"{every}: {listing(tiers)}"


def plan_sentence(plan: ObjectPlan, sums: Iterable[FactRow]) -> str:
    """Return the finding of the moment: how many projects, what is known of their cost, and the budget beside it."""
    if not plan.projects:
        return "Planen har inga projekt."
    first = f"Planen har {_projects(plan)}."
    second = f" {_costs_sentence(plan)}"
    whole = {row["budget_class"]: row["amount_kr"] for row in sums if row["part"] is None}
    budget = whole.get("VU")
    if budget is None:
        return first + second
    return f"{first}{second} Vidareutvecklingen har {money(budget)}."
