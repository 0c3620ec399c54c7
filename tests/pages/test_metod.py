"""Metod names the figures that are counted with, and what follows locks, dependencies and demands."""

from __future__ import annotations

import inspect
import re
from math import nan
from pathlib import Path

import numpy as np
import pytest
from starlette.middleware.sessions import SessionMiddleware
from streamlit.web.server.starlette.starlette_server_config import (
    AUTH_COOKIE_MAX_AGE_SECONDS,
    SESSION_COOKIE_NAME,
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
    XSRF_COOKIE_NAME,
)

from prioritering import swedish, web
from prioritering.analysis.demands import Demands
from prioritering.analysis.draws import Draws, Uncertain
from prioritering.analysis.inclusion import Standing
from prioritering.analysis.wishes import with_wish
from prioritering.meeting import results
from prioritering.meeting.order_agreement import MemberPoints, concordance
from prioritering.money.outcomes import MAX_PARTS
from prioritering.permissions import AccessSettings
from prioritering.scoring.points import Shares
from prioritering.view import standing_words
from prioritering.view.room_view import room_parameters
from prioritering.view.value_words import few_answers
from prioritering.view.view import WEIGHT_INFOS, View
from prioritering.web.frame.context import LAST_PLAN
from prioritering.web.frame.network_room import LEADER
from prioritering.web.frame.who import COOKIE, DEVICE, KNOWN_AGAIN, NEVER_SHARED
from prioritering.web.pages.metod.page import DAY
from prioritering.web.pages.projektor.safety import LIMITS
from prioritering.web.pages.robusthet import page as pages
from prioritering.web.pages.robusthet.wishes import KINDS_OF_WISH
from prioritering.web.server.doorkeeper import NEXT
from tests.pages.visit import Visit, words

pytestmark = pytest.mark.usefixtures("shared")


def method() -> str:
    return " ".join(words(Visit("metod").html).split()).replace("\u00a0", " ")


def test_its_figures_are_those_that_are_counted_with() -> None:
    text = method()
    assert "Säkert: i minst 99 %. Utanför: i högst 1 %." in text
    draws = f"{View().draws:,}".replace(",", " ")
    assert f"Förvalt är {draws} fall, med vikter som ligger högst {View().weight_spread} procentenheter" in text
    assert f"försvinner efter {NEVER_SHARED // DAY} dagar" in text
    assert f"försvinner efter {KNOWN_AGAIN // DAY} dagar" in text
    assert KNOWN_AGAIN == 30 * DAY
    # In words, so these are compared with what the words say.
    assert [bool(few_answers(count)) for count in (1, 2, 3)] == [True, True, False]
    assert "En nivå som vilar på ett eller två svar är märkt" in text
    assert (results.FIFTHS, results.DISPUTED_FROM) == (5, 2)
    assert "går isär när minst två steg ligger mellan lägsta och högsta svar" in text
    assert "för ett tal är en femtedel av skalan ett steg" in text


def test_the_limits_of_safety_follow_those_that_are_used() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standing_words, "CORE", 0.95)
        patch.setattr(standing_words, "EXTERIOR", 0.05)
        assert "Säkert: i minst 95 %. Utanför: i högst 5 %." in method()


def test_robusthet_and_the_projector_say_the_same_limits_of_safety() -> None:
    least, most = standing_words.standing_limits()
    drawn = Path(pages.__file__).with_name("lage.html").read_text(encoding="utf-8").replace("&nbsp;", "\u00a0")
    assert f"Säkert: inom ramen i minst {least} av fallen. Utanför: i högst {most}." in drawn
    said = LIMITS[Standing.SAFE], LIMITS[Standing.OUTSIDE]
    assert said == (f"ryms i minst {least} av fallen", f"ryms i högst {most} av fallen")


def test_of_how_many_equals_all_choices_are_tried_it_says_as_it_is() -> None:
    # One and the next of ten that each may be taken or not.
    assert 2**10 <= MAX_PARTS < 2**11
    assert "Är fler än tio projekt med olika kostnad lika" in method()


