"""Poängsätt: what do I think?"""

from __future__ import annotations

from prioritering.web.frame.context import require
from prioritering.web.pages.poangsatt.page import draw_page

require("bedöma")
draw_page()
