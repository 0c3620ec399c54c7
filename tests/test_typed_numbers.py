"""A number in an address or after a flag is written with the digits 0–9, and what is written is read again."""

import math
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.criteria.model import NumberScale
from prioritering.errors import BadArgument
from prioritering.typed_numbers import check_one_reading, plain, typed_figure, typed_number, typed_whole
from prioritering.view.view import View, from_address, to_address
from prioritering.view.written_frame import MAX_TKR
from prioritering.web.parts.typed_level import number_on_scale
from tests.commands.typed import run

NONE = ("１２", "1_0", "1e3", "1e400", "٣", "inf", "nan", "+5", " 5", "0x1", "", "-", "1.", ".5", "9" * 5000)


@pytest.mark.parametrize("text", NONE)
def test_what_python_alone_would_take_for_a_number_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        typed_number(text)
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        typed_whole(text, 0, math.inf)


@pytest.mark.parametrize("text", [text for text in NONE if text])
@pytest.mark.parametrize(("name", "before"), [("okand_hogst", ""), ("okand_lagst", ""), ("rad", ""), ("vikter", "a.")])
def test_an_address_with_such_a_number_says_so_and_shows_the_default(name: str, before: str, text: str) -> None:
    view, notices = from_address({name: before + text})
    assert len(notices) == 1
    assert notices[0].startswith(f"Länkens {name} kunde inte läsas: ")
    assert (view.unknown_low, view.unknown_high, view.weights, view.start) == (None, None, (), 0)


@given(st.decimals(0, MAX_TKR, places=1))
def test_every_frame_that_is_taken_is_read_back_from_its_link(frame: Decimal) -> None:
    view, notices = from_address({"ram": f"{frame:f}"})
    assert notices == ()
    assert view.frame
    assert Decimal(view.frame) == frame
    assert from_address(to_address(view)) == (view, ())


@pytest.mark.parametrize("frame", [str(MAX_TKR + 1), "1000000000000", "9" * 400])
def test_a_frame_larger_than_any_is_told_and_not_taken(frame: str) -> None:
    view, [told] = from_address({"ram": frame})
    assert view.frame == View().frame
    assert told.startswith("Länkens ram kunde inte läsas: ”")


@given(st.floats(0, 1e9))
def test_what_is_written_is_read_again(value: float) -> None:
    assert math.isclose(typed_number(plain(value)), value, rel_tol=1e-9)


@pytest.mark.parametrize(
    ("value", "text"), [(30.0, "30"), (27.780000000000001, "27.78"), (1e-5, "0.00001"), (100, "100")]
)
def test_a_number_is_written_short_and_without_exponent(value: float, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    "arguments",
    [
        ("rangordna", "--plan", "vso-2021", "--vikter", "effekttyp=1_0,omfattning=1,tidsperspektiv=1"),
        ("rangordna", "--plan", "vso-2021", "--vikter", "effekttyp=1e3,omfattning=1,tidsperspektiv=1"),
        ("rangordna", "--plan", "vso-2021", "--vikter", "effekttyp=１２,omfattning=1,tidsperspektiv=1"),
        ("robusthet", "--plan", "vso-2021", "--dragningar", "1_000"),
        ("robusthet", "--plan", "vso-2021", "--dragningar", "１００"),
        ("rangordna", "--plan", "vso-2021", "--ram", "1_000"),
        ("rangordna", "--plan", "vso-2021", "--ram", "１２"),
    ],
)
def test_a_flag_with_such_a_number_is_refused(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert arguments[-2] in done.stderr


@pytest.mark.parametrize(
    ("text", "value"), [("3,5", 3.5), ("3.5", 3.5), ("−2,5", -2.5), (" 1\u00a0250,5 ", 1250.5), ("1 000", 1000)]
)
def test_a_figure_in_a_field_may_have_a_comma_or_a_point_spaces_and_the_true_minus(text: str, value: float) -> None:
    assert typed_figure(text, "ett tal", -math.inf) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [("x", "”x” är inte ett tal"), ("11", "”11” är inte ett tal"), (" ", "ett tomt fält är inte ett tal")],
)
def test_what_is_no_figure_in_a_field_is_told_as_it_was_typed(text: str, told: str) -> None:
    with pytest.raises(BadArgument, match=f"^{told}$"):
        typed_figure(text, "ett tal", 0, 10)


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("2.500", "2\u00a0500 eller 2,5"),
        (" 12,000", "12\u00a0000 eller 12"),
        # What is told can be typed, and is then taken.
        ("2,125", "2\u00a0125 eller 2,1250"),
    ],
)
def test_a_figure_that_can_be_read_in_two_ways_is_asked_about_when_both_are_possible(text: str, two: str) -> None:
    with pytest.raises(BadArgument, match=f"^”{text.strip()}” kan läsas på två sätt; skriv {two}$"):
        check_one_reading(text, typed_figure(text, "ett tal"), 20_000)
    for one in two.split(" eller "):
        check_one_reading(one, typed_figure(one, "ett tal"), 20_000)


@pytest.mark.parametrize(
    ("text", "number"), [("2,5", 2.5), ("2.50", 2.5), ("0,125", 0.125), ("2 500", 2500), ("25.000", 25)]
)
def test_a_figure_of_which_one_reading_is_possible_is_taken(text: str, number: float) -> None:
    check_one_reading(text, typed_figure(text, "ett tal"), 20_000)
    assert number_on_scale(NumberScale(lowest=0, highest=20_000), text) == number


def test_no_field_where_decimals_may_be_typed_is_the_browsers_own_for_numbers() -> None:
    """It drops a comma that its language does not use: 3,5 becomes 35, and nobody sees it."""
    web = Path(__file__).parents[1] / "prioritering/web"
    used = {path.relative_to(web).as_posix() for path in web.rglob("*.py") if "number_input" in path.read_text("utf-8")}
    # A seed is whole, and any seed is as good as another.
    assert used == {"pages/robusthet/method.py"}
