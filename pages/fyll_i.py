"""Fyll i: what do we assume of many projects at once?"""

from __future__ import annotations

from prioritering.web.frame.context import require
from prioritering.web.pages.fyll_i.page import draw_page

require("läsa")
draw_page()
