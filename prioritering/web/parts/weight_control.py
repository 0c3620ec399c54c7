"""The weights beside the board: a control of our own, with the ready-made weightings, and the two guided ways.

The control (`components/weights.js`) shows at once what it sends. While a hand moves it asks a route for the board;
at rest the values come here, and the view, and so the address, is written once.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st
from pydantic import BaseModel, StrictInt, StrictStr, ValidationError

from prioritering import swedish
from prioritering.criteria.model import Criterion, Model
from prioritering.direction import isolated
from prioritering.errors import BadArgument
from prioritering.scoring.weights import whole_percents
from prioritering.typed_numbers import typed_figure
from prioritering.usecases import weigh
from prioritering.view.picture import Picture
from prioritering.view.view import to_address
from prioritering.web.base import base_path
from prioritering.web.components.component import component
from prioritering.web.frame import address, as_then
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.templates import render
from prioritering.web.server.weigh_route import WEIGH

CONTROL = "vikter"
MOST_SWING = 100
_BY_PLACES, _BY_SWING = "Ordna", "Jämför"
_HAND = "_vikter"


class _Hand(NamedTuple):
    """Where a session's control stands: `turn` is new when the weights were set elsewhere, `told` is its last move.

    `hand` is the same for moves that are one change to take back, 0 where the last was none of those.
    """

    turn: str
    told: int
    weights: weigh.ViewWeights
    hand: int = 0


class _Move(BaseModel):
    """What the control tells at rest: a percent of each criterion, or the name of a ready-made weighting."""

    turn: StrictStr
    told: StrictInt
    values: dict[str, StrictInt] | None = None
    ready: StrictStr | None = None
    hand: StrictInt = 0


def weight_controls(picture: Picture) -> None:
    """Draw the weights, which always sum to 100, the ready-made weightings and the two guided ways.

    Call it last in the part of the page: the control then hears what the run ended with.
    """
    st.html(render("parts/vikter_rubrik.html"))
    _control(picture)
    # Drawn only when open: widgets that nobody sees would slow every move of a weight.
    guided = st.expander("Räkna fram vikterna", key="rakna_fram", on_change="rerun")
    if guided.open:
        with guided:
            _guided(picture.model)


def _control(picture: Picture) -> None:
    hand: _Hand | None = st.session_state.get(_HAND)
    weights = address.current_view().weights
    if hand is None or hand.weights != weights:
        hand = st.session_state[_HAND] = _Hand(secrets.token_hex(6), 0, weights)
    weightings, in_use = weigh.ready_made(picture)
    component("weights")(
        key=CONTROL,
        data={
            "plan": str(picture.plan.key),
            "criteria": [_row(item) for item in picture.model.criteria],
            "values": list(whole_percents(picture.weights)),
            "ready": [{"name": name, "values": list(values)} for name, values in weightings.items()],
            "inUse": in_use,
            "turn": hand.turn,
            "told": hand.told,
            "address": _board_address(),
        },
        on_move_change=partial(_moved, picture.model.ids),
    )


def _board_address() -> str:
    """Return where the board is asked for while a hand moves; "" where the page shows something as it was then."""
    return "" if as_then.is_then() else f"{base_path()}{WEIGH}?{urlencode(to_address(address.current_view()))}"


def _moved(ids: Sequence[str]) -> None:
    hand: _Hand | None = st.session_state.get(_HAND)
    try:
        # What a browser has sent may be anything.
        move = _Move.model_validate(st.session_state[CONTROL].get("move"))
        weights = weigh.by_hand(ids, move.values or {}) if move.ready is None else weigh.by_ready_made(ids, move.ready)
    except (ValidationError, BadArgument):
        return
    # The weights have been set in another way since, maybe in this very run: that holds, and the control is told so.
    if hand is None or move.turn != hand.turn or address.current_view().weights != hand.weights:
        return
    moved_by = move.hand if move.ready is None else 0
    goes_on = moved_by and moved_by == hand.hand
    if weights == hand.weights and not goes_on:
        # No change that the next move could go on with: the latest is another hand's, or none.
        moved_by = 0
    else:
        (address.change_further if goes_on else address.change)(weights=weights)
    st.session_state[_HAND] = hand._replace(told=move.told, weights=weights, hand=moved_by)


def _row(criterion: Criterion) -> dict[str, str]:
    source = "" if criterion.source == "planen" else " Gruppens kriterium, inte planens."
    about = isolated(f"Från {criterion.scale.lowest_name} till {criterion.scale.highest_name}.{source}")
    return {"id": criterion.id, "name": isolated(criterion.name), "about": about}


def _guided(model: Model) -> None:
    way = st.segmented_control(
        "Sätt", (_BY_PLACES, _BY_SWING), default=_BY_PLACES, key="viktsatt", label_visibility="collapsed"
    )
    if way == _BY_SWING:
        st.caption("Ge 100 till steget som betyder mest. Hur mycket betyder de andra stegen, jämfört med det?")
    else:
        st.caption("Vilket steg, från lägsta till högsta nivå, betyder mest? Plats 1 betyder mest. Lika plats går bra.")
    keys = []
    for number, criterion in enumerate(model.criteria, 1):
        names = (criterion.name, criterion.scale.lowest_name, criterion.scale.highest_name)
        label = "{}: {} → {}".format(*map(escape, names))
        key = f"{'swing' if way == _BY_SWING else 'plats'}_{criterion.id}"
        keys.append(key)
        if way == _BY_SWING:
            # A text, since the browser's own field for numbers drops a comma that its language does not use.
            st.text_input(label, str(MOST_SWING), key=key)
        else:
            st.selectbox(label, range(1, len(model.ids) + 1), index=number - 1, key=key)
    st.button("Räkna ut vikterna", key="rakna_vikter", on_click=_guided_used, args=(model.ids, way, tuple(keys)))
    if problem := st.session_state.pop("viktfel", None):
        st.warning(escape(problem))


def _guided_used(ids: Sequence[str], way: str | None, keys: Sequence[str]) -> None:
    answers = [st.session_state[key] for key in keys]
    try:
        if way == _BY_SWING:
            scores = [typed_figure(str(text), f"ett tal från 0 till {MOST_SWING}", high=MOST_SWING) for text in answers]
            address.change(weights=weigh.by_swing(ids, scores))
        else:
            address.change(weights=weigh.by_places(ids, [int(place) for place in answers]))
    except BadArgument as error:
        st.session_state["viktfel"] = swedish.as_sentence(str(error))
