"""What a portfolio must keep to besides the frame: further frames, dependencies, exclusions, shares, part-funding.

Every demand has a Swedish name, which is what an infeasible wish is explained with.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from prioritering.errors import BadArgument, Infeasible
from prioritering.plan.object_plan import OwnTier, Project
from prioritering.swedish import listing


class Among(NamedTuple):
    """What demands are made of: the projects, and the plan's own names of the classes."""

    projects: tuple[Project, ...]
    own_tiers: tuple[OwnTier, ...] = ()


class ShareOf(StrEnum):
    """What a group's share is a share of."""

    COST = "kostnad"
    POINTS = "poang"
    COUNT = "antal"


@dataclass(frozen=True, slots=True)
class Limit:
    """A further frame: the sum of `need` over the chosen projects is at most `highest` and at least `lowest`.

    `need` is per project id in the frame's own unit (people, kronor); a project not named needs nothing. With
    `by_cost` the needs are the projects' costs in kronor, for the projects in `members`.
    """

    name: str
    highest: float | None = None
    lowest: float | None = None
    need: Mapping[str, float] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    by_cost: bool = False


@dataclass(frozen=True, slots=True)
class Requires:
    """A project that is only worth choosing when at least `least` of others are chosen (all when None)."""

    project: str
    others: tuple[str, ...]
    least: int | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """Either–or: of these projects at most `most` and at least `least` are chosen."""

    projects: tuple[str, ...]
    most: int | None = 1
    least: int = 0


@dataclass(frozen=True, slots=True)
class LeastShare:
    """At least `share` (0–1) of the chosen portfolio's cost, points or number goes to these projects."""

    name: str
    projects: tuple[str, ...]
    share: float
    of: ShareOf = ShareOf.COST


@dataclass(frozen=True, slots=True)
class PartFunding:
    """A project funded in part: what it then costs in kronor and how large a share (0–1) of the points it gives."""

    name: str
    cost: int
    share: float


@dataclass(frozen=True, slots=True)
class Demands:
    """Everything the group asks of the portfolio besides the frame."""

    must: frozenset[str] = frozenset()
    not_now: frozenset[str] = frozenset()
    limits: tuple[Limit, ...] = ()
    requires: tuple[Requires, ...] = ()
    one_of: tuple[OneOf, ...] = ()
    shares: tuple[LeastShare, ...] = ()
    parts: Mapping[str, tuple[PartFunding, ...]] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """True when there is nothing but locks, so that the frame alone decides."""
        return not (self.limits or self.requires or self.one_of or self.shares or self.parts)


NO_DEMANDS = Demands()


def check_demands(demands: Demands, ids: Iterable[str]) -> None:
    """Raise BadArgument when a demand names an unknown project or a figure that makes no sense.

    Raises Infeasible when a project is asked for both as 'måste med' and as 'inte nu'.
    """
    known = set(ids)
    for name, projects in _named(demands):
        for project in projects:
            if project not in known:
                raise BadArgument(f"{name}: projektet ”{project}” finns inte bland dem som kan väljas")
    both = sorted(demands.must & demands.not_now)
    if both:
        clash = [f"{key} är låst både som ”måste med” och ”inte nu”" for key in both]
        raise Infeasible(f"kraven går inte ihop: {listing(clash)}", clash)
    for limit in demands.limits:
        _check_numbers(limit)
    for need in demands.requires:
        _check_requires(need)
    for group in demands.one_of:
        if len(group.projects) < 2 or not 0 <= group.least <= (group.most or len(group.projects)):
            raise BadArgument("antingen: minst två projekt, och lagst högst lika med hogst, förväntas")
    _check_shares(demands)


def _check_requires(need: Requires) -> None:
    if need.project in need.others:
        raise BadArgument(f"kraver: {need.project} kan inte kräva sig självt")
    if not need.others or not 1 <= (len(need.others) if need.least is None else need.least) <= len(need.others):
        raise BadArgument(f"kraver: minst ska vara från 1 till antalet projekt som {need.project} kräver")


def _check_shares(demands: Demands) -> None:
    for share in demands.shares:
        if not (math.isfinite(share.share) and 0 <= share.share <= 1):
            raise BadArgument(f"andel ”{share.name}”: minst_procent ska vara från 0 till 100")
    for project, parts in demands.parts.items():
        if any(part.cost < 0 or not 0 < part.share <= 1 for part in parts):
            raise BadArgument(
                f"delfinansiering av {project}: kostnaden ska vara noll eller mer, andelen över 0 till 100"
            )


def _check_numbers(limit: Limit) -> None:
    figures = [*limit.need.values(), *(x for x in (limit.highest, limit.lowest) if x is not None)]
    if any(not math.isfinite(figure) or figure < 0 for figure in figures):
        raise BadArgument(f"ram ”{limit.name}”: varje tal ska vara noll eller större")
    if limit.highest is None and limit.lowest is None:
        raise BadArgument(f"ram ”{limit.name}”: hogst eller lagst behövs")


def _named(demands: Demands) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("maste", tuple(sorted(demands.must))),
        ("inte_nu", tuple(sorted(demands.not_now))),
        *((f"ram ”{limit.name}”", (*limit.need, *limit.members)) for limit in demands.limits),
        *(("kraver", (need.project, *need.others)) for need in demands.requires),
        *(("antingen", group.projects) for group in demands.one_of),
        *((f"andel ”{share.name}”", share.projects) for share in demands.shares),
        ("delfinansiering", tuple(demands.parts)),
    ]


def mutual(requires: Iterable[Requires]) -> tuple[tuple[str, ...], ...]:
    """Return groups of projects that require each other in a ring: they are chosen together or not at all."""
    needs: dict[str, set[str]] = {}
    for need in requires:
        # Needing only some of the others ties nobody: the ring could be left through another.
        if need.least in (None, len(need.others)):
            needs.setdefault(need.project, set()).update(need.others)
    reach = {project: _reached(project, needs) for project in needs}
    groups = {
        tuple(sorted({project, *(other for other in reach[project] if project in reach.get(other, set()))}))
        for project in needs
        if project in reach[project]
    }
    return tuple(sorted(groups))


def _reached(start: str, needs: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(needs.get(start, ()))
    while waiting:
        project = waiting.pop()
        if project not in seen:
            seen.add(project)
            waiting.extend(needs.get(project, ()))
    return seen
