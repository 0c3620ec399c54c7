"""The app on a machine of one core where only two pieces of long work may wait, and who left is soon known."""

from __future__ import annotations

from prioritering.web import limits

limits.MOST_WAITING = 2
limits.cores = lambda: 1

from app import app  # noqa: E402
from prioritering.web.frame import long_work  # noqa: E402

long_work.LEFT_AFTER_SECONDS = 8.0

__all__ = ["app"]
