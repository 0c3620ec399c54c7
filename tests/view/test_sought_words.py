"""What is searched for is found alike on every page, however it is typed."""

from __future__ import annotations

import unicodedata

import pytest

from prioritering.view.sought_words import other_ways, says_all, sought_words

TEXT = "Tjänster på distans – öppenvård, ramen 3\u00a0547 tkr år 2021 3547"


@pytest.mark.parametrize(
    "asked",
    [
        "distans - öppenvård",
        "distans \u2212 ÖPPENVÅRD",
        unicodedata.normalize("NFD", "öppenvård"),
        "3547",
        "3 547",
        "3\u00a0547",
        "2021 3547",
        "ramen tjänster",
    ],
)
def test_any_dash_case_letter_and_spacing_of_figures_and_any_order_of_the_words_is_found(asked: str) -> None:
    assert says_all(TEXT, sought_words(asked))


@pytest.mark.parametrize("asked", ["distans telefon", "3 548", "hemsjukvård"])
def test_a_text_without_one_of_the_words_is_not_found(asked: str) -> None:
    assert not says_all(TEXT, sought_words(asked))


@pytest.mark.parametrize(
    ("asked", "ways"),
    [
        ("5 269,5", ["5 269 500"]),
        ("5269,5 tkr", ["5 269 500", "5269,5"]),
        ("2 000 Tkr", ["2 000 000", "2 000"]),
        ("0,25", ["250"]),
        ("2 000", []),
        ("ram 2 000 tkr", []),
        ("1,2345", []),
        ("tkr", []),
    ],
)
def test_an_amount_that_is_asked_for_in_tkr_may_stand_in_kronor_or_without_its_unit(
    asked: str, ways: list[str]
) -> None:
    assert [way.replace("\u00a0", " ") for way in other_ways(asked)] == ways
