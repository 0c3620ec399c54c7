"""How many are Oklart is said alike on cards, in the table and in the terminal, also of older documents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from prioritering.commands.board_text import board_text
from prioritering.view.document import document_of
from prioritering.web.frame.templates import render
from tests.view.test_line_words import p, shown


@pytest.mark.parametrize(("count", "said"), [(2, "2 oklara"), (1, "1 oklart")])
@pytest.mark.parametrize("older", [True, False])
def test_how_many_are_unclear_is_said_alike_wherever_a_document_is_drawn(count: int, said: str, older: bool) -> None:
    unknown = [p(f"P{n}", None, 80 - n) for n in range(count)]
    document = document_of(shown(p("A", 100, 90), *unknown, frame="500"))
    summary = document.summary
    without: dict[str, Any] = {"open_words": ""} if older else {}
    summary = replace(summary, **without, tiers=tuple(replace(tier, **without) for tier in summary.tiers))
    drawn = [render(f"parts/{name}.html", s=summary) for name in ("budgetkort", "budgeteffekt")]
    drawn.append("\n".join(board_text(replace(document, summary=summary), explained=False)))
    assert all(said in text for text in drawn)
    none = tuple(replace(tier, open=0, open_words="") for tier in summary.tiers)
    surely = replace(summary, open=0, open_words="", tiers=none)
    assert said not in render("parts/budgetkort.html", s=surely) + render("parts/budgeteffekt.html", s=surely)
