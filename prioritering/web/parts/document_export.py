"""Hämta som JSON: what a page shows, taken along as its document, without anything being frozen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from prioritering.usecases.which_plan import PlanKey, in_file_name
from prioritering.view.stored_document import StoredDocument, document_bytes
from prioritering.web.frame import context


def draw_document_export(plan_key: PlanKey, kind: str, make: Callable[[], StoredDocument]) -> None:
    """Draw the button; the file is made when it is pressed, with `make`, which may draw nothing."""
    name = f"{kind}-{date.today():%Y-%m-%d}-{in_file_name(context.store(), plan_key)}.json"
    st.download_button(
        "Hämta som JSON",
        lambda: document_bytes(make()),
        name,
        "application/json",
        key="hamta_json",
        icon=":material/download:",
        type="tertiary",
        width="stretch",
        on_click="ignore",
    )
