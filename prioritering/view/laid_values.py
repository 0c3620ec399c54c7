"""What the group has laid beside the plan for the rows that are shown, each beside what the plan itself says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from prioritering.view.gated_rows import gated_rows
from prioritering.view.picture import Picture
from prioritering.view.reasons import Reasons, Said
from prioritering.view.row import BoardRow, rows_of
from prioritering.view.value_words import AGREED_ON

_SAYS_NOTHING = "säger inget"


@dataclass(frozen=True, slots=True)
class LaidValue:
    """One thing that counts for some projects, what the plan says of the same, and who said it and why.

    `mark` is whose it is, as 'antagande' or 'gemensamt spann'.
    """

    projects: tuple[str, ...]
    what: str
    counted: str
    mark: str
    plan_says: str
    said: Said


def laid_values(rows: Iterable[BoardRow]) -> tuple[LaidValue, ...]:
    """Return what is laid beside the plan for rows with reasons, in their order; the same for many is told once."""
    found: dict[LaidValue, LaidValue] = {}
    for row in rows:
        for one in _of_row(row, row.reasons) if row.reasons else ():
            about = replace(one, projects=())
            projects = found[about].projects if about in found else ()
            found[about] = replace(one, projects=(*projects, row.name))
    return tuple(found.values())


def laid_in(picture: Picture, indexes: Sequence[int]) -> tuple[LaidValue, ...]:
    """Return `laid_values` of some rows of a picture, and of all that a gate keeps out where the filters show them."""
    rows = rows_of(picture, [index for index in indexes if _is_laid(picture, index)])
    kept_out = {item.id for item in picture.scored.gated if picture.shown(item)}
    return laid_values((*rows, *(row for row in gated_rows(picture, kept_out) if row.id in kept_out)))


def _is_laid(picture: Picture, index: int) -> bool:
    item, board = picture.board.candidates[index], picture.board
    assumed = item.assumed_cost or item.assumed_levels or item.assumed_tier
    return bool(assumed or picture.locks.note(item.id) or board.ordered[index])


def _of_row(row: BoardRow, why: Reasons) -> Iterator[LaidValue]:
    def one(what: str, counted: str, plan_says: str, said: Said, mark: str = "antagande") -> LaidValue:
        return LaidValue((row.name,), what, counted, mark, plan_says, said)

    if why.cost_assumption:
        mark = "gemensamt spann" if row.cost_mark.startswith("gemensamt spann") else "antagande"
        yield one("Kostnad, tkr", row.cost, why.plan_cost, why.cost_assumption, mark)
    if why.tier_assumption:
        yield one("Klass", row.tier_name or row.tier, why.plan_tier, why.tier_assumption)
    for part in why.parts:
        if part.assumption:
            mark = AGREED_ON if part.agreed else "antagande"
            yield one(part.name, part.answer, part.plan_says, part.assumption, mark)
    for gate in why.gates:
        if gate.assumption:
            yield one(gate.name, gate.answer, gate.plan_says, gate.assumption)
    if why.lock_said:
        yield one("Lås", why.lock, _SAYS_NOTHING, why.lock_said, "gruppens")
    if why.tie_order:
        yield one(f"Ordning på plats {row.place}", "ordnade", _SAYS_NOTHING, why.tie_order, "gruppens")
