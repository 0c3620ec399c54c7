"""How alike two names of projects are: whether one may be the other rewritten, or they have nothing in common."""

from __future__ import annotations

# Two names of which this share of all runs of three letters is common are taken for one that may have been rewritten;
# with a share below the other they are taken for names of different things.
ALIKE, UNLIKE = 0.6, 0.2


def folded_name(name: str) -> str:
    """Return a name without what is only spelling: capitals and spaces."""
    return " ".join(name.casefold().split())


def letter_runs(name: str) -> set[str]:
    """Return every run of three letters in a name; the ends are padded, so that the shortest name has some."""
    text = f"  {folded_name(name)}  "
    return {text[place : place + 3] for place in range(len(text) - 2)}


def share_of_runs(one: set[str], other: set[str]) -> float:
    """Return how much of two names' runs of letters is common, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other))


def name_likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1."""
    return share_of_runs(letter_runs(one), letter_runs(other))


def is_other_name(one: str, other: str) -> bool:
    """Return whether two names are wholly unlike."""
    return one != other and name_likeness(one, other) < UNLIKE
