"""A value that rests on one or two answers says so wherever it is shown: on every screen and on the command line."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.meeting.meeting import Answer, Kind
from prioritering.store import ballots
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.usecases.picture import picture_of, plan_shown
from prioritering.usecases.study import portfolio_pool
from prioritering.view.portfolio_words import with_answers
from prioritering.view.view import View
from tests.databases import copied
from tests.folders import VSO
from tests.pages.conftest import opened
from tests.pages.meeting import answer, join, newest, open_one
from tests.pages.visit import Visit, cells, words
from tests.store import meeting_steps

ROLES = tuple(f"Ledamot {number}" for number in range(6))
FULL = {"effekttyp": "Två effekter", "omfattning": "Hög", "tidsperspektiv": "Kort"}
ALONE, PARTLY, ALL = "S01", "S02", "S03"
VIEW = "poang=median&ram=5000"


@pytest.fixture(scope="module")
def shown(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One member of six answers on S01, the five others say "vet ej"; two answer one criterion of S02; all of S03."""
    path = copied(filled, tmp_path_factory.mktemp("fa") / "fa.duckdb")
    with opened(path) as store:
        open_one(ROLES, (ALONE, PARTLY, ALL))
        there = [join(store, role) for role in ROLES]
        voter = {member.id: Voter(newest(store).id, member, 1) for member in there}
        for member in there:
            answer(store, member, ALL, **FULL)
            answer(store, member, PARTLY, effekttyp="En effekt", tidsperspektiv="Kort")
        for member in there[1:]:
            for criterion in FULL:
                ballots.save_answer(store, voter[member.id], ALONE, criterion, Answer(kind=Kind.DONT_KNOW))
        answer(store, there[0], ALONE, **{**FULL, "omfattning": "Mycket hög"})
        for member in there[:2]:
            answer(store, member, PARTLY, omfattning="Medel")
        for member in there[:2]:
            ballots.save_order(store, voter[member.id], {"effekttyp": 3, "omfattning": 1, "tidsperspektiv": 2})
        meeting_steps.reveal(store, newest(store).id, "objektledare")
        yield store


def named(store: Store) -> dict[str, str]:
    return {item.id: item.name for item in plan_shown(store, VSO).projects}


def row(project: str, html: str) -> str:
    return next(words(part) for part in re.findall(r"<tr[^>]*>.*?</tr>", html, re.S) if project in words(part))


def test_one_answer_of_six_that_gives_a_hundred_points_is_marked_on_the_board(shown: Store) -> None:
    visit = Visit("prioritera", VIEW)
    # Said once, since every level of it rests on as many.
    assert "Kort på 1 svar 100 av 100" in visit.row(ALONE)
    assert "(1 svar)" not in visit.row(ALONE)
    assert "En effekt · Medel (2 svar) · Kort" in visit.row(PARTLY)
    assert "delvis på 2 svar" in visit.row(PARTLY)
    assert "svar" not in visit.row(ALL)


def test_varfor_says_it_of_each_level(shown: Store) -> None:
    board = Visit("prioritera", VIEW).send("tavla", open=[PARTLY]).board
    why = next(item["why"] for item in board if item["key"] == PARTLY)
    assert cells(why, "Omfattning")[1] == "Medel 2 svar"
    assert cells(why, "Tidsperspektiv")[1] == "Kort"


def test_the_plans_own_levels_rest_on_no_answers(shown: Store) -> None:
    assert "svar" not in Visit("prioritera", "ram=5000").row(ALONE)


def test_a_criterion_that_weighs_nothing_does_not_mark_the_points(shown: Store) -> None:
    text = Visit("prioritera", f"{VIEW}&vikter=effekttyp.50~omfattning.0~tidsperspektiv.50").row(PARTLY)
    assert "Medel (2 svar)" in text
    assert "på 2 svar" not in text


def test_the_meetings_result_marks_the_level_the_points_and_the_weights(shown: Store) -> None:
    html = Visit("mote").html
    names = named(shown)
    assert '<span class="m-few">1\u00a0svar</span>' in html
    # In a narrow column it may break before the words, never inside them.
    assert '<span class="m-few">på\u00a01\u00a0svar</span>' in html
    found = cells(html, names[PARTLY])
    assert "2 svar" in found[3]
    assert "6 svar" in found[2]
    assert found[-1].endswith("delvis på 2 svar")
    assert cells(html, names[ALONE])[-1] == "100 på 1 svar"
    assert cells(html, names[ALL])[-1].isdigit()
    assert "Tidsperspektiv 28 %. 2 svar" in words(html)


