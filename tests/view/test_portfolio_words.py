"""What is said of the best portfolio, word for word."""

from __future__ import annotations

import pytest

from prioritering.analysis.demands import NO_DEMANDS, Demands
from prioritering.analysis.portfolio import EquallyGood, Pool, Portfolio, best_portfolio
from prioritering.analysis.rules import CutTie, Picked
from prioritering.view.portfolio_words import (
    Terms,
    choice_words,
    left_out,
    left_out_sentence,
    most_within_frame,
    proof,
    rule_note,
    terms_of,
    tie_rule,
    unknown_of,
)

PROVED = "Bevisat bäst: ingen annan kombination ger lika många poäng."
EMPTY = Pool((), (), ())
NAMES = [f"Projekt {index}" for index in range(20)]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def found(others: int, counted: bool, known: bool = True) -> Portfolio:
    return Portfolio((), 0, 0, True, 0, 0, (), equal=EquallyGood(others, counted, (), (), known))


@pytest.mark.parametrize(
    ("others", "counted", "known", "words"),
    [
        (0, True, True, "Bevisat bäst: ingen annan kombination ger lika många poäng."),
        (1, True, True, "Bevisat bäst, och en annan är lika bra."),
        (3, True, True, "Bevisat bäst, och tre andra är lika bra."),
        (100, False, True, "Bevisat bäst, och minst 100 andra är lika bra."),
        (100, True, True, "Bevisat bäst, och 100 andra är lika bra."),
        (0, False, False, "Bevisat bäst, men tiden räckte inte till att se om andra är lika bra."),
        (1, False, True, "Bevisat bäst, och minst en annan är lika bra (tiden räckte inte till att räkna alla)."),
        (7, False, True, "Bevisat bäst, och minst sju andra är lika bra (tiden räckte inte till att räkna alla)."),
    ],
)
def test_proved_best_is_never_said_alone_where_others_are_or_may_be_as_good(
    others: int, counted: bool, known: bool, words: str
) -> None:
    assert proof(found(others, counted, known)) == words


@pytest.mark.parametrize(
    ("others", "words"),
    [
        (0, "Bevisat bäst bland dem som uppfyller kraven: ingen annan av dem ger lika många poäng."),
        (1, "Bevisat bäst bland dem som uppfyller kraven, och en annan är lika bra."),
    ],
)
def test_where_there_are_demands_it_is_best_among_those_that_keep_them(others: int, words: str) -> None:
    assert proof(found(others, True), Terms(among="uppfyller kraven")) == words
    late = proof(Portfolio((), 10, 0, False, 0.01, 20.0, ()), Terms(among="uppfyller kraven"))
    assert late.startswith("Tiden tog slut. Ingen annan kombination som uppfyller kraven kan ge mer än")


def test_a_project_of_no_points_that_would_fit_too_is_said_not_to_count() -> None:
    ids, points = ("A", "B"), (100.0, 0.0)
    said = "Bevisat bäst: ingen annan kombination ger lika många poäng; projekt med 0 poäng räknas inte."
    for costs, frame, demands, words in (
        ((3, 0), 5, NO_DEMANDS, said),
        ((3, 2), 5, NO_DEMANDS, said),
        ((3, 3), 5, NO_DEMANDS, PROVED),
        ((3, None), 5, NO_DEMANDS, PROVED),
        ((3, 0), 5, Demands(not_now=frozenset({"B"})), PROVED),
        ((3, 0), 5, Demands(must=frozenset({"B"})), PROVED),
    ):
        pool = Pool(ids, points, costs)
        best = best_portfolio(pool, frame, demands)
        assert proof(best, terms_of(best, pool, NAMES, frame, demands)) == words


