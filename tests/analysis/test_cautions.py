"""Warnings where a sum of points may mislead."""

import pytest

from prioritering.analysis.cautions import cautions
from prioritering.analysis.demands import NO_DEMANDS, Demands, Limit
from prioritering.analysis.portfolio import best_portfolio
from tests.analysis.test_best_and_list import NAMES
from tests.analysis.test_portfolio import pool


def test_warnings_name_the_dear_one_and_the_many_small():
    given = pool([90, 50, 45, 80], [1000, 240, 200, None])
    said = cautions(given, NAMES, best_portfolio(given, 1000), 1000, NO_DEMANDS)
    assert any(text.startswith("Noll ger 90 poäng, mer än vart och ett av de två mindre projekten") for text in said)
    dear = pool([90, 1], [600, 10])
    assert cautions(dear, NAMES, best_portfolio(dear, 1000), 1000, NO_DEMANDS) == (
        "Noll tar 60\u00a0% av ramen ensamt, mer än en fjärdedel.",
    )


def test_a_project_that_takes_exactly_a_quarter_of_the_frame_is_no_warning():
    for cost, count in ((250, 0), (251, 1)):
        given = pool([90], [cost])
        assert len(cautions(given, NAMES, best_portfolio(given, 1000), 1000, NO_DEMANDS)) == count


def test_one_project_that_takes_the_room_of_a_better_one_is_no_case_of_many_small():
    given = pool([90, 50, 45], [1000, 600, 400])
    best = best_portfolio(given, 1000)
    assert best.indexes == {1, 2}
    assert any("Summan gynnar många små" in text for text in cautions(given, NAMES, best, 1000, NO_DEMANDS))
    # A demand keeps P0 out, so one project of fewer points has its room: the demand explains it.
    held = Demands(limits=(Limit("folk", highest=0, need={"P0": 1.0}),))
    given = pool([90, 50], [1000, 600])
    said = cautions(given, NAMES, best_portfolio(given, 1000, held), 1000, held)
    assert not any("många små" in text for text in said)


@pytest.mark.parametrize(("cost", "told"), [(900, True), (1000, True), (1001, False)])
def test_many_small_are_told_of_beside_a_project_that_alone_fits_the_frame(cost, told):
    given = pool([90, 50, 45], [cost, 600, 250])
    best = best_portfolio(given, 1000)
    assert best.indexes == {1, 2}
    assert any("Summan gynnar många små" in text for text in cautions(given, NAMES, best, 1000, NO_DEMANDS)) == told


def test_the_small_ones_with_fewest_points_are_named_where_they_take_the_room_to_the_krona():
    # The three small give 135 points, Noll with the best of them 130. Noll costs what the two smallest do.
    given = pool([80, 50, 45, 40], [1000, 500, 500, 500])
    best = best_portfolio(given, 1500)
    assert best.indexes == {1, 2, 3}
    (said,) = (text for text in cautions(given, NAMES, best, 1500, NO_DEMANDS) if "många små" in text)
    assert "de två mindre projekten som kunde lämna plats för det (Tre och Två)" in said


def test_within_a_frame_of_nothing_what_is_free_is_no_warning_and_a_krona_is_all_of_one():
    assert cautions(pool([10], [0]), NAMES, best_portfolio(pool([10], [0]), 0), 0, NO_DEMANDS) == ()
    assert cautions(pool([10], [1]), NAMES, best_portfolio(pool([10], [1]), 1), 1, NO_DEMANDS) == (
        "Noll tar 100\u00a0% av ramen ensamt, mer än en fjärdedel.",
    )


def test_one_of_unknown_cost_or_too_dear_hides_no_warning_of_the_others():
    # The first two have most points; the third is the one that the small ones take the room of.
    given = pool([99, 98, 90, 50, 45], [None, 5000, 1000, 240, 200])
    names = ["Okänd", "Dyr", "Noll", "Ett", "Två"]
    said = cautions(given, names, best_portfolio(given, 1000), 1000, NO_DEMANDS)
    assert [text.split(" ger ")[0] for text in said if "många små" in text] == ["Noll"]


def test_none_is_said_to_leave_room_that_costs_nothing_or_is_not_needed():
    # P1 costs nothing and P2 less than what is left beside P3 and P4.
    given = pool([90, 10, 20, 60, 70], [350, 0, 20, 170, 180])
    best = best_portfolio(given, 380)
    assert best.indexes == {1, 2, 3, 4}
    said = cautions(given, ["Noll", "Ett", "Två", "Tre", "Fyra"], best, 380, NO_DEMANDS)
    assert [text for text in said if "många små" in text] == [
        "Noll ger 90 poäng, mer än vart och ett av de två mindre projekten som kunde lämna plats för det "
        "(Tre och Fyra). Summan gynnar många små."
    ]
