"""What one request may send, without a server: what it says itself of its length, and what then comes."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from prioritering.web import limits
from prioritering.web.server.bounds import Bounds

MOST = limits.BODY_BYTES


def answer(length: str | None, *pieces: int) -> tuple[int, int]:
    """Return the status of a request that says this length and sends pieces so long, and how many were asked for."""
    left, asked, sent = list(pieces), 0, list[Message]()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Message:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": b"x" * left.pop(0), "more_body": bool(left)}

    async def send(message: Message) -> None:
        sent.append(message)

    told = (b"transfer-encoding", b"chunked") if length is None else (b"content-length", length.encode())
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/direkt/svar",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), told],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8501),
    }
    asyncio.run(Bounds(app)(scope, receive, send))
    return sent[0]["status"], asked


@pytest.mark.parametrize(
    ("length", "status", "asked"),
    [(MOST, 200, 1), (MOST + 1, 413, 0), ("9" * 5000, 413, 0), ("-1", 200, 1), ("x", 200, 1)],
)
def test_a_length_that_is_too_much_is_refused_before_anything_is_taken_in(
    length: int | str, status: int, asked: int
) -> None:
    assert answer(str(length), 5) == (status, asked)


@pytest.mark.parametrize(
    ("pieces", "status"), [((MOST,), 200), ((MOST + 1,), 413), ((MOST - 1, 1, 0), 200), ((MOST - 1, 1, 1), 413)]
)
def test_what_comes_is_counted_whatever_length_was_told(pieces: tuple[int, ...], status: int) -> None:
    for length in (None, "1"):
        assert answer(length, *pieces)[0] == status
