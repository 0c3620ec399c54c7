"""The best portfolio: most points within the frame and the demands, with what is proved of it.

A frame alone is solved exactly in whole kronor (`knapsack`); anything more goes to HiGHS. Ranges of points count as
the view says (middle unless chosen otherwise). A project whose cost nobody knows is left out, and listed as left out,
unless the group has assumed a cost or locked it in. Equal points go to the lower cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from prioritering.analysis.demands import NO_DEMANDS, Demands, Limit, ShareOf, check
from prioritering.analysis.draws import ReportProgress, no_progress
from prioritering.analysis.knapsack import TooHard, best_subsets
from prioritering.analysis.solver import Constraint, Solution, SolverError, maximise
from prioritering.arrays import EQUAL_DECIMALS
from prioritering.errors import BadArgument, Infeasible
from prioritering.swedish import listing, number, tkr

POINT = 10**EQUAL_DECIMALS
FRAME = "ramen"


@dataclass(frozen=True, slots=True)
class Pool:
    """What can be chosen from: ids, points (0–100) and costs (kronor, None when unknown), in plan order."""

    ids: tuple[str, ...]
    points: tuple[float, ...]
    costs: tuple[int | None, ...]

    def __post_init__(self) -> None:
        if any(not 0 <= value < np.inf for value in self.points):
            raise BadArgument("poäng ska vara tal som är noll eller större")
        if any(cost is not None and cost < 0 for cost in self.costs):
            raise BadArgument("en kostnad kan inte vara negativ")


@dataclass(frozen=True, slots=True)
class Choice:
    """One chosen project: its index in the pool, what it costs and gives, and which part when not the whole."""

    index: int
    cost: int
    points: float
    part: str = ""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The outcome. `gap` is 0 when `optimal`; `cost` counts an unknown cost that is locked in as 0, see `at_least`."""

    chosen: tuple[Choice, ...]
    points: float
    cost: int
    optimal: bool
    gap: float
    seconds: float
    left_out_unknown: tuple[str, ...]
    at_least: bool = False

    @property
    def indexes(self) -> frozenset[int]:
        """The chosen projects' indexes in the pool, parts included."""
        return frozenset(choice.index for choice in self.chosen)


@dataclass(frozen=True, slots=True)
class _Option:
    """One 0–1 variable: a whole project or one part of it."""

    index: int
    cost: int
    points: float
    part: str = ""


def best_portfolio(
    pool: Pool,
    frame: int | None,
    demands: Demands = NO_DEMANDS,
    time_limit: float = 30.0,
    progress: ReportProgress = no_progress,
) -> Portfolio:
    """Return the portfolio of most points within `frame` kronor (None: no frame) that keeps the demands.

    Raises Infeasible naming a smallest set of demands that clash, BadArgument on demands that make no sense, and
    SolverError when the time limit passes before anything is found.
    """
    check(demands, pool.ids)
    if frame is not None and frame < 0:
        raise BadArgument("ramen ska vara noll eller större")
    if frame is None and not demands.limits:
        raise BadArgument("en ram behövs för att välja den bästa portföljen")
    options = _options(pool, demands)
    rows = _rows(pool, frame, demands, options)
    if demands.plain and frame is not None:
        try:
            return _plain(pool, frame, demands, options)
        except TooHard:
            pass  # HiGHS needs less memory and gives a gap
    gain = [option.points for option in options]
    solution = maximise(gain, rows, time_limit, progress)
    if solution.chosen is None:
        raise clash(rows, len(options), time_limit)
    if solution.optimal:
        solution = _cheapest(solution, options, rows, time_limit)
    picked = [option for option, taken in zip(options, solution.chosen or (), strict=True) if taken]
    return _portfolio(pool, demands, picked, solution)


def _options(pool: Pool, demands: Demands) -> list[_Option]:
    options = []
    for index, (key, points, cost) in enumerate(zip(pool.ids, pool.points, pool.costs, strict=True)):
        if cost is not None or key in demands.must:
            options.append(_Option(index, cost or 0, round(points, EQUAL_DECIMALS)))
        options += [
            _Option(index, part.cost, round(points * part.share, EQUAL_DECIMALS), part.name)
            for part in demands.parts.get(key, ())
        ]
    return options


