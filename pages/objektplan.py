"""Objektplan: what does the plan say?"""

from __future__ import annotations

from prioritering.web.context import require
from prioritering.web.objektplan import draw_page

require("läsa")
draw_page()
