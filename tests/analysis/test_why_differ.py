"""One plain sentence on why the ranked list and the best portfolio differ, under both rules and both orders."""

import pytest

from prioritering.analysis.best_and_list import locks_as_demands, pool_of
from prioritering.analysis.demands import Demands, Limit, OneOf
from prioritering.analysis.portfolio import Pool, best_portfolio
from prioritering.analysis.why_differ import kept_out, why_differ
from prioritering.money.line_rule import Rule
from prioritering.scoring.board import Choices, rank
from prioritering.scoring.ranking import Order
from tests.analysis.builders import make_basis

STOP, SKIP, POINTS, PER_KRONA = Rule.STOP, Rule.SKIP, Order.POINTS, Order.PER_KRONA
POINTS_FIRST = "Listan tar projekten i poängordning och hoppar över dem som inte ryms; bästa portföljen "
KRONA_FIRST = "Listan tar dem med mest poäng per krona först och hoppar över dem som inte ryms; bästa portföljen "
STOPS_AT = "Listan stannar vid Projekt 1, som inte ryms; bästa portföljen "


def said(shares, costs, frame, rule=STOP, order=POINTS, must=()):
    choices = Choices(weights=(1.0,), frame=frame, rule=rule, order=order, must=frozenset(must))
    board = rank(make_basis([[share] for share in shares], costs), choices)
    pool = pool_of(board)
    return why_differ(board, pool, best_portfolio(pool, frame, locks_as_demands(board)))


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("rule", Rule)
def test_nothing_is_said_where_they_are_the_same(rule, order):
    assert said([0.9, 0.5], [400, 500], 1000, rule, order) == ""


@pytest.mark.parametrize(
    ("shares", "costs", "words"),
    [
        ([0.9, 0.8, 0.5], [400, 900, 500], "hoppar över det och får plats med fler."),
        ([0.9, 0.6, 0.5, 0.45], [800, 900, 500, 400],
         "hoppar över det, avstår från Projekt 0 och får plats med fler, som tillsammans ger mer."),
        ([0.5, 0.49, 0.3], [800, 700, 300],
         "väljer Projekt 1, avstår från Projekt 0 och får plats med fler, som tillsammans ger mer."),
    ],
)  # fmt: skip
def test_under_stop_it_is_said_where_the_list_stops_and_what_the_portfolio_does_there(shares, costs, words):
    assert said(shares, costs, 1000) == STOPS_AT + words


def test_under_stop_a_cost_that_nobody_knows_is_what_stops_the_list():
    assert said([0.9, 0.8, 0.5], [400, None, 500], 1000) == (
        "Listan stannar vid Projekt 1, vars kostnad är okänd; bästa portföljen räknar inte med det och får plats med "
        "fler."
    )
    assert said([0.9, 0.8, 0.8, 0.5], [400, None, None, 500], 1000) == (
        "Listan stannar vid Projekt 1 och Projekt 2, vars kostnader är okända; bästa portföljen räknar inte med dem "
        "och får plats med fler."
    )


def test_under_stop_a_tie_that_the_frame_cuts_is_what_stops_the_list():
    assert said([0.9, 0.8, 0.8, 0.3], [400, 400, 400, 200], 1000) == (
        "Listan stannar vid Projekt 1 och Projekt 2, som är lika men inte ryms tillsammans; den bästa portföljen "
        "som visas väljer Projekt 1 och får plats med fler."
    )
    five = said([0.8] * 5 + [0.3, 0.3], [300, 500, 700, None, 0, 0, 50], 900)
    assert five.startswith("Listan stannar vid fem lika projekt, som inte ryms tillsammans; bästa portföljen väljer ")


@pytest.mark.parametrize("rule", Rule)
def test_where_the_tie_can_be_ordered_so_that_the_list_is_as_good_the_choice_is_all_that_is_said(rule):
    choice = "Listan kan nå lika många poäng som bästa portföljen: det beror på hur ni väljer mellan dem som är lika."
    assert said([0.8] * 4, [1000] * 4, 2000, rule) == choice
    assert said([0.9, 0.8, 0.8], [400, 600, 600], 1000, rule) == choice


def test_under_stop_a_range_that_may_be_too_dear_is_what_stops_the_list():
    stops = "Listan stannar vid Projekt 1, som kanske inte ryms; bästa portföljen "
    # It takes in nothing but what stops the list, and "fler" would promise more.
    assert said([0.9, 0.8], [400, (500, 700)], 1000) == (
        stops + "räknar med en enda kostnad för varje projekt och väljer Projekt 1."
    )
    assert said([0.9, 0.8, 0.3], [400, (400, 700), 50], 1000) == stops + "väljer Projekt 1 och får plats med fler."


