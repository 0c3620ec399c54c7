"""What must stand beside the shares of a study, wherever they are shown."""

from __future__ import annotations

from prioritering.analysis.inclusion import Method
from prioritering.view.asked_costs import asked_cost_notes
from prioritering.view.gate_words import gate_notes
from prioritering.view.picture import Picture
from prioritering.view.standing_words import standing_limits
from prioritering.view.unknown_words import Where, how_unknown_counts

DISAGREEMENT = (
    "Andelarna räknar med gruppens svar som ett enda svar på varje fråga. Att medlemmarna är oense är inte med i dem."
)


def study_notes(picture: Picture, method: Method = Method.RULE) -> tuple[str, ...]:
    """Return how unknown costs are drawn, what is not in the shares, what säkert is, the gates, and what is asked.

    `method` is how the inside were picked: of the best portfolio the board says nothing to part from.
    """
    disagree = DISAGREEMENT if picture.basis.group is not None else ""
    safe = two_answers() if picture.frame.kronor is not None and method is Method.RULE else ""
    said = (how_unknown_counts(Where.DRAWS, picture), disagree, safe)
    return (*filter(None, said), *gate_notes(picture.scored), *asked_cost_notes(picture))


def two_answers() -> str:
    """Return how 'säkert' of the draws and 'säkert' of the board answer two questions with one word."""
    least, _ = standing_limits()
    return (
        f"Säkert här och säkert på Prioritera är två svar: här ryms projektet i minst {least} av de slumpade fallen, "
        "där ryms det med vikterna och nivåerna som de är, vad osäkra kostnader än blir."
    )
