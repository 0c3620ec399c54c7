"""Vad krävs says whose cost an answer hangs on."""

from dataclasses import replace

from prioritering.analysis import needed_words
from prioritering.analysis.needed import needed
from prioritering.money.line_rule import Inside, Rule
from prioritering.scoring.board import Choices, rank
from tests.analysis.builders import make_basis


def test_what_surely_fits_by_an_assumed_cost_says_whose_cost_that_is_and_what_stands_above_does_not():
    board = rank(make_basis([[0.9], [0.5], [0.1]], [300, (0, 100), 200]), Choices(weights=(1.0,), frame=2000))
    first, second, third = board.candidates
    for change, words in (
        ({"assumed_cost": second.cost}, ", enligt gruppens antaganden,"),
        ({"tried": True}, ", enligt det spann som provas,"),
    ):
        items = (first, replace(second, **change), third)
        assumed = rank(replace(board.scored, candidates=items), board.choices)
        for index in (1, 2):
            assert f"Projekt {index} ryms{words} också med en ram ned till" in needed(assumed, [index], ())[0].sentence
            assert "enligt" not in needed(board, [index], ())[0].sentence
    # Nothing that is assumed meets the frame before the first.
    assert needed_words.surely_inside(assumed, 0, ["en ram ned till 1 tkr"], []) == (
        "Projekt 0 ryms också med en ram ned till 1 tkr."
    )


def plain(text):
    return text.replace("\u00a0", " ")


def test_what_is_needed_is_rounded_up_unless_that_would_say_more_than_there_is():
    found = [needed_words.needed_limit(kronor, most) for kronor, most in ((1500, None), (1500, 2000), (1500, 1999))]
    assert list(map(plain, found)) == ["2 tkr", "2 tkr", "1,5 tkr"]


def test_what_is_allowed_is_rounded_down_unless_that_would_say_less_than_there_is():
    found = [needed_words.allowed_limit(*given) for given in ((1500, 0), (1500, 1000), (1500, 1001), (2000, 2000))]
    assert list(map(plain, found)) == ["1 tkr", "1 tkr", "1,5 tkr", "2 tkr"]


def test_a_number_of_a_scale_has_the_digits_that_it_needs_and_a_weight_those_that_tell_it_from_now():
    figures = [needed_words.scale_figure(value, unit) for value, unit in ((1250.0, "tkr/år"), (0.901, ""), (2.5, "st"))]
    assert list(map(plain, figures)) == ["1 250 tkr/år", "0,901", "2,5 st"]
    said = [needed_words.weight(*given) for given in ((33.33, 33, 38), (33.33, 33, 33), (32.7, 33, 33), (40.0, 40, 0))]
    assert list(map(plain, said)) == [
        "höjs från 33 till 38 %",
        "sänks från 33,3 till 33 %",
        "höjs från 32,7 till 33 %",
        "sänks från 40 till 0 %",
    ]


def test_what_it_depends_on_is_named_up_to_two_and_counted_beyond():
    costs = [(100, 900), (100, 900), (100, 900), 500]
    for many, said in (
        (1, "vad Projekt 0 kostar"),
        (2, "vad Projekt 0 och Projekt 1 kostar"),
        (3, "tre osäkra kostnader före eller bredvid det"),
    ):
        rows = [[0.9 - n / 10] for n in range(many)] + [[0.1]]
        board = rank(make_basis(rows, [*costs[:many], 500]), Choices(weights=(1.0,), frame=900 * many))
        text = plain(needed(board, [many], ())[0].sentence)
        assert text.startswith(f"Projekt {many} kan rymmas, beroende på {said}, och ryms säkert om "), text


def test_two_costs_that_nobody_knows_are_unknown_in_the_plural():
    for many, said in (
        (1, "kostnaden för Projekt 0 är okänd"),
        (2, "kostnaderna för Projekt 0 och Projekt 1 är okända"),
    ):
        rows = [[0.9 - n / 10] for n in range(many)] + [[0.1]]
        board = rank(make_basis(rows, [*[None] * many, 1000]), Choices(weights=(1.0,), frame=500))
        assert f" så länge {said}." in needed_words.outside(board, many, [], None)


