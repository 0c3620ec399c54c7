"""The budget effect beside the board: used, left, at least, by class; as figure, text and table."""

from __future__ import annotations

from prioritering.view.summary import Summary
from prioritering.web.frame.templates import render


def cards(summary: Summary) -> str:
    """Return the figures of the moment as a row of cards."""
    return render("parts/budgetkort.html", s=summary)


def effect(summary: Summary, beside: bool = False) -> str:
    """Return the effect on the frame as a bar, sentences and a table by class.

    With `beside` the bar and its sentence are on paper alone: on the screen they stand by the frame (`effect_short`).
    """
    return render("parts/budgeteffekt.html", s=summary, beside=beside)


def effect_short(summary: Summary) -> str:
    """Return how much of the frame is used, as a bar and a sentence."""
    return render("parts/budgeteffekt_kort.html", s=summary)
