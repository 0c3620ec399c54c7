"""What a page says when nothing is ranked yet, and the two ways on: fill in, or score in a meeting."""

from __future__ import annotations

import streamlit as st

from prioritering.view.picture import Picture
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.templates import render

FILL_IN = ("fyll_i", "Fyll i kostnader och nivåer för alla projekt")
MEET = ("mote", "Bedöm alla projekt i ett möte")
PRICE = ("fyll_i", "Fyll i kostnader")


def draw_nothing_ranked(picture: Picture) -> None:
    """Draw why there is no list, and what leads to one."""
    left_out = picture.basis.group is None and not picture.view.assumptions and bool(picture.changes.levels)
    with st.container(border=True):
        answers = picture.basis.group is not None
        st.html(render("parts/tavla_tom.html", left_out=left_out, answers=answers, empty=not picture.everything))
        if picture.everything:
            draw_ways_on()


def draw_ways_on() -> None:
    """Draw the links to what makes a list of a plan without levels."""
    for page, label in (FILL_IN, MEET):
        page_link(page, label)
