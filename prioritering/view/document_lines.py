"""The lines of a stored picture, for what draws it as rows of text."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering.view.document import PictureDocument
from prioritering.view.lines import Lines, line_places


def line_after(document: PictureDocument, shown: Sequence[str], number: int) -> tuple[str, ...]:
    """Return what the lines say that stand after the first `number` of the rows that are `shown`, by id."""
    words = document.summary
    if words.frame_kr is None:
        return ()
    every = [row.id for row in document.rows]
    first, second = line_places(Lines(document.below, document.after), every, set(shown))
    said = []
    if number == first:
        said.append(f"── {words.line}{f'. {words.tie}' if words.tie else ''}")
    if second is not None and number == second:
        said.append(f"┄┄ {words.second_line}{f'. {words.second_tie}' if words.second_tie else ''}")
    return tuple(said)
