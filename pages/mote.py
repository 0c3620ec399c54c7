"""Möte: every member scores, together."""

from __future__ import annotations

from prioritering.web.frame.context import require
from prioritering.web.pages.mote.page import draw_page

require("läsa")
draw_page()
