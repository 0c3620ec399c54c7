"""The headline where no frame is chosen: who stands first of how many."""

from __future__ import annotations

import pytest

from prioritering.scoring.ranking import Order
from prioritering.view import line_words, sentences
from prioritering.view.unscored_rows import why_unscored
from tests.view.test_line_words import p, plain, shown
from tests.view.test_locked_alone_words import bare

CHOOSE = "Välj en ram för att se hur långt pengarna räcker."


def test_without_a_frame_the_one_with_most_points_is_named_wherever_it_stands_in_the_plan() -> None:
    given = shown(p("A", 1000, 10), p("B", 400, 90), p("C", 400, 50), frame="ingen")
    assert sentences.headline(given) == f"Projekt B står först av 3 projekt. {CHOOSE}"
    assert line_words.line_text(given) == ""


def test_those_that_share_the_first_place_are_counted_and_not_named() -> None:
    given = shown(p("A", 1000, 10), p("B", 400, 90), p("C", 400, 90), frame="ingen")
    assert sentences.headline(given) == f"Två projekt delar första platsen av 3 projekt. {CHOOSE}"


def test_where_all_that_are_ranked_share_the_first_place_they_are_not_said_to_be_some_of_them() -> None:
    given = shown(p("A", 1000, 90), p("B", 400, 90), bare("C", 20), frame="ingen")
    assert sentences.headline(given) == f"De två projekt som rangordnas delar första platsen. {CHOOSE}"


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


def test_the_only_one_with_a_place_is_not_said_to_stand_first() -> None:
    alone = shown(p("A", 1000, 10), frame="ingen")
    assert sentences.headline(alone) == f"Projekt A är det enda projektet. {CHOOSE}"
    others = shown(p("A", 1000, 10), bare("B", 20), frame="ingen")
    assert sentences.headline(others) == f"Projekt A är det enda projektet som kan rangordnas. {CHOOSE}"
    costless = shown(p("A", 1000, 10), p("B", None, 10), frame="ingen", order=Order.PER_KRONA)
    assert sentences.headline(costless) == f"Projekt A är det enda projektet med kostnad. {CHOOSE}"


@pytest.mark.parametrize(("source", "about"), [("planen", "nivåer för"), ("median", "svar som räknas om")])
def test_one_project_without_levels_is_not_spoken_of_as_many(source: str, about: str) -> None:
    one, many = why_unscored(source, 1), why_unscored(source, 2)
    assert one.endswith(f"{about} det här projektet. Det poängsätts inte och räknas inte med i summorna.")
    assert many.endswith(f"{about} de här projekten. De poängsätts inte och räknas inte med i summorna.")
