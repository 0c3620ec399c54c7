"""What the next round is to ask about: chosen by the leader, with the cells worth discussing already filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from prioritering import swedish
from prioritering.meeting.results import DISPUTED_FROM
from prioritering.usecases.group_result import Result
from prioritering.usecases.next_round import ToDiscuss, asked_of, cells_to_discuss, what_asked_for
from prioritering.view.meeting_steps import next_round_words
from prioritering.web.frame import address, context
from prioritering.web.frame.as_written import in_list

APART = (1, 2, 3, 4)


def choose_next_round(found: Result) -> Mapping[str, Sequence[str]]:
    """Draw the choice for the round after what a meeting has given; return the criteria chosen now, by project."""
    here = found.here
    names, number = here.names, len(here.meeting.rounds) + 1
    # A widget of its own for each round: else the choice made for the last one would be kept in the next.
    key = f"{here.meeting.id}-{number}"
    worth, steps = _worth(found, key) if found.is_shown else (ToDiscuss(), DISPUTED_FROM)
    suggested = [item for item in dict.fromkeys(cell.project_id for cell in worth.cells) if item in names]
    # Also by what is suggested: a new threshold is a new suggestion.
    chooser = f"runda-{key}-{'~'.join(suggested)}"
    chosen = st.multiselect(
        f"Projekt i runda {number}",
        list(names),
        suggested,
        format_func=in_list(names),
        key=chooser,
    )
    st.button("Välj alla projekt", on_click=choose, args=(chooser, list(names)))
    asked = asked_of(worth.cells, chosen, here.meeting.model.ids)
    if worth.cells or number > 1:
        st.caption(next_round_words(number, len(asked), what_asked_for(worth, asked), steps))
    return asked


def choose(key: str, ids: list[str]) -> None:
    """Choose these projects in a list; for callbacks of buttons."""
    st.session_state[key] = ids


def _worth(found: Result, key: str) -> tuple[ToDiscuss, int]:
    """Draw the threshold; return what is worth asking about again at it, and how many steps it is."""
    least, crossing = st.columns([0.4, 0.6], vertical_alignment="bottom")
    with least:
        steps = st.segmented_control(
            "Minsta avstånd mellan lägsta och högsta svar",
            APART,
            default=DISPUTED_FROM,
            format_func=lambda step: swedish.plural(step, "steg", "steg"),
            key=f"steg-{key}",
            required=True,
        )
    with crossing:
        also = st.checkbox("Också där svaren kan flytta projektet över ramen", value=True, key=f"over-{key}")
    least_steps = steps or DISPUTED_FROM
    return cells_to_discuss(context.store(), found, address.current_view(), least_steps, also), least_steps
