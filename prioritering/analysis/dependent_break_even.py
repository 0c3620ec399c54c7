"""What projects of unknown cost may cost and still be in a best portfolio, where some may be in only with others."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from prioritering.analysis.demand_rows import Option, constraints_of
from prioritering.analysis.demands import Demands
from prioritering.analysis.draws import ReportProgress, no_progress
from prioritering.analysis.exact import whole_points
from prioritering.analysis.portfolio import Pool
from prioritering.analysis.solver import Constraint, Solution, SolverError, maximise

SECONDS = 20.0


def dependent_break_even(
    pool: Pool, demands: Demands, frame: int, unknown: Sequence[int], progress: ReportProgress = no_progress
) -> dict[int, int | None]:
    """Return the most kronor at which each of `unknown` is in a best portfolio, None where not even for free.

    The others of unknown cost are left out. What is not proved in the time there is, is not in the answer. Exact.
    """
    values, unit = whole_points(pool.points)
    known = [
        Option(index, key, pool.costs[index] or 0, float(values[index]))
        for index, key in enumerate(pool.ids)
        if pool.costs[index] is not None or key in demands.must
    ]
    search = _Search(time.monotonic() + SECONDS, progress)
    # In points, whose size the solver's tolerances are made for.
    best = search.chosen([option.points / unit for option in known], constraints_of(frame, demands, known, pool.ids))
    if not best.optimal or best.chosen is None:
        return {}
    reached = _sum([option.points for option in known], best.chosen)
    found: dict[int, int | None] = {}
    for index in unknown:
        # One of no points has to bring something that needs it: else it adds nothing.
        least = reached + (0.5 if values[index] == 0 else -0.5)
        options = [*known, Option(index, pool.ids[index], 0, float(values[index]))]
        rows = constraints_of(frame, replace(demands, must=demands.must | {pool.ids[index]}), options, pool.ids)
        rows.append(Constraint("poäng", {i: option.points for i, option in enumerate(options)}, low=least))
        cheapest = search.chosen([-float(option.cost) for option in options], rows)
        if cheapest.optimal:
            inside = cheapest.chosen
            found[index] = None if inside is None else frame - int(_sum([o.cost for o in options], inside))
    return found


def _sum(sizes: Sequence[float], chosen: Sequence[bool]) -> float:
    return sum(size for size, inside in zip(sizes, chosen, strict=True) if inside)


class _Search:
    """Searches that share one time limit."""

    def __init__(self, ends: float, progress: ReportProgress) -> None:
        self.ends, self.progress = ends, progress

    def chosen(self, objective: Sequence[float], rows: Sequence[Constraint]) -> Solution:
        """Return the solver's answer, one that proves nothing when the time is out."""
        left = self.ends - time.monotonic()
        try:
            return maximise(objective, rows, left, self.progress) if left > 0 else _NOT_TRIED
        except SolverError:
            return _NOT_TRIED


_NOT_TRIED = Solution(None, False, 1.0, 0.0)
