"""What is asked about one project for one reason: all of it can be answered at once, or each thing by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from prioritering import swedish
from prioritering.scoring.asked import HeldAnswers, Question, Why
from prioritering.view.asked_words import held_told_apart, ids_about, names_told_apart
from prioritering.view.basis import Basis


class AskedAsOne(NamedTuple):
    """The entries, and a meeting's answers, that are asked about for one reason; `name` is their project's."""

    name: str
    key: str
    why: Why
    asked: tuple[Question, ...]
    held: tuple[HeldAnswers, ...]

    @property
    def kept(self) -> bool:
        """True when all of it is kept for a project that is gone: it can only be let go until the project is back."""
        return self.asked[0].kept

    @property
    def label(self) -> str:
        """What it is called where it is listed: 'Fiber: 9 uppgifter och svaren i mötet den 3 mars 2026'."""
        count = swedish.plural(len(self.asked), "uppgift", "uppgifter")
        meetings = (f"svaren i mötet den {swedish.day(item.opened_at)}" for item in self.held)
        return f"{self.name}: {swedish.listing([count, *meetings])}"


def asked_as_one(basis: Basis) -> tuple[AskedAsOne, ...]:
    """Return what asks for more than one answer about a project, by the project and why it is asked about."""
    names = names_told_apart(basis)
    found: dict[tuple[Why, tuple[str, ...], tuple[str, ...], bool], list[Question]] = {}
    for one in basis.asked:
        if one.answerable or one.kept:
            before = one.before if one.why is Why.OTHER else ()
            found.setdefault((one.why, ids_about(one), before, one.kept), []).append(one)
    told = held_told_apart(basis, basis.held)
    groups = (
        AskedAsOne(
            name=swedish.listing(names[key] for key in keys),
            key="_".join((why.name.lower(), *(("kept",) if kept else ()), *keys, *_place(basis, same, before))),
            why=why,
            asked=tuple(same),
            held=() if kept else tuple(_held_with(told, why, keys, before)),
        )
        for (why, keys, before, kept), same in found.items()
    )
    return tuple(one for one in groups if len(one.asked) + len(one.held) > 1)


def _place(basis: Basis, same: list[Question], before: tuple[str, ...]) -> tuple[str, ...]:
    """Return what tells those about one project apart that knew it by different names."""
    return (str(basis.asked.index(same[0])),) if before else ()


def _held_with(
    held: Iterable[HeldAnswers], why: Why, keys: tuple[str, ...], before: tuple[str, ...]
) -> Iterable[HeldAnswers]:
    return (one for one in held if (one.why, (one.project_id,), one.before) == (why, keys, "".join(before)))
