"""Swedish forms of numbers and money: halves away from zero, and decimals only where they say something."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.swedish import (
    all_decimals,
    as_sentence,
    count_word,
    day,
    first_few,
    kr,
    listing,
    money,
    number,
    percent,
    plural,
    point_parts,
    point_range,
    share,
    short,
    sort_key,
    tkr,
    tkr_at_least,
    tkr_at_most,
    whole_parts,
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "\u22123"),
        (2.449999, 0, "2"),
        (0.125, 2, "0,13"),
        (1.005, 2, "1,01"),
        # A half that a sum of floats has made a hair less.
        (57.49999999999999, 0, "58"),
        (-57.49999999999999, 0, "\u221258"),
        (1234.5, 0, "1 235"),
        (-0.4, 0, "0"),
        (1_000_000, 0, "1 000 000"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: float, decimals: int, shown: str) -> None:
    assert plain(number(value, decimals)) == shown


@pytest.mark.parametrize(
    ("share", "shown"), [(0.575, "58 %"), (0.57499999999999996, "58 %"), (0.005, "1 %"), (0.994, "99 %")]
)
def test_a_share_is_rounded_as_the_figure_that_it_stands_for(share: float, shown: str) -> None:
    assert plain(percent(share)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0 %"), (0.004, "under 1 %"), (0.183, "18 %"), (0.5, "50 %"), (0.996, "över 99 %"), (1.0, "100 %")],
)
def test_a_share_is_nothing_or_all_only_where_it_is_just_that(value: float, shown: str) -> None:
    assert plain(share(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(10.0, "10"), (2.5, "2,5"), (57.333, "57,33"), (1_234_567.0, "1 234 567")]
)
def test_a_figure_has_the_decimals_that_it_has_and_two_at_most(value: float, shown: str) -> None:
    assert plain(short(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234.125, "1 234,125"),
        (2.0, "2"),
        (100, "100"),
        (-0.5, "\u22120,5"),
        (Decimal("0.1234567890123"), "0,1234567890123"),
    ],
)
def test_nothing_is_rounded_where_every_decimal_is_written(value: float | Decimal, shown: str) -> None:
    assert plain(all_decimals(value)) == shown


@pytest.mark.parametrize(
    ("kronor", "shown"),
    [
        (3_547_000, "3 547 tkr"),
        (1_000_000, "1 000 tkr"),
        (2_250_500, "2 250,5 tkr"),
        (1_001, "1,001 tkr"),
        (10, "0,01 tkr"),
        (0, "0 tkr"),
        (-47_000, "\u221247 tkr"),
        (1_000.5, "1,001 tkr"),
    ],
)
def test_tkr_has_decimals_only_when_the_kronor_need_them(kronor: float, shown: str) -> None:
    assert plain(tkr(kronor)) == shown
    assert plain(tkr(kronor, unit=False)) == shown.removesuffix(" tkr")


def test_kronor_are_shown_in_full_with_oren_only_when_there_are_any() -> None:
    assert plain(kr(7_251_533.5)) == "7 251 533,50 kr"
    assert plain(kr(7_251_533)) == "7 251 533 kr"


def test_money_is_in_tkr_only_when_that_takes_no_decimals() -> None:
    assert [plain(money(kronor)) for kronor in (3_547_000, 0, 3_547_001, 999)] == [
        "3 547 tkr",
        "0 tkr",
        "3 547 001 kr",
        "999 kr",
    ]


def test_a_share_is_shown_as_percent() -> None:
    assert plain(percent(0.185)) == "19 %"
    assert plain(percent(0.1834, 1)) == "18,3 %"


def test_points_that_round_to_the_same_figure_are_one_figure() -> None:
    assert point_range(84.6, 100) == "85–100"
    assert point_range(87.5, 88.4) == "88"


def test_one_has_its_own_form_and_small_counts_are_words() -> None:
    assert [plain(plural(count, "kriterium", "kriterier")) for count in (0, 1, 2)] == [
        "0 kriterier",
        "1 kriterium",
        "2 kriterier",
    ]
    assert [count_word(count) for count in (0, 3, 12, 13)] == ["noll", "tre", "tolv", "13"]


def test_a_listing_has_och_before_the_last() -> None:
    assert [listing(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a och b", "a, b och c"]


def test_of_many_names_the_first_few_are_told_and_how_many_more() -> None:
    assert [first_few(list("abcd")[:count], 3) for count in (0, 3, 4)] == ["", "a, b och c", "a, b, c och 1 till"]
    assert first_few(list("abcd"), 3, "projekt till", shown=2) == "a, b och 2 projekt till"
    assert first_few(["a"] * 2001, 1) == "a och 2\u00a0000 till"


def test_the_swedish_letters_are_sorted_last_whatever_the_case() -> None:
    assert sorted(["Öl", "zon", "Äng", "ål", "Ask"], key=sort_key) == ["Ask", "zon", "ål", "Äng", "Öl"]


def test_figures_in_a_text_are_sorted_by_what_they_come_to() -> None:
    in_order = ["Alfa", "Alfa 1", "Alfa 2", "alfa 10", "Alfa 11 b", "Alfa ett", "Beta 02", "Beta 2", "Beta 10"]
    assert sorted(set(in_order), key=sort_key) == in_order
    assert sorted(["9" * 60, "1" + "0" * 60, "8"], key=sort_key) == ["8", "9" * 60, "1" + "0" * 60]


def test_no_two_texts_are_sorted_as_one_whatever_order_they_come_in() -> None:
    alike = ["S1", "s1", "S01", "S001"]
    assert len({sort_key(text) for text in alike}) == len(alike)


def test_parts_shown_add_up_to_the_whole_shown() -> None:
    third = 100 / 3
    assert point_parts([third, 25, third], [third, 25, third]) == ("34", "25", "33")
    assert point_range(third + 25 + third, third + 25 + third) == "92"
    # 33 + 25–33 + 33 is shown as 92–100.
    assert point_parts([third, 25, third], [third, third, third]) == ("34", "25–33", "33")
    assert point_parts([0, 0], [0, 0]) == ("0", "0")


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted), min_size=1, max_size=6))
def test_the_ends_of_parts_add_up_and_no_highest_is_below_its_lowest(ends: list[list[float]]) -> None:
    low, high = [end[0] for end in ends], [end[1] for end in ends]
    shown = [[int(text.replace("\u00a0", "")) for text in part.split("–")] for part in point_parts(low, high)]
    whole = [int(text.replace("\u00a0", "")) for text in point_range(sum(low), sum(high)).split("–")]
    assert (sum(part[0] for part in shown), sum(part[-1] for part in shown)) == (whole[0], whole[-1])
    assert all(part[0] <= part[-1] for part in shown)


def test_limits_are_rounded_to_the_safe_side() -> None:
    needed = [tkr_at_least(kronor).replace("\u00a0", " ") for kronor in (47_000, 47_001, 47_100, 47_999, 0, 1)]
    assert needed == ["47 tkr", "48 tkr", "48 tkr", "48 tkr", "0 tkr", "1 tkr"]
    allowed = [tkr_at_most(kronor).replace("\u00a0", " ") for kronor in (47_000, 47_999, 1000, 999, 400, 0)]
    assert allowed == ["47 tkr", "47 tkr", "1 tkr", "0,999 tkr", "0,4 tkr", "0 tkr"]


def test_whole_parts_that_a_hair_makes_too_many_give_one_back_where_there_is_one() -> None:
    nearly = 1 - 1e-10
    assert whole_parts((nearly, nearly, 0.0), 1) == (1, 0, 0)
    assert whole_parts((0.0, nearly, nearly), 1) == (0, 1, 0)
    assert whole_parts((28.999999999999996, 71.0), 100) == (29, 71)
    assert whole_parts((33.4, 33.3, 33.3), 100) == (34, 33, 33)
    assert whole_parts((0.5, 0.5), 1) == (1, 0)


def test_a_day_is_written_with_its_month_in_words() -> None:
    assert [plain(day(date(2021, 3, 4))), plain(day(date(2026, 12, 31)))] == ["4 mars 2021", "31 december 2026"]


@pytest.mark.parametrize("said", ["välj klass", "Välj klass", "välj klass.", "Välj klass."])
def test_what_an_error_says_is_shown_as_one_sentence_however_it_was_written(said):
    assert as_sentence(said) == "Välj klass."


def test_a_sentence_that_ends_in_its_own_sign_gets_no_other():
    assert [as_sentence(said) for said in ("menas 9 tkr?", "för långt…")] == ["Menas 9 tkr?", "För långt…"]