def test_where_a_project_may_fit_past_a_condition_it_says_by_which_rule_and_among_whom() -> None:
    said = "Med regeln ”hoppa över”, och bland lika projekt, kan ett projekt rymmas också när villkoret inte hålls"
    assert said in method()


def test_it_says_what_dependencies_and_demands_bind() -> None:
    text = method()
    assert "inte heller i något slumpat fall, om det inte är låst som ”måste med”." in text
    assert "Vad det utelämnade får kosta följer låsen och planens beroenden, men inte kraven på portföljen." in text
    assert "Vad andra ramar ger och Andra regler följer bara låsen." in text


def test_it_says_what_else_can_be_tried_and_what_may_be_asked_of_a_portfolio() -> None:
    text = method()
    assert len(WEIGHT_INFOS) == 4
    assert "alla viktningar med samma ordning som vikterna, alla viktningar, eller bara vikterna" in text
    assert len(KINDS_OF_WISH) == 6
    for said in ("kräver ett annat", "antingen–eller", "en andel till", "en ram för en grupp", "en mindre etapp"):
        assert said in text
    assert "och personer: en ram i årsarbeten vid sidan av kronorna" in text
    # What it says of a need that nobody has stated: such a project is out, unless it is locked in.
    wished = with_wish(Demands(must=frozenset({"C"})), "personer:2:A=1", (), ("A", "B", "C"))
    assert wished.limits[0].need == {"A": 1, "B": 3}


def test_it_says_how_figures_are_rounded_as_they_are() -> None:
    text = method()
    assert "summor och skillnader av poäng med en decimal, och halvor avrundas från noll" in text
    assert [swedish.number(figure) for figure in (50.5, 91.5, -0.5)] == ["51", "92", "−1"]
    assert "Delar av poäng och vikter avrundas så att de tillsammans blir det hela som visas." in text
    example = re.search(r"Exempel: .* får (.*) = (\S+) av 100", text)
    assert example is not None
    lows, highs = ([int(part.split("–")[end]) for part in re.findall(r"[\d–]+", example[1])] for end in (0, -1))
    assert example[2] in (f"{sum(lows)}–{sum(highs)}", f"{sum(lows)}")
    assert "det som behövs minst uppåt, det som får vara högst nedåt" in text
    assert (swedish.tkr_at_least(47_100), swedish.tkr_at_most(47_900)) == ("48\u00a0tkr", "47\u00a0tkr")
    assert "En andel skrivs inte med fler siffror än felmarginalen bär." in text


def test_per_krona_it_says_that_only_an_unknown_cost_without_a_range_has_no_place() -> None:
    assert "De vars kostnad är okänd, utan spann, har ingen plats" in method()
    without = Visit("metod", "ordning=per-krona").text
    assert "De tre projekten utan kostnad har ingen plats per krona" in without
    tried = Visit("metod", "ordning=per-krona&okand_lagst=100&okand_hogst=900").text
    assert "De tre okända kostnaderna får plats efter mitten av det spann som provas" in tried


def test_the_line_stands_as_it_says_also_where_a_range_that_is_tried_decides() -> None:
    assert "Linjen står före det första olåsta projekt som är oklart eller inte ryms." in method()
    rows = Visit("projektor", "bild=ram&ram=3547&okand_hogst=200").html
    line = rows.index('class="s-linerow "')
    assert rows[:line].count("</span> Ryms</span>") == 4
    assert "</span> Oklart</span>" in rows[line:].split("</tr>")[1]
    # Two of those above it fit only if the range does, so they are not surely there.
    assert "räcker säkert till 2 av 10 projekt" in rows.replace("\u00a0", " ")


