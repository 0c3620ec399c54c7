"""Errors end as a calm Swedish box, never as a traceback."""

from __future__ import annotations

import logging

import pytest
from streamlit.testing.v1 import AppTest


def shown(app: AppTest) -> str:
    assert not app.exception
    return " ".join(element.proto.body for element in app.get("html"))


def faulty_plan() -> None:
    from prioritering.errors import BadPlan, Problem
    from prioritering.web.frame.boundary import boundary

    with boundary():
        raise BadPlan(
            [
                Problem("projekt.csv", "ett belopp förväntas", row=2, column="kostnad_tkr", found="<b>dyrt</b>"),
                Problem("projekt.csv", "kolumnen saknas", column="klass"),
            ]
        )


def unexpected() -> None:
    from prioritering.web.frame.boundary import boundary

    with boundary():
        raise ZeroDivisionError("hemligt innehåll")


def stopped() -> None:
    import streamlit as st

    from prioritering.web.frame.boundary import boundary

    with boundary():
        st.html("<p>före</p>")
        st.stop()


def test_all_problems_of_a_plan_are_listed_and_their_text_is_escaped() -> None:
    text = shown(AppTest.from_function(faulty_plan).run())
    assert "Planen går inte att läsa" in text
    assert "projekt.csv, rad 2, kolumn kostnad_tkr" in text
    assert "kolumnen saknas" in text
    assert "<b>dyrt</b>" not in text


def test_an_unexpected_error_shows_a_reference_and_keeps_its_words_on_the_server(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, logger="prioritering.web"):
        text = shown(AppTest.from_function(unexpected).run())
    assert "Något gick fel" in text
    assert "hemligt" not in text
    reference = caplog.records[0].getMessage().rsplit(" ", 1)[-1]
    assert reference in text


def test_stopping_a_page_is_no_error() -> None:
    assert "Något gick fel" not in shown(AppTest.from_function(stopped).run())
