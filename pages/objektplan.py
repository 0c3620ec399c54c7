"""Objektplan: what does the plan say?"""

from __future__ import annotations

from prioritering.web.frame.context import require
from prioritering.web.pages.objektplan.page import draw_page

require("läsa")
draw_page()
