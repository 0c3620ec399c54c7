"""The headline where no frame is chosen: who stands first of how many."""

from __future__ import annotations

from prioritering.scoring.ranking import Order
from prioritering.view import line_words, sentences
from tests.view.test_line_words import p, plain, shown

CHOOSE = "Välj en ram för att se hur långt pengarna räcker."


def test_without_a_frame_the_one_with_most_points_is_named_wherever_it_stands_in_the_plan() -> None:
    given = shown(p("A", 1000, 10), p("B", 400, 90), p("C", 400, 50), frame="ingen")
    assert sentences.headline(given) == f"Projekt B står först av 3 projekt. {CHOOSE}"
    assert line_words.line_text(given) == ""


def test_those_that_share_the_first_place_are_counted_and_not_named() -> None:
    given = shown(p("A", 1000, 10), p("B", 400, 90), p("C", 400, 90), frame="ingen")
    assert sentences.headline(given) == f"Två projekt delar första platsen av 3 projekt. {CHOOSE}"


def test_per_krona_only_those_with_a_cost_are_counted_and_where_none_has_one_nobody_is_first() -> None:
    given = shown(p("A", None, 90), p("B", 400, 10), p("C", 400, 50), frame="ingen", order=Order.PER_KRONA)
    assert sentences.headline(given) == f"Projekt C står först av 2 projekt. {CHOOSE}"
    none = shown(p("A", None, 90), frame="ingen", order=Order.PER_KRONA)
    assert sentences.headline(none).startswith("Inget projekt har plats per krona, eftersom alla saknar kostnad.")


def test_what_surely_fits_is_told_as_a_share_of_the_frame_and_without_one_no_line_is_drawn() -> None:
    given = shown(p("A", 300, 90), p("B", 900, 50), frame="1000")
    assert plain(sentences.used_text(given)) == "Av 1 000 tkr används 300 tkr (30 %). 700 tkr är kvar."
    almost = shown(p("A", 3530, 90), frame="3547")
    assert plain(sentences.used_text(almost)) == "Av 3 547 tkr används 3 530 tkr (över 99 %). 17 tkr är kvar."
    hardly = shown(p("A", 1, 90), frame="3547")
    assert plain(sentences.used_text(hardly)) == "Av 3 547 tkr används 1 tkr (under 1 %). 3 546 tkr är kvar."
    assert plain(sentences.used_text(shown(p("A", 0, 90), frame="0"))) == "Av 0 tkr används 0 tkr. 0 tkr är kvar."
    assert sentences.used_text(shown(p("A", 300, 90), frame="ingen")) == "Ingen ram är vald, så ingen linje dras."
