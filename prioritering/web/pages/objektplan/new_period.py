"""The button for the next period's plan and its dialog: what comes along and what is left, before it is made."""

from __future__ import annotations

import streamlit as st

from prioritering import swedish
from prioritering.errors import BadArgument
from prioritering.permissions import Permission
from prioritering.plan.object_plan import ObjectPlan
from prioritering.usecases.change_plan import Signature
from prioritering.usecases.new_period import NewPeriod, following, make_new_period, new_period
from prioritering.view.new_period_words import left_sentences
from prioritering.web.frame import context
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.still_in import dialog
from prioritering.web.frame.templates import render
from prioritering.web.parts.signing import save_and_close, sign

_MADE = "_ny_period"


def draw_button(plan: ObjectPlan) -> None:
    """Draw the button for those who may change something, and what came of it when the plan has just been made."""
    if st.session_state.get(_MADE) == plan.key:
        del st.session_state[_MADE]
        st.success(
            f"Den nya planen är sparad med id {escape(plan.id)}. Gå igenom kostnaderna. Ska den rättas som filer "
            f"skriver kommandot `exportera --plan {plan.id}` ut dem."
        )
    if context.may(Permission.CHANGE) and st.button("Gör nästa periods plan"):
        _dialog(plan)


@dialog("Gör nästa periods plan", width="large")
def _dialog(plan: ObjectPlan) -> None:
    st.caption("En ny plan görs av den här. Den här planen ändras inte.")
    period = st.text_input("Period", following(plan.period), key="ny_period")
    plan_id = st.text_input("Planens id (tomt: görs av periodens år)", key="ny_period_id").strip()
    try:
        found = new_period(context.store(), plan.key, period, plan_id or None)
    except BadArgument as error:
        st.error(escape(swedish.as_sentence(str(error))))
        found = None
    if found:
        _tell(found)
    by = sign()
    if st.button("Gör planen", type="primary", disabled=found is None):
        save_and_close(lambda: _make(plan, period, plan_id, by))


def _tell(found: NewPeriod) -> None:
    """Say what comes along and what is left."""
    names = found.made.carried_names
    values = {
        "plan_id": found.made.plan_id,
        "count": swedish.plural(len(names), "projekt", "projekt"),
        "names": names,
        "left": left_sentences(*found),
    }
    st.html(render("pages/objektplan/ny_period.html", **values))


def _make(plan: ObjectPlan, period: str, plan_id: str, by: Signature) -> None:
    key = make_new_period(context.store(), plan.key, period, plan_id or None, by)
    st.session_state[_MADE] = key
    context.open_plan(key)
