"""Prioritera: in what order, and what does the money reach?"""

from __future__ import annotations

from prioritering.web.frame.context import require
from prioritering.web.pages.prioritera.page import draw_page

require("läsa")
draw_page()
