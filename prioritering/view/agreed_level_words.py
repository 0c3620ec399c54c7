"""What a meeting agreed on, beside what its members had answered, in words."""

from __future__ import annotations

from prioritering import swedish
from prioritering.criteria.model import Criterion
from prioritering.meeting.results import Cell, Centre
from prioritering.scoring.asked import Question, Why
from prioritering.scoring.changes import AgreedLevel
from prioritering.view.asked_words import other_name
from prioritering.view.ballot_words import WHERE_ANSWERED
from prioritering.view.meeting_words import level_words
from prioritering.view.value_words import range_words


def agreed_level(criterion: Criterion, entry: AgreedLevel) -> str:
    """Return the level agreed on, a number with its unit."""
    return range_words(entry.low, entry.high, criterion.measure)


def answers_beside(criterion: Criterion, cell: Cell, how: Centre) -> str:
    """Return the figure of the answers that an agreed level goes before: 'median Medel, 5 svar'."""
    centre = cell.of_answers(how)
    if centre is None:
        return "inga svar"
    return f"{how.value} {level_words(criterion, centre)}, {swedish.plural(cell.count, 'svar', 'svar')}"


def beside_words(criterion: Criterion, cell: Cell, how: Centre, again: int | None) -> str:
    """Return how the answers stand to what was agreed on; `again` is a round shown since that asked for them anew."""
    told, centre = answers_beside(criterion, cell, how), cell.of_answers(how)
    differs = centre is not None and centre != cell.agreed
    said = f"Svaren säger {'något annat' if differs else 'detsamma'}: {told}." if centre is not None else ""
    if again is None or not differs:
        return said
    return f"Runda {again} har svarat igen efteråt. {said} Det ni enades om gäller tills ni tar tillbaka det."


def waits_words(asked: Question) -> str:
    """Return why an agreed level does not count, and where the group says whether it does, as sentences."""
    if asked.why is Why.GONE:
        said = "Projektet finns inte längre i planen, så det räknas inte."
        return said if asked.kept else f"{said} {WHERE_ANSWERED}."
    return f"{why_it_waits(asked)} Det räknas inte förrän ni har svarat. {WHERE_ANSWERED}."


def why_it_waits(asked: Question) -> str:
    """Return what the plan has changed under an entry that waits, as a sentence; nothing where it is not the plan."""
    if asked.why is Why.OTHER:
        return other_name(asked)
    return _HAPPENED.get(asked.why, "")


_HAPPENED = {
    Why.BACK: "Planen har åter projektet.",
    Why.LEFT: "Planen har inte längre projektet.",
    Why.SCALE: "Planen ger nu andra poäng för samma svar.",
}
