"""A QR code of an address, drawn here; no service is asked."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno


def page_url(current: str, page: str, query: dict[str, str]) -> str:
    """Return the full address of another page beside the current one, carrying `query`."""
    parts = urlsplit(current)
    folder = parts.path.rsplit("/", 1)[0]
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{page}", urlencode(query), ""))


def reaches_others(url: str) -> bool:
    """Return whether an address can work on another device: not one that means "this machine"."""
    host = urlsplit(url).hostname or ""
    if host in ("", "localhost"):
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


def qr_svg(url: str, title: str) -> str:
    """Return the code as SVG with a title for screen readers; black on white in every theme, else phones fail."""
    code = segno.make(url, error="m", micro=False)
    return code.svg_inline(scale=4, border=4, dark="#000", light="#fff", title=title, svgclass="p-qr", omitsize=True)
