"""Översikt: where do we stand?"""

from __future__ import annotations

from prioritering.web.context import require
from prioritering.web.oversikt import draw_page

require("läsa")
draw_page()
