"""What is asked of costs that may be a thousand times wrong, in the same words wherever a cost counts."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering import swedish
from prioritering.plan.cells import has_a_question, has_two_readings, is_said_in_words
from prioritering.scoring.changes import UnknownCosts
from prioritering.scoring.effective import Candidate
from prioritering.view.picture import Picture
from prioritering.view.value_words import maybe_kronor, two_readings

_MOST_NAMED = 5


def asked_of_cost(picture: Picture, item: Candidate) -> str:
    """Return what is asked of a project's cost as it counts; nothing where none is, or the group has answered."""
    asked = two_readings(item.project.cost)
    if isinstance(item.assumed_cost, UnknownCosts):
        return asked
    if item.assumed_cost is not None or item.tried:
        return ""
    return asked or (maybe_kronor(item.cost) if item.id in picture.basis.maybe_kronor else "")


def cost_with_mark(cost: str, mark: str) -> str:
    """Return a cost in a table of text with its mark: whose it is, what is asked of it: '250 000 (menas 250 tkr?)'."""
    return f"{cost} ({mark})" if mark else cost


def asked_cost_notes(picture: Picture) -> tuple[str, ...]:
    """Return what must stand beside a result that does not show the questions at each cost, by name."""
    found = [(item, asked) for item in picture.everything if (asked := asked_of_cost(picture, item))]
    counted = [_named(item, asked) for item, asked in found if not has_a_question(item.project.cost)]
    unread = [_named(item, asked) for item, asked in found if has_two_readings(item.project.cost)]
    in_words = [_named(item, asked) for item, asked in found if is_said_in_words(item.project.cost)]
    said = (
        _note("Kostnad som räknas som den står, fast den kan stå i kronor", counted),
        _note("Kostnad som är okänd, eftersom den kan läsas på två sätt", unread),
        _note("Kostnad som är okänd, eftersom den står i ord", in_words),
    )
    return tuple(filter(None, said))


def _named(item: Candidate, asked: str) -> str:
    return f"{item.name} ({asked})"


def _note(about: str, names: Sequence[str]) -> str:
    return f"{about}: {swedish.first_few(names, _MOST_NAMED)}." if names else ""