def test_under_stop_a_tie_is_all_that_the_portfolio_takes_some_of():
    assert said([0.8, 0.8, 0.1], [(300, 500), (300, 800), 500], 1000) == (
        "Listan stannar vid Projekt 0 och Projekt 1, som kanske inte ryms; bästa portföljen räknar med en enda kostnad "
        "för varje projekt och väljer Projekt 0 och Projekt 1."
    )
    # Both fit if the unknown cost is small, so the frame cuts no tie.
    assert said([0.8, 0.8, 0.1], [300, None, 900], 1000) == (
        "Listan stannar vid Projekt 1, vars kostnad är okänd; bästa portföljen räknar inte med det och väljer "
        "Projekt 0."
    )


def test_under_skip_the_dear_one_that_the_portfolio_is_without_is_named():
    assert said([0.9, 0.5, 0.45], [1000, 600, 400], 1000, SKIP) == (
        POINTS_FIRST + "avstår från Projekt 0 och får plats med fler, som tillsammans ger mer."
    )


def test_under_skip_what_is_open_after_an_unknown_cost_is_what_differs():
    assert said([0.9, 0.8, 0.5], [400, None, 500], 1000, SKIP) == (
        POINTS_FIRST + "räknar inte med dem vars kostnad är okänd och får plats med fler."
    )
    assert said([0.9, 0.8, 0.8, 0.79, 0.79], [400, 600, 600, 300, 300], 1000, SKIP) == (
        POINTS_FIRST + "väljer mellan dem som är lika och får plats med fler."
    )


def test_per_krona_the_small_and_cheap_that_the_portfolio_is_without_is_named():
    assert said([0.3, 0.9], [100, 1000], 1000, SKIP, PER_KRONA) == (
        KRONA_FIRST + "väljer Projekt 1 i stället för Projekt 0, och det ger mer."
    )
    assert said([0.3, 0.9], [100, 1000], 1000, STOP, PER_KRONA) == (
        STOPS_AT + "väljer Projekt 1 i stället för Projekt 0, och det ger mer."
    )


def test_what_gives_no_points_is_all_that_the_portfolio_may_be_without():
    assert said([0.9, 0.0], [400, 500], 1000, SKIP) == POINTS_FIRST + "avstår från Projekt 1."


def test_many_are_named_by_the_first_and_how_many_more():
    assert said([0.06, 0.06, 0.06, 0.06, 0.5], [100, 100, 100, 100, 1000], 1000, SKIP, PER_KRONA) == (
        KRONA_FIRST + "väljer Projekt 4 i stället för Projekt 0, Projekt 1 och 2 projekt till, och det ger mer."
    )


def test_demands_may_cost_points_and_then_no_gain_is_claimed():
    choices = Choices(weights=(1.0,), frame=1000, rule=SKIP)
    board = rank(make_basis([[0.9], [0.5]], [600, 600]), choices)
    pool = pool_of(board)
    best = best_portfolio(pool, 1000, Demands(not_now=frozenset({"P0"})))
    assert why_differ(board, pool, best) == POINTS_FIRST + "väljer Projekt 1 i stället för Projekt 0."


def test_without_a_frame_nothing_is_said():
    board = rank(make_basis([[0.9]], [600]), Choices(weights=(1.0,)))
    pool = pool_of(board)
    assert why_differ(board, pool, best_portfolio(pool, 100)) == ""


def test_what_demands_keep_out_is_told_as_theirs_and_a_need_that_nobody_has_stated_with_it():
    pool, names = Pool(("A", "B", "C"), (90.0, 80.0, 10.0), (100, 100, 100)), ["Alfa", "Beta", "Gamma"]
    freed = best_portfolio(pool, 200)
    for demands, words in (
        (Demands(one_of=(OneOf(("A", "B")),)),
         "Kraven gäller den bästa portföljen men inte listan: utan kraven hade portföljen haft Beta med och inte "
         "Gamma."),
        (Demands(limits=(Limit("Årsarbeten", highest=1.0, need={"A": 1.0, "B": 2.0, "C": 2.0}),)),
         "Kraven gäller den bästa portföljen men inte listan: utan kraven hade portföljen haft Beta med. "
         "Behovet är okänt eller större än kravet tillåter för Beta."),
        (Demands(one_of=(OneOf(("A", "C")),)), ""),
    ):  # fmt: skip
        assert kept_out(pool, names, best_portfolio(pool, 200, demands), freed, demands) == words
