"""An assumption's value in words, and what the plan itself says of the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from prioritering import swedish
from prioritering.criteria.model import Model
from prioritering.plan.cells import has_a_question, is_in_words
from prioritering.plan.object_plan import OwnTier, tier_called
from prioritering.plan.project_facts import fact_heading, further_cell
from prioritering.scoring.asked import Question, Why
from prioritering.scoring.changes import (
    AmountAssumption,
    CostAssumption,
    LevelAssumption,
    Signed,
    TierAssumption,
    UnknownCosts,
)
from prioritering.view.basis import Basis
from prioritering.view.further_amounts import told_fact
from prioritering.view.value_words import answer_words, cost_words, range_words

NO_UNITS: Mapping[str, str] = MappingProxyType({})


def plan_says(basis: Basis, model: Model, asked: Question) -> str:
    """Return the plan's own value where an assumption is asked about: '650 tkr', or 'Omfattning Hög'."""
    entry = asked.entry
    projects = {project.id: project for project in basis.plan.projects}
    # A plan whose files are read anew, under other criteria, may lack what the database has.
    project = projects.get(asked.names[0][0])
    if project is None:
        return "ett annat värde"
    if isinstance(entry, CostAssumption) and has_a_question(project.cost):
        return f"”{project.cost.raw}”"
    if isinstance(entry, CostAssumption):
        return f"{cost_words(project.cost)}{swedish.NBSP}tkr"
    if isinstance(entry, TierAssumption):
        return f"klassen {basis.plan.tier_name(project.tier)}"
    if isinstance(entry, LevelAssumption):
        names = model.names
        mark = project.mark(entry.criterion_id)
        said = answer_words(mark, model.measures.get(entry.criterion_id, "")) if mark.known else f"”{mark.printed}”"
        return f"{names.get(entry.criterion_id, entry.criterion_id)} {said}"
    if isinstance(entry, AmountAssumption):
        told = told_fact(*further_cell(project, entry.criterion_id))
        # What is said in words is quoted; told in tkr it is no longer what the plan writes.
        return f"{fact_heading(entry.column)} {f'”{told}”' if is_in_words(told) else told}"
    return ""


def is_assumed(said: str, entry: Signed, kept: str) -> bool:
    """Return whether what the plan says, as `plan_says` tells it, is what an entry assumes, `kept` in words."""
    # Of a further amount the column's name has the unit.
    bare = kept.removesuffix(f"{swedish.NBSP}tkr") if isinstance(entry, AmountAssumption) else kept
    return said in (kept, bare) or said.endswith(f" {bare}")


def assumed(entry: Signed, units: Mapping[str, str] = NO_UNITS, own: Iterable[OwnTier] = ()) -> str:
    """Return what an entry assumes: '600–800 tkr', 'Hög' or 'önskvärt'; empty for one that assumes nothing.

    `units` are those of the criteria that have one, by criterion id, `own` the plan's names of the classes.
    """
    if isinstance(entry, CostAssumption | UnknownCosts | AmountAssumption):
        return swedish.tkr_range(entry.low, entry.high)
    if isinstance(entry, LevelAssumption):
        return range_words(entry.low, entry.high, units.get(entry.criterion_id, ""))
    return tier_called(entry.tier, own) if isinstance(entry, TierAssumption) else ""


def overtaken(basis: Basis, project_id: str) -> str:
    """Return the plan's own cost, in tkr, where the group has assumed another and is asked about it; else nothing."""
    for one in basis.asked:
        if one.why is Why.VALUE and isinstance(one.entry, CostAssumption) and one.entry.project_id == project_id:
            return next((cost_words(project.cost) for project in basis.plan.projects if project.id == project_id), "")
    return ""
