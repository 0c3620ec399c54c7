"""The best portfolio: most points within the frame and the demands, with what is proved of it.

A frame alone is solved exactly in whole kronor (`knapsack`); anything more goes to HiGHS. Ranges of points count as
the view says (middle unless chosen otherwise). A project whose cost nobody knows is left out, and listed as left out,
unless the group has assumed a cost or locked it in.

Of portfolios with as many points the cheapest is taken, and of those the one that comes first: where two part, the one
that has the project whose id comes first. Then, where the group has put tied projects in order, an earlier one takes
the place of a later one as long as it fits (`agreed_ties`), though it costs more: a cost decides only what nobody has
chosen. Everything is searched in the order of the ids, so that the order of the rows decides nothing. Equally good
means as many points, compared as exact sums.
A project of no points is never chosen unless a lock or a demand asks for it, since it adds nothing that is asked for
and may cost; so portfolios that differ in such projects only are one and the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from prioritering.analysis.agreed_ties import Agreed, keep_tie_orders, keep_tie_orders_under
from prioritering.analysis.demand_rows import FRAME, Option, clash, constraints_of
from prioritering.analysis.demands import NO_DEMANDS, Demands, check_demands
from prioritering.analysis.draws import ReportProgress, no_progress
from prioritering.analysis.equal_search import EqualSearch
from prioritering.analysis.equally_good import Alike, Clock, best_and_alike
from prioritering.analysis.exact import whole_points
from prioritering.analysis.knapsack import TooHard
from prioritering.analysis.solver import Constraint, Solution, maximise
from prioritering.arrays import EQUAL_DECIMALS, Ints
from prioritering.errors import BadArgument, Infeasible
from prioritering.swedish import listing, number, sort_key, tkr

# What is equally good is worth a part of the user's patience, not the whole time again.
SHARE_FOR_TIES = 1 / 3


@dataclass(frozen=True)
class Pool:
    """What can be chosen from: ids, points (0–100) and costs (kronor, None when unknown), in plan order.

    `ordered` are ties that the group has put in order, each first to last. `rests_on` says of each what its points rest
    on where that is little, in words; nothing without.
    """

    ids: tuple[str, ...]
    points: tuple[float, ...]
    costs: tuple[int | None, ...]
    ordered: tuple[tuple[int, ...], ...] = ()
    rests_on: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(not 0 <= value < np.inf for value in self.points):
            raise BadArgument("poäng ska vara tal som är noll eller större")
        if any(cost is not None and cost < 0 for cost in self.costs):
            raise BadArgument("en kostnad kan inte vara negativ")

    def by_id(self, indexes: Iterable[int]) -> list[int]:
        """Return indexes in the order of the ids, which no order of rows can change."""
        return sorted(indexes, key=self.ids.__getitem__)

    @cached_property
    def turn(self) -> dict[int, tuple[int, str]]:
        """What ties are shown by, for each index: the group's own order where there is one, then the ids."""
        agreed = {index: place for place, index in enumerate(index for named in self.ordered for index in named)}
        return {index: (agreed.get(index, len(agreed)), key) for index, key in enumerate(self.ids)}

    def points_words(self, index: int) -> str:
        """Return the points of one as '50 poäng', with what they rest on: '50 poäng på 1 svar'."""
        few = self.rests_on[index] if self.rests_on else ""
        return f"{number(self.points[index])} poäng{' ' if few else ''}{few}"

    def by_points(self, indexes: Iterable[int]) -> list[int]:
        """Return indexes by points, most first; equal points in the group's own order, else by id."""
        return sorted(indexes, key=lambda index: (-self.points[index], self.turn[index][0], sort_key(self.ids[index])))


@dataclass(frozen=True, slots=True)
class Choice:
    """One chosen project: its index in the pool, what it costs and gives, and which part when not the whole."""

    index: int
    cost: int
    points: float
    part: str = ""


