"""What the part Vad som krävs shows: what to find out first, and what would move each project across the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prioritering import swedish
from prioritering.analysis.needed import Needed
from prioritering.analysis.worth_knowing import WorthKnowing
from prioritering.usecases.robust_words import fact_id, fact_words
from prioritering.usecases.standings_shown import STANDING_ROWS, few_points
from prioritering.usecases.study import Robust
from prioritering.usecases.worth_words import table_note, worth_in_turn, worth_words
from prioritering.view.picture import Picture
from prioritering.view.row import state_of

# What a project would need is searched for one by one, so a very long list shows fewer.
LARGE_PLAN, LARGE_ROWS = 1000, 20
NEEDED_LEAD = (
    "En sak ändras i taget och allt annat är som nu. Vikterna ändras i hela procent och de andra behåller sina "
    "proportioner."
)
NEEDED_CAPTION = "Projekten i listans ordning, med regeln och ordningen som är valda"
_FACTS_SHOWN = 25


def next_shown(given: Robust, found: WorthKnowing) -> dict[str, Any]:
    """Return what is said to be worth finding out first, and the facts, in the same turn."""
    rows = []
    for item in worth_in_turn(given, found)[:_FACTS_SHOWN]:
        name, kind = fact_words(given, item.fact)
        settled, after = swedish.number(item.settled, 1), swedish.number(item.grey_after, 1)
        rows.append({"id": fact_id(given, item.fact), "name": name, "kind": kind, "settled": settled, "after": after})
    # One that was safe or outside may come into the grey zone, so the two columns need not add up to those in it now.
    entered = any(round(item.settled + item.grey_after - found.grey_now, 1) > 0 for item in found.found)
    both_ways = "; några kommer i stället in i den, och räknas i den sista kolumnen" if entered else ""
    caption = (
        f"Räknat med {swedish.number(found.draws)} fall för varje värde som uppgiften kan visa sig ha, "
        "och medelvärdet av dem. "
        f"Att lämna gråzonen är att bli säkert eller utanför{both_ways}. {table_note(given, found)}"
    ).rstrip()
    if found.left_out:
        caption += f" {swedish.number(found.left_out)} saknade uppgifter som påverkar lite är inte prövade."
    return {"lead": worth_words(given, found), "rows": rows, "caption": caption if rows else ""}


def asked_first(picture: Picture) -> list[int]:
    """Return the projects whose needs are shown, as indexes in the order of the list."""
    board = picture.board
    rows = STANDING_ROWS if len(board.candidates) <= LARGE_PLAN else LARGE_ROWS
    return [int(i) for i in board.ranking.order[:rows]]


def needed_shown(given: Robust, answers: Sequence[Needed]) -> dict[str, Any]:
    """Return what it takes for each project that was asked about."""
    hidden = len(given.picture.board.candidates) - len(answers)
    more = f"De {len(answers)} första i listan visas; {swedish.number(hidden)} till finns." if hidden else ""
    rows = [_needed_row(given, item) for item in answers]
    return {"lead": NEEDED_LEAD, "rows": rows, "caption": NEEDED_CAPTION, "more": more}


def _needed_row(given: Robust, item: Needed) -> dict[str, str]:
    # The words of the board, not those of the draws: what holds here holds for the weights and levels shown only.
    _, shape, word = state_of(given.picture, item.index)
    project = given.picture.board.candidates[item.index]
    # The row is headed by the name.
    said = item.sentence.removeprefix(f"{project.name} ")
    few = few_points(given.picture, item.index)
    sentence = swedish.upper_first(said)
    told = {"few": few, "sentence": sentence, "shape": shape, "word": word, "exact": item.exact}
    return {"id": project.id, "name": project.name, **told}
