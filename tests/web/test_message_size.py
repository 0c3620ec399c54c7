"""What a page sends on its websocket is bounded, whoever has started the server: each may hold half a message in it."""

from __future__ import annotations

import os
import struct
from contextlib import closing
from pathlib import Path

import pytest

from prioritering.web.limits import MESSAGE_BYTES
from tests.web.served import STREAMLIT, UVICORN, served
from tests.web.test_limits import SOCKET, Wire

TOO_BIG = 1009
BINARY, GOES_ON, PING, PONG, CLOSE, LAST = 0x2, 0x0, 0x9, 0xA, 0x8, 0x80
MASK = b"\0\0\0\0"


def begun(kind: int, size: int) -> bytes:
    """Return how a frame of so many bytes begins."""
    return bytes((kind, LAST | 127)) + struct.pack(">Q", size) + MASK


def heard(wire: Wire) -> tuple[int, int]:
    """Return the kind of the next frame from the server, and a close's code."""
    found = wire.rest
    while len(found) < (4 if found[:1] == bytes((LAST | CLOSE,)) else 2):
        piece = wire.socket.recv(4096)
        assert piece, "stängdes utan ett ord"
        found += piece
    return found[0] & 0xF, int.from_bytes(found[2:4])


@pytest.mark.parametrize("how", [UVICORN, STREAMLIT], ids=["uvicorn", "streamlit"])
def test_a_message_larger_than_any_page_sends_is_not_waited_for(how: tuple[str, ...], tmp_path: Path) -> None:
    half = MESSAGE_BYTES // 2
    with served(tmp_path, how) as server:
        for frames in (
            begun(BINARY, MESSAGE_BYTES + 1),
            begun(BINARY, half) + os.urandom(half) + begun(GOES_ON, half + 1),
        ):
            with closing(Wire(server, SOCKET)) as wire:
                assert wire.status() == 101
                wire.socket.sendall(frames)
                assert heard(wire) == (CLOSE, TOO_BIG)
        with closing(Wire(server, SOCKET)) as wire:
            assert wire.status() == 101
            # Nearly as large as may be is waited for: what comes between its parts is answered.
            nearly = MESSAGE_BYTES - 1
            wire.socket.sendall(begun(BINARY, nearly) + os.urandom(nearly) + bytes((LAST | PING, LAST)) + MASK)
            assert heard(wire)[0] == PONG
