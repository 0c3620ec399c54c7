"""Search over the whole plan as the page shows it: projects, goals, people's roles, figures, remarks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

import streamlit as st

from prioritering.view.sought_words import KINDS_OF_DASH, other_ways, says_all, sought_words
from prioritering.web.frame.held_address import choose_in_address
from prioritering.web.frame.templates import render
from prioritering.web.parts.search_field import MOST_SOUGHT, search_field

PARAMETER = "sok"
_MOST_HITS = 40
_LONGEST = 160
_BEFORE = 50
# What is read as one thing; the outermost counts, and what a row unfolds under it belongs to the row.
_BLOCKS = frozenset({"tr", "li", "p", "dl"})
_PASSED_OVER = frozenset({"thead", "caption", "h2", "summary"})
_UNFOLDED = "o-more"


class Hit(NamedTuple):
    """A place that says what was asked for: the part's title, where on the page it stands, and the words there.

    `pieces` are the same words in order, each with whether it was asked for.
    """

    part: str
    anchor: str
    text: str
    pieces: tuple[tuple[str, bool], ...] = ()


def search(asked: str, parts: Iterable[tuple[str, str, str]]) -> tuple[Hit, ...]:
    """Return where all the words asked for stand; `parts` are (anchor, title, HTML) as the page draws them."""
    wanted = sought_words(asked)
    if not wanted:
        return ()
    return tuple(
        Hit(title, own or anchor, said := _around(text, wanted), _pieces(said, wanted))
        for anchor, title, html in parts
        for own, text in _Blocks(html).found
        if says_all(text, wanted)
    )


def asked_here() -> str:
    """Draw the field and return what is asked for; it stands in the address, so that a search is a link."""
    if "plansok" not in st.session_state:
        st.session_state["plansok"] = str(st.query_params.get(PARAMETER, ""))
    return search_field("Sök i hela planen", "plansok", _asked, "Projekt, mål, roll eller tal")


def draw_hits(asked: str, parts: Sequence[tuple[str, str, str]]) -> None:
    """Draw where the plan says what is asked for, a line each with a link to it.

    An amount is looked for as the plan may write it too; what is found in most places is shown.
    """
    found = {asked: search(asked, parts)}
    # A figure without its unit that the plan has is meant as it stands: ”1,5” is no 1 500 kronor.
    if not found[asked] or not asked[-1:].isdigit():
        found |= {way: search(way, parts) for way in other_ways(asked)}
    said = max(found, key=lambda way: len(found[way]))
    hits, as_asked = found[said], len(found[asked])
    shown = {"asked": asked, "as_asked": as_asked, "said": said, "hits": hits[:_MOST_HITS], "count": len(hits)}
    st.html(render("pages/objektplan/traffar.html", **shown, most=_MOST_HITS))


def _asked() -> None:
    choose_in_address(**{PARAMETER: str(st.session_state["plansok"]).strip()[:MOST_SOUGHT] or None})


def _spaced(word: str) -> str:
    """Return the pattern of a word whose figures are met with their spaces or without, and its dash as any dash."""
    return re.sub(r"(?<=\d)(?=\d)", r"\\s?", re.escape(word)).replace(r"\-", f"[{KINDS_OF_DASH}]")


def _pieces(text: str, wanted: list[str]) -> tuple[tuple[str, bool], ...]:
    """Return a text cut where the words asked for begin and end."""
    words = "|".join(_spaced(word) for word in sorted(wanted, key=len, reverse=True))
    # What stands in the brackets of the pattern comes out at every other place.
    cut = re.split(f"({words})", text, flags=re.IGNORECASE)
    return tuple((piece, place % 2 == 1) for place, piece in enumerate(cut) if piece)


def _around(text: str, wanted: list[str]) -> str:
    """Return the beginning of a text, and what stands around the first word where that lies further in."""
    if len(text) <= _LONGEST:
        return text
    first = re.search(_spaced(wanted[0]), text, re.IGNORECASE)
    at = first.start() if first else 0
    if at < _LONGEST - _BEFORE:
        return f"{text[:_LONGEST].rstrip()} …"
    return f"{text[:_BEFORE].rstrip()} … {text[at - _BEFORE : at + _LONGEST - 2 * _BEFORE].strip()} …"


class _Blocks(HTMLParser):
    """The texts of a part's rows, items and paragraphs, each with the id that stands in it ("" where none does)."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self._anchor = ""
        self._over = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block that words may stand in, and keep the first anchor in it."""
        self._over += tag in _PASSED_OVER
        if dict(attrs).get("class") == _UNFOLDED:
            self._anchor, said = self.found.pop()
            self._words = [said, " · "]
        if tag in _BLOCKS:
            self._open.append(tag)
        if self._open:
            self._anchor = self._anchor or dict(attrs).get("id") or ""

    def handle_endtag(self, tag: str) -> None:
        """End a block, and keep its words with their anchor when it was the outermost."""
        # Between two cells, so that two figures are not read as one.
        if self._open and tag in ("td", "th"):
            self._words.append(" · ")
        self._over -= tag in _PASSED_OVER
        if tag in self._open:
            while self._open.pop() != tag:
                pass
            if not self._open:
                self._end()

    def handle_data(self, data: str) -> None:
        if self._open and not self._over:
            self._words.append(data)

    def _end(self) -> None:
        text = " · ".join(" ".join(cell.split()) for cell in " ".join(self._words).split(" · ") if cell.strip())
        if text:
            self.found.append((self._anchor, unicodedata.normalize("NFC", text)))
        self._words, self._anchor = [], ""
