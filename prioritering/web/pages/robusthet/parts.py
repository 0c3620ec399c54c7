"""Four parts of the page Robusthet: the standings, the places, what to find out next, and what it takes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from prioritering.analysis.inclusion import Outcome
from prioritering.usecases import study
from prioritering.usecases.places_shown import map_rows, places_shown
from prioritering.usecases.settling_shown import asked_first, needed_shown, next_shown
from prioritering.usecases.standings_shown import BestBeside, standings_shown
from prioritering.usecases.study import Robust
from prioritering.view.picture import Picture
from prioritering.web.frame.templates import render
from prioritering.web.pages.robusthet.charts import place_map, show
from prioritering.web.pages.robusthet.data import best_shares_of
from prioritering.web.parts.studies import once, shares_of

CHOOSE_FRAME = "Ingen ram är vald. Välj en ram till vänster, så syns vad som ryms."


def draw_standings(given: Robust) -> dict[str, Any] | None:
    """Draw the projects by standing with the share of cases inside by the rule and in the best portfolio.

    Returns what is shown; None while it is counted, or without a frame.
    """
    outcome = shares_of(given)
    if outcome is None or outcome.places is None:
        return None
    if outcome.inside is None:
        st.info(CHOOSE_FRAME)
        return None
    shown = standings_of_page(given, outcome)
    st.html(render("pages/robusthet/lage.html", **shown))
    return shown


def standings_of_page(given: Robust, outcome: Outcome) -> dict[str, Any]:
    """Return what the part shows; the best portfolios are left out while they are computed or have been stopped."""
    best = best_shares_of(given)
    return standings_shown(given, outcome, BestBeside(best, "" if best is None else _why_differ(given.picture)))


def _why_differ(picture: Picture) -> str:
    label = "Jämför listan med den bästa portföljen"
    return once(picture, "skillnad", label, lambda told: study.why_list_and_portfolio_differ(picture, told)) or ""


def draw_places(given: Robust) -> dict[str, Any] | None:
    """Draw how often each project has each place, as a picture, a text and a table; return what is shown."""
    outcome = shares_of(given)
    if outcome is None or outcome.places is None:
        return None
    shown = places_shown(given, outcome, outcome.places)
    (section,) = shown["sections"]
    st.html(render("pages/robusthet/rubrik.html", title=section["title"], texts=section["texts"]))
    order, shares = map_rows(given, outcome.places)
    names = [given.picture.board.candidates[i].name for i in order]
    show(place_map(names, shares), "platser", f"Värmekarta över platser. {section['texts'][0]}")
    st.html(render("pages/robusthet/tabell.html", summary="Visa som tabell", **section["table"]))
    return shown


def places_of_page(given: Robust) -> dict[str, Any] | None:
    """Return what the part shows; None while it is counted."""
    outcome = shares_of(given)
    return None if outcome is None or outcome.places is None else places_shown(given, outcome, outcome.places)


def draw_settling(given: Robust) -> dict[str, Any] | None:
    """Draw what would settle most to find out, and what would move each project across the line.

    Returns what is shown; None while something of it is computed, or without a frame.
    """
    if given.picture.frame.kronor is None:
        st.info(CHOOSE_FRAME)
        return None
    first = _next(given)
    if first is not None:
        st.html(render("pages/robusthet/nasta.html", **first))
    needed = _needed(given)
    if needed is not None:
        st.html(render("pages/robusthet/kravs.html", **needed))
    return None if first is None or needed is None else {"next": first, "needed": needed}


def settling_of_page(given: Robust) -> dict[str, Any] | None:
    """Return what the part shows; None while something of it is computed."""
    first, needed = _next(given), _needed(given)
    return None if first is None or needed is None else {"next": first, "needed": needed}


def _next(given: Robust) -> dict[str, Any] | None:
    label = "Prövar vad som är värt att ta reda på"
    found = once(given.picture, "nasta", label, lambda told: study.what_to_find_out(given, told))
    return None if found is None else next_shown(given, found)


def _needed(given: Robust) -> dict[str, Any] | None:
    asked = asked_first(given.picture)
    answers = once(
        given.picture, "kravs", "Prövar vad som krävs", lambda told: study.what_it_takes(given.picture, asked, told)
    )
    return None if answers is None else needed_shown(given, answers)
