"""What binds every portfolio: the group's locks, and that no project is chosen without what the plan says it needs."""

from __future__ import annotations

from dataclasses import replace

from prioritering.analysis.best_and_list import locks_as_demands
from prioritering.analysis.demands import Demands, Requires
from prioritering.plan.project_facts import depends_on
from prioritering.view.picture import Picture


def plan_demands(shown: Picture) -> Demands:
    """Return the locks, and the plan's dependencies as far as they are between projects that can be chosen."""
    items = shown.board.candidates
    ids = {item.id for item in items}
    found = ((item.id, tuple(key for key in depends_on(item.project) if key in ids)) for item in items)
    return replace(
        locks_as_demands(shown.board), requires=tuple(Requires(key, needed) for key, needed in found if needed)
    )
