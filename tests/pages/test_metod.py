"""Metod names the figures that are counted with, and what follows locks, dependencies and demands."""

from __future__ import annotations

import pytest

from prioritering.meeting import results
from prioritering.view import standing_words
from prioritering.view.value_words import few_answers
from prioritering.view.view import View
from prioritering.web.frame.who import KNOWN_AGAIN, NEVER_SHARED
from prioritering.web.pages.metod.page import DAY
from tests.pages.visit import Visit, words

pytestmark = pytest.mark.usefixtures("shared")


def method() -> str:
    return " ".join(words(Visit("metod").html).split()).replace("\u00a0", " ")


def test_its_figures_are_those_that_are_counted_with() -> None:
    text = method()
    assert "Säkert: i minst 99 %. Utanför: i högst 1 %." in text
    draws = f"{View().draws:,}".replace(",", " ")
    assert f"Förvalt är {draws} fall, med vikter som ligger högst {View().weight_spread} procentenheter" in text
    assert f"försvinner efter {NEVER_SHARED // DAY} dagar" in text
    assert f"försvinner efter {KNOWN_AGAIN // DAY} dagar" in text
    # In words, so these are compared with what the words say.
    assert [bool(few_answers(count)) for count in (1, 2, 3)] == [True, True, False]
    assert "En nivå som vilar på ett eller två svar är märkt" in text
    assert (results.FIFTHS, results.DISPUTED_FROM) == (5, 2)
    assert "går isär när minst två steg ligger mellan lägsta och högsta svar" in text
    assert "för ett tal är en femtedel av skalan ett steg" in text


def test_the_limits_of_safety_follow_those_that_are_used() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standing_words, "CORE", 0.95)
        patch.setattr(standing_words, "EXTERIOR", 0.05)
        assert "Säkert: i minst 95 %. Utanför: i högst 5 %." in method()


def test_it_says_what_dependencies_and_demands_bind() -> None:
    text = method()
    assert "inte heller i någon dragning, om det inte är låst som ”måste med”." in text
    assert "Vad det utelämnade får kosta följer låsen och planens beroenden, men inte kraven på portföljen." in text
    assert "Vad andra ramar ger och Andra regler följer bara låsen." in text
