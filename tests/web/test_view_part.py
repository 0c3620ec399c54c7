"""The part of a page that shows the view: the address follows what is changed in it, and its faults end there."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.store.connection import Store
from tests.pages.visit import log_in


@pytest.fixture
def app(route_store: Store) -> AppTest:
    """A page of one part, as a reader meets it."""
    app = AppTest.from_function(_page, default_timeout=60)
    log_in(app, "läsare")
    app.query_params["plan"] = "vso-2021"
    return app


def _page() -> None:
    import streamlit as st

    from prioritering.errors import Conflict
    from prioritering.web.frame import address
    from prioritering.web.frame.view_part import view_part

    @view_part(key="provdel")
    def part(asked: str) -> None:
        st.text(f"ramen är {address.current_view().frame}, {asked}")
        st.button("Andra ramen", on_click=address.change, kwargs={"frame": "900"})
        if st.session_state.get("fails"):
            raise Conflict("någon annan hann före")

    address.open_view("prioritera")
    part("som bett")
    st.text("efter delen")


def test_what_is_changed_in_a_part_stands_in_the_address_when_it_has_been_drawn_anew(app: AppTest) -> None:
    app.run()
    assert [item.value for item in app.text] == ["ramen är , som bett", "efter delen"]
    app.button[0].click().run()
    assert app.text[0].value == "ramen är 900, som bett"
    assert app.query_params["ram"] == "900"


def test_a_fault_in_a_part_is_told_there_and_the_rest_of_the_page_is_drawn(app: AppTest) -> None:
    app.session_state["fails"] = True
    app.run()
    assert not app.exception
    assert app.text[-1].value == "efter delen"
    [told] = [item.proto.body for item in app.get("html")]
    assert "Något har ändrats under tiden" in told
    assert "Någon annan hann före." in told
