"""What is tried of costs and weights: the flag and the link are one and the same, in every command."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.copied_link import NEWER_RULES, OLDER_RULES, copied_link
from prioritering.view.basis import RULES
from prioritering.view.copied_link import BESIDE_THE_VIEW, OF_THE_PAGE, ROOM_PARAMETER
from prioritering.view.view import View
from prioritering.web.parts.join_link import SEAT_CODE
from tests.folders import DATA

PLAN = str(DATA / "vso-2021")


def answer(*arguments: str) -> Any:
    done = run([*arguments, "--json"], Plans(None))
    assert done.code == 0, done.text
    return json.loads(done.text)


@pytest.mark.parametrize("command", ["rangordna", "robusthet", "portfolj"])
@pytest.mark.parametrize("order", ["poang", "per-krona"])
def test_the_flag_gives_what_the_link_gives_also_in_what_it_rests_on(command: str, order: str) -> None:
    typed = answer(command, "--plan", PLAN, "--ram", "3547", "--ordning", order, "--okand-kostnad", "100..400")
    link = f"?plan=vso-2021&ram=3547&ordning={order}&okand_lagst=100&okand_hogst=400"
    assert typed == answer(command, "--plan", PLAN, "--vy", link)
    assert (typed["underlag"]["vy"]["okand_lagst"], typed["underlag"]["vy"]["okand_hogst"]) == ("100", "400")
    bare = answer(command, "--plan", PLAN, "--ram", "3547", "--ordning", order)
    assert bare["underlag"]["fingeravtryck"] != typed["underlag"]["fingeravtryck"]


def test_which_weights_are_drawn_stands_in_what_the_answer_rests_on() -> None:
    typed = answer("robusthet", "--plan", PLAN, "--ram", "3547", "--viktinfo", "alla", "--dragningar", "200")
    link = "?plan=vso-2021&ram=3547&viktinfo=alla&dragningar=200"
    assert typed == answer("robusthet", "--plan", PLAN, "--vy", link)
    assert typed["underlag"]["vy"]["viktinfo"] == typed["vikter"]["slag"] == "alla"


def test_what_is_tried_decides_what_fits_and_is_said_as_tried() -> None:
    told = run(["rangordna", "--plan", PLAN, "--ram", "3547", "--okand-kostnad", "100..400"], Plans(None)).text
    assert "De tre okända kostnaderna ligger i det spann som provas, 100–400\u00a0tkr" in told.replace("\u2060", "")


@pytest.mark.parametrize("link", ["?plan=vso-2021&da=x", "?kopierad=0000&plan=vso-2021"])
def test_a_link_that_is_refused_is_not_said_to_show_anything(link: str) -> None:
    done = run(["rangordna", "--plan", PLAN, "--vy", link], Plans(None))
    assert done.code == 2
    assert done.text.startswith("fel: --vy: Länken")
    assert "Här visas" not in done.text


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("?steg=beslut", "ett steg på Projektor heter bild)."),
        ("?vikter=effekttyp.abc", "som effekttyp.60~omfattning.40."),
    ],
)
def test_a_refused_link_says_what_it_should_be_and_never_that_something_is_shown(link: str, said: str) -> None:
    done = run(["rangordna", "--plan", PLAN, "--vy", link], Plans(None))
    assert done.code == 2
    assert done.text.strip().endswith(said)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("?ramm=2000&plan=vso-2021", "Länken har en uppgift som inte används: ramm."),
        ("?ram=2000&ram=3547", "Länken anger ram flera gånger."),
        ("http://127.0.0.1:8501/prioritera?plan=vso-2021&amp;ram=2000", "som inte används: amp;ram."),
        ("?kopierad%3D1c3f%26plan%3Dvso-2021", "har kodats om på vägen och inte kan läsas. Be om den igen."),
    ],
)
def test_what_an_address_says_and_that_is_not_used_is_refused_and_not_answered_as_something_else(
    link: str, said: str
) -> None:
    done = run(["rangordna", "--plan", PLAN, "--vy", link], Plans(None))
    assert done.code == 2
    assert done.text.strip().endswith(said)


def test_what_stands_in_an_address_beside_the_view_is_no_fault() -> None:
    beside = f"?ram=2000&bild=ram&kod=ABC&{SEAT_CODE}=x&{ROOM_PARAMETER}=y"
    assert set(OF_THE_PAGE) <= set(BESIDE_THE_VIEW)
    assert answer("rangordna", "--plan", PLAN, "--vy", beside) == answer("rangordna", "--plan", PLAN, "--ram", "2000")
    assert answer("rangordna", "--plan", PLAN, "--vy", "http://127.0.0.1:8501/prioritera")["regel"] == "stopp"


@pytest.mark.parametrize(("rules", "said"), [(RULES, ()), (RULES - 1, (OLDER_RULES,)), (RULES + 1, (NEWER_RULES,))])
def test_what_is_said_of_a_copied_link_is_said_beside_its_answer(
    store: Store, rules: int, said: tuple[str, ...]
) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    copied = copied_link(store, View(plan="vso-2021", frame="3547"))
    link, plans = urlencode(copied).replace(f".r{RULES}", f".r{rules}"), Plans(store)
    assert run(["rangordna", "--vy", f"/prioritera?{link}", "--json"], plans).code == 0
    assert plans.said == [f"obs: {' '.join(words.split())}" for words in said]
