"""Other rules beside the one in use: what each would pick with the same points, costs and frame.

Each rule has one Swedish sentence. They are for comparison in the meeting; none is called the right one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from prioritering.analysis.best_and_list import Listed, ranked_choice
from prioritering.analysis.portfolio import Pool, Portfolio
from prioritering.arrays import Array
from prioritering.errors import BadArgument
from prioritering.money.line_rule import Rule
from prioritering.scoring.board import Board, rank
from prioritering.scoring.ranking import Order

SENTENCES = {
    "rang-stopp": "Tar projekten i poängordning och stannar vid det första som inte ryms.",
    "rang-hoppa": "Tar projekten i poängordning och hoppar över dem som inte ryms.",
    "per-krona": "Tar projekten med mest poäng per krona först och hoppar över dem som inte ryms.",
    "basta": "Väljer den kombination inom ramen som ger mest poäng sammanlagt.",
    "lika-andelar": (
        "Ger varje medlem en lika stor del av ramen; ett projekt köps när de som vill ha det räcker till tillsammans."
    ),
}
NAMES = {
    "rang-stopp": "Listan, stannar vid ramen",
    "rang-hoppa": "Listan, hoppar över och går vidare",
    "per-krona": "Poäng per krona",
    "basta": "Bästa portföljen",
    "lika-andelar": "Lika andelar",
}
# Money is divided between members, so it is a fraction: a hair of slack, so that a cost just covered is covered.
NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class Picked:
    """What a rule surely picks: indexes in the pool, their points and kronor, and what only this rule picks.

    `open` is what the rule leaves Oklart, since a cost that nobody knows or a tie that the frame cuts decides. `board`
    is the ranked list of the rule, None where the rule is none; `ties` are ties that such a rule cuts, each with how
    many of it are picked.
    """

    rule: str
    chosen: frozenset[int]
    points: float
    cost: int
    only_here: frozenset[int]
    open: frozenset[int] = frozenset()
    board: Board | None = None
    ties: tuple[CutTie, ...] = ()

    @property
    def name(self) -> str:
        """The rule's Swedish name."""
        return NAMES[self.rule]

    @property
    def sentence(self) -> str:
        """The rule in one Swedish sentence."""
        return SENTENCES[self.rule]


class CutTie(NamedTuple):
    """Projects that are equal by a rule, and how many of them it has money for."""

    tied: tuple[int, ...]
    bought: int


def picks_by_rule(board: Board, pool: Pool, best: Portfolio, ballots: Array | None = None) -> tuple[Picked, ...]:
    """Return what every rule picks; `ballots` is each member's points per project (m × n), for equal shares."""
    frame = board.choices.frame
    if frame is None:
        raise BadArgument("en ram behövs för att jämföra regler")
    listed = {
        "rang-stopp": _ranked(board, pool, Order.POINTS, Rule.STOP),
        "rang-hoppa": _ranked(board, pool, Order.POINTS, Rule.SKIP),
        "per-krona": _ranked(board, pool, Order.PER_KRONA, Rule.SKIP),
    }
    chosen = {**{rule: found.sure for rule, found in listed.items()}, "basta": best.indexes}
    ties: tuple[CutTie, ...] = ()
    if ballots is not None and len(ballots):
        bought, ties = shares_and_ties(ballots, pool, frame)
        chosen["lika-andelar"] = frozenset(bought)
    found = []
    for rule, indexes in chosen.items():
        others = frozenset().union(*(other for key, other in chosen.items() if key != rule))
        points = best.points if rule == "basta" else math.fsum(pool.points[i] for i in indexes)
        cost = best.cost if rule == "basta" else sum(pool.costs[i] or 0 for i in indexes)
        picked = Picked(rule, indexes, points, cost, indexes - others)
        if rule in listed:
            picked = replace(picked, open=listed[rule].open, board=listed[rule].board)
        found.append(replace(picked, ties=ties) if rule == "lika-andelar" else picked)
    return tuple(found)


def _ranked(board: Board, pool: Pool, order: Order, rule: Rule) -> Listed:
    return ranked_choice(rank(board.scored, replace(board.choices, order=order, rule=rule)), pool)


