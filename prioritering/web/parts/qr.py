"""A QR code of an address, drawn here; no service is asked, so that no link leaves the house."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import segno

# One of the eight that the standard (ISO/IEC 18004) lets a writer choose among; choosing takes four fifths of the time.
_MASK = 2


def page_url(current: str, page: str, query: dict[str, str]) -> str:
    """Return the full address of another page beside the current one, carrying `query`."""
    parts = urlsplit(current)
    folder = parts.path.rsplit("/", 1)[0]
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{page}", urlencode(query), ""))


def qr_image(url: str, quiet: int = 2, near: bool = False) -> str:
    """Return the code as a data address for an `<img>`, with `quiet` empty squares around it.

    Black on white in every theme, else phones fail. One that is read `near`, on paper, is drawn without looking for the
    pattern that reads best across a room.
    """
    # Readers want four empty squares; where the page has white padding of its own around the code, two are enough.
    code = segno.make(url, error="m", micro=False, mask=_MASK if near else None)
    return str(code.svg_data_uri(scale=4, border=quiet, dark="#000", light="#fff", omitsize=True))
