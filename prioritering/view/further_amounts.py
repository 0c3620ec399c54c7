"""Words for a project's further amounts, the cost of a year or of running it, that may be a thousand times wrong."""

from __future__ import annotations

from collections.abc import Mapping

from prioritering import swedish
from prioritering.plan.object_plan import Cost
from prioritering.plan.project_facts import fact_heading
from prioritering.view.value_words import maybe_kronor


def further_amounts(asked: Mapping[str, Cost], answers: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """Return such amounts by what they are called where they are shown, each with what is asked or answered of it.

    `asked` are those of one project, and `answers` what the group assumes of it in kronor, by the plan's own heading.
    """
    shown = {}
    for column, cost in asked.items():
        answer = answers.get(column)
        question = "kan vara tusental" if cost.low is None else maybe_kronor(cost)
        note = f"gruppen antar {swedish.tkr_range(*answer)}" if answer else question
        shown[fact_heading(column)] = f"{cost.raw} ({note})"
    return shown