def shares_and_ties(utilities: Array, pool: Pool, budget: float) -> tuple[tuple[int, ...], tuple[CutTie, ...]]:
    """Return what the Method of Equal Shares buys, in order, and the ties of which it has money for some only.

    `utilities` is members × projects, none negative; every member starts with budget / members. A project is bought
    at the least ρ such that members who each pay min(money left, ρ·utility) cover its cost; the project with least ρ
    goes first, ties by the group's own order, then to the lower cost and then by id. It stops when no project can be
    covered, so money may be left over. Projects of unknown cost are left out. Equal are projects of the same ρ and cost
    when their turn comes, but for those that the group has put in order: between them nothing is left to choose.
    Source: Peters, Pierczyński & Skowron 2021, "Proportional Participatory Budgeting with Additive Utilities",
    NeurIPS 34; Peters & Skowron 2020, EC '20. Raises BadArgument on negative or non-finite utilities.
    """
    by_id = sorted(range(len(pool.ids)), key=pool.turn.__getitem__)
    costs = [pool.costs[i] for i in by_id]
    agreed = sum(map(len, pool.ordered))
    turns = list(_turns(utilities[:, by_id], costs, budget, agreed))
    bought = [by_id[tied[0]] for tied in turns]
    ties: dict[frozenset[int], CutTie] = {}
    for tied in turns:
        members = [by_id[i] for i in tied]
        inside = len(set(members) & set(bought))
        # The first turn of a tie has all its members; the later ones are what is left of it.
        if inside < len(members) and not any(set(members) <= earlier for earlier in ties):
            ties[frozenset(members)] = CutTie(tuple(pool.by_points(members)), inside)
    return tuple(bought), tuple(ties.values())


def _turns(utilities: Array, costs: Sequence[int | None], budget: float, agreed: int) -> Iterator[tuple[int, ...]]:
    """Yield, for each project bought, it and the others that were equal to it in its turn.

    The first `agreed` projects are in an order of their own, which goes before cost where prices are equal.
    """
    members, count = utilities.shape
    if not (np.isfinite(utilities).all() and (utilities >= 0).all()):
        raise BadArgument("ett svar ska ge poäng som är noll eller större")
    # In an order of their own, so that neither sums nor who runs out first hang on the order of the members.
    utilities = utilities[np.lexsort(utilities.T[::-1])] if utilities.size else utilities
    money = np.full(members, budget / members) if members else np.zeros(0)
    left = {i for i in range(count) if costs[i] is not None and members and utilities[:, i].sum() > 0}
    while True:
        offers = []
        for index in sorted(left):
            asked = _least_price(utilities[:, index], money, costs[index] or 0)
            if asked is not None:
                # Rounded, so that equal prices are a draw and go by cost and order, not by noise.
                offers.append((round(asked, 12), min(index, agreed), costs[index] or 0, index))
        if not offers:
            return
        price, _, cost, index = min(offers)
        # Between two that the group has put in order nothing is left to choose.
        beside = (other for p, _, c, other in offers if (p, c) == (price, cost) and agreed <= other != index)
        yield (index, *beside)
        price = _least_price(utilities[:, index], money, cost) or 0.0
        money = np.maximum(0.0, money - np.minimum(money, price * utilities[:, index]))
        left.remove(index)


def _least_price(utility: Array, money: Array, cost: int) -> float | None:
    """Return the least ρ with Σ min(money, ρ·utility) = cost; None when the supporters' money does not reach."""
    supporters = np.flatnonzero(utility > 0)
    if money[supporters].sum() < cost * (1 - NEARLY):
        return None
    # Who runs out first at a rising price pays all they have; the price must then be met by the rest.
    order = supporters[np.argsort(money[supporters] / utility[supporters], kind="stable")]
    paid, weight = 0.0, float(utility[order].sum())
    for member in order:
        price = (cost - paid) / weight
        if price * utility[member] <= money[member] * (1 + NEARLY):
            return price
        paid += float(money[member])
        weight -= float(utility[member])
    return float(money[order[-1]] / utility[order[-1]])
