"""What the kinds of entries that are asked about are called: one, the one, several, and those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from prioritering.scoring.asked import Question


class Noun(NamedTuple):
    """The forms of what a kind of entry is called: 'antagandet', 'antagande', 'antaganden' and 'antagandena'."""

    the: str
    one: str
    many: str
    those: str


_ASSUMPTION = Noun("antagandet", "antagande", "antaganden", "antagandena")
_NOUNS = {
    "costs": _ASSUMPTION,
    "levels": _ASSUMPTION,
    "tiers": _ASSUMPTION,
    "amounts": _ASSUMPTION,
    "locks": Noun("låset", "lås", "lås", "låsen"),
    "tie_orders": Noun(
        "ordningen av lika projekt",
        "ordning av lika projekt",
        "ordningar av lika projekt",
        "ordningarna av lika projekt",
    ),
    "projects": Noun("tillägget", "tillägg", "tillägg", "tilläggen"),
    "agreed": Noun("den överenskomna nivån", "överenskomna nivå", "överenskomna nivåer", "de överenskomna nivåerna"),
}


def counted_nouns(asked: Iterable[Question]) -> tuple[tuple[Noun, bool], ...]:
    """Return what the entries asked about are called, each kind once, and whether there are several of it."""
    return tuple((noun, count > 1) for noun, count in Counter(_NOUNS[one.kind] for one in asked).items())


def nouns_of(asked: Iterable[Question]) -> tuple[Noun, ...]:
    """Return what the entries asked about are called, each kind once."""
    return tuple(dict.fromkeys(_NOUNS[one.kind] for one in asked))
