"""Which projects can never be in a portfolio, since what they depend on cannot be."""

from __future__ import annotations

from collections.abc import Mapping

from prioritering.money.line_rule import Lock
from prioritering.plan.project_facts import depends_on
from prioritering.scoring.board import Board


def barred(board: Board) -> Mapping[str, tuple[str, ...]]:
    """Return the projects that can never be in, each with what it depends on that cannot be in either.

    That is what is not ranked (a gate keeps it out, or nothing can be scored), what is locked out, and in turn what
    depends on those. What is locked in is in, whatever it depends on, and what is locked out needs no other reason.
    """
    lock_of = {item.id: lock for item, lock in zip(board.candidates, board.lock.tolist(), strict=True)}
    needs = {item.id: depends_on(item.project) for item in board.candidates if lock_of[item.id] == Lock.FREE}
    possible = {key for key, lock in lock_of.items() if lock != Lock.NOT_NOW}
    found: dict[str, tuple[str, ...]] = {}
    while fallen := {key for key, needed in needs.items() if key in possible and not possible.issuperset(needed)}:
        possible -= fallen
        found |= dict.fromkeys(fallen, ())
    # In the order of the plan, with all that is missing: what fell later than the project itself too.
    return {key: tuple(need for need in needs[key] if need not in possible) for key in needs if key in found}
