"""A day in a heading is never broken over two lines, and what stands beside it is still text."""

from __future__ import annotations

from prioritering.web.frame.templates import render


def test_a_day_in_a_heading_is_kept_on_one_line_and_all_else_is_text() -> None:
    head = render("frame/rubrik.html", title="A", subtitle="<b>Plan</b>, 2021-01-01 – 2021-12-31", finding="")
    assert head.count('<span class="p-day">') == 2
    assert '<span class="p-day">2021-12-31</span>' in head
    assert "&lt;b&gt;Plan&lt;/b&gt;, " in head
    assert "p-day" not in render("frame/rubrik.html", title="A", subtitle="diarienummer 12021-01-019", finding="")
