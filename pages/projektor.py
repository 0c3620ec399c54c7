"""Projektor: the meeting on the wall, one step at a time."""

from __future__ import annotations

from prioritering.web.frame.context import require
from prioritering.web.pages.projektor.page import draw_page

require("läsa")
draw_page()
