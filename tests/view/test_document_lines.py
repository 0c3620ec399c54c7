"""The lines of a stored picture stand after the row that they stand after on the board, with what is said of a tie."""

from __future__ import annotations

from typing import Any

import pytest

from prioritering.view.document import document_of
from prioritering.view.document_lines import line_after
from tests.view.test_line_words import p, plain, ranging, shown

TIED = (p("A", 100), p("B", 100), p("C", 100, 40))
UNSURE = (p("A", 100, 90), ranging("B", 100, 300, 80), p("C", 100, 70), p("D", 900, 60))


@pytest.mark.parametrize(
    ("projects", "view", "after"),
    [
        (
            TIED,
            {"frame": "150"},
            {
                0: [
                    "── Härifrån är det oklart vad ramen 150 tkr räcker till · 150 tkr kvar till de oklara. "
                    "Nedanför är projekt lika: ni måste välja vilka som ryms."
                ],
                2: ["┄┄ Längre än hit räcker ramen inte, hur lika projekt än ordnas"],
            },
        ),
        (TIED, {"frame": "250"}, {2: ["── Här tar ramen slut: 250 tkr · 50 tkr kvar"]}),
        (
            UNSURE,
            {"frame": "450"},
            {
                2: ["── Hit räcker ramen 450 tkr säkert · högst 250 tkr kvar till det oklara"],
                3: ["┄┄ Hit räcker ramen om den osäkra kostnaden är högst 250 tkr"],
            },
        ),
        (UNSURE, {"frame": "ingen"}, {}),
    ],
)
def test_each_line_stands_after_its_row_with_what_is_said_of_the_tie_that_it_cuts(
    projects: tuple[Any, ...], view: dict[str, Any], after: dict[int, list[str]]
) -> None:
    document = document_of(shown(*projects, **view))
    ids = [row.id for row in document.rows]
    found = {number: [plain(text) for text in line_after(document, ids, number)] for number in range(len(ids) + 1)}
    assert {number: lines for number, lines in found.items() if lines} == after
