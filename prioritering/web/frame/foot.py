"""The foot of every page: which version of the plan is shown, when it was read in, and its source."""

from __future__ import annotations

import streamlit as st

from prioritering import swedish
from prioritering.usecases.plan_source import source_of
from prioritering.usecases.renewal import version_shown
from prioritering.web.frame import as_then, context
from prioritering.web.frame.templates import render


def draw_foot() -> None:
    """Draw the foot of a page; called once per run, after the page."""
    plan = context.plans_by_key()[context.plan_key()]
    info = version_shown(context.store(), plan.key, as_then.as_of().plan_version)
    read_in = swedish.day(info.imported_at)
    source = source_of(context.store(), plan.key, info)
    st.html(
        render("frame/fot.html", name=context.name_of_plan(plan), version=info.version, read_in=read_in, source=source)
    )
