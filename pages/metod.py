"""Metod: how is this computed, and may I trust it?"""

from __future__ import annotations

from prioritering.web.frame.context import require
from prioritering.web.pages.metod.page import draw_page

require("läsa")
draw_page()
