"""What only the page Robusthet computes for a picture, each thing once and only when it is shown."""

from __future__ import annotations

import streamlit as st

from prioritering.analysis.inclusion import Outcome
from prioritering.usecases import study
from prioritering.usecases.study import Robust
from prioritering.web.parts.studies import already, once

# Projects times draws: beyond this the best portfolio of every draw is worked out only if somebody asks for it.
BEST_AT_ONCE = 4_000_000
ASKED_FOR_BEST = "_rakna_basta"
_BEST = "basta"


def best_shares_of(given: Robust) -> Outcome | None:
    """Return how often each project is in the best portfolio; None while stopped or without a frame."""
    if given.study.setting.frame is None:
        return None
    if len(given.study.given.ids) * given.study.draws.count > BEST_AT_ONCE and not st.session_state.get(ASKED_FOR_BEST):
        st.button("Räkna också den bästa portföljen i varje slumpat fall", on_click=_ask_for_best)
        return None
    label = "Räknar den bästa portföljen i varje slumpat fall"
    return once(given.picture, _BEST, label, lambda told: study.best_shares(given, told))


def best_shares_found(given: Robust) -> Outcome | None:
    """Return the same when it is there to be shown, without computing or drawing anything."""
    found: Outcome | None = already(given.picture, _BEST)
    return found


def _ask_for_best() -> None:
    st.session_state[ASKED_FOR_BEST] = True
