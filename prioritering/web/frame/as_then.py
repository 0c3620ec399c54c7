"""Whether this session shows something as it was then: what a page reads at, and that nothing is saved from there.

Set by `prioritering.web.frame.copied`, which opens copied links; asked by all that read or save.
"""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from prioritering.errors import Conflict
from prioritering.usecases.copied_link import NOW, AsOf
from prioritering.usecases.which_plan import PlanKey
from prioritering.view.copied_link import COPIED, SEAL, CopiedFrom

_THEN = "_som_da"
NOT_FROM_THEN = "Sidan visar det som gällde då, och därifrån sparas inget. Välj ”Visa nu” först."


class ShownThen(NamedTuple):
    """What a session shows as it was: the plan, what its link was copied from, and what is to be said of it."""

    plan_key: PlanKey
    copied: CopiedFrom
    as_of: AsOf
    notice: str = ""


def then() -> ShownThen | None:
    """Return what the session shows as it was then; None when it shows now."""
    found: ShownThen | None = st.session_state.get(_THEN)
    return found


def is_then() -> bool:
    """Return whether the session shows something as it was then."""
    return then() is not None


def as_of() -> AsOf:
    """Return the numbers that a page is to read at."""
    found = then()
    return NOW if found is None else found.as_of


def hold_then(found: ShownThen) -> None:
    """Show something as it was from now on."""
    st.session_state[_THEN] = found


def forget_then() -> None:
    """Show now from now on; the address is written by whoever asks."""
    st.session_state.pop(_THEN, None)


def leave_then() -> None:
    """Show now from now on, and let the address say so."""
    forget_then()
    for name in (COPIED, SEAL):
        st.query_params.pop(name, None)


def check_now() -> None:
    """Raise Conflict when the session shows something as it was: what is saved would be about something else."""
    if is_then():
        raise Conflict(NOT_FROM_THEN)
