"""Streamlit's one HTML page, made Swedish: language, title, text without script, our own script, and its policy.

Streamlit has no setting for the page's language (`<html lang="en">` is fixed), so the file is rewritten as it is sent.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

NOSCRIPT = """<noscript>
      <h1>Prioritering</h1>
      <p>Den här sidan behöver JavaScript. Slå på JavaScript i webbläsaren och läs in sidan igen.</p>
    </noscript>"""

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SERVICE_LINK = re.compile(r"<!--\s*Machine-readable pointer.*?-->\s*<link rel=\"service-desc\"[^>]*>", re.DOTALL)


@dataclass(frozen=True)
class IndexPage:
    """The page as Streamlit has it and as it is sent, with the policy that fits it."""

    original: bytes
    body: bytes
    policy: str

    @cached_property
    def compressed(self) -> bytes:
        """The body, gzipped once."""
        return gzip.compress(self.body, compresslevel=9, mtime=0)


def read_index_page(static_directory: Path, base_path: str = "") -> IndexPage:
    """Read Streamlit's index.html and return it in Swedish.

    `base_path` is the path the app is served under ("" for the root); assets get absolute addresses.
    """
    original = (static_directory / "index.html").read_bytes()
    text = original.decode("utf-8")
    base = "/" + base_path.strip("/") if base_path.strip("/") else ""
    # Not to be translated by the browser: that rewrites text under React, which then fails to update it.
    text = text.replace('<html lang="en">', '<html lang="sv" translate="no">')
    text = text.replace("<title>Streamlit</title>", "<title>Prioritering</title>")
    text = re.sub(r"<noscript>.*?</noscript>", lambda _: NOSCRIPT, text, flags=re.DOTALL)
    # It points at an address that is closed here (see house.CLOSED_PATHS).
    text = _SERVICE_LINK.sub("", text)
    text = text.replace('href="./favicon.png"', f'href="{base}/statisk/ikon.svg" type="image/svg+xml"')
    text = text.replace('"./static/', f'"{base}/static/')
    names = ("sprak", "rum", "fokus", "sagt", "angra", "reglage")
    later = "\n    ".join(f'<script src="{base}/statisk/{name}.js" defer></script>' for name in names)
    own = f'<script src="{base}/statisk/start.js"></script>\n    {later}'
    # Before Streamlit's own scripts: ours tells them where the server is.
    text = text.replace("<script>", f"{own}\n    <script>", 1)
    return IndexPage(original=original, body=text.encode("utf-8"), policy=content_policy(text))


def content_policy(html: str) -> str:
    """Return a strict content security policy: own host only, plus the page's own inline scripts by their hash.

    `blob:` scripts are Streamlit components written in Python (components v2); inline styles are Streamlit's.
    """
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(html)
    )
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes} blob:".replace("  ", " "),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "object-src 'none'",
            "form-action 'self'",
        )
    )
