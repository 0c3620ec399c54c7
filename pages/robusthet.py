"""Robusthet: what is safe whatever we think?"""

from __future__ import annotations

from prioritering.web.frame.context import require
from prioritering.web.pages.robusthet.page import draw_page

require("läsa")
draw_page()
