"""The Swedish words of the page Poängsätt: what the plan says of a project beside its ballot.

What the ballot itself says while one answers stands in `prioritering/web/components/ballot.*.js`, as it changes
without the server.
"""

from __future__ import annotations

from prioritering import swedish
from prioritering.criteria.model import Criterion, NumberScale
from prioritering.plan.project_facts import cells_by_column, fact_heading
from prioritering.scoring.effective import Candidate
from prioritering.view.further_amounts import told_fact
from prioritering.view.value_words import answer_words, cost_words, undefined_in_order, undefined_levels


def step(criterion: Criterion) -> str:
    """Return the step from a criterion's lowest to its highest level, which is what its weight is about."""
    scale = criterion.scale
    ends = scale.lowest_name, scale.highest_name
    # A unit is written as it is: MWh is no mwh.
    first, last = ends if isinstance(scale, NumberScale) else map(str.lower, ends)
    return f"{criterion.name}: från {first} till {last}"


def field_label(criterion: Criterion) -> str:
    """Return what stands beside the field of a number: 'Tal från 0 till 5 000 kr/år, lägre är bättre'."""
    scale = criterion.scale
    if not isinstance(scale, NumberScale):
        return ""
    return f"Tal från {scale.range_words}{', lägre är bättre' if scale.lower_is_better else ''}"


def project_facts(item: Candidate, tier: str = "") -> list[tuple[str, str]]:
    """Return the project's class, cost in tkr and, where the plan has one, perspective, each as (name, words)."""
    project = item.project
    # A unit after "ej angiven" would read as if a sum were known.
    unit = "" if project.cost.low is None else f"{swedish.NBSP}tkr"
    found = [
        ("Klass", _tier(item, tier)),
        ("Kostnad", f"{cost_words(project.cost)}{unit}"),
    ]
    if project.perspective_printed:
        found.append(("Perspektiv", project.perspective_printed))
    return found


def _tier(item: Candidate, name: str) -> str:
    if item.tier is None:
        return "ej angiven"
    return f"{name or item.tier.value.capitalize()}{' (antagande)' if item.assumed_tier else ''}"


def undefined_words(criterion: Criterion) -> str:
    """Return which levels the plan does not define, said once for the criterion; empty when it defines them all."""
    if said := undefined_in_order(criterion):
        return said
    names = undefined_levels(criterion)
    are = "är inte definierad" if len(names) == 1 else "är inte definierade"
    return f"{swedish.listing(names)} {are} i planen." if names else ""


def other_facts(item: Candidate) -> list[tuple[str, str]]:
    """Return what the plan says of a project in columns of its own, each as (name, words)."""
    cells = cells_by_column(item.project.other).values()
    named = ((fact_heading(column), told_fact(column, text)) for column, text in cells)
    return [(name, text) for name, text in named if text]


def says(item: Candidate, criterion: Criterion) -> str:
    """Return what the plan says of a project on a criterion; a missing value is a word, never an empty place."""
    return answer_words(item.project.mark(criterion.id), criterion.measure)