@dataclass(frozen=True, slots=True)
class EquallyGood:
    """The portfolios with as many points: `others` beside the one chosen, at most 100.

    `counted` says that there are no more. `always` is in all of them, what is locked in as well; `between` is in some.
    Without `known` the time ran out before all of that, and the rule for ties, was settled.
    """

    others: int
    counted: bool
    always: tuple[Choice, ...]
    between: tuple[Choice, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The outcome. `gap` is 0 when `optimal`; `cost` counts an unknown cost that is locked in as 0, see `at_least`.

    `equal` is None where the portfolio is not proved best.
    """

    chosen: tuple[Choice, ...]
    points: float
    cost: int
    optimal: bool
    gap: float
    seconds: float
    left_out_unknown: tuple[str, ...]
    at_least: bool = False
    equal: EquallyGood | None = None

    @property
    def indexes(self) -> frozenset[int]:
        """The chosen projects' indexes in the pool, parts included."""
        return frozenset(choice.index for choice in self.chosen)


def best_portfolio(
    pool: Pool,
    frame: int | None,
    demands: Demands = NO_DEMANDS,
    time_limit: float = 30.0,
    progress: ReportProgress = no_progress,
) -> Portfolio:
    """Return the portfolio of most points within `frame` kronor (None: no frame) that keeps the demands.

    What is equally good is then looked for in a third of the time limit, a second at least. Raises Infeasible naming a
    smallest set of demands that clash, BadArgument on demands that make no sense, and SolverError when the time limit
    passes before anything is found.
    """
    check_demands(demands, pool.ids)
    if frame is not None and frame < 0:
        raise BadArgument("ramen ska vara noll eller större")
    if frame is None and not demands.limits:
        raise BadArgument("en ram behövs för att välja den bästa portföljen")
    given = _Given(pool, demands, _options(pool, demands))
    patience = max(1.0, time_limit * SHARE_FOR_TIES)
    if demands.plain and frame is not None:
        try:
            return _within_a_frame(given, frame, Clock(patience, progress))
        except TooHard:
            pass  # HiGHS needs less memory and gives a gap
    rows = constraints_of(frame, demands, given.options, pool.ids)
    solution = maximise((given.values / given.unit).tolist(), rows, time_limit, progress)
    if solution.chosen is None:
        raise clash(rows, len(given.options), time_limit)
    if not solution.optimal:
        return given.portfolio(given.kept(rows, solution.chosen), solution)
    costs = np.array([option.cost for option in given.options], dtype=np.int64)
    search = EqualSearch(given.values, costs, rows, solution.chosen, Clock(patience, progress))
    chosen, alike = search.answer()
    return given.portfolio(given.kept(rows, chosen), solution, alike)


def _options(pool: Pool, demands: Demands) -> list[Option]:
    options = []
    for index in pool.by_id(range(len(pool.ids))):
        key, points, cost = pool.ids[index], pool.points[index], pool.costs[index]
        if cost is not None or key in demands.must:
            options.append(Option(index, key, cost or 0, points))
        options += [
            Option(index, key, part.cost, points * part.share, part.name) for part in demands.parts.get(key, ())
        ]
    return options


class _Given:
    """What is chosen from, as options in the order of the ids, with their points as whole numbers."""

    def __init__(self, pool: Pool, demands: Demands, options: list[Option]) -> None:
        self.pool, self.demands, self.options = pool, demands, options
        self.values: Ints
        self.values, self.unit = whole_points([option.points for option in options])

    def choices(self, numbers: Iterable[int]) -> tuple[Choice, ...]:
        """Return options by number as choices, in plan order."""
        chosen = sorted((self.options[number] for number in numbers), key=lambda option: option.index)
        return tuple(Choice(o.index, o.cost, round(o.points, EQUAL_DECIMALS), o.part) for o in chosen)

    def orders(self) -> list[tuple[int, ...]]:
        """Return the group's orders of ties as whole projects among the options, worth as much and not locked."""
        held = self.demands.must | self.demands.not_now
        number_of = {o.index: number for number, o in enumerate(self.options) if not o.part and o.key not in held}
        known = [[number_of[i] for i in named if i in number_of] for named in self.pool.ordered]
        # Per krona two may be equal and give different points.
        return [
            tuple(number for number in named if self.values[number] == value)
            for named in known
            for value in dict.fromkeys(self.values[named].tolist())
        ]

    def kept(self, rows: Sequence[Constraint], chosen: Sequence[bool]) -> list[int]:
        """Return chosen options by number when the group's orders of ties are kept as far as the rows allow."""
        return np.flatnonzero(keep_tie_orders_under(rows, chosen, self.orders())).tolist()

    def portfolio(self, numbers: Sequence[int], solution: Solution, alike: Alike | None = None) -> Portfolio:
        """Return the options by number as a portfolio, with what is proved of it."""
        pool, chosen = self.pool, self.choices(numbers)
        inside = {choice.index for choice in chosen}
        equal = None
        if alike is not None:
            always, between = self.choices(alike.always), self.choices(alike.between)
            equal = EquallyGood(alike.others, alike.counted, always, between, alike.known)
        return Portfolio(
            chosen,
            round(int(self.values[list(numbers)].sum()) / self.unit, EQUAL_DECIMALS),
            sum(choice.cost for choice in chosen),
            solution.optimal,
            solution.gap,
            solution.seconds,
            # What is locked out is so for the lock, whatever it costs.
            tuple(
                key
                for i, (key, cost) in enumerate(zip(pool.ids, pool.costs, strict=True))
                if cost is None and i not in inside and key not in self.demands.not_now
            ),
            at_least=any(pool.costs[choice.index] is None and not choice.part for choice in chosen),
            equal=equal,
        )


def _within_a_frame(given: _Given, frame: int, clock: Clock) -> Portfolio:
    options, demands = given.options, given.demands
    locked = [number for number, option in enumerate(options) if option.key in demands.must]
    room = frame - sum(options[number].cost for number in locked)
    if room < 0:
        raise _too_dear(frame, [options[number] for number in locked])
    held = demands.must | demands.not_now
    free = [number for number, option in enumerate(options) if option.key not in held]
    costs = np.array([options[number].cost for number in free], dtype=np.int64)
    taken, alike = best_and_alike(given.values[free], costs, room, clock)
    # The search knows nothing of locks: what is locked in has been paid for before it.
    always = frozenset({*locked, *(free[item] for item in alike.always)})
    alike = replace(alike, always=always, between=frozenset(free[item] for item in alike.between))
    chosen = np.zeros((1, len(options)), dtype=bool)
    chosen[0, [*locked, *(free[item] for item in np.flatnonzero(taken).tolist())]] = True
    every, costs = np.ones(1, dtype=bool), np.array([[option.cost for option in options]], dtype=np.int64)
    agreed = [Agreed(named, every) for named in given.orders()]
    kept = keep_tie_orders(chosen, given.values[None], costs, frame, agreed)[0]
    return given.portfolio(np.flatnonzero(kept).tolist(), Solution((), True, 0.0, 0.0), alike)


def _too_dear(frame: int, locked: Sequence[Option]) -> Infeasible:
    """Name a smallest set of locked projects that together break the frame: the dearest first until they do."""
    named, total = [], 0
    for option in sorted(locked, key=lambda option: -option.cost):
        named.append(f"{option.key} måste med ({tkr(option.cost)})")
        total += option.cost
        if total > frame:
            break
    clashing = [f"{FRAME} {tkr(frame)}", *named]
    return Infeasible(f"kraven går inte ihop: {listing(clashing)}", clashing)
