"""What is searched for is found alike on every page, however it is typed."""

from __future__ import annotations

import unicodedata

import pytest

from prioritering.view.sought_words import says_all, sought_words

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
