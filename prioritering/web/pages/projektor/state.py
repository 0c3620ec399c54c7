"""The projector's step Läge: how the meeting stands, and the plan in one line."""

from __future__ import annotations

from typing import Any

from prioritering import swedish
from prioritering.usecases.meeting_picture import MeetingPicture
from prioritering.view import cost_sums, sentences
from prioritering.view import meeting_words as words
from prioritering.view.picture import Picture
from prioritering.view.state_counts import projects_told, state_counts


def state(shown: MeetingPicture) -> dict[str, Any]:
    """Return what the step shows: the meeting in a sentence, every project by its state, and the sums."""
    picture, result = shown.picture, shown.result
    said = "Inget möte är öppnat än."
    if result is not None:
        said = words.state_words(result.meeting, result.progress, len(result.here.vacant_roles), result.lost.rounds)
    return {
        "finding": said,
        "kind": "lage",
        "total": projects_told(picture),
        "reach": sentences.headline(picture),
        "counts": state_counts(picture),
        "cards": _cards(picture),
    }


def _cards(picture: Picture) -> list[tuple[str, str]]:
    """Return figures with what they are: the frame, and the costs that are known and not."""
    board, frame = picture.board, picture.frame
    origin = frame.cell.label if frame.cell else "väljs på sidan Prioritera" if frame.kronor is None else "eget belopp"
    chosen = ("ingen ram" if frame.kronor is None else swedish.tkr(frame.kronor), f"ram: {origin}")
    if not board.candidates:
        return [chosen, ("inga", "är rangordnade")]
    least = cost_sums.least_sum(board)
    known = f"kända kostnader för de {cost_sums.counted_projects(board)}{f' · {least}' if least else ''}"
    return [chosen, (cost_sums.known_sum(board), known), (swedish.number(board.unknown_count), "har okänd kostnad")]