def test_from_which_frame_one_may_fit_is_above_where_unknown_costs_take_a_krona_each():
    for unknown, said in ((1, "när ramen är över 2 tkr"), (2, "när ramen är över 2 tkr"), (0, "från ramen 2 tkr")):
        rows = [[0.9 - n / 10] for n in range(unknown)] + [[0.5], [0.1]]
        board = rank(make_basis(rows, [*[None] * unknown, 1000, 1000]), Choices(weights=(1.0,), frame=500))
        text = plain(needed_words.outside(board, unknown + 1, [], 2000 + unknown))
        assert text.endswith(f", men kan rymmas {said}."), text
    # More than the unknown ones explain is rounded up.
    assert plain(needed_words.outside(board, 1, [], 2001)).endswith(", men kan rymmas från ramen 3 tkr.")


def test_the_frame_that_one_keeps_its_place_down_to_is_the_last_that_surely_holds_it():
    board = rank(make_basis([[0.5]], [1001]), Choices(weights=(1.0,), frame=3000))
    way = needed(board, [0], ())[0].ways[0]
    assert (way.value, plain(way.figure), plain(way.words)) == (1000, "2 tkr", "en ram ned till 2 tkr")


def test_whose_cost_an_answer_hangs_on_is_never_one_that_is_put_off():
    board = rank(make_basis([[0.9], [0.5]], [300, 200]), Choices(weights=(1.0,), frame=2000))
    items = (replace(board.candidates[0], assumed_cost=board.candidates[0].cost), board.candidates[1])
    for locks, said in (({"not_now": frozenset({"P0"})}, ""), ({}, ", enligt gruppens antaganden,")):
        assumed = rank(replace(board.scored, candidates=items), replace(board.choices, **locks))
        text = needed_words.surely_inside(assumed, 1, ["x"], ["y"])
        assert text == f"Projekt 1 ryms{said} också med x, men inte om y."
        assert needed_words.surely_inside(assumed, 1, [], ["y"]) == f"Projekt 1 ryms inte längre{said} om y."
        nothing = needed_words.surely_inside(assumed, 1, [], [])
        assert nothing == f"Projekt 1 ryms{said} vilken enskild sak som än ändras."


def test_the_order_of_equal_projects_is_named_beside_the_cost_only_where_it_decides():
    for rows, costs, said in (
        # Alone in its tie there is no order, and where costs decide whether both fit they are named.
        ([[0.5]], [(1, 9)], "vad det kostar"),
        ([[0.5], [0.5]], [(1, 9), (1, 9)], "vad det kostar och på vad Projekt 1 kostar"),
        ([[0.5], [0.5]], [(2, 9), 4], "vad det kostar och på ordningen mellan lika projekt"),
        ([[0.5], [0.5]], [4, 4], "ordningen mellan lika projekt"),
    ):
        board = rank(make_basis(rows, costs), Choices(weights=(1.0,), frame=5))
        text = needed_words.depending(board, 0, [])
        assert text == f"Projekt 0 kan rymmas, beroende på {said}, och {needed_words.NO_WAY}.", text
    # So does that of equal ones further up, one of which is passed over.
    board = rank(make_basis([[0.9], [0.9], [0.1]], [6, 7, (1, 9)]), Choices((1.0,), 10, rule=Rule.SKIP))
    text = needed_words.depending(board, 2, [])
    lead = "Projekt 2 kan rymmas, beroende på vad det kostar och på ordningen mellan lika projekt, och "
    assert text.startswith(lead)


def test_that_no_change_makes_it_surely_fit_does_not_say_that_none_decides_since_the_cost_of_another_may():
    rows, choices = [[1.0], [1.0], [0.1]], Choices((1.0,), 1000)
    board, dearer = (rank(make_basis(rows, [first, None, 100]), choices) for first in (500, 2000))
    assert [Inside(int(given.line.inside[2])) for given in (board, dearer)] == [Inside.OPEN, Inside.NO]
    assert needed(board, [2], ())[0].sentence == (
        "Projekt 2 kan rymmas, beroende på vad Projekt 1 kostar, och ingen enskild ändring av ramen, en vikt eller "
        "dess egna värden gör det säkert."
    )
