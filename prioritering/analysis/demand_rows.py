"""Demands as rows for the solver, each with its Swedish name, and which of them clash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from prioritering.analysis.demands import Demands, Limit, ShareOf
from prioritering.analysis.solver import Constraint, SolverError, maximise
from prioritering.errors import Infeasible
from prioritering.swedish import listing, number, tkr

FRAME = "ramen"


@dataclass(frozen=True, slots=True)
class Option:
    """One 0–1 variable: a whole project (its index in the pool and its id) or one part of it."""

    index: int
    key: str
    cost: int
    points: float
    part: str = ""


def constraints_of(
    frame: int | None, demands: Demands, options: Sequence[Option], ids: Sequence[str]
) -> list[Constraint]:
    """Return the frame in kronor (None: no frame) and the demands as rows over the options."""
    of = _Variables(ids, options)
    rows = []
    if frame is not None:
        rows.append(Constraint(f"{FRAME} {tkr(frame)}", {i: float(o.cost) for i, o in enumerate(options)}, high=frame))
    rows += [Constraint(f"{key} delfinansieras på ett sätt", of.project(key), high=1) for key in demands.parts]
    rows += [Constraint(f"{key} måste med", of.project(key), low=1) for key in sorted(demands.must)]
    rows += [Constraint(f"{key} inte nu", of.project(key), high=0) for key in sorted(demands.not_now)]
    rows += [_limit_row(limit, of) for limit in demands.limits]
    for need in demands.requires:
        least = need.least or len(need.others)
        terms = dict.fromkeys((i for other in need.others for i in of.project(other)), 1.0)
        # Every part of the project counts as the project; parts exclude each other, so their sum is 0 or 1.
        terms |= dict.fromkeys(of.project(need.project), -float(least))
        amount = "" if need.least is None else f"minst {number(need.least)} av "
        rows.append(Constraint(f"{need.project} kräver {amount}{listing(need.others)}", terms, low=0))
    for group in demands.one_of:
        terms = {i: 1.0 for key in group.projects for i in of.project(key)}
        most = len(group.projects) if group.most is None else group.most
        rows.append(
            Constraint(f"{_most_words(group.least, most)} av {listing(group.projects)}", terms, group.least, most)
        )
    for share in demands.shares:
        size = of.sizes(share.of)
        inside = {i for key in share.projects for i in of.project(key)}
        # The share is of what is chosen, not of the frame: Σ inside ≥ share · Σ all, moved to one side.
        terms = {i: size[i] * ((1.0 if i in inside else 0.0) - share.share) for i in range(len(options))}
        rows.append(
            Constraint(f"minst {number(share.share * 100)} % av {_OF[share.of]} till {share.name}", terms, low=0)
        )
    return rows


_OF = {ShareOf.COST: "kostnaden", ShareOf.POINTS: "poängen", ShareOf.COUNT: "projekten"}


def _most_words(least: int, most: int) -> str:
    if least == most:
        return f"precis {number(most)}"
    return f"högst {number(most)}" if not least else f"minst {number(least)} och högst {number(most)}"


class _Variables:
    """Which variables belong to which project."""

    def __init__(self, ids: Sequence[str], options: Sequence[Option]) -> None:
        self.options = options
        self._project: dict[str, dict[int, float]] = {key: {} for key in ids}
        for variable, option in enumerate(options):
            self._project[option.key][variable] = 1.0

    def project(self, key: str) -> dict[int, float]:
        """The project in any form."""
        return self._project[key]

    def sizes(self, of: ShareOf) -> list[float]:
        """What each variable adds to the portfolio's cost, points or number."""
        if of is ShareOf.COUNT:
            return [1.0] * len(self.options)
        return [float(option.cost) if of is ShareOf.COST else option.points for option in self.options]


def _limit_row(limit: Limit, of: _Variables) -> Constraint:
    terms: Mapping[int, float]
    if limit.by_cost:
        terms = {i: float(of.options[i].cost) for key in limit.members for i in of.project(key)}
    else:
        terms = {i: value for key, value in limit.need.items() for i in of.project(key)}
    low = -np.inf if limit.lowest is None else limit.lowest
    high = np.inf if limit.highest is None else limit.highest
    return Constraint(f"ramen {limit.name}", terms, low, high)


def clash(rows: Sequence[Constraint], variables: int, time_limit: float) -> Infeasible:
    """Return the error for rows that nothing keeps, naming a smallest clashing set.

    Deletion filter (Chinneck 2008, Feasibility and Infeasibility in Optimization, ch. 6): a row without which it is
    still impossible is not needed for the clash and is dropped for good.
    """
    kept = list(rows)
    for row in rows:
        fewer = [other for other in kept if other is not row]
        try:
            possible = maximise([0.0] * variables, fewer, time_limit).chosen is not None
        except SolverError:
            # Not shown to be impossible in time: the row stays, so what is named may be more than need be, never wrong.
            possible = True
        if not possible:
            kept = fewer
    names = [row.demand for row in kept]
    return Infeasible(f"kraven går inte ihop: {listing(names)}", names)