def _plain(pool: Pool, frame: int, demands: Demands, options: Sequence[_Option]) -> Portfolio:
    locked = [option for option in options if pool.ids[option.index] in demands.must]
    room = frame - sum(option.cost for option in locked)
    if room < 0:
        raise _too_dear(frame, [(pool.ids[option.index], option.cost) for option in locked])
    held = demands.must | demands.not_now
    free = [option for option in options if pool.ids[option.index] not in held]
    values = np.array([[round(option.points * POINT) for option in free]], dtype=np.int64).reshape(1, len(free))
    costs = np.array([[option.cost for option in free]], dtype=np.int64).reshape(1, len(free))
    taken = best_subsets(values, costs, np.array([room], dtype=np.int64))[0]
    # The search knows nothing of locks: what is locked in has been paid for before it.
    picked = locked + [option for option, inside in zip(free, taken, strict=True) if inside]
    return _portfolio(pool, demands, picked, Solution((), True, 0.0, 0.0))


def _too_dear(frame: int, locked: Sequence[tuple[str, int]]) -> Infeasible:
    """Name a smallest set of locked projects that together break the frame: the dearest first until they do."""
    named, total = [], 0
    for key, cost in sorted(locked, key=lambda pair: -pair[1]):
        named.append(f"{key} måste med ({tkr(cost)})")
        total += cost
        if total > frame:
            break
    clashing = [f"{FRAME} {tkr(frame)}", *named]
    return Infeasible(f"kraven går inte ihop: {listing(clashing)}", clashing)


def _portfolio(pool: Pool, demands: Demands, picked: Sequence[_Option], solution: Solution) -> Portfolio:
    chosen = tuple(
        Choice(option.index, option.cost, option.points, option.part)
        for option in sorted(picked, key=lambda option: option.index)
    )
    unknown = {key for key, cost in zip(pool.ids, pool.costs, strict=True) if cost is None}
    inside = {pool.ids[choice.index] for choice in chosen}
    return Portfolio(
        chosen,
        round(sum(choice.points for choice in chosen), EQUAL_DECIMALS),
        sum(choice.cost for choice in chosen),
        solution.optimal,
        solution.gap,
        solution.seconds,
        tuple(key for key in pool.ids if key in unknown and key not in inside),
        at_least=any(pool.costs[choice.index] is None and not choice.part for choice in chosen),
    )


def _cheapest(
    solution: Solution, options: Sequence[_Option], rows: Sequence[Constraint], time_limit: float
) -> Solution:
    """Among the portfolios of most points return one that costs least; the first when that is not proved in time."""
    points = sum(option.points for option, taken in zip(options, solution.chosen or (), strict=True) if taken)
    # The solver's own tolerance on a sum of points; what it lets through is checked against the exact sum below.
    as_good = Constraint("poängen", {i: option.points for i, option in enumerate(options)}, low=points - 1e-7)
    try:
        # A tie-break is worth a part of the user's patience, not the whole time again.
        cheaper = maximise([-float(option.cost) for option in options], [*rows, as_good], max(1.0, time_limit / 3))
    except SolverError:
        return solution
    if cheaper.chosen is None or not cheaper.optimal:
        return solution
    found = sum(option.points for option, taken in zip(options, cheaper.chosen, strict=True) if taken)
    return replace(solution, chosen=cheaper.chosen) if found >= points - 10**-EQUAL_DECIMALS else solution


def _rows(pool: Pool, frame: int | None, demands: Demands, options: Sequence[_Option]) -> list[Constraint]:
    of = _Variables(pool, options)
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

    def __init__(self, pool: Pool, options: Sequence[_Option]) -> None:
        self.options = options
        self._project: dict[str, dict[int, float]] = {key: {} for key in pool.ids}
        for variable, option in enumerate(options):
            self._project[pool.ids[option.index]][variable] = 1.0

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
