"""Level values and spacings: the order of the levels is a fact, the distances are a choice that can be tried."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import streamlit as st

from prioritering import swedish
from prioritering.criteria.model import WordedScale
from prioritering.errors import BadArgument
from prioritering.typed_numbers import typed_figure
from prioritering.usecases.picture import places_by_spacing
from prioritering.view.picture import Picture
from prioritering.view.view import HIGHEST_VALUE, SPACINGS
from prioritering.view.view_change_words import CHOICE_LABELS, CHOICE_WORDS
from prioritering.web.frame import address
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.templates import render
from prioritering.web.parts.undo_view import Spot, draw_view_undo

_SPACING = CHOICE_WORDS["spacing"]
COMPARED = 30
_ASKED = f"ett tal från 0 till {swedish.number(HIGHEST_VALUE)}; skriv till exempel 33,5"


def draw_level_values(picture: Picture) -> None:
    """Draw the spacing, the levels' values and each project's place under three spacings."""
    st.caption("Nivåernas ordning är given, avstånden är en överenskommelse. Noll är ”ingen effekt” och flyttas inte.")
    st.segmented_control(
        CHOICE_LABELS["spacing"],
        SPACINGS,
        default=address.hold("steg", picture.view.spacing),
        key="steg",
        format_func=_SPACING.__getitem__,
        on_change=_spacing_chosen,
    )
    if problem := st.session_state.pop("vardefel", None):
        st.warning(escape(problem))
    worded = [criterion for criterion in picture.model.criteria if isinstance(criterion.scale, WordedScale)]
    columns = st.columns(max(1, len(worded)))
    for criterion, column in zip(worded, columns, strict=False):
        with column:
            if isinstance(criterion.scale, WordedScale):
                _value_inputs(criterion.id, criterion.name, criterion.scale)
    st.button("Återställ värdena", on_click=address.change, kwargs={"values": (), "spacing": "jamna"})
    draw_view_undo(picture, Spot.LEVELS)
    st.html(render("pages/prioritera/steg_jamforelse.html", names=list(_SPACING.values()), rows=_compared(picture)))


def _value_inputs(criterion_id: str, name: str, scale: WordedScale) -> None:
    st.markdown(f"**{escape(name)}**")
    for number, level in enumerate(scale.levels):
        key = f"varde_{criterion_id}_{number}"
        # A text, since the browser's own field for numbers drops a comma that its language does not use.
        st.text_input(
            f"{escape(name)}: {escape(level.name)}",
            address.hold(key, swedish.all_decimals(level.value)),
            key=key,
            disabled=number == 0,
            on_change=_values_changed,
            args=(criterion_id, len(scale.levels)),
        )


def _spacing_chosen() -> None:
    address.change(spacing=st.session_state["steg"] or "jamna", values=())


def _values_changed(criterion_id: str, count: int) -> None:
    texts = [str(st.session_state[f"varde_{criterion_id}_{number}"]) for number in range(count)]
    try:
        values = tuple(typed_figure(text, _ASKED, high=HIGHEST_VALUE) for text in texts)
    except BadArgument as error:
        st.session_state["vardefel"] = f"{swedish.as_sentence(str(error))} Ändringen användes inte."
        return
    if any(low > high for low, high in pairwise(values)) or values[0] == values[-1]:
        st.session_state["vardefel"] = "Värdena ska stiga från lägsta till högsta nivå. Ändringen användes inte."
        return
    kept = tuple(entry for entry in address.current_view().values if entry[0] != criterion_id)
    address.change(values=(*kept, (criterion_id, values)))


def _compared(picture: Picture) -> list[dict[str, Any]]:
    """Return each project's place under the three spacings, in the order of the board."""
    return [
        {"name": item.name, "places": item.places, "same": len(set(item.places)) == 1}
        for item in places_by_spacing(picture, COMPARED)
    ]
