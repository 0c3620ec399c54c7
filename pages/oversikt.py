"""Översikt: where do we stand?"""

from __future__ import annotations

from prioritering.web.frame.context import require
from prioritering.web.pages.oversikt.page import draw_page

require("läsa")
draw_page()
