"""The Swedish words of the page Poängsätt: what the plan says of a project beside its ballot.

What the ballot itself says while one answers stands in `prioritering/web/components/ballot.drawing.js`, as it changes
without the server.
"""

from __future__ import annotations

from prioritering import swedish
from prioritering.criteria.model import Criterion
from prioritering.scoring.effective import Candidate
from prioritering.view.value_words import answer_words, cost_words


def step(criterion: Criterion) -> str:
    """Return the step from a criterion's lowest to its highest level, which is what its weight is about."""
    scale = criterion.scale
    return f"{criterion.name}: från {scale.lowest_name.lower()} till {scale.highest_name.lower()}"


def project_facts(item: Candidate) -> list[tuple[str, str]]:
    """Return the project's class, cost in tkr and, where the plan has one, perspective, each as (name, words)."""
    project = item.project
    # A unit after "ej angiven" would read as if a sum were known.
    unit = "" if project.cost.low is None else f"{swedish.NBSP}tkr"
    found = [
        ("Klass", project.tier.value.capitalize() if project.tier else "ej angiven"),
        ("Kostnad", f"{cost_words(project.cost)}{unit}"),
    ]
    if project.perspective_printed:
        found.append(("Perspektiv", project.perspective_printed))
    return found


def says(item: Candidate, criterion: Criterion) -> str:
    """Return what the plan says of a project on a criterion; a missing value is a word, never an empty place."""
    return answer_words(item.project.mark(criterion.id))
