"""What the group has laid beside the plan for the rows that are shown, each beside what the plan itself says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from prioritering.plan.object_plan import Status
from prioritering.view.gated_rows import gated_rows
from prioritering.view.picture import Picture
from prioritering.view.reasons import Reasons, Said
from prioritering.view.row import BoardRow, rows_of
from prioritering.view.value_words import AGREED_ON, MISSING

_SAYS_NOTHING = "säger inget"
_BLANK = (_SAYS_NOTHING, MISSING[Status.BLANK].mark, MISSING[Status.BLANK].cost)
_LEAST_TOGETHER, _MOST_COLUMNS = 4, 7


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


@dataclass(frozen=True, slots=True)
class LaidTogether:
    """Many things for which one reason was given, as a table: whose and why once, a row for each project.

    `rows` hold a project's name and, for each of `what`, what is counted and what the plan says where it says anything.
    """

    said: Said
    mark: str
    what: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """All that is laid beside the plan for some rows: what stands by itself, and what was laid there in one go."""

    alone: tuple[LaidValue, ...] = ()
    together: tuple[LaidTogether, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.alone or self.together)


def laid_values(rows: Iterable[BoardRow]) -> Laid:
    """Return what is laid beside the plan for rows with reasons, in their order; the same for many is told once."""
    by_reason: dict[tuple[Said, str], list[tuple[str, LaidValue]]] = {}
    for row in rows:
        for one in _of_row(row, row.reasons) if row.reasons else ():
            by_reason.setdefault((one.said, one.mark), []).append((row.id, one))
    alone: dict[LaidValue, LaidValue] = {}
    together = []
    for values in by_reason.values():
        if _is_table(values):
            together.append(_table(values))
            continue
        for _, one in values:
            about = replace(one, projects=())
            projects = alone[about].projects if about in alone else ()
            alone[about] = replace(one, projects=(*projects, *one.projects))
    return Laid(tuple(alone.values()), tuple(together))


def _is_table(values: Sequence[tuple[str, LaidValue]]) -> bool:
    """Return whether what was given one reason is told in less as a table: a name for each thing would take sheets."""
    kinds = {replace(one, projects=()) for _, one in values}
    return len(kinds) >= _LEAST_TOGETHER and len({one.what for _, one in values}) <= _MOST_COLUMNS


def _table(values: Sequence[tuple[str, LaidValue]]) -> LaidTogether:
    what = tuple(dict.fromkeys(one.what for _, one in values))
    by_project: dict[str, dict[str, LaidValue]] = {}
    for key, one in values:
        by_project.setdefault(key, {})[one.what] = one
    rows = []
    for found in by_project.values():
        (name,) = next(iter(found.values())).projects
        rows.append((name, tuple(_cell(found.get(column)) for column in what)))
    first = values[0][1]
    return LaidTogether(first.said, first.mark, what, tuple(rows))


def _cell(one: LaidValue | None) -> tuple[str, str]:
    if one is None:
        return "", ""
    # What the plan says is told beside what counts; that it says nothing needs no words in each cell.
    return one.counted, "" if one.plan_says in _BLANK else one.plan_says


def laid_in(picture: Picture, indexes: Sequence[int]) -> Laid:
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
