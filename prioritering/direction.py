"""Text that reads in its own direction and turns nothing round it, as it is shown.

Marks that set the direction (U+202E and its kin) would turn what follows them, to the end of the sentence. They are no
letters of anybody's, and are left out. Words that read from the right are kept together by themselves.
"""

from __future__ import annotations

import re

_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_FROM_THE_RIGHT = re.compile(rf"[{_RIGHT}](?:[^\n]*[{_RIGHT}])?")
_OWN, _END = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Return a text that can stand in any sentence; the same again where it has been isolated already."""
    if text.isascii():
        return text
    return _FROM_THE_RIGHT.sub(lambda run: f"{_OWN}{run[0]}{_END}", _MARKS.sub("", text))
