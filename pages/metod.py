"""Metod: how is this computed, and may I trust it?"""

from __future__ import annotations

from prioritering.web.context import require
from prioritering.web.metod import draw_page

require("läsa")
draw_page()
