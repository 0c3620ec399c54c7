"""What must stand beside the shares of a study, wherever they are shown."""

from __future__ import annotations

from prioritering.view.asked_costs import asked_cost_notes
from prioritering.view.gate_words import gate_notes
from prioritering.view.picture import Picture
from prioritering.view.unknown_words import Where, how_unknown_counts

DISAGREEMENT = (
    "Andelarna räknar med gruppens svar som ett enda svar på varje fråga. Att medlemmarna är oense är inte med i dem."
)


def study_notes(picture: Picture) -> tuple[str, ...]:
    """Return how unknown costs are drawn, what is not in the shares, the gates, and what is asked of costs."""
    disagree = DISAGREEMENT if picture.basis.group is not None else ""
    said = (how_unknown_counts(Where.DRAWS, picture), disagree)
    return (*filter(None, said), *gate_notes(picture.scored), *asked_cost_notes(picture))
