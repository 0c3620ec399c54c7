"""Connections as a browser meets them: what is answered is sent at once."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn

from prioritering.web.server.connections import CONNECTIONS_HERE


def test_no_answer_waits_for_the_browsers_word_that_it_got_the_part_before() -> None:
    answered, at_once = asyncio.run(_ask_once())
    assert answered.startswith(b"HTTP/1.1 204")
    assert at_once


async def _ask_once() -> tuple[bytes, int]:
    """Return the first line of an answer, and whether the server's end sends at once."""
    CONNECTIONS_HERE.guard()
    # As Streamlit makes it: without a word of the protocol, so that asyncio does not know it for TCP.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    # From now on it takes connections, though nobody answers before the server has come so far.
    listening.listen()
    server = uvicorn.Server(uvicorn.Config(_answer, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    reader, writer = await asyncio.open_connection(*listening.getsockname())
    writer.write(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
    answered = await reader.readline()
    (connection,) = server.server_state.connections
    at_once = connection.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    writer.close()
    server.should_exit = True
    await serving
    return answered, at_once


async def _answer(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})
