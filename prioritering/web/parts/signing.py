"""What every dialog that changes something ends with: who says so and why, and saving or telling what was wrong."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from pydantic import ValidationError

from prioritering import swedish
from prioritering.errors import PrioriteringError
from prioritering.usecases.change_plan import Signature
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.carried_through import carried_through
from prioritering.web.frame.context import require
from prioritering.web.frame.signer import known_role

ROLES = ("Objektledare", "Objektledare IT", "Objektägare", "Objektägare IT", "Linjechef", "Annan roll")


def sign(reason_label: str = "Skäl") -> Signature:
    """Ask for a reason, and for the role only where nobody knows it."""
    role = signing_role()
    # Without a limit of the field's: it would drop a longer text that is pasted without a word.
    reason = st.text_area(reason_label, key="dialog_skal", height=80)
    return Signature(role, reason)


def signing_role() -> str:
    """Return the role that something is saved under, asked for only where nobody knows it."""
    # By role and never by name: entries are kept for ever, and a role says enough (GDPR, article 5.1 c).
    role = known_role()
    if role:
        st.caption(escape(f"Sparas som {role}."))
        return role
    return st.selectbox("Roll", ROLES, key="dialog_roll")


def save_and_close(write: Callable[[], object], needs: str = "ändra") -> None:
    """Write, say what was wrong in the dialog, or close it."""
    try:
        # Asked again when it is saved: an open dialog is no permission.
        require(needs)
        with carried_through():
            write()
    except (PrioriteringError, ValidationError) as error:
        fault = str(error) if isinstance(error, PrioriteringError) else "Fyll i roll och skäl, och kontrollera värdena."
        st.error(escape(swedish.as_sentence(fault)))
    else:
        # A run of the page closes the dialog.
        st.rerun()
