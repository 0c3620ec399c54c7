"""The sentence on top of a difference: what has changed for whom, the first few by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prioritering import swedish
from prioritering.view.difference import IN_ORDER, NOT_THERE, DifferenceRow, SumRow, Titles

_MOST_NAMED = 4
NO_TURN = "ingen"


def difference_sentence(rows: tuple[DifferenceRow, ...], sums: tuple[SumRow, ...], titles: Titles) -> str:
    """Return what differs between two, for projects and sums that are called by `titles`."""
    return " ".join(_sentences(rows, sums, titles))


def _sentences(rows: tuple[DifferenceRow, ...], sums: tuple[SumRow, ...], titles: Titles) -> Iterator[str]:
    there = [row for row in rows if row.is_in_both]
    renamed = [row for row in there if any(row.new_name)]
    if renamed:
        yield f"{_count(renamed)} har nytt namn: {_named(' → '.join(row.new_name) for row in renamed)}."
    states = [row for row in there if row.first.state != row.second.state]
    if states:
        yield f"{_count(states)} har ett annat besked om ramen: {_named(map(_new_state, states))}."
    moved = [row for row in there if row.first.place != row.second.place]
    if moved:
        yield f"{_count(moved)} har en annan plats: {_named(map(_new_place, moved))}."
    turned = [row for row in there if row.first.turn != row.second.turn]
    if turned:
        yield f"{_count(turned)} har en annan plats i gruppens ordning av lika: {_named(map(_new_turn, turned))}."
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
    told = (*renamed, *states, *moved, *turned, *classed, *reasoned)
    others = [row for row in there if row.differs and row not in told]
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


def _new_turn(row: DifferenceRow) -> str:
    # What is in the order stands in the sentence.
    first, second = (side.turn.removesuffix(IN_ORDER) or NO_TURN for side in (row.first, row.second))
    return f"{row.name} {first} → {second}"


def _new_tier(row: DifferenceRow) -> str:
    return f"{row.name} {row.first.tier} → {row.second.tier}"


def _new_why(row: DifferenceRow) -> str:
    return f"{row.name} {row.first.why} → {row.second.why}"


def _named(names: Iterable[str]) -> str:
    return swedish.first_few(list(names), _MOST_NAMED)
