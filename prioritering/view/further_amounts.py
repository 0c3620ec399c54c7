"""Words for a project's further amounts, the cost of a year or of running it, that can be read in two ways."""

from __future__ import annotations

from collections.abc import Mapping

from prioritering import swedish
from prioritering.plan.object_plan import Project
from prioritering.plan.project_facts import amounts_read_two_ways, fact_heading


def further_amounts(project: Project, answers: Mapping[tuple[str, str], tuple[int, int]]) -> dict[str, str]:
    """Return such amounts by what they are called where they are shown, each with what is asked or answered of it.

    `answers` are what the group assumes in kronor, by project id and the plan's own heading.
    """
    shown = {}
    for column, text in amounts_read_two_ways(project).items():
        answer = answers.get((project.id, column))
        note = f"gruppen antar {swedish.tkr_range(*answer)}" if answer else "kan vara tusental"
        shown[fact_heading(column)] = f"{text} ({note})"
    return shown
