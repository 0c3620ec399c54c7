"""What an Oklart project says that it hangs on, by the word: the same as its reason says in a whole sentence."""

from __future__ import annotations

from typing import Any

import pytest

from prioritering.commands.board_text import board_text
from prioritering.plan.projects import Project
from prioritering.plan.reader import read_plan
from prioritering.view.document import document_of
from prioritering.view.open_words import all_by_unknown
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.row import rows_of
from prioritering.view.view import View
from prioritering.web.frame.templates import render
from tests.folders import DATA, printed_model
from tests.view.builders import picture
from tests.view.test_line_words import p, ranging, shown

UNKNOWN, UNSURE = "beror på okänd kostnad", "beror på osäker kostnad"
CHOICE, BOTH = "beror på hur ni väljer", "kostnad och val avgör"


def told(given: Picture) -> dict[str, str]:
    return {row.id: row.because for row in rows_of(given, given.board.listed())}


def test_on_the_real_plan_the_unclear_hang_on_unknown_costs_and_no_other_says_anything() -> None:
    plan = read_plan(DATA / "vso-2021", printed_model()).plan
    said = {key: words for key, words in told(picture(plan, View(frame="3547"), printed_model())).items() if words}
    assert said == dict.fromkeys(("S09", "S10", "S04", "S07"), UNKNOWN)
    assert set(told(picture(plan, View(frame="ingen"), printed_model())).values()) == {""}


def test_a_range_is_an_unsure_cost_and_no_unknown_one() -> None:
    given = shown(p("A", 100, 90), ranging("B", 500, 900, 80), p("C", 100, 70), frame="1000")
    assert told(given) == {"A": "", "B": "", "C": UNSURE}


def test_what_comes_after_a_project_or_is_locked_beside_it_is_nothing_that_it_hangs_on() -> None:
    below = ranging("C", 100, 200, 70)
    assert told(shown(p("A", None, 90), p("B", 100, 80), below, frame="500"))["B"] == UNKNOWN
    out = ranging("C", 100, 200, 80)
    assert told(shown(p("A", None, 90), p("B", 100, 80), out, frame="500", not_now=("C",)))["B"] == UNKNOWN


def test_all_hang_on_what_nobody_knows_only_where_the_last_of_them_does_too() -> None:
    unknown, between = p("A", None, 90), ranging("B", 100, 200, 80)
    assert all_by_unknown(shown(unknown, p("B", 100, 80), frame="300").board)
    assert not all_by_unknown(shown(unknown, between, p("C", 100, 70), frame="300").board)
    assert not all_by_unknown(shown(unknown, frame="ingen").board)
    assert not all_by_unknown(shown(p("B", 100, 80), frame="300").board)


def test_among_equals_of_known_costs_it_is_the_choice_that_decides() -> None:
    assert told(shown(p("A", 100), p("B", 100), p("C", 100, 40), frame="150")) == {"A": CHOICE, "B": CHOICE, "C": ""}


def test_per_krona_a_project_without_a_cost_hangs_on_it() -> None:
    given = shown(p("A", None, 90), p("B", 100, 80), frame="500", order="per-krona")
    assert told(given) == {"B": "", "A": UNKNOWN}


@pytest.mark.parametrize(
    ("rows", "rule", "project", "reason"),
    [
        ([p("A", 1500, 90), p("B", None), p("C", 1500)], "stopp", "B", "Också den som väljs först får kosta högst"),
        ([ranging("A", 600, 1200, 90), p("B", 1000), p("C", 2000)], "stopp", "C", "Det beror också på den osäkra"),
        ([p("A", 2000), p("B", 1500), p("C", None, 20)], "hoppa", "C", ", och på vad det kostar."),
        (
            [p("A", 2000), p("B", 1500), p("C", None, 30), p("D", 700, 20)],
            "hoppa",
            "D",
            ", och på en okänd kostnad till och med den här platsen.",
        ),
    ],
)
def test_where_a_cost_and_a_choice_both_decide_the_mark_says_both_as_the_reason_does(
    rows: list[Project], rule: str, project: str, reason: str
) -> None:
    given = shown(*rows, frame="3000", rule=rule)
    document = document_of(given)
    [row] = [row for row in document.rows if row.id == project]
    assert row.because == BOTH
    assert f" – </span>{BOTH}</span>" in str(render("parts/tavla_rad.html", row=row, still=False))
    assert any(f"Oklart, {BOTH}" in line for line in board_text(document, explained=False))
    projects: Any = ranking_json(given)["projekt"]
    assert reason in next(one["skal"] for one in projects if one["id"] == project)
