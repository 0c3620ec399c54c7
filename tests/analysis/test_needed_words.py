"""Vad krävs says whose cost an answer hangs on."""

from dataclasses import replace

from prioritering.analysis import needed_words
from prioritering.analysis.needed import needed
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
