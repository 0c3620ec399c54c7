"""Robusthet: what is safe whatever we think?"""

from __future__ import annotations

from prioritering.web.context import require
from prioritering.web.robusthet import draw_page

require("läsa")
draw_page()
