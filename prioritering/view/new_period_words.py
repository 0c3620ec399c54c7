"""What comes along into next period's plan and what is left, as sentences: the same on the page and in the command."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering import swedish
from prioritering.plan.done import says_how_far
from prioritering.plan.names import projects_told_apart
from prioritering.plan.next_period import NextPeriod
from prioritering.plan.object_plan import Project
from prioritering.view.basis import Basis
from prioritering.view.laid_words import counted_words, not_counted_words


def left_sentences(made: NextPeriod, parts: Sequence[str], old: Basis) -> tuple[str, ...]:
    """Return what does not come along: projects that are done, parts of the plan, and what the group has entered.

    `old` is what an answer about the old plan rests on.
    """
    told = [f"Klara och därför inte med: {_names(made.done)}." if made.done else _none_done(made.carried)]
    if made.unbound:
        told.append(f"{_names(made.unbound)} beror inte längre på det som är klart.")
    if parts:
        told.append(f"Det här följer inte med ur planen: {swedish.listing(parts)}.")
    beside = _beside(old)
    if beside:
        told.append(
            "Det gruppen har lagt bredvid planen hör till den här planen och följer inte med: "
            f"{swedish.listing(beside)}. Det som fortfarande gäller skrivs i den nya planen, eller antas där på nytt."
        )
    told.append("Möten och svar stannar hos den gamla planen, som inte ändras.")
    return tuple(filter(None, told))


def _none_done(carried: Sequence[Project]) -> str:
    if any(says_how_far(project) for project in carried):
        return "Inget projekt är klart enligt planens kolumn Status, så alla följer med."
    return "Planen säger inte i en kolumn Status vilka projekt som är klara, så alla följer med."


def _names(projects: Sequence[Project]) -> str:
    return swedish.listing(projects_told_apart(projects).values())


def _beside(old: Basis) -> list[str]:
    told = list(counted_words(old.changes, without=("projects", "criteria")))
    told += [f"det tillagda projektet {item.name}" for item in old.changes.projects]
    told += [f"kriteriet {item.criterion.name}" for item in old.changes.criteria]
    return [*told, *not_counted_words(old)]
