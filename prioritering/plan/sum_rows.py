"""Which rows of a table are none of it: the headings of its parts, and the sums that a spreadsheet has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prioritering.plan.cells import clean

_SUM_WORDS = {"summa", "summor", "totalt", "total", "totalsumma", "s:a", "delsumma", "summa totalt", "summa tkr"}
# What may follow the word where a row without an id cannot be anything else.
_SUM = re.compile(
    r"(summa|summor|total(t|summa)?|delsumma|s:a|tot\.?|σ)"
    r"([ :()]+|(?<=[ (])(tkr|kr|kostnad(er)?|ram|budget|totalt|projekt|[0-9]+|(strateg|priorit|önskv)\w*))*",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(strateg|priorit|önskv)\w*( \w+)+:?", re.IGNORECASE)
_PROJECTS_OF_CLASS = re.compile(r"(strateg|priorit|önskv)\w* projekt:?", re.IGNORECASE)
_FIGURE = re.compile(r"[≥=]? ?[-\u2212]?[0-9][0-9 .,]*( ?(kr|tkr|kkr|mnkr))?", re.IGNORECASE)


def is_section(cells: Sequence[str], first: int) -> bool:
    """Return whether a row is the heading of a part of a table of projects, whose ids are in the place `first`."""
    alone = bool(_SECTION.fullmatch(_cell_at(cells, first))) and sum(bool(cell.strip()) for cell in cells) == 1
    return alone or _heads_projects(cells)


def is_sum(cells: Sequence[str], first: int, by_id: bool) -> bool:
    """Return whether a row is a sum. `first` is the place of the column that no row of the table leaves empty.

    `by_id` says that it holds ids.
    """
    return (_is_sum_of_ids if by_id else _is_sum)(cells, first)


def _heads_projects(cells: Sequence[str]) -> bool:
    # In another column than that of the ids it may be the name of a project whose id is forgotten.
    first, *others = filter(None, map(clean, cells))
    # Beside it there may be the sum of what follows.
    return bool(_PROJECTS_OF_CLASS.fullmatch(first)) and all(map(_FIGURE.fullmatch, others))


def _cell_at(cells: Sequence[str], place: int) -> str:
    return clean(cells[place]) if place < len(cells) else ""


def _is_sum_of_ids(cells: Sequence[str], first: int) -> bool:
    own = _cell_at(cells, first)
    # Nearly every row of a table ends here.
    if own and not _SUM.fullmatch(own):
        return False
    filled = [text for text in map(clean, cells) if text]
    if not filled or own not in ("", filled[0]):
        return False
    if not _SUM.fullmatch(filled[0]):
        return _is_lone_figure(filled)
    texts = [text for text in filled if not (_FIGURE.fullmatch(text) or _SUM.fullmatch(text))]
    # Beside a sum in the column of ids there may be a word such as "2 projekt"; a project has a class too.
    return len(texts) <= bool(own)


def _is_sum(cells: Sequence[str], first: int) -> bool:
    own = _cell_at(cells, first)
    if own and not _is_sum_word(own):
        return False
    filled = [text for text in map(clean, cells) if text]
    if not filled or own not in ("", filled[0]):
        return False
    if _is_sum_word(filled[0]):
        return all(_FIGURE.fullmatch(text) for text in filled[1:])
    return not own and _is_lone_figure(filled)


def _is_lone_figure(filled: Sequence[str]) -> bool:
    return len(filled) == 1 and bool(_FIGURE.fullmatch(filled[0]))


def _is_sum_word(text: str) -> bool:
    return text.casefold().rstrip(":") in _SUM_WORDS
