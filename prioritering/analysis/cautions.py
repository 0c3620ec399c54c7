"""Warnings where a sum of points may mislead."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering.analysis.demands import Demands
from prioritering.analysis.portfolio import Choice, Pool, Portfolio
from prioritering.swedish import count_word, listing, number

QUARTER = 0.25
MOST_COMPARED = 20


def cautions(pool: Pool, names: Sequence[str], best: Portfolio, frame: int, locks: Demands) -> tuple[str, ...]:
    """Return Swedish warnings where a sum of points may mislead: one dear project, or many small ones."""
    dear = [choice for choice in best.chosen if choice.cost > QUARTER * frame]
    said = [
        f"{names[choice.index]} tar {number(100 * choice.cost / frame)}\u00a0% av ramen ensamt, mer än en fjärdedel."
        for choice in sorted(dear, key=lambda choice: (-choice.cost, pool.turn[choice.index]))
    ]
    return (*said, *_many_small(pool, names, best, frame, locks))


def _many_small(pool: Pool, names: Sequence[str], best: Portfolio, frame: int, locks: Demands) -> list[str]:
    """Name a project outside that alone fits and gives more than any of those that take its room.

    Asked of the 20 projects outside with most points.
    """
    said = []
    taking = [choice for choice in best.chosen if pool.ids[choice.index] not in locks.must]
    inside = best.indexes
    outside = [i for i in range(len(pool.ids)) if i not in inside and pool.ids[i] not in locks.not_now]
    for index in pool.by_points(outside)[:MOST_COMPARED]:
        cost = pool.costs[index]
        if cost is None or cost > frame:
            continue
        smaller = [choice for choice in taking if choice.cost < cost and choice.points < pool.points[index]]
        smaller.sort(key=lambda choice: (choice.points, pool.turn[choice.index]))
        instead = _in_its_room(smaller, cost - (frame - best.cost))
        # One that takes the room alone is a plain choice between two; the sum misleads only where several add up.
        if len(instead) >= 2:
            said.append(
                f"{names[index]} ger {pool.points_words(index)}, mer än vart och ett av de "
                f"{count_word(len(instead))} mindre projekten som kunde lämna plats för det "
                f"({listing(names[c.index] for c in instead)}). Summan gynnar många små."
            )
    return said


def _in_its_room(smaller: Sequence[Choice], room: int) -> list[Choice]:
    """Return the first that together take `room`, none that the room does not need; nothing where all take less."""
    instead: list[Choice] = []
    used = 0
    for choice in smaller:
        if used >= room:
            break
        instead.append(choice)
        used += choice.cost
    if used < room:
        return []
    for choice in tuple(instead):
        if used - choice.cost >= room:
            instead.remove(choice)
            used -= choice.cost
    return instead
