"""A computed limit is shown in whole tkr, rounded to the safe side, and stands in full one click away."""

from __future__ import annotations

from prioritering.analysis.needed import needed
from prioritering.view import line_words, sentences
from prioritering.view.picture import Picture
from tests.view.test_line_words import money, p, plain, shown


def krav(given: Picture, key: str) -> tuple[str, str]:
    """What is needed of a project, and the limits of it in full."""
    index = given.board.scored.candidate_ids.index(key)
    found = needed(given.board, [index])[0]
    return plain(found.sentence), plain(found.exact)


def test_the_headline_and_the_line_round_what_stands_in_full_under_varfor() -> None:
    given = shown(p("A", 100, 90), p("B", None, 80), frame="500.4")
    assert plain(sentences.headline(given)).endswith("om den okända kostnaden är högst 400 tkr.")
    assert "är högst 400 tkr" in plain(line_words.second_line_text(given))
    assert money(given, "B") == "Kostnaden är okänd. Ryms om den är högst 400 tkr (exakt 400,4 tkr)."
    whole = shown(p("A", 100, 90), p("B", None, 80), frame="500")
    assert money(whole, "B") == "Kostnaden är okänd. Ryms om den är högst 400 tkr."


def test_what_is_needed_is_rounded_up_and_given_in_full_also_beside_unknown_costs() -> None:
    known = shown(p("A", 400, 90), p("B", 300, 80), frame="500.4")
    assert money(known, "B").endswith("behövs minst 200 tkr (exakt 199,6 tkr) mer i ramen.")
    unknown = shown(p("A", 400, 90), p("B", None, 80), p("C", 300, 70), frame="500.4")
    assert money(unknown, "C").endswith("behövs minst 200 tkr (exakt mer än 199,6 tkr) mer i ramen.")


def test_what_it_takes_gives_its_rounded_limits_in_full_and_no_other() -> None:
    given = shown(p("A", 100, 90), p("B", 300, 80), frame="500.4")
    assert krav(given, "A") == (
        "Projekt A ryms också med en ram ned till 100 tkr eller en kostnad upp till 500 tkr.",
        "Exakt: kostnad 500,4 tkr.",
    )
    assert krav(shown(p("A", 100, 90), p("B", 300, 80), frame="500"), "A")[1] == ""
