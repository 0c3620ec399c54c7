"""What is said of projects that the plan says are done: they are counted like the others, and nobody is to wonder."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from prioritering.scoring.effective import Candidate
from prioritering.view.asked_words import some_listed


def done_words(candidates: Iterable[Candidate], not_now: Collection[str]) -> list[str]:
    """Return that the plan says that some of what is counted is done; nothing when it says so of none.

    The frame is the plan's own for its period, in which they were paid: without them it would be said to reach
    further than it does. What is `not_now` takes nothing of it.
    """
    done = [item.name for item in candidates if item.done and item.id not in not_now]
    if not done:
        return []
    are, they, they_too = ("klart", "Det", "det") if len(done) == 1 else ("klara", "De", "de")
    return [
        f"{some_listed(done)} är {are} enligt planens kolumn Status. {they} räknas ändå med, också mot ramen; "
        f"med låset ”Inte nu” tar {they_too} inget av den."
    ]
