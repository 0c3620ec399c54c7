"""The app with every bound as it is, but for how long it waits for what never comes: a test waits for it too."""

from __future__ import annotations

from prioritering.web import limits

limits.HEAD_SECONDS, limits.SILENT_SECONDS, limits.BODY_SECONDS = 3.0, 2.0, 5.0
limits.FORGET_SECONDS = 1.0

from app import app  # noqa: E402

__all__ = ["app"]
