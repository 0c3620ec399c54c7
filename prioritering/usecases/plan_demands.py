"""What binds every portfolio: the group's locks, and that no project is chosen without what the plan says it needs."""

from __future__ import annotations

from dataclasses import replace

from prioritering.analysis.best_and_list import locks_as_demands
from prioritering.analysis.demands import Demands, Requires
from prioritering.plan.project_facts import depends_on
from prioritering.scoring.prerequisites import barred
from prioritering.view.picture import Picture


def plan_demands(shown: Picture) -> Demands:
    """Return the locks, the plan's dependencies, and as locked out what depends on something that can never be in.

    What is locked in does not wait for what can never be in: that is said beside it, and is the group's to decide.
    """
    locks, out = locks_as_demands(shown.board), barred(shown.board)
    choosable = {item.id for item in shown.board.candidates} - out.keys()
    found = (
        (item.id, tuple(key for key in depends_on(item.project) if key in choosable))
        for item in shown.board.candidates
        if item.id not in out
    )
    return replace(
        locks,
        not_now=locks.not_now | out.keys(),
        requires=tuple(Requires(key, needed) for key, needed in found if needed),
    )


def without_wishes(shown: Picture, demands: Demands) -> Demands:
    """Return the locks of demands and the plan's dependencies alone."""
    return Demands(must=demands.must, not_now=demands.not_now, requires=plan_demands(shown).requires)


def asks_more(shown: Picture, demands: Demands) -> bool:
    """Return whether there are other demands than locks and the plan's dependencies."""
    bound = without_wishes(shown, demands)
    return replace(demands, requires=()) != replace(bound, requires=()) or not {*demands.requires} <= {*bound.requires}


def among(shown: Picture, demands: Demands) -> str:
    """Return what a portfolio keeps to besides locks, in words: 'uppfyller kraven'; nothing where that is nothing."""
    if asks_more(shown, demands):
        return "uppfyller kraven"
    return "" if demands.plain else "följer planens beroenden"
