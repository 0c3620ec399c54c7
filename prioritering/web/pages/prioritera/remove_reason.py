"""How an administrator takes away the reason that somebody gave for an assumption or a lock."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from prioritering.permissions import Permission
from prioritering.plan.plan_key import PlanKey
from prioritering.swedish import upper_first
from prioritering.usecases.history import Told
from prioritering.usecases.removed_texts import REMOVED, removable_reasons, remove_reason
from prioritering.web.frame import context
from prioritering.web.frame.as_written import escape, option
from prioritering.web.parts.removal import remove_for_good, to_choose

_CHOSEN, _FAULT = "skal_att_ta_bort", "_skal_fel"
_MEANS = (
    f"Där det stod står sedan ”{REMOVED}”, på alla sidor, i filer som hämtas härefter och i äldre länkar. Antaganden, "
    "lås och resultat ändras inte. Det går inte att ångra. Filer som redan är hämtade och kopior av databasen har "
    "texten kvar."
)


def draw_reason_removal(plan_key: PlanKey, told: Sequence[Told]) -> None:
    """Draw the choice of a reason to take away, for whoever may; nothing where there is none."""
    if fault := st.session_state.pop(_FAULT, None):
        st.error(escape(fault))
    given = removable_reasons(told) if context.may(Permission.REMOVE) else {}
    if not given:
        return
    with st.popover("Ta bort ett skäl"):
        chosen = st.selectbox("Skäl som ska bort", list(given), None, lambda text: _told(text, given), key=_CHOSEN)
        st.caption(_MEANS)
        st.button("Ta bort skälet för gott", on_click=_remove, args=(plan_key, chosen), disabled=chosen is None)


def _told(text: str, given: dict[str, str]) -> str:
    return option(upper_first(f"{given[text]}: {to_choose(text)}"))


def _remove(plan_key: PlanKey, chosen: str) -> None:
    remove_for_good(lambda by: remove_reason(context.store(), plan_key, chosen, by), _CHOSEN, _FAULT)
