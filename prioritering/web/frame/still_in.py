"""Parts of a page and dialogs, which Streamlit draws again by themselves: not for one who has been logged out since."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from prioritering.permissions import Permission
from prioritering.web.frame import as_then
from prioritering.web.frame.address import is_renamed
from prioritering.web.frame.held_address import hold_chosen
from prioritering.web.frame.turns import DRAWN_IN_TURN
from prioritering.web.frame.who import page_user

P = ParamSpec("P")
Draw = Callable[P, None]


def page_part(key: str | None = None, run_every: float | None = None) -> Callable[[Draw[P]], Draw[P]]:
    """Make a function one of a page's parts (`st.fragment`)."""

    def decorated(draw: Draw[P]) -> Draw[P]:
        return st.fragment(key=key, run_every=run_every)(while_in(draw))

    return decorated


def dialog(title: str, only_tries: bool = False, **options: object) -> Callable[[Draw[P]], Draw[P]]:
    """Make a function a dialog (`st.dialog`, with its options).

    Dialogs save something, so where the page shows something as it was they ask to go to now first; not one that
    `only_tries` there.
    """

    def decorated(draw: Draw[P]) -> Draw[P]:
        drawn = draw if only_tries else _now_first(draw)
        return st.dialog(title, **options)(while_in(drawn))  # type: ignore[call-overload,no-any-return]

    return decorated


def _now_first(draw: Draw[P]) -> Draw[P]:
    @wraps(draw)
    def drawn(*arguments: P.args, **named: P.kwargs) -> None:
        """Draw it, or the way to now."""
        if not as_then.is_then():
            draw(*arguments, **named)
            return
        st.write(as_then.NOT_FROM_THEN)
        lead_to_now("Visa nu", "dialog_visa_nu")

    return drawn


def lead_to_now(label: str, key: str) -> None:
    """Draw the button that leaves what was, in a part of the page or a dialog."""
    if st.button(label, key=key, type="primary"):
        as_then.leave_then()
        # A run of the page closes the dialog, and takes what it was out of the address.
        st.rerun()


def while_in(draw: Draw[P]) -> Draw[P]:
    """Return `draw` for whoever may read; for others the whole page is run, which shows the way in."""

    @wraps(draw)
    def drawn(*arguments: P.args, **named: P.kwargs) -> None:
        """Draw it, or run the whole page."""
        with DRAWN_IN_TURN.turn():
            if page_user().may(Permission.READ):
                hold_chosen()
                if _by_itself() and is_renamed():
                    # Another plan has its id now, and what the page says of it no longer tells which it is.
                    st.rerun()
                draw(*arguments, **named)
            else:
                st.rerun()

    return drawn


def _by_itself() -> bool:
    """Return whether a part is drawn alone. In a run of the whole page it would ask for that run for ever."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run)
