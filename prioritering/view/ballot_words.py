"""Words for answers about projects that a later version of the plan has taken out, or taken out and put back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from prioritering import swedish
from prioritering.view.asked_words import some_listed


def ballot_sentences(
    opened_at: datetime, gone: Sequence[str], back: Sequence[str], asked: Sequence[str]
) -> Iterator[str]:
    """Yield what is said and asked of a meeting's answered projects, by name; see `OvertakenBallots`."""
    meeting = f"mötet {swedish.day(opened_at)}"
    if gone:
        yield (
            f"{some_listed(gone)} finns inte längre i planen. Gruppens svar om {_it(gone)} i {meeting} räknas inte; "
            "de står kvar i mötet."
        )
    if back:
        yield (
            f"Planen har åter {some_listed(back)}, som var borta efter {meeting}. Gruppens svar om {_it(back)} räknas "
            f"igen: gäller de fortfarande? Fråga annars om {_it(back)} i en ny runda."
        )
    if asked:
        yield f"Rundan som pågår frågar om {some_listed(asked)}, som inte längre finns i planen. Svaren räknas inte."


def _it(names: Sequence[str]) -> str:
    return "det" if len(names) == 1 else "dem"
