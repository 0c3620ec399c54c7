"""What is searched for and where it stands: one way for every field to search in, on every page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from prioritering import swedish

# A keyboard has one of them; a plan has whichever its author's program made of it.
KINDS_OF_DASH = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_AMOUNT = re.compile(r"(\d{1,9}|\d{1,3}(?:\s\d{3}){1,2})(?:,(\d{1,3}))?\s*(tkr|kkr)?")


def sought_words(asked: str) -> list[str]:
    """Return the words asked for; only a space between a figure's thousands belongs to it."""
    return re.sub(r"(?<!\d)\d{1,3}(?:\s\d{3})+(?!\d)", lambda figure: _plain(figure[0]), _alike(asked)).split()


def says_all(text: str, wanted: Iterable[str]) -> bool:
    """Return whether all the words wanted stand somewhere in a text.

    Case, the kind of dash, how a letter is put together and the spaces within numbers make no difference.
    """
    plain = _plain(text)
    return all(word in plain for word in wanted)


def other_ways(asked: str) -> tuple[str, ...]:
    """Return how a plan may write an amount that is asked for as the pages write it, in tkr; nothing for other words.

    In kronor, as in its own columns; or as the figure alone, under a heading that says the unit.
    """
    found = _AMOUNT.fullmatch(asked.strip().casefold())
    if found is None or not (found[2] or found[3]):
        return ()
    thousands, decimals = re.sub(r"\s", "", found[1]), found[2] or ""
    kronor = swedish.number(int(thousands + decimals.ljust(3, "0")))
    return (kronor, asked.strip()[: -len(found[3])].strip()) if found[3] else (kronor,)


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d)\s(?=\d)", "", _alike(text))


def _alike(text: str) -> str:
    return re.sub(f"[{KINDS_OF_DASH}]", "-", unicodedata.normalize("NFC", text).casefold())