def test_what_is_locked_in_at_an_unknown_cost_makes_the_proof_and_the_limits_conditional() -> None:
    pool, demands = Pool(("A", "B", "C"), (90.0, 50.0, 40.0), (None, 100, None)), Demands(must=frozenset({"A"}))
    best = best_portfolio(pool, 200, demands)
    terms = terms_of(best, pool, NAMES, 200, demands)
    cheap = "om Projekt 0 kostar så gott som inget (det är låst och kostnaden okänd)"
    assert proof(best, terms) == f"Bevisat bäst {cheap}: ingen annan kombination ger lika många poäng."
    [out] = left_out(best, pool, {2: 200_000})
    assert left_out_sentence(out, NAMES, False, True, terms).endswith(f"om det kostar högst 200\u00a0tkr, {cheap}.")
    two = Terms(locked_unknown=("A", "B"))
    assert two.if_cheap == "om A och B kostar så gott som inget (de är låsta och kostnaderna okända)"
    priced = Pool(pool.ids, pool.points, (50, 100, None))
    assert terms_of(best_portfolio(priced, 200, demands), priced, NAMES, 200, demands).if_cheap == ""


def test_what_another_frame_gives_hangs_on_what_is_locked_in_at_an_unknown_cost() -> None:
    assert plain(most_within_frame(700_000, 175.0, (200_000, 200.0))) == (
        "Ramen 700 tkr ger som mest 175,0 poäng. Med 200 tkr till blir det 200,0."
    )
    cheap = Terms(locked_unknown=("Kartan",))
    both = "Om Kartan kostar så gott som inget (det är låst och kostnaden okänd) ger ramen 700 tkr som mest 175,0 poäng"
    assert (
        plain(most_within_frame(700_000, 175.0, (200_000, 200.0), cheap))
        == f"{both}, och med 200 tkr till blir det 200,0."
    )
    assert plain(most_within_frame(700_000, 175.0, None, cheap)) == f"{both}."


def test_what_is_not_proved_says_how_much_better_another_can_be() -> None:
    best = Portfolio((), 10, 0, False, 0.0123, 20.0, ())
    assert proof(best) == "Tiden tog slut. Ingen annan kombination kan ge mer än 1,23\u00a0% fler poäng än den här."
    assert (choice_words(best, EMPTY, NAMES), tie_rule(best)) == ((), "")


def test_what_is_in_all_and_what_the_choice_is_between_stand_by_name() -> None:
    pool = Pool(("A", "B", "C"), (80.0, 50.0, 50.0), (100, 100, 100))
    best = best_portfolio(pool, 200)
    assert choice_words(best, pool, NAMES) == (
        "I alla ingår Projekt 0.",
        "Valet står mellan Projekt 1 och Projekt 2.",
    )
    assert tie_rule(best).startswith("Av de lika bra visas den som kostar minst")
    many = Pool(tuple("ABCDEFGHIJKLMN"), (50.0,) * 14, (100,) * 14)
    twins = best_portfolio(many, 200)
    assert choice_words(twins, many, NAMES)[0] == "Inget projekt ingår i alla."
    assert choice_words(twins, many, NAMES)[1].endswith("Projekt 10 och 3 projekt till.")
    assert choice_words(found(2, False, known=False), EMPTY, NAMES) == (
        "Tiden räckte inte till att se vad som är med i alla de lika bra och vad valet står mellan.",
    )


def test_a_limit_of_cost_is_whole_tkr_rounded_down_and_the_exact_krona_is_kept() -> None:
    pool = Pool(("A", "B", "C", "D"), (50.0, 90.0, 0.0, 10.0), (None, None, None, None))
    best = best_portfolio(pool, 1000)
    first, second, third, fourth = left_out(best, pool, {0: 1_547_900, 1: 47_100, 2: None})
    assert (first.project, first.limit, first.kronor) == (1, "högst 47\u00a0tkr", 47_100)
    assert (second.project, second.limit, second.kronor) == (0, "högst 1\u00a0547\u00a0tkr", 1_547_900)
    assert left_out_sentence(first, NAMES, asks_more=False) == (
        "Projekt 1 har okänd kostnad och är utelämnat. Det är med i en bästa portfölj om det kostar högst 47\u00a0tkr, "
        "när de andra utelämnade inte är med."
    )
    assert "och kraven inte räknas." in left_out_sentence(first, NAMES, asks_more=True)
    alone = left_out_sentence(first, NAMES, asks_more=False, alone=True)
    assert alone.endswith("om det kostar högst 47\u00a0tkr.")
    assert left_out_sentence(first, NAMES, asks_more=True, alone=True).endswith(", när kraven inte räknas.")
    assert (third.project, third.limit) == (3, "inte prövat")
    assert left_out_sentence(third, NAMES, asks_more=False) == "Projekt 3 har okänd kostnad och är utelämnat."
    assert left_out_sentence(fourth, NAMES, asks_more=False).endswith(
        "Det är inte med i någon bästa portfölj ens om det är gratis, när de andra utelämnade inte är med."
    )


