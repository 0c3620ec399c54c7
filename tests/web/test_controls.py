"""The sliders of the weights, and what the guided ways begin from."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.view.view import View
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture


def _page() -> None:
    import streamlit as st

    from prioritering.web.parts.controls import weight_controls

    weight_controls(st.session_state["picture"])


@pytest.mark.parametrize(
    ("ids", "percents", "locked"),
    [(("a",), [100], True), (("a", "b"), [50, 50], False), (("a", "b", "c"), [34, 33, 33], False)],
)
def test_a_weight_can_be_moved_where_there_is_another_to_take_from(
    ids: tuple[str, ...], percents: list[int], locked: bool
) -> None:
    app = AppTest.from_function(_page)
    app.session_state["picture"] = picture(
        plan(project("P", 1000, *(50.0 for _ in ids), ids=ids)), View(plan="prov"), number_model(*ids)
    )
    app.run()
    assert not app.exception
    assert [item.value for item in app.slider] == percents
    assert {(item.min, item.max, item.disabled) for item in app.slider} == {(0, 100, locked)}
