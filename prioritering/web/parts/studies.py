"""Studies of a picture that more than one page shows: each computed once, beside the page, whoever asks first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from prioritering.analysis.inclusion import Outcome
from prioritering.usecases import study
from prioritering.usecases.opening import Kept
from prioritering.usecases.study import Robust
from prioritering.view.picture import Picture
from prioritering.web.frame.long_work import long_work

T = TypeVar("T")
# For the process: all who look at the same view share one answer.
_KEPT = Kept(48, 100_000_000)


def shares_of(given: Robust) -> Outcome | None:
    """Return how often each project is inside by the rule, and its places; None while stopped."""
    return once(given.picture, "andelar", "Räknar de slumpade fallen", lambda told: study.shares(given, told))


def once(picture: Picture, what: str, label: str, work: Callable[[Any], T]) -> T | None:
    """Return the answer of `work`, computed once for this view of this basis; None when the user has stopped it."""
    key = _key(picture, what)
    kept: T | None = _KEPT.get(key)
    if kept is not None:
        return kept
    # Looked for again when its turn comes: somebody before in the queue may have asked for the same.
    return long_work(f"{what}-{hash(key)}", label, lambda told: _KEPT.once(key, lambda: work(told)))


def already(picture: Picture, what: str) -> Any:
    """Return the answer that `once` has found, None when it has none; nothing is computed or drawn."""
    return _KEPT.get(_key(picture, what))


def _key(picture: Picture, what: str) -> tuple[object, ...]:
    # What shapes only what is drawn must not compute anything again.
    drawn_only = {"part": "laget", "project": "", "start": 0, "tiers": (), "perspectives": (), "actors": ()}
    return what, picture.basis.numbers, picture.view.model_copy(update=drawn_only), picture.frame.kronor