def test_where_nothing_is_left_for_a_cost_it_is_said_in_words_and_no_limit_of_zero_is_given() -> None:
    pool = Pool(("A", "B"), (50.0, 90.0), (None, 1000))
    [none] = left_out(best_portfolio(pool, 1000), pool, {0: 0})
    assert (none.limit, none.kronor) == ("ingen kostnad över noll", 0)
    assert left_out_sentence(none, NAMES, asks_more=True) == (
        "Projekt 0 har okänd kostnad och är utelämnat. Det är inte med i någon bästa portfölj vid någon kostnad över "
        "noll, när de andra utelämnade inte är med och kraven inte räknas; en okänd kostnad är mer än noll."
    )
    assert left_out_sentence(none, NAMES, asks_more=False, alone=True).endswith(
        "Det är inte med i någon bästa portfölj vid någon kostnad över noll; en okänd kostnad är mer än noll."
    )
    [little] = left_out(best_portfolio(pool, 1000), pool, {0: 1})
    assert little.limit == "högst 0,001\u00a0tkr"


def test_a_rule_tells_the_equal_projects_that_it_has_money_for_some_of() -> None:
    shares = Picked("lika-andelar", frozenset({0}), 50, 100, frozenset(), ties=(CutTie((0, 1, 2), 1),))
    assert (
        rule_note(shares, found(0, True), Pool(("A", "B", "C"), (50.0,) * 3, (1,) * 3), NAMES)
        == "Projekt 0, Projekt 1 och Projekt 2 är lika; ett av dem köps."
    )
    pool = Pool(("A", "B"), (50.0, 50.0), (100, 100))
    best = best_portfolio(pool, 100)
    picked = Picked("basta", best.indexes, 50, 100, frozenset())
    assert rule_note(picked, best, pool, NAMES) == (
        "Bevisat bäst, och en annan är lika bra. Valet står mellan Projekt 0 och Projekt 1."
    )
    assert rule_note(picked, found(0, True), pool, NAMES) == proof(found(0, True))


@pytest.mark.parametrize("rows", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1)])
def test_what_is_left_out_and_in_for_all_its_unknown_cost_is_named_by_points_then_by_id(rows: tuple[int, ...]) -> None:
    ids, points = ("A", "B", "C", "D", "E"), (10.0, 30.0, 30.0, 40.0, 20.0)
    given = Pool(tuple(ids[i] for i in rows), tuple(points[i] for i in rows), (None,) * 5)
    best = best_portfolio(given, 1000, Demands(must=frozenset({"A", "E"})))
    told = unknown_of(best, given, [f"Projekt {ids[i]}" for i in rows])
    assert told.left_out == ("Projekt D", "Projekt B", "Projekt C")
    assert told.inside == ("Projekt E", "Projekt A")
    # The group's own order of equal ones goes before their ids.
    agreed = Pool(given.ids, given.points, given.costs, ((rows.index(2), rows.index(1)),))
    assert unknown_of(best, agreed, [ids[i] for i in rows]).left_out == ("D", "C", "B")


def test_nothing_is_said_to_be_proved_where_time_ran_out_or_nobody_looked_for_others_as_good() -> None:
    late = Portfolio((), 10, 0, False, 0.5, 20.0, (), equal=EquallyGood(0, True, (), (), True))
    unseen = Portfolio((), 10, 0, True, 0.0, 20.0, ())
    for best, most in ((late, "50,00"), (unseen, "0,00")):
        words = f"Tiden tog slut. Ingen annan kombination kan ge mer än {most} % fler poäng än den här."
        assert plain(proof(best)) == words
