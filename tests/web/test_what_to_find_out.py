"""What Robusthet says is most worth finding out, where one fact settles something and where it takes several."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.usecases.study import robust
from prioritering.view.view import View
from tests.pages.visit import words
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture


def _page() -> None:
    import streamlit as st

    from prioritering.web.pages.robusthet.parts import draw_settling

    draw_settling(st.session_state["given"])


@pytest.mark.parametrize(
    ("unknown", "frame", "said"),
    [
        (3, "1200", "1 projekt ligger i gråzonen, men ingen enskild uppgift flyttar något ur den: flera behövs "),
        (1, "800", "Mest värt att ta reda på är kostnaden för Projekt u0: den uppgiften flyttar i genomsnitt 1,0 av "),
        (1, "1300", "Inget projekt ligger i gråzonen, så inget behöver tas reda på för att veta vad som ryms."),
        (0, "500", "Inget projekt ligger i gråzonen, så inget behöver tas reda på för att veta vad som ryms."),
    ],
)
def test_what_one_fact_can_settle_is_told_and_where_none_can_alone_that_is(unknown: int, frame: str, said: str) -> None:
    # Each unknown cost is at most 400 tkr; the last project costs 600.
    projects = [project(f"u{n}", None, 90 - n) for n in range(unknown)] + [project("d", 600_000, 50)]
    view = View(plan="prov", frame=frame, draws=500, weight_info="fasta", unknown_low=0, unknown_high=400)
    app = AppTest.from_function(_page, default_timeout=30)
    app.session_state["given"] = robust(picture(plan(*projects), view, number_model()))
    app.run()
    assert not app.exception
    assert said in words("\n".join(item.proto.body for item in app.get("html")))
