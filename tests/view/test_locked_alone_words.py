"""Headline, line and advice where what is locked in is all there is to count, or where a cost of several decides."""

from __future__ import annotations

import pytest

from prioritering.plan.object_plan import Project
from prioritering.view import sentences
from tests.view.test_line_words import p, said, shown


def bare(key: str, tkr: int | None) -> Project:
    """A project without a level, and so without points."""
    return p(key, tkr).model_copy(update={"marks": {}})


@pytest.mark.parametrize(
    ("cost", "frame", "locks", "line"),
    [
        (500, "2000", "Det låsta projektet lämnar 1 500 tkr av ramen 2 000 tkr.", "1 500 tkr kvar"),
        (
            None,
            "2000",
            "Det låsta projektet lämnar högst 2 000 tkr av ramen 2 000 tkr, som överskrids om kostnaden är över "
            "2 000 tkr.",
            "",
        ),
        (2500, "2000", "Det låsta projektet kostar 500 tkr mer än ramen 2 000 tkr.", ""),
    ],
)
def test_where_nothing_is_ranked_the_headline_says_what_the_locked_do_to_the_frame_and_the_line_not_that_all_are_locked(
    cost: int | None, frame: str, locks: str, line: str
) -> None:
    given = shown(bare("A", cost), bare("B", 100), frame=frame, must=("A",))
    head, words = said(given)
    assert head == f"{locks} {sentences.NOTHING_TO_SCORE}"
    assert "alla" not in words.lower()
    if line:
        assert words == f"Inget fritt projekt kan rangordnas · {line}"
    assert said(shown(bare("A", cost), bare("B", 100), frame="ingen", must=("A",)))[0] == sentences.NOTHING_TO_SCORE


def test_all_are_said_to_be_locked_only_where_no_other_is_without_points() -> None:
    some = shown(p("A", 500), bare("B", 100), frame="2000", must=("A",))
    assert said(some) == ("Inget fritt projekt kan rangordnas.", "Inget fritt projekt kan rangordnas · 1 500 tkr kvar")
    only = shown(p("A", 500), frame="2000", must=("A",))
    assert said(only)[1] == "Det enda projektet är låst · 1 500 tkr kvar"


def test_what_two_unknown_costs_are_called_does_not_hang_on_how_many_of_them_decide() -> None:
    for projects, words in (
        ((p("A", None, 90), p("B", 10, 80)), "Sätt ett spann för den okända kostnaden först: den avgör vad mer"),
        ((p("A", None, 90), p("B", None, 80)), "Sätt ett spann för de okända kostnaderna först: de avgör vad mer"),
        (
            (p("A", None, 90), p("B", 5000, 80), p("C", None, 70)),
            "Sätt ett spann för de okända kostnaderna först: en av dem avgör vad mer",
        ),
    ):
        assert sentences.which_decide(shown(*projects, frame="1000")) == f"{words} som ryms."