@pytest.mark.parametrize("step", ["rangordning", "ram"])
def test_the_projector_marks_the_points(shown: Store, step: str) -> None:
    html = Visit("projektor", f"{VIEW}&bild={step}").html
    names = named(shown)
    assert "100 på 1 svar" in row(names[ALONE], html)
    assert "svar" not in row(names[ALL], html)


def test_the_example_on_metod_says_it_too(shown: Store) -> None:
    assert "= 100 av 100 (på 1 svar), med vikterna" in Visit("metod", VIEW).text
    assert "svar), med vikterna" not in Visit("metod").text


@pytest.mark.parametrize("part", ["", "del=kravs", "del=portfolj"])
def test_robusthet_marks_each_project_whose_points_rest_on_few_answers(shown: Store, part: str) -> None:
    html, names = Visit("robusthet", f"{VIEW}&{part}").html, named(shown)
    assert "poäng på 1 svar" in row(names[ALONE], html)
    assert "poäng delvis på 2 svar" in row(names[PARTLY], html)
    assert "svar" not in row(names[ALL], html)
    assert " svar" not in row(names[ALONE], Visit("robusthet", f"ram=5000&{part}").html)


def test_points_in_a_sentence_on_the_portfolio_say_what_they_rest_on(shown: Store) -> None:
    picture = picture_of(shown, View(source="median", frame="5000"))
    pool = with_answers(portfolio_pool(picture), picture)
    assert pool.points_words(pool.ids.index(ALONE)) == "100 poäng på 1\u00a0svar"
    assert pool.points_words(pool.ids.index(ALL)).endswith(" poäng")


def test_the_projectors_step_of_what_is_safe_says_it_after_the_name(shown: Store) -> None:
    text = Visit("projektor", f"{VIEW}&bild=sakert").text
    assert f"{named(shown)[ALONE]} (på 1 svar)" in text
    assert f"{named(shown)[ALL]} (" not in text


def test_the_projectors_decision_says_it_after_the_name_but_not_of_what_is_locked(shown: Store) -> None:
    names = named(shown)
    text = Visit("projektor", f"{VIEW}&bild=beslut").text
    assert f"{names[ALONE]} (på 1 svar)" in text and f"{names[PARTLY]} (delvis på 2 svar)" in text
    assert f"{names[ALL]} (" not in text
    # A lock is inside whatever its points rest on.
    assert f"{names[ALONE]} (låst, provas)" in Visit("projektor", f"{VIEW}&bild=beslut&med={ALONE}").text


@pytest.mark.parametrize("command", ["portfolj", "robusthet"])
def test_the_commands_beside_the_list_say_it_too(shown: Store, command: str) -> None:
    view = (command, "--plan", "vso-2021", "--mote", newest(shown).id, "--ram", "5000", "--maste", f"{ALONE},{PARTLY}")
    text = run(view, Plans(shown)).text.replace("\u00a0", " ")
    assert re.search(rf"^{ALONE} .*  på 1 svar$", text, re.M)
    assert re.search(rf"^{PARTLY} .*  delvis på 2 svar$", text, re.M)
    found = json.loads(run((*view, "--json"), Plans(shown)).text)
    counted = found["svar"] if command == "portfolj" else {item["id"]: item["svar"] for item in found["projekt"]}
    assert counted[PARTLY] == {"effekttyp": 6, "omfattning": 2, "tidsperspektiv": 6}
    alone = run((command, "--plan", "vso-2021", "--ram", "5000", "--json"), Plans(shown)).text
    assert '"svar": null' in alone and '"svar": {' not in alone


def test_the_command_line_says_it_in_text_and_json(shown: Store) -> None:
    view = ("rangordna", "--plan", "vso-2021", "--mote", newest(shown).id, "--ram", "5000")
    text = run(view, Plans(shown)).text.replace("\u00a0", " ")
    assert re.search(rf"{ALONE} .*på 1 svar$", text, re.M)
    assert re.search(rf"{PARTLY} .*delvis på 2 svar$", text, re.M)
    found = {item["id"]: item["svar"] for item in json.loads(run((*view, "--json"), Plans(shown)).text)["projekt"]}
    assert found[ALONE] == {"effekttyp": 1, "omfattning": 1, "tidsperspektiv": 1}
    assert found[PARTLY] == {"effekttyp": 6, "omfattning": 2, "tidsperspektiv": 6}
    alone = run(("rangordna", "--plan", "vso-2021", "--json"), Plans(shown)).text
    assert {item["svar"] for item in json.loads(alone)["projekt"]} == {None}
    assert "vilar" not in run(("rangordna", "--plan", "vso-2021"), Plans(shown)).text
