"""How much the group has laid beside the plan, counted in one way wherever it is told."""

from __future__ import annotations

from prioritering import swedish
from prioritering.scoring.changes import Changes
from prioritering.view.basis import Basis
from prioritering.view.picture import Picture

_COUNTED = (
    # An assumption is what stands in for a value of the plan's, the common range for unknown costs too.
    (("costs", "levels", "tiers", "amounts", "unknown_costs"), "antagande", "antaganden"),
    (("agreed",), "överenskommen nivå", "överenskomna nivåer"),
    (("locks",), "lås", "lås"),
    (("tie_orders",), "ordning av lika projekt", "ordningar av lika projekt"),
    (("projects",), "tillagt projekt", "tillagda projekt"),
    (("criteria",), "eget kriterium", "egna kriterier"),
    (("answers_back",), "besked om svar i möten", "besked om svar i möten"),
    (("same_projects", "last_period"), "besked om nytt id", "besked om nytt id"),
)


def laid_count(picture: Picture) -> int:
    """Return how much is laid beside the plan: what counts, what waits for an answer, and locks that are tried."""
    kept = sum(len(getattr(picture.changes, kind)) for kinds, *_ in _COUNTED for kind in kinds)
    return kept + _waiting(picture.basis) + len(picture.locks.tried)


def laid_words(picture: Picture) -> str:
    """Return the same parted by kind: '3 antaganden, 1 lås och 1 tillagt projekt'; empty when nothing is laid."""
    told = [*counted_words(picture.changes), *not_counted_words(picture.basis)]
    if tried := len(picture.locks.tried):
        told.append(f"{tried} lås som provas")
    return swedish.listing(told)


def counted_words(changes: Changes, without: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return how many there are of each kind, those that there are; `without` are kinds to leave out."""
    counts = (
        (sum(len(getattr(changes, kind)) for kind in kinds if kind not in without), one, many)
        for kinds, one, many in _COUNTED
    )
    return tuple(swedish.plural(count, one, many) for count, one, many in counts if count)


def not_counted_words(basis: Basis) -> tuple[str, ...]:
    """Return how much waits for an answer and counts for nothing until then; nothing when none does."""
    waiting = _waiting(basis)
    return (f"{swedish.number(waiting)} som inte räknas",) if waiting else ()


def _waiting(basis: Basis) -> int:
    return sum(not one.counts for one in basis.asked) + sum(not one.counts for one in basis.held)
