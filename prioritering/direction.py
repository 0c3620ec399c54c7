"""Text that reads in its own direction and turns nothing round it, as it is shown.

Marks that set the direction (U+202E and its kin) would turn what follows them, to the end of the sentence. They are no
letters of anybody's, and are left out. Words that read from the right are kept together by themselves.
"""

from __future__ import annotations

import re
from typing import Any

_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# All but the pair that keeps words together.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]")
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_FROM_THE_RIGHT = re.compile(rf"[{_RIGHT}](?:[^\n]*[{_RIGHT}])?")
_OWN, _END = "\u2068", "\u2069"


def without_marks(text: str) -> str:
    """Return a text without marks of direction, for a cell of its own: there is nothing beside it to keep apart."""
    return text if text.isascii() else _MARKS.sub("", text)


def unturned(line: str) -> str:
    """Return a line that some words may have been isolated in, without the marks that would turn it."""
    if line.isascii():
        return line
    kept = _TURNING.sub("", line)
    depth = lowest = 0
    for letter in kept:
        depth += (letter == _OWN) - (letter == _END)
        lowest = min(lowest, depth)
    # Somebody's own, that end nowhere or begin nowhere, would undo those that keep words together.
    return kept if depth == lowest == 0 else _MARKS.sub("", line)


def written_out(json_text: str) -> str:
    """Return JSON with the marks as its escapes: whoever reads it gets them back, and the text turns nowhere."""
    return json_text if json_text.isascii() else _MARKS.sub(lambda mark: f"\\u{ord(mark[0]):04x}", json_text)


def isolated(text: str) -> str:
    """Return a text that can stand in any sentence; the same again where it has been isolated already."""
    if text.isascii():
        return text
    return _FROM_THE_RIGHT.sub(lambda run: f"{_OWN}{run[0]}{_END}", _MARKS.sub("", text))


def all_isolated(value: Any) -> Any:
    """Return a value with every text in it as `isolated` gives it; the keys of its tables are as they were."""
    if isinstance(value, dict):
        return {key: all_isolated(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [all_isolated(item) for item in value]
    return isolated(value) if isinstance(value, str) else value
