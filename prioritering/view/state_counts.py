"""How many of a plan's projects stand in each state to the frame: the plan in one line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from prioritering import swedish
from prioritering.view.gate_words import GATE_STATE
from prioritering.view.picture import Picture
from prioritering.view.row import LOCKED_OUT, UNSCORED, state_of

_RANKED = ("none", "", "Rangordnas")
_UNSCORED = ("unscored", "–", UNSCORED.capitalize())
_ORDER = ("must", "in", "open", "none", "out", LOCKED_OUT[0], GATE_STATE[0], _UNSCORED[0])


@dataclass(frozen=True, slots=True)
class StateCount:
    """A state (style, shape and word, as on the board) and how many projects stand in it."""

    style: str
    shape: str
    word: str
    count: int


def projects_told(picture: Picture) -> str:
    """Return how many projects there are, the plan's own apart from those that the group has added."""
    everything = picture.everything
    added = sum(item.project.added for item in everything)
    of_plan = swedish.plural(len(everything) - added, "projekt i planen", "projekt i planen")
    return f"{of_plan} och {swedish.plural(added, 'tillagt', 'tillagda')}" if added else of_plan


def state_counts(picture: Picture) -> tuple[StateCount, ...]:
    """Return every state that some project stands in, from what is in to what cannot be judged; each project once."""
    states = [state_of(picture, index) for index in range(len(picture.board.candidates))]
    found = Counter(_RANKED if state[0] == "none" else state for state in states)
    found[GATE_STATE] += len(picture.scored.gated)
    found[_UNSCORED] += len(picture.scored.unscored)
    counts = [StateCount(*state, count) for state, count in found.items() if count]
    return tuple(sorted(counts, key=lambda item: _ORDER.index(item.style)))
