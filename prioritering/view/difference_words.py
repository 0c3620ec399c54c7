"""The sentence on top of a difference: what has changed for whom, the first few by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prioritering import swedish
from prioritering.view.difference import NOT_THERE, DifferenceRow, SumRow, Titles

_MOST_NAMED = 4


def difference_sentence(rows: tuple[DifferenceRow, ...], sums: tuple[SumRow, ...], titles: Titles) -> str:
    """Return what differs between two, for projects and sums that are called by `titles`."""
    return " ".join(_sentences(rows, sums, titles))


def _sentences(rows: tuple[DifferenceRow, ...], sums: tuple[SumRow, ...], titles: Titles) -> Iterator[str]:
    there = [row for row in rows if row.is_in_both]
    states = [row for row in there if row.first.state != row.second.state]
    if states:
        yield f"{_count(states)} har ett annat besked om ramen: {_named(map(_new_state, states))}."
    moved = [row for row in there if row.first.place != row.second.place]
    if moved:
        yield f"{_count(moved)} har en annan plats: {_named(map(_new_place, moved))}."
    classed = [row for row in there if row.first.tier != row.second.tier]
    if classed:
        yield f"{_count(classed)} har en annan klass: {_named(map(_new_tier, classed))}."
    for words, only in (
        (titles.only_second, [row for row in rows if row.first.state == NOT_THERE]),
        (titles.only_first, [row for row in rows if row.second.state == NOT_THERE]),
    ):
        if only:
            yield f"{_count(only)} {words}: {_named(row.name for row in only)}."
    reasoned = [row for row in there if row.differs_in_why]
    if reasoned:
        unclear = "oklart" if len(reasoned) == 1 else "oklara"
        yield f"{_count(reasoned)} är {unclear} av ett annat skäl: {_named(map(_new_why, reasoned))}."
    others = [row for row in there if row.differs and row not in (*states, *moved, *classed, *reasoned)]
    if others:
        names = _named(row.name for row in others)
        yield f"{_count(others)} har samma plats och besked om ramen men andra poäng eller en annan kostnad: {names}."
    changed = [row for row in sums if row.differs]
    if changed:
        yield f"{swedish.listing(row.what for row in changed)} är inte samma."
    if not changed and not any(row.differs for row in rows):
        yield "Ingenting skiljer: samma platser, besked om ramen, poäng, kostnader, klasser och summor."


def _count(rows: list[DifferenceRow]) -> str:
    return swedish.upper_first("ett projekt" if len(rows) == 1 else f"{swedish.count_word(len(rows))} projekt")


def _new_state(row: DifferenceRow) -> str:
    return f"{row.name} {row.first.state} → {row.second.state}"


def _new_place(row: DifferenceRow) -> str:
    return f"{row.name} {row.first.place} → {row.second.place}"


def _new_tier(row: DifferenceRow) -> str:
    return f"{row.name} {row.first.tier} → {row.second.tier}"


def _new_why(row: DifferenceRow) -> str:
    return f"{row.name} {row.first.why} → {row.second.why}"


def _named(names: Iterable[str]) -> str:
    return swedish.first_few(list(names), _MOST_NAMED)
