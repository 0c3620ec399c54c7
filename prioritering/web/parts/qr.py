"""A QR code of an address, drawn here; no service is asked, so that no link leaves the house."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno

# One of the eight that the standard (ISO/IEC 18004) lets a writer choose among; choosing takes four fifths of the time.
_MASK = 2
_DRAWN: Mapping[str, Any] = {"scale": 4, "dark": "#000", "light": "#fff", "omitsize": True}


def page_url(current: str, page: str, query: dict[str, str]) -> str:
    """Return the full address of another page beside the current one, carrying `query`."""
    parts = urlsplit(current)
    folder = parts.path.rsplit("/", 1)[0]
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{page}", urlencode(query), ""))


# Asked for at every drawing of a page, most often of the same address.
@lru_cache(maxsize=64)
def qr_image(url: str, quiet: int = 2, near: bool = False) -> str:
    """Return the code as a data address for an `<img>`, with `quiet` empty squares around it.

    Black on white in every theme, else phones fail. One that is read `near`, on paper, is drawn without looking for the
    pattern that reads best across a room.
    """
    # Readers want four empty squares; where the page has white padding of its own around the code, two are enough.
    return str(_code(url, near).svg_data_uri(border=quiet, **_DRAWN))


def qr_drawing(url: str) -> str:
    """Return the code as an `<svg>` to stand in a page that may load no picture, for paper."""
    return str(_code(url, near=True).svg_inline(border=4, **_DRAWN))


def _code(url: str, near: bool) -> segno.QRCode:
    return segno.make(url, error="m", micro=False, mask=_MASK if near else None)
