"""Metod."""

from prioritering.web import context
from prioritering.web.theme import page_head

context.require("läsa")
page_head("Metod", context.current_plan().name)
