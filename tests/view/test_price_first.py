"""Where an unknown cost decides the first advice is to price it, also where a tie that the frame cuts decides too."""

from __future__ import annotations

import pytest

from prioritering.usecases.worth_words import price_first
from prioritering.view import sentences
from tests.view.test_line_words import p, plain, row, shown

ONE, ALL = "den avgör vad mer som ryms.", "de avgör vad mer som ryms."


@pytest.mark.parametrize(("cost", "advice"), [(None, ONE), (300, "")])
def test_one_of_a_tie_that_costs_nobody_knows_what_is_to_be_priced(cost: int | None, advice: str) -> None:
    given = shown(p("A", 100, 90), p("B", cost), p("C", 300), p("D", 300), frame="500")
    assert row(given, "B").state[2] == "Oklart"
    assert plain(sentences.which_decide(given)).endswith(advice) and bool(sentences.which_decide(given)) == bool(advice)
    assert bool(price_first(given)) == bool(advice)


def test_those_of_the_tie_are_counted_with_those_before_it() -> None:
    given = shown(p("A", None, 90), p("B", None), p("C", 500), frame="500", rule="hoppa")
    assert {key: row(given, key).state[2] for key in "ABC"} == dict.fromkeys("ABC", "Oklart")
    assert plain(sentences.which_decide(given)).endswith(ALL)


def test_one_that_never_fits_is_not_said_to_decide() -> None:
    given = shown(p("A", None, 90), p("B", 400), p("C", 400), p("D", None, 10), frame="500")
    assert row(given, "D").state[2] == "Ryms inte"
    assert plain(sentences.which_decide(given)).endswith("en av dem avgör vad mer som ryms.")
