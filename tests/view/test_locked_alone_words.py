"""Headline, line and advice where what is locked in is all there is to count, or where a cost of several decides."""

from __future__ import annotations

import pytest

from prioritering.plan.object_plan import Project
from prioritering.scoring.ranking import Order
from prioritering.view import sentences
from tests.scoring.builders import project
from tests.view.test_line_words import money, p, said, shown


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


def test_the_only_project_that_is_locked_is_spoken_of_as_one_in_the_headline() -> None:
    only = shown(p("A", 500), frame="2000", not_now=("A",))
    assert said(only) == (
        "Inget projekt är fritt att rangordna: det enda är låst.",
        "Det enda projektet är låst · 2 000 tkr kvar",
    )
    both = shown(p("A", 500), p("B", 100), frame="2000", not_now=("A", "B"))
    assert said(both)[0] == "Inget projekt är fritt att rangordna: alla är låsta."


@pytest.mark.parametrize(
    ("projects", "must", "words"),
    [
        ((p("A", None),), (), "det enda projektet saknar kostnad."),
        ((p("A", None), project("U", 10, None)), (), "projektet med poäng saknar kostnad."),
        ((p("A", None), p("B", None)), (), "de två projekten saknar kostnad."),
        ((p("A", None), p("B", 10)), ("B",), "det fria projektet saknar kostnad."),
        ((p("A", None), p("B", 10), p("C", None)), ("B",), "de två fria projekten saknar kostnad."),
    ],
)
def test_where_none_can_be_ranked_per_krona_those_without_a_cost_are_called_free_only_beside_locked_ones(
    projects: tuple[Project, ...], must: tuple[str, ...], words: str
) -> None:
    given = shown(*projects, frame="50", order=Order.PER_KRONA, must=must)
    assert said(given)[0].endswith(f"Inget kan rangordnas per krona: {words}")


@pytest.mark.parametrize(
    ("must", "reached"),
    [
        (("A",), "alla 3 projekt, utöver det låsta."),
        (("A", "B"), "båda projekten, utöver de två låsta."),
        ((), "alla 4 projekt."),
    ],
)
def test_what_is_locked_in_is_counted_beside_what_the_frame_reaches(must: tuple[str, ...], reached: str) -> None:
    given = shown(p("A", 10), p("B", 10), p("C", 10, 90), p("D", 10), frame="1000", must=must)
    assert said(given)[0] == f"Ramen 1 000 tkr räcker till {reached}"


@pytest.mark.parametrize(
    ("without", "words"), [(1, "Den utan kostnad räknas inte."), (2, "De två utan kostnad räknas inte.")]
)
def test_per_krona_it_is_said_how_many_without_a_cost_are_not_counted(without: int, words: str) -> None:
    unknown = (p(f"U{number}", None) for number in range(without))
    given = shown(p("A", 10), p("B", 20), *unknown, frame="50", order=Order.PER_KRONA)
    assert said(given)[0].startswith(f"Av de två med kostnad räcker ramen 50 tkr säkert till två. {words}")
    none = shown(p("A", 100), p("B", 200), p("U", None), frame="50", order=Order.PER_KRONA)
    assert said(none)[0].startswith("Av de två med kostnad räcker ramen 50 tkr inte till något.")


def test_who_stands_first_is_named_only_when_alone_there() -> None:
    assert said(shown(p("A", 10, 90), p("B", 10, 80), frame="ingen"))[0].startswith(
        "Projekt A står först av 2 projekt."
    )
    assert said(shown(p("A", 10), p("B", 10), p("C", 10, 1), frame="ingen"))[0].startswith(
        "Två projekt delar första platsen av 3 projekt."
    )


def test_a_locked_project_is_said_to_take_its_money_first_whatever_its_points_or_though_it_has_none() -> None:
    given = shown(p("A", 10), bare("B", 20), p("C", 30), frame="1000", must=("A", "B"), not_now=("C",))
    assert money(given, "A") == "Låst som måste med: tas först ur ramen, vilka poäng det än har."
    assert money(given, "B") == (
        "Låst som måste med: tas först ur ramen, fast underlag saknas och det inte får några poäng."
    )
    assert money(given, "C") == "Låst som inte nu: tar inget av ramen."
