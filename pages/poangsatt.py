"""Poängsätt: what do I think?"""

from __future__ import annotations

from prioritering.web.context import require
from prioritering.web.poangsatt import draw_page

require("bedöma")
draw_page()
