"""The foot of every page: which version of the plan is shown, from what, and whether a newer one waits or is faulty."""

from __future__ import annotations

import streamlit as st

from prioritering import swedish
from prioritering.usecases.plan_source import source_of
from prioritering.usecases.renewal import version_shown
from prioritering.view.renewal_words import version_waits
from prioritering.web.frame import as_then, context
from prioritering.web.frame.boundary import boundary
from prioritering.web.frame.redraw import redraw
from prioritering.web.frame.still_in import page_part
from prioritering.web.frame.templates import render

FOOT = "sidfot"
_DRAWN = "_sidfot_ritad"


# A part by itself: where a page draws its own parts anew when the plan has changed, this one is drawn with them.
@page_part(key=FOOT)
def draw_foot() -> None:
    """Draw the foot of a page; called once per run, after the page."""
    with boundary():
        said = _said()
        st.session_state[_DRAWN] = said
        st.html(said)


def _is_old() -> bool:
    """Return whether the foot says another thing now than when this session's was drawn."""
    return bool(st.session_state.get(_DRAWN) != _said())


def redraw_with_foot(*parts: str) -> None:
    """Have the foot drawn with these parts of the page where it says another thing now; in callbacks from the parts.

    Else they are drawn alone, which is what Streamlit does by itself.
    """
    if _is_old():
        redraw((*parts, FOOT))


def _said() -> str:
    plan = context.plans_by_key()[context.plan_key()]
    info = version_shown(context.store(), plan.key, as_then.as_of().plan_version)
    source = source_of(context.store(), plan.key, info)
    # What is shown as it was then waits for nothing.
    waits = "" if as_then.is_then() else version_waits(context.waited_for(plan.key), context.has_faulty_files(plan.key))
    shown = {"name": context.name_of_plan(plan), "version": info.version, "read_in": swedish.day(info.imported_at)}
    return render("frame/fot.html", **shown, source=source, waits=waits)
