"""The line that takes a change back stands with the plan that was changed, in a session that has changed two."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.store.connection import Store


def _changed_in_turn() -> None:
    import streamlit as st

    from prioritering.usecases import change_plan
    from prioritering.usecases.change_plan import Signature
    from prioritering.web.parts import undo
    from tests.folders import UKFA, VSO

    plans = {"vso": (VSO, "S01"), "ukfa": (UKFA, "UF1")}
    for name in st.session_state["changed"]:
        key, project = plans[name]
        change_plan.assume_cost(undo.beside_plan(key, 1), project, (1000, 1000), Signature("Ekonom", "Ny kalkyl"))
    # What is changed after something was undone would let go of that.
    for own in st.session_state[undo._MADE] if st.session_state["undone"] else ():
        undo._undo(own.plan_key, own.entry_ids)
    st.session_state["lines"] = {name: undo.has_line(key) for name, (key, _) in plans.items()}


@pytest.mark.parametrize("undone", [False, True])
@pytest.mark.parametrize("changed", [("vso", "ukfa"), ("ukfa", "vso")])
def test_of_two_plans_that_a_session_has_changed_the_line_is_on_the_one_that_was_changed_last(
    database: Store, changed: tuple[str, str], undone: bool
) -> None:
    app = AppTest.from_function(_changed_in_turn)
    app.session_state["changed"], app.session_state["undone"] = changed, undone
    assert not app.run().exception
    assert app.session_state["lines"] == {changed[0]: False, changed[1]: True}
