"""Who is turned away is told whether it is they themselves who have too much going on, or the server."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from prioritering.web.limits import MOST_JOINS
from prioritering.web.server.bounds import Bounds


async def statuses(addresses: list[str]) -> tuple[int, dict[str, Any]]:
    """Begin one joining from each address, none of which ends; return the status and the words of the last."""
    sent: asyncio.Queue[Message] = asyncio.Queue()
    begun = asyncio.Semaphore(0)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        begun.release()
        await asyncio.Event().wait()

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    def ask(address: str) -> asyncio.Task[None]:
        scope = {"type": "http", "method": "POST", "path": "/direkt/anslut", "client": (address, 1), "headers": []}
        return asyncio.create_task(Bounds(app)(scope, receive, sent.put))

    *first, last = addresses
    under_way = [ask(address) for address in first]
    for _ in first:
        await begun.acquire()
    await ask(last)
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)
    start, body = sent.get_nowait(), sent.get_nowait()
    return start["status"], json.loads(body["body"])


@pytest.mark.parametrize(
    ("addresses", "status", "words"),
    [
        (["10.0.0.1"] * (MOST_JOINS.address + 1), 429, "härifrån"),
        ([f"10.0.0.{number}" for number in range(MOST_JOINS.total + 1)], 503, "Servern har så många besökare"),
    ],
    ids=["egna", "alla"],
)
def test_who_has_too_much_is_told_so_and_a_full_server_is_told_as_that(
    addresses: list[str], status: int, words: str
) -> None:
    found, body = asyncio.run(statuses(addresses))
    assert found == status
    assert words in str(body)
