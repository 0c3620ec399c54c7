"""Costs that may stand in kronor where tkr is meant, told by comparison with the others.

The check `belopp_i_kronor` asks the same of a plan's own cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from prioritering.plan.cells import without_unit
from prioritering.plan.object_plan import ObjectPlan

K = TypeVar("K")

LEAST = 5_000_000
"""In kronor as they are read: of a smaller cost nothing is asked."""
# Needed in a plan of other sizes.
_LARGE = 50_000_000
# So many times the small costs, and no more: what is larger yet is no slip of a unit. In a plan of small sums more is
# needed, since there a project may well cost a hundred times another.
_TIMES, _TIMES_OF_SMALL_SUMS, _MOST_TIMES = 100, 500, 20_000
# One that stands alone: 32 times the cost in the middle is where it lies as near that read as kronor, a thousandth, as
# it does read as tkr (32 times 32 is a thousand), and ten times the dearest of the others below `LEAST` is more than
# a column has between one cost and the next where it goes on to dear projects by itself.
_TIMES_THE_MIDDLE, _TIMES_THE_NEXT = 32, 10
# A whole column in kronor: the cost in the middle, alone or as so many times all that the budget says.
_WHOLLY, _TIMES_THE_BUDGET = 100_000_000, 10


def may_stand_in_kronor(
    costs: Mapping[K, int], budget: Decimal | None = None, others: Iterable[int] = ()
) -> frozenset[K]:
    """Return the keys of the costs that may be a thousand times too large; all in kronor, as the whole `budget`.

    `others` are costs of another column, the small ones of which they are compared with besides their own.
    """
    known = sorted(cost for cost in costs.values() if cost > 0)
    if not known:
        return frozenset()
    beside = sorted(cost for cost in others if cost > 0)
    small = {_at_quarter(column) for column in (known, beside) if column}
    middle = known[(len(known) + 1) // 2 - 1]
    below = max((cost for cost in known if cost < LEAST), default=None)
    wholly = middle >= _WHOLLY or (middle >= LEAST and budget is not None and middle >= _TIMES_THE_BUDGET * budget)

    def asked(cost: int) -> bool:
        """Return whether one cost stands out from its column, or its whole column is large."""
        times = _TIMES if cost >= _LARGE else _TIMES_OF_SMALL_SUMS
        beside_small = cost >= LEAST and any(times * one <= cost <= _MOST_TIMES * one for one in small)
        alone = _TIMES_THE_MIDDLE * middle <= cost <= _MOST_TIMES * middle
        stands_out = alone and below is not None and cost >= max(LEAST, _TIMES_THE_NEXT * below)
        return beside_small or stands_out or (wholly and cost >= LEAST)

    return frozenset(key for key, cost in costs.items() if asked(cost))


def _at_quarter(known: Sequence[int]) -> int:
    return known[(len(known) + 3) // 4 - 1]


def projects_maybe_in_kronor(plan: ObjectPlan) -> frozenset[str]:
    """Return the ids of a plan's projects whose cost may stand in kronor; none that has its unit written out."""
    costs = {project.id: project.cost for project in plan.projects}
    lows = {key: cost.low for key, cost in costs.items() if cost.low is not None}
    budget = max((cell.amount_kr for cell in plan.budget_cells if cell.amount_kr is not None), default=None)
    asked = may_stand_in_kronor(lows, budget)
    return frozenset(key for key in asked if without_unit(costs[key].raw) == costs[key].raw)