def test_what_is_drawn_and_what_is_left_out_is_said_as_it_is() -> None:
    text = method()
    assert "ett värde mellan lägsta och högsta för varje spann av nivåer eller tom nivå" in text
    open_level = Uncertain(
        ("A",), Shares(np.zeros((1, 1)), np.ones((1, 1))), np.array([1]), np.array([1]), np.array([False])
    )
    (case,) = Draws(50).cases(open_level)
    assert len(set(case.points.ravel().tolist())) == 50
    assert "utan spann eller antagande, är utelämnat om det inte är låst som ”måste med”" in text
    locked = Visit("robusthet", "del=portfolj&ram=3547&med=S04").text
    assert "Införande digitala matinköp är låst och med; kostnaden är okänd" in locked


def test_what_it_says_of_w_is_how_w_is_worked_out() -> None:
    text = method()
    assert "bedömt är det som har svar på varje kriterium som väger något" in text
    assert "parvis på det som båda har bedömt, om det är minst två projekt" in text
    assert "där ett par väger mer ju fler projekt det har jämfört" in text
    # Two members agree on three projects; the third is opposed to one of them on two, and a fourth shares but one.
    known = np.array([[90, 50, 10, nan], [90, 50, 10, nan], [10, nan, 90, nan], [nan, nan, 90, 50]])
    found = concordance(MemberPoints(("a", "b", "c", "d"), ("A", "B", "C", "D"), ("P1", "P2", "P3", "P4"), known))
    assert found is not None
    assert (found.pairs, found.without, found.unjudged) == (3, ("D",), ("P4",))
    mean = (1 * 3 - 1 * 2 - 1 * 2) / (3 + 2 + 2)
    assert found.w == pytest.approx((2 * mean + 1) / 3)


def test_it_names_all_that_is_the_rooms_while_a_meeting_is_open() -> None:
    trial, study = "det som provas", "det som Robusthet räknar med"
    named = {
        "vikter": "vikter",
        "steg": "nivåernas värden",
        "varden": "nivåernas värden",
        "spann": "hur spann räknas",
        "ram": "ram",
        "regel": "regel",
        "ordning": "ordning",
        "poang": "varifrån poängen kommer",
        "mote": "varifrån poängen kommer",
        "antaganden": "antaganden",
        **dict.fromkeys(("klass", "perspektiv", "aktor", "ovrigt"), "filter"),
        **dict.fromkeys(("med", "inte", "fri", "okand_lagst", "okand_hogst"), trial),
        **dict.fromkeys(("viktinfo", "viktvidd", "dragningar", "fro", "krav"), study),
    }
    assert named.keys() == room_parameters(View()).keys()
    said = swedish.listing(dict.fromkeys(named.values()))
    assert f"den vy som mötesledaren har valt ({said}) rummets" in method()


def test_every_cookie_and_everything_kept_in_the_browser_is_named_with_how_long_it_lasts() -> None:
    text = method()
    cookies = (
        COOKIE,
        DEVICE,
        LEADER,
        LAST_PLAN,
        NEXT,
        SESSION_COOKIE_NAME,
        USER_COOKIE_NAME,
        TOKENS_COOKIE_NAME,
        XSRF_COOKIE_NAME,
    )
    assert [name for name in cookies if name not in text] == []
    scripts = [path.read_text(encoding="utf-8") for path in (Path(web.__file__).parent / "components").glob("*.js")]
    kept = {name for script in scripts if "Storage" in script for name in re.findall(r"prioritering\.[a-z]+", script)}
    assert len(kept) > 2
    assert [name for name in sorted(kept) if name not in text] == []
    everywhere = [path.read_text(encoding="utf-8") for path in Path(web.__file__).parent.rglob("*.js")]
    literal = {name for script in everywhere for name in re.findall(r'Storage\.setItem\("([^"]+)"', script)}
    assert literal and [name for name in sorted(literal) if name not in text] == []
    kept_for = AUTH_COOKIE_MAX_AGE_SECONDS // DAY
    assert f"ligger kvar i högst {kept_for} dagar, eller tills du loggar ut, men gäller här bara i 12 timmar" in text
    assert AccessSettings().timmar == 12
    lasts = inspect.signature(SessionMiddleware.__init__).parameters["max_age"].default
    assert f"håller ihop själva inloggningen i högst {lasts // DAY} dagar" in text
