"""How a value is said: five ways of missing, ranges with their ends, and how few answers a value rests on."""

from __future__ import annotations

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.plan.object_plan import Cost, Mark, Status
from prioritering.view.value_words import (
    answer_words,
    cost_shape,
    cost_words,
    few_answers,
    plan_cost_words,
    plan_words,
    rests_on,
    undefined_in_order,
)

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("status", "cost", "mark", "shape"),
    [
        (Status.UNKNOWN, "okänd", "okänt", "p-unknown"),
        (Status.BLANK, "ej angiven", "ej angivet", "o-tomt"),
        (Status.DASH, "–", "–", "o-streck"),
        (Status.SECRET, "får inte visas", "får inte visas", "o-hemligt"),
    ],
)
def test_each_way_of_missing_has_its_word_and_shape(status: Status, cost: str, mark: str, shape: str) -> None:
    missing = Cost(status=status)
    assert (cost_words(missing), answer_words(Mark(status=status)), cost_shape(missing)) == (cost, mark, shape)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0, 0, "0"),
        (500_000, 500_000, "500"),
        (2_250_500, 2_250_500, f"2{NBSP}250,5"),
        (0, 1_000, "0–1"),
        (1, 1, "0,001"),
    ],
)
def test_a_cost_is_said_in_tkr_with_the_decimals_it_has_and_a_range_with_both_ends(
    low: int, high: int, said: str
) -> None:
    cost = Cost(status=Status.STATED, low=low, high=high)
    assert (cost_words(cost), cost_shape(cost)) == (said, "")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [("Hög", "Hög", "Hög"), ("Låg", "Hög", "Låg – Hög"), (2.0, 2.0, "2"), (2.5, 4.0, "2,5 – 4"), (0.0, 0.0, "0")],
)
def test_a_level_is_said_as_it_is_and_a_range_with_both_ends(low: str | float, high: str | float, said: str) -> None:
    assert answer_words(Mark(status=Status.STATED, low=low, high=high)) == said


@pytest.mark.parametrize(
    ("printed", "low", "high", "said"),
    [
        ("Låg..Hög", "Låg", "Hög", "Låg – Hög"),
        ("Låg till Hög", "Låg", "Hög", "Låg till Hög"),
        ("Kvalitetshöjande", "En effekt", "En effekt", "Kvalitetshöjande"),
        ("Nivå..", "Nivå..", "Nivå..", "Nivå.."),
        ("", "Låg", "Hög", "Låg – Hög"),
    ],
)
def test_what_the_plan_says_has_its_own_words_but_not_the_sign_that_files_have_between_levels(
    printed: str, low: str, high: str, said: str
) -> None:
    assert plan_words(Mark(status=Status.STATED, low=low, high=high, printed=printed)) == said


@pytest.mark.parametrize(
    ("count", "said"), [(None, ""), (0, ""), (1, f"1{NBSP}svar"), (2, f"2{NBSP}svar"), (3, ""), (8, "")]
)
def test_one_answer_and_two_are_few(count: int | None, said: str) -> None:
    assert few_answers(count) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((), ""),
        ((3, 4), ""),
        ((1, 1), f"på 1{NBSP}svar"),
        ((2, 2), f"på 2{NBSP}svar"),
        ((1, 2), f"delvis på 1{NBSP}svar"),
        ((2, 5), f"delvis på 2{NBSP}svar"),
        ((1, 0), f"delvis på 1{NBSP}svar"),
        ((0, 0), ""),
    ],
)
def test_points_rest_on_the_fewest_answers_of_their_levels(counts: tuple[int, ...], said: str) -> None:
    assert rests_on(counts) == said


@pytest.mark.parametrize(
    ("raw", "low", "asked", "told"),
    [
        ("", None, False, ()),
        ("?", None, False, ("okänd",)),
        ("1.500", None, False, ("okänd (”1.500”)",)),
        ("ca 50", None, False, ("okänd (”ca 50”)",)),
        ("1500000", 1_500_000_000, False, ("1 500 000 tkr",)),
        ("1500000", 1_500_000_000, True, ("1 500 000 tkr (menas 1 500 tkr?)",)),
        # With its unit written out it is no question.
        ("1500000 tkr", 1_500_000_000, True, ("1 500 000 tkr",)),
    ],
)
def test_a_plans_own_cost_is_told_with_what_is_asked_of_it(
    raw: str, low: int | None, asked: bool, told: tuple[str, ...]
) -> None:
    status = Status.STATED if low is not None else Status.UNKNOWN
    found = plan_cost_words(Cost(status=status, raw=raw, low=low, high=low), asked)
    assert tuple(text.replace(NBSP, " ") for text in found) == told


def test_levels_that_the_plan_does_not_define_are_named_from_low_to_high() -> None:
    # The model says it the other way round.
    criterion = standard_model().criterion("omfattning")
    assert criterion.undefined_in_plan == "Medel och Låg är inte definierade i planen."
    assert undefined_in_order(criterion) == "Låg och Medel är inte definierade i planen."
