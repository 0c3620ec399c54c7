"""The flags that the commands share, each by itself: the view that they describe, and what is refused."""

from __future__ import annotations

import argparse

import pytest

from prioritering.commands.arguments import (
    add_plan_arguments,
    asked_picture,
    asked_view,
    ids,
    parse_figure,
    parse_weights,
    version_number,
)
from prioritering.commands.plans import Plans
from prioritering.errors import BadArgument
from prioritering.money.line_rule import Rule
from prioritering.scoring.ranking import Order
from prioritering.view.view import View
from tests.folders import DATA

PLAN = str(DATA / "vso-2021")


def typed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_plan_arguments(parser)
    return parser.parse_args(arguments)


@pytest.mark.parametrize(
    ("arguments", "view"),
    [
        ((), View()),
        (("--vikter", "a=1,b=0.5"), View(weights=(("a", 1.0), ("b", 0.5)))),
        (("--ram", "ingen"), View(frame="ingen")),
        (("--ram", "3 547"), View(frame="3547")),
        (("--ram", "0"), View(frame="0")),
        (("--ordning", "per-krona"), View(order=Order.PER_KRONA)),
        (("--regel", "hoppa"), View(rule=Rule.SKIP)),
        (("--okand-kostnad", "0..0"), View(unknown_low=0, unknown_high=0)),
        (("--okand-kostnad", "100..3000"), View(unknown_low=100, unknown_high=3000)),
        (("--maste", "S01, S02,,S01"), View(must=("S01", "S02"))),
        (("--inte-nu", "S03"), View(not_now=("S03",))),
        (("--fri", "S04"), View(free=("S04",))),
        (("--utan-antaganden",), View(assumptions=False)),
        (("--poang", "medel"), View(source="medel")),
        (("--mote", "m1"), View(source="median", meeting="m1")),
        (("--mote", "m1", "--poang", "medel"), View(source="medel", meeting="m1")),
        # What is typed goes before the link, flag by flag, and what is not typed is the link's.
        (("--vy", "/?ram=900&regel=hoppa&med=S01", "--ram", "1"), View(frame="1", rule=Rule.SKIP, must=("S01",))),
        (("--vy", "regel=hoppa", "--maste", "S02"), View(rule=Rule.SKIP, must=("S02",))),
    ],
)
def test_each_flag_is_its_part_of_the_view_and_the_rest_is_as_a_page_has_it(
    arguments: tuple[str, ...], view: View
) -> None:
    assert asked_view(typed(*arguments)) == view


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--vy", "?plan=p&kommun=k"), ("p", "k")),
        (("--vy", "?plan=p&kommun=k", "--kommun", "annan"), ("p", "annan")),
        (("--vy", "?plan=p&kommun=k", "--plan", "q"), ("q", None)),
        (("--plan", "q"), ("q", None)),
    ],
)
def test_a_links_plan_is_meant_where_none_is_named(
    arguments: tuple[str, ...], named: tuple[str | None, str | None]
) -> None:
    args = typed(*arguments)
    asked_view(args)
    assert (args.plan, args.kommun) == named


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--vy", "?fro=x"), "--vy: "),
        # Cut off on its way, as in a mail: it is not today's answer without a word.
        (("--vy", "?plan=p&da="), "gick inte att läsa"),
        (("--poang", "planens"), "välj median eller medel"),
        (("--okand-kostnad", "3..2"), "lägsta är större än högsta"),
        (("--okand-kostnad", "0..0,5"), "hela tkr"),
        (("--okand-kostnad", "3"), "lägsta..högsta"),
        (("--regel", "gissa"), "välj stopp eller hoppa"),
        (("--ordning", "gissa"), "välj poang eller per-krona"),
    ],
)
def test_what_no_view_can_be_is_refused(arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(BadArgument, match=words):
        asked_view(typed(*arguments))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a", "”a” ska skrivas kriterium=tal"),
        ("=1", "”=1” ska skrivas kriterium=tal"),
        ("a=1,", "”” ska skrivas kriterium=tal"),
        ("a=1,a=2", "a står två gånger"),
        ("a=x", "vikten för a är inte ett tal"),
        ("a=-1", "noll eller större"),
        ("a=0,b=0", "minst en vikt ska vara större än noll"),
    ],
)
def test_weights_that_are_none_are_refused(text: str, words: str) -> None:
    with pytest.raises(BadArgument, match=words):
        parse_weights(text)
    assert parse_weights("a = 0, b=45") == (("a", 0.0), ("b", 45.0))


def test_a_figure_is_zero_or_larger_and_has_an_end() -> None:
    assert [parse_figure(text, "x") for text in ("0", "0.5", "1,5", "1000")] == [0, 0.5, 1.5, 1000]
    for text in ("-0.1", "nan", "inf", "-inf", ""):
        with pytest.raises(BadArgument, match=r"^x "):
            parse_figure(text, "x")


def test_a_versions_number_is_a_whole_one_from_one_of_nine_figures_at_most() -> None:
    assert version_number(None, "--fran") is None
    assert [version_number(text, "--fran") for text in ("1", "02", "999999999", "0000000003")] == [1, 2, 999_999_999, 3]
    for text in ("0", "-1", "1.0", "", "²", "٣", "1000000000", "1" * 5000):
        with pytest.raises(BadArgument, match=r"^--fran: .* är inte numret på en version"):
            version_number(text, "--fran")


def test_ids_are_named_once_and_blanks_name_nothing() -> None:
    assert (ids(" B , A,B,,"), ids(" , ")) == (("B", "A"), ())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--maste", "S01,S98"), "--maste: ”S98” finns inte bland projekten"),
        (("--inte-nu", "S98"), "--inte-nu: ”S98” finns inte bland projekten"),
        (("--fri", "S98"), "--fri: ”S98” finns inte bland projekten"),
        (("--maste", "S01", "--inte-nu", "S02,S01"), "S01 kan inte vara både"),
        (("--vy", "?inte=S01", "--maste", "S01"), "S01 kan inte vara både"),
        (("--vy", "?med=S01", "--inte-nu", "S01"), "S01 kan inte vara både"),
        (("--utan-antaganden", "--maste", "S01"), "--maste och --inte-nu räknas inte"),
        (("--utan-antaganden", "--inte-nu", "S01"), "--maste och --inte-nu räknas inte"),
        (("--utan-antaganden", "--okand-kostnad", "0..1"), "--okand-kostnad räknas inte"),
        (("--vikter", "effekttyp=1,nytta=2"), "--vikter: okänt kriterium ”nytta”; kriterierna är effekttyp, "),
        (("--poang", "median"), "--poang: gruppen har inte visat några svar"),
    ],
)
def test_what_a_page_would_leave_out_with_a_notice_is_refused_where_it_is_typed(
    arguments: tuple[str, ...], words: str
) -> None:
    with pytest.raises(BadArgument) as caught:
        asked_picture(typed("--plan", PLAN, *arguments), Plans(None))
    assert str(caught.value).startswith(words)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--maste", "S01", "--inte-nu", "S02", "--fri", "S03"),
        # A link is read as a page reads it: what it holds and the plan does not have is left out with a notice.
        ("--vy", "?med=S98&inte=S99"),
        ("--vy", "?med=S01&inte=S01"),
        ("--vy", "?vikter=nytta:1"),
        ("--utan-antaganden", "--fri", "S01"),
        ("--poang", "planen"),
    ],
)
def test_what_is_no_misspelling_is_answered(arguments: tuple[str, ...]) -> None:
    assert asked_picture(typed("--plan", PLAN, *arguments), Plans(None)).board.candidates
