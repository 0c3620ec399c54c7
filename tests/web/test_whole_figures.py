"""A day or a range of figures is never broken over two lines, and what stands beside it is still text."""

from __future__ import annotations

from prioritering.web.frame.templates import render


def test_a_day_in_a_heading_is_kept_on_one_line_and_all_else_is_text() -> None:
    head = render("frame/rubrik.html", title="A", subtitle="<b>Plan</b>, 2021-01-01 – 2021-12-31", finding="")
    assert head.count('<span class="p-whole">') == 2
    assert '<span class="p-whole">2021-12-31</span>' in head
    assert "&lt;b&gt;Plan&lt;/b&gt;, " in head
    assert "p-whole" not in render("frame/rubrik.html", title="A", subtitle="diarienummer 12021-01-019", finding="")


def test_a_range_of_figures_in_a_finding_is_kept_on_one_line_and_a_dash_between_words_is_not() -> None:
    said = render(
        "frame/fynd.html", finding="Fler ryms <b>om</b> de kostar 1\u00a0200–3\u00a0547 tkr – 85–100 eller 0,5–1,5."
    )
    for whole in ("1\u00a0200–3\u00a0547", "85–100", "0,5–1,5"):
        assert f'<span class="p-whole">{whole}</span>' in said
    assert said.count("p-whole") == 3
    assert "&lt;b&gt;om&lt;/b&gt;" in said


def test_a_range_in_a_small_note_is_kept_on_one_line_as_one_in_a_finding_is() -> None:
    said = "De två okända kostnaderna ligger i gruppens spann, 100–900 tkr: Ryms är det som ryms i hela spannet."
    whole = '<span class="p-whole">100–900</span>'
    assert whole in render("pages/robusthet/kort.html", counts=(), frame="", notes=(said,))
