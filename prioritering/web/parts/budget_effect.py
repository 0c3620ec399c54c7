"""The budget effect beside the board: used, left, at least, by class; as figure, text and table."""

from __future__ import annotations

from prioritering.view.summary import Summary
from prioritering.web.frame.templates import render


def cards(summary: Summary) -> str:
    """Return the figures of the moment as a row of cards."""
    return render("parts/budgetkort.html", s=summary)


def effect(summary: Summary) -> str:
    """Return the effect on the frame as a bar, a sentence and a table by class."""
    return render("parts/budgeteffekt.html", s=summary)
