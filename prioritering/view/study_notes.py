"""What must stand beside the shares of a study, wherever they are shown."""

from __future__ import annotations

from prioritering.view.gate_words import gate_notes
from prioritering.view.picture import Picture
from prioritering.view.unknown_words import Where, how_unknown_counts

DISAGREEMENT = (
    "Andelarna räknar med gruppens svar som ett enda svar på varje fråga. Att ledamöterna är oense är inte med i dem."
)


def study_notes(picture: Picture, drawn: tuple[int, int] | None = None) -> tuple[str, ...]:
    """Return how unknown costs are drawn, what is not in the shares, and the gates.

    `drawn` is a range in kronor that draws take instead of the picture's own.
    """
    disagree = DISAGREEMENT if picture.basis.group is not None else ""
    return (
        *filter(None, (how_unknown_counts(Where.DRAWS, picture, drawn=drawn), disagree)),
        *gate_notes(picture.scored),
    )
