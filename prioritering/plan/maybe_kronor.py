"""Costs that may stand in kronor where tkr is meant, told by comparison with the others.

The check `belopp_i_kronor` asks the same of a plan's own cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

K = TypeVar("K")

LEAST = 5_000_000
"""In kronor as they are read: of a smaller cost nothing is asked."""
# Needed in a plan of other sizes.
_LARGE = 50_000_000
# So many times the small costs, and no more: what is larger yet is no slip of a unit. In a plan of small sums more is
# needed, since there a project may well cost a hundred times another.
_TIMES, _TIMES_OF_SMALL_SUMS, _MOST_TIMES = 100, 500, 20_000
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
    wholly = middle >= _WHOLLY or (middle >= LEAST and budget is not None and middle >= _TIMES_THE_BUDGET * budget)

    def asked(cost: int) -> bool:
        times = _TIMES if cost >= _LARGE else _TIMES_OF_SMALL_SUMS
        beside_small = cost >= LEAST and any(times * one <= cost <= _MOST_TIMES * one for one in small)
        return beside_small or (wholly and cost >= LEAST)

    return frozenset(key for key, cost in costs.items() if asked(cost))


def _at_quarter(known: Sequence[int]) -> int:
    return known[(len(known) + 3) // 4 - 1]
