"""What an id may be made of: what stands the same in an address, a demand and a table, and to whoever reads it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

ID_FORM = "bokstäver, siffrorna 0–9, punkt, bindestreck och understreck"
_SIGNS = frozenset("0123456789._-")
# Signs that look like another in most typefaces, with what they are taken for.
_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсух", "ABESlJKMHOPCTYXaesijopcyx", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHlKMNOPTYXo", strict=True))
_ALIKE = str.maketrans(_CYRILLIC | _GREEK | {"I": "l", "1": "l", "0": "O"})

_PLAIN = {"0": "en nolla", "O": "bokstaven O", "1": "en etta", "l": "ett litet L", "I": "ett stort I"}


def composed(text: str) -> str:
    """Return a text with every letter written in one way: an Å may else be an A and a ring, and look the same."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def is_id(text: str, most: int) -> bool:
    """Return whether a text may be an id of at most so many letters."""
    # What has a plainer form, such as a letter of double width, would look like another id.
    plain = unicodedata.is_normalized("NFKC", text)
    signs = all(sign.isalpha() or sign in _SIGNS for sign in text)
    return plain and signs and 0 < len(text) <= most and not set(text) <= set("._-")


def look_of(text: str) -> str:
    """Return what an id looks like: two with the same look cannot be told apart by eye."""
    return composed(text).translate(_ALIKE)


def without_zeros(text: str) -> str:
    """Return an id without the zeros that its numbers begin with, as a spreadsheet program leaves it: 1 for 01."""
    return re.sub("[0-9]+", lambda found: found[0].lstrip("0") or "0", text).casefold()


def sign_words(text: str, beside: Iterable[str] = ()) -> str:
    """Return an id in quotation marks, and which of its signs look like others: '”А1” (А är kyrillisk)'.

    Of two plain signs that look alike, 0 and O, it is said which one stands where one of the ids `beside` differs.
    """
    differs = {sign for other in beside for sign, another in zip(text, other, strict=False) if sign != another}
    said = [
        f"{sign} är {kind}"
        for kind, signs in (("kyrillisk", _CYRILLIC), ("grekisk", _GREEK))
        for sign in dict.fromkeys(text)
        if sign in signs
    ]
    said += [f"{sign} är {_PLAIN[sign]}" for sign in dict.fromkeys(text) if sign in differs and sign in _PLAIN]
    return f"”{text}” ({', '.join(said)})" if said else f"”{text}”"
