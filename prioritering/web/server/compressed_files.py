"""Serves Streamlit's scripts and styles compressed."""

from __future__ import annotations

import gzip
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from prioritering.web.base import below_base

YEAR = 31_536_000


class CompressedFiles:
    """Serves Streamlit's scripts and styles gzipped, each compressed once and kept.

    Streamlit sends them uncompressed (9.4 MB at the first load with a chart); compressing at each request would
    cost the event loop when a whole room opens the page at once.
    """

    def __init__(self, app: ASGIApp, directory: Path) -> None:
        self.app = app
        self.types = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
        self.files = {
            "/" + path.relative_to(directory).as_posix(): path
            for path in (directory / "static").rglob("*")
            if path.suffix in self.types
        }
        self.packed: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a GET of a known file by its packed bytes; let everything else through."""
        path = below_base(scope.get("path", ""))
        known = self.files.get(path) if scope["type"] == "http" and scope["method"] == "GET" else None
        if known is None or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            await self.app(scope, receive, send)
            return
        if path not in self.packed:
            self.packed[path] = await to_thread.run_sync(_pack, known)
        headers = {
            "content-encoding": "gzip",
            "vary": "Accept-Encoding",
            # A file of Streamlit's never changes under its name, which holds a hash of what is in it.
            "cache-control": f"public, immutable, max-age={YEAR}",
        }
        answer = Response(self.packed[path], headers=headers, media_type=self.types[known.suffix])
        await answer(scope, receive, send)


def _pack(path: Path) -> bytes:
    # Without the time of day: the same file gives the same bytes after every start.
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)
