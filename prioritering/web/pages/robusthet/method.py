"""How the page was computed: draws, seed, margin of error, what was drawn, and how much the members agree."""

from __future__ import annotations

import streamlit as st

from prioritering import swedish
from prioritering.analysis.inclusion import Outcome
from prioritering.arrays import Array
from prioritering.usecases.robust_words import method_words
from prioritering.usecases.study import Robust
from prioritering.view.view import View
from prioritering.web.frame import address
from prioritering.web.frame.templates import render
from prioritering.web.pages.robusthet.data import best_shares_found
from prioritering.web.parts.studies import shares_of
from prioritering.web.parts.undo_view import Spot, draw_view_undo

DRAW_CHOICES = (500, 1000, 2000, 5000, 10_000, 50_000)


def draw_method(given: Robust) -> None:
    """Draw what the shares of the page rest on, folded until somebody asks, with what can be changed of it."""
    box = st.expander("Så räknades det", key="sa_raknades_det", on_change="rerun")
    if not box.open:
        return
    outcome = shares_of(given)
    if outcome is None:
        return
    with box:
        st.html(
            render("pages/robusthet/raknades.html", texts=method_words(given, outcome, shares_shown(given, outcome)))
        )
        _draws(given.picture.view)
        draw_view_undo(given.picture, Spot.DRAWS)


def shares_shown(given: Robust, outcome: Outcome) -> list[Array]:
    """Return the shares of the part that is open: what fits, what the best portfolio has, each place."""
    shown = [] if outcome.inside is None else [outcome.inside]
    part = given.picture.view.part
    if part == "platser" and outcome.places is not None:
        shown.append(outcome.places.acceptability)
    best = best_shares_found(given) if part == "laget" else None
    return shown if best is None or best.inside is None else [*shown, best.inside]


def _draws(view: View) -> None:
    many, seed = st.columns(2)
    with many:
        choices = sorted({*DRAW_CHOICES, view.draws})
        st.selectbox(
            "Antal slumpade fall",
            choices,
            choices.index(address.hold("dragningar", view.draws)),
            key="dragningar",
            format_func=swedish.number,
            on_change=address.change_by,
            args=("dragningar", "draws"),
        )
    with seed:
        seed_shown = address.hold("fro", view.seed)
        about = "Samma frö ger samma fall, i en länk och i en export."
        st.number_input(
            "Frö", 0, 2**31, seed_shown, 1, key="fro", help=about, on_change=address.change_by, args=("fro", "seed")
        )
