"""The button that takes back one's own latest change says how many entries go with it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.store.connection import Store
from prioritering.usecases import change_plan, fill_in
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.history import own_latest
from tests.folders import VSO


def _page() -> None:
    import streamlit as st

    from prioritering.web.parts.undo import draw_undo_in_history
    from tests.folders import VSO

    draw_undo_in_history(VSO, st.session_state["latest"])


@pytest.mark.parametrize(
    ("typed", "label"),
    [({"S01": {"costs:": "7"}}, "Ångra"), ({"S01": {"costs:": "7"}, "S02": {"costs:": "9"}}, "Ångra alla 2")],
)
def test_one_change_is_undone_and_several_that_were_saved_as_one_are_counted(
    route_store: Store, typed: dict[str, dict[str, str]], label: str
) -> None:
    mine, by = Beside(route_store, VSO, maker="m"), Signature("Ekonom", "Ny kalkyl")
    change_plan.assume_cost(mine, "S03", (1000, 1000), by)
    form = fill_in.form_of(route_store, VSO)
    assert fill_in.save(mine, form, form.sheet.changed(typed).edits, by) == len(typed)
    app = AppTest.from_function(_page)
    app.session_state["latest"] = own_latest(route_store, VSO, "m")
    assert [item.label for item in app.run().button] == [label]


def test_thousands_of_changes_that_were_saved_as_one_are_counted_with_the_thousands_apart(route_store: Store) -> None:
    mine = Beside(route_store, VSO, maker="m")
    change_plan.assume_cost(mine, "S03", (1000, 1000), Signature("Ekonom", "Ny kalkyl"))
    app = AppTest.from_function(_page)
    app.session_state["latest"] = [*own_latest(route_store, VSO, "m")] * 1200
    assert [item.label.replace("\u00a0", " ") for item in app.run().button] == ["Ångra alla 1 200"]
