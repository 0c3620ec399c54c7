"""The rows of projects without any level: they are not ranked, and stand by themselves below the board."""

from __future__ import annotations

from dataclasses import dataclass

from prioritering.scoring.changes import LockKind
from prioritering.view.basis import PLAN
from prioritering.view.picture import Picture
from prioritering.view.row import LOCKED_OUT, cost_mark, lock_mark
from prioritering.view.value_words import cost_shape, cost_words


@dataclass(frozen=True, slots=True)
class Unscored:
    """A project that is not ranked, as it is shown. Documents from before the fields with defaults have them empty.

    `state` is the style, shape and word of one that is locked out, and `lock_mark` whether that is only tried.
    """

    id: str
    name: str
    tier: str
    cost: str
    tier_assumed: bool = False
    tier_name: str = ""
    cost_shape: str = ""
    note: str = ""
    added: bool = False
    state: tuple[str, str, str] | None = None
    lock_mark: str = ""
    cost_mark: str = ""


def unscored_rows(picture: Picture) -> tuple[Unscored, ...]:
    """Return the projects that are not ranked, in plan order, also those that the filters hide.

    What is locked in is not among them: it takes its cost first of all, and stands on the board.
    """
    return tuple(
        Unscored(
            id=item.id,
            name=item.name,
            tier=item.tier or "",
            cost=cost_words(item.cost),
            tier_assumed=item.assumed_tier is not None,
            tier_name=picture.plan.tier_title(item.tier),
            cost_shape=cost_shape(item.cost),
            note=item.project.note,
            added=item.project.added,
            state=LOCKED_OUT if picture.locks.kind(item.id) is LockKind.NOT_NOW else None,
            lock_mark=lock_mark(picture, item.id),
            cost_mark=cost_mark(picture, item),
        )
        for item in picture.scored.unscored
    )


def why_unscored(source: str, count: int) -> str:
    """Return why so many projects are not ranked, by whose levels count ('planen', 'median' or 'medel')."""
    if not count:
        return "Inga projekt står här."
    these, they = ("det här projektet", "Det") if count == 1 else ("de här projekten", "De")
    if source == PLAN:
        why = f"Planen anger inga nivåer för {these}."
    else:
        why = f"Gruppen har inga visade svar som räknas om {these}."
    return f"{why} {they} poängsätts inte och räknas inte med i summorna."
