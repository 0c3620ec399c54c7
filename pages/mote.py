"""Möte: every member scores, together."""

from __future__ import annotations

from prioritering.web.context import require
from prioritering.web.mote import draw_page

require("läsa")
draw_page()
