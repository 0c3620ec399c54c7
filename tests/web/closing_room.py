"""The app opened for a room, which is closed, as from Möte, when there is a file that says so."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from app import app
from prioritering.web.server.room_listener import LISTENER

__all__ = ["app"]
CLOSE = Path("stang")


def _close_when_told() -> None:
    while not CLOSE.exists():
        time.sleep(0.02)
    LISTENER.close()


threading.Thread(target=_close_when_told, daemon=True).start()
