"""Four parts of the page Robusthet: the standings, the places, what to find out next, and what it takes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from prioritering import swedish
from prioritering.analysis.inclusion import Outcome
from prioritering.analysis.needed import Needed
from prioritering.usecases import study
from prioritering.usecases.robust_words import fact_words
from prioritering.usecases.standings_shown import STANDING_ROWS, BestBeside, few_points, standings_shown
from prioritering.usecases.study import Robust
from prioritering.usecases.worth_words import table_note, worth_in_turn, worth_words
from prioritering.view.picture import Picture
from prioritering.view.reasons import name_and_answers
from prioritering.view.row import state_of
from prioritering.view.share_words import share_words
from prioritering.view.standing_words import first_words
from prioritering.web.frame.templates import render
from prioritering.web.pages.robusthet.charts import place_map, show
from prioritering.web.pages.robusthet.data import best_shares_of
from prioritering.web.parts.studies import once, shares_of

MAP_ROWS = 30
# What a project would need is searched for one by one, so a very long list shows fewer.
LARGE_PLAN, LARGE_ROWS = 1000, 20
NEEDED_LEAD = (
    "En sak ändras i taget och allt annat är som nu. Vikterna ändras i hela procent och de andra behåller sina "
    "proportioner."
)
NEEDED_CAPTION = "Projekten i listans ordning, med regeln och ordningen som är valda"
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


def draw_places(given: Robust) -> None:
    """Draw how often each project has each place, as a picture, a text and a table."""
    outcome = shares_of(given)
    if outcome is None or outcome.places is None:
        return
    names = [item.name for item in given.picture.board.candidates]
    shares, expected = outcome.places.acceptability, outcome.places.expected_place
    order = outcome.places.in_turn(given.picture.board.position)[:MAP_ROWS]
    text = (
        f"{first_words(given.picture, outcome)} En mörk ruta långt åt vänster "
        "är ett projekt som nästan alltid hamnar högt; en utspridd rad är ett vars plats hänger på vikter och nivåer."
    )
    ties = "Lika poäng delar den bästa platsen (1, 2, 2, 4), så en plats kan delas av flera."
    st.html(render("pages/robusthet/rubrik.html", title="Hur ofta varje projekt får varje plats", texts=(text, ties)))
    # What is locked in without points takes no place.
    shown = shares[order][:, : min(given.picture.scored.ranked_count, MAP_ROWS)]
    show(place_map([names[i] for i in order], shown), "platser", f"Värmekarta över platser. {text}")
    header = ["Projekt", "Väntad", *(str(place + 1) for place in range(shown.shape[1]))]
    rows = [
        [
            name_and_answers(given.picture, i),
            swedish.number(float(expected[i]), 1),
            *(share_words(float(x), outcome.count) for x in row),
        ]
        for i, row in zip(order, shown, strict=True)
    ]
    caption = "Andel av fallen på varje plats, och väntad plats"
    st.html(render("pages/robusthet/tabell.html", summary="Visa som tabell", caption=caption, header=header, rows=rows))


def draw_settling(given: Robust) -> None:
    """Draw what would settle most to find out, and what would move each project across the line."""
    if given.picture.frame.kronor is None:
        st.info(CHOOSE_FRAME)
        return
    _next(given)
    _needed(given)


def _next(given: Robust) -> None:
    found = once(
        given.picture,
        "nasta",
        "Prövar vad som är värt att ta reda på",
        lambda told: study.what_to_find_out(given, told),
    )
    if found is None:
        return
    rows = []
    for item in worth_in_turn(given, found)[:25]:
        name, kind = fact_words(given, item.fact)
        rows.append(
            {
                "name": name,
                "kind": kind,
                "settled": swedish.number(item.settled, 1),
                "after": swedish.number(item.grey_after, 1),
            }
        )
    caption = (
        f"Räknat med {swedish.number(found.draws)} dragningar per utfall, medel över de utfall som är möjliga. "
        f"Att lämna gråzonen är att bli säkert eller utanför. {table_note(given, found)}"
    ).rstrip()
    if found.left_out:
        caption += f" {swedish.number(found.left_out)} saknade uppgifter som påverkar lite är inte prövade."
    st.html(render("pages/robusthet/nasta.html", lead=worth_words(given, found), rows=rows, caption=caption))


def _needed(given: Robust) -> None:
    board = given.picture.board
    rows = STANDING_ROWS if len(board.candidates) <= LARGE_PLAN else LARGE_ROWS
    shown = [int(i) for i in board.ranking.order[:rows]]
    answers = once(
        given.picture, "kravs", "Prövar vad som krävs", lambda told: study.what_it_takes(given.picture, shown, told)
    )
    if answers is None:
        return
    hidden = len(board.candidates) - len(shown)
    more = f"De {len(shown)} första i listan visas; {swedish.number(hidden)} till finns." if hidden else ""
    rows_shown = [_needed_row(given, item) for item in answers]
    st.html(render("pages/robusthet/kravs.html", rows=rows_shown, more=more, lead=NEEDED_LEAD, caption=NEEDED_CAPTION))


def _needed_row(given: Robust, item: Needed) -> dict[str, str]:
    # The words of the board, not those of the draws: what holds here holds for the weights and levels shown only.
    _, shape, word = state_of(given.picture, item.index)
    name = given.picture.board.candidates[item.index].name
    # The row is headed by the name.
    said = item.sentence.removeprefix(f"{name} ")
    few = few_points(given.picture, item.index)
    return {"name": name, "few": few, "sentence": swedish.upper_first(said), "shape": shape, "word": word}
