"""Demands on the best portfolio as short texts, so that they fit in an address.

`kraver:A:B` A requires B (and C …) · `hogst:1:A:B` at most one of A, B … · `andel:30:kostnad:Brukare` at least 30 %
of the cost (or `poang`, `antal`) to a perspective or class · `tak:2000:Brukare` at most 2 000 tkr to it ·
`del:A:800:45` A may be done smaller for 800 tkr and then gives 45 % of its points · `personer:3.5:A=1:B=0.5` at most
3.5 person-years, of which A takes 1 and B 0.5; a project whose need nobody has stated is left out, as with a cost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from prioritering.analysis.demands import (
    Among,
    Demands,
    LeastShare,
    Limit,
    OneOf,
    PartFunding,
    Requires,
    ShareOf,
    check_demands,
)
from prioritering.errors import BadArgument, Infeasible, shorten
from prioritering.money.amounts import MAX_KRONOR, in_tkr, kronor, nearest_krona
from prioritering.plan.cells import tier_of, tier_word
from prioritering.plan.object_plan import OwnTier, Project
from prioritering.swedish import listing, number, tkr
from prioritering.swedish import short as number_as_is
from prioritering.typed_numbers import typed_number, typed_whole

_OF = {ShareOf.COST: "kostnaden", ShareOf.POINTS: "poängen", ShareOf.COUNT: "projekten"}
MAX_WISHES = 50
PEOPLE = "personer"


def groups(projects: Iterable[Project]) -> dict[str, tuple[str, ...]]:
    """Return the projects' ids by perspective and by class."""
    found: dict[str, list[str]] = {}
    for project in projects:
        for name in (*project.perspectives, *([project.tier.value] if project.tier else [])):
            found.setdefault(name, []).append(project.id)
    return {name: tuple(ids) for name, ids in found.items()}


def with_wish(
    demands: Demands, wish: str, projects: Sequence[Project], ids: Iterable[str], own: Sequence[OwnTier] = ()
) -> Demands:
    """Return the demands with one wish added; BadArgument when it is not understood or does not fit the plan.

    A class may be named by the plan's `own` words too.
    """
    kind, *rest = wish.split(":")
    known, among = tuple(ids), Among(tuple(projects), tuple(own))
    try:
        added = _people(demands, rest, known) if kind == PEOPLE else _added(demands, kind, rest, among)
    except (ValueError, IndexError) as error:
        raise BadArgument(f"kravet ”{shorten(wish)}” går inte att förstå") from error
    try:
        check_demands(replace(added, must=frozenset(), not_now=frozenset()), known)
    except Infeasible as error:  # pragma: no cover — locks are left out of this check
        raise BadArgument(str(error)) from error
    return added


def _added(demands: Demands, kind: str, rest: list[str], among: Among) -> Demands:
    if kind == "kraver":
        return replace(demands, requires=(*demands.requires, Requires(rest[0], tuple(rest[1:]))))
    if kind == "hogst":
        return replace(demands, one_of=(*demands.one_of, OneOf(tuple(rest[1:]), typed_whole(rest[0], 0, MAX_KRONOR))))
    if kind == "andel":
        share, of, name = _figure(rest[0]) / 100, ShareOf(rest[1]), ":".join(rest[2:])
        return replace(demands, shares=(*demands.shares, LeastShare(*_group(name, among), share, of)))
    if kind == "tak":
        name, members = _group(":".join(rest[1:]), among)
        limit = Limit(name, highest=float(kronor(_figure(rest[0]))), members=members, by_cost=True)
        return replace(demands, limits=(*demands.limits, limit))
    if kind == "del":
        part = PartFunding("mindre etapp", nearest_krona(_figure(rest[1])), _figure(rest[2]) / 100)
        return replace(demands, parts={**demands.parts, rest[0]: (*demands.parts.get(rest[0], ()), part)})
    raise ValueError(kind)


def _people(demands: Demands, rest: Sequence[str], ids: Sequence[str]) -> Demands:
    highest = _figure(rest[0])
    stated = _needs(rest[1:])
    if not stated:
        raise ValueError(rest)
    # More than there is keeps a project of unknown need out; one that must be in counts as nothing, which is said.
    unknown = {key: highest + 1 for key in ids if key not in stated and key not in demands.must}
    limit = Limit("Årsarbeten", highest=highest, need={**unknown, **stated})
    return replace(demands, limits=(*demands.limits, limit))


def _needs(parts: Iterable[str]) -> dict[str, float]:
    return {key: _figure(text) for key, _, text in (part.rpartition("=") for part in parts)}


def _people_words(rest: Sequence[str], names: Mapping[str, str], must: Collection[str]) -> str:
    stated = _needs(rest[1:])
    takes = listing(f"{names[key]} tar {number_as_is(need)}" for key, need in stated.items())
    unknown = [key for key in names if key not in stated]
    out = listing(names[key] for key in unknown if key not in must)
    held = listing(names[key] for key in unknown if key in must)
    text = f"Högst {number_as_is(_figure(rest[0]))} årsarbeten: {takes}."
    text += f" Behovet är okänt, och därför är de utelämnade: {out}." if out else ""
    return text + (f" Låsta med okänt behov, som inte räknas med: {held}." if held else "")


def _figure(text: str) -> float:
    # No more than any amount in a plan: what is larger than life overflows where it is computed with.
    return typed_number(text, 0, float(in_tkr(MAX_KRONOR)))


def _group(name: str, among: Among) -> tuple[str, tuple[str, ...]]:
    """Return what a group is called and the ids of its projects."""
    found = groups(among.projects)
    members = found.get(name) or found.get(tier_of(name, among.own_tiers) or "")
    if not members:
        raise BadArgument(f"inget projekt har perspektiv eller klass ”{shorten(name)}”")
    return tier_word(name, among.own_tiers), members


def words(wish: str, names: Mapping[str, str], must: Collection[str] = (), own: Sequence[OwnTier] = ()) -> str:
    """Return a wish that `with_wish` takes as a Swedish sentence, with projects and classes by name."""
    kind, *rest = wish.split(":")
    if kind == "kraver":
        return f"{names[rest[0]]} kräver {listing(names[key] for key in rest[1:])}."
    if kind == "hogst":
        return f"Högst {rest[0]} av {listing(names[key] for key in rest[1:])}."
    if kind == "andel":
        group = tier_word(":".join(rest[2:]), own)
        return f"Minst {number(_figure(rest[0]))}\u00a0% av {_OF[ShareOf(rest[1])]} till {group}."
    if kind == "tak":
        return f"Högst {tkr(kronor(_figure(rest[0])))} till {tier_word(':'.join(rest[1:]), own)}."
    if kind == PEOPLE:
        return _people_words(rest, names, must)
    cost, share = tkr(kronor(_figure(rest[1]))), _figure(rest[2])
    return f"{names[rest[0]]} kan göras i en mindre etapp för {cost}, som ger {number(share)}\u00a0% av poängen."
