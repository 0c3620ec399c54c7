"""Möte: the leader writes what the group agreed on in the talk, everyone sees it, and it can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.usecases.agreed_levels import NO_OTHER_REASON, SETTLED
from prioritering.usecases.group_result import group_result
from prioritering.usecases.history import history_of
from prioritering.usecases.removed_texts import remove_reason
from prioritering.view.view import View
from prioritering.web.pages.mote.agree import WRITE
from prioritering.web.pages.projektor.steps import draw_projector
from prioritering.web.server.stream import is_older, topic_of
from tests.databases import copied
from tests.folders import VSO
from tests.pages.conftest import opened
from tests.pages.meeting import answer, join, newest, open_one, take
from tests.pages.test_dialogs import BESIDE
from tests.pages.visit import Visit, cells, words
from tests.store import meeting_steps

CELL = ("S02", "omfattning")


@pytest.fixture
def shown(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """A meeting where two have answered, far apart on one project and alike on another."""
    with opened(copied(filled, tmp_path / "enades.duckdb")) as store:
        open_one(("Objektägare", "Linjechef"), ("S01", "S02"))
        for role, level in (("Objektägare", "Låg"), ("Linjechef", "Mycket hög")):
            member = join(store, role)
            answer(store, member, "S01", omfattning="Hög")
            answer(store, member, "S02", omfattning=level)
        meeting_steps.reveal(store, newest(store).id, "objektledare")
        yield store


def agree(visit: Visit, level: str = "Medel", reason: str = "") -> Visit:
    visit.widget("Bedömning").set_value(CELL)
    visit.run().widget("Vi enades om").set_value(level)
    visit.widget("Skäl, om ni vill").set_value(reason)
    return visit.press(WRITE)


def section(visit: Visit, heading: str) -> str:
    found = re.search(rf"<section[^>]*><h2[^>]*>{heading}</h2>.*?</section>", visit.html, re.S)
    return words(found[0]) if found else ""


def test_what_goes_most_apart_stands_first_in_the_choice(shown: Store) -> None:
    first, *others = Visit("mote").widget("Bedömning").options
    assert "omfattning: median Medel–Hög, 2" in first and len(others) == 5


def test_it_is_shown_to_all_marked_with_who_and_why_and_is_no_longer_apart(shown: Store) -> None:
    assert section(Visit("mote", role="läsare"), "Det här enades vi om") == ""
    agree(Visit("mote"), "Hög", "Alla skolor berörs")
    reader = Visit("mote", role="läsare")
    said = section(reader, "Det här enades vi om")
    assert "omfattning: Hög . Svaren säger något annat: median Medel–Hög, 2" in said
    assert "Objektledare" in said and "Alla skolor berörs" in said
    assert "Ingen bedömning går starkt isär" in reader.text
    heat = re.search(r'<table class="p-table p-small p-stacked m-heat">.*?</table>', reader.html, re.S)
    assert heat
    row = next(part for part in re.findall(r"<tr>.*?</tr>", heat[0], re.S) if "överenskommet" in part)
    assert "75 Hög överenskommet" in words(row) and "≠ olika" not in row
    assert reader.faults == []


def test_the_board_and_why_say_that_it_was_agreed_on_and_the_rest_which_figure_it_is(shown: Store) -> None:
    agree(Visit("mote"), "Hög", "Alla skolor berörs")
    board = Visit("prioritera", "poang=median&ram=1000").send("tavla", open=["S02"]).board
    row = next(item for item in board if item["key"] == "S02")
    assert "Hög (överenskommet)" in words(row["html"]) and "delvis överenskommet" in words(row["html"])
    said = cells(row["why"], "Omfattning")[1]
    assert said.startswith("Hög överenskommet Objektledare") and "antagande" not in said


def test_the_wall_says_that_who_stands_first_does_so_by_what_was_agreed_on_too(shown: Store) -> None:
    asked = {"plan": "vso-2021", "mote": newest(shown).id, "poang": "median", "bild": "rangordning"}
    assert "efter styrgruppens median." in words(draw_projector(asked))
    agree(Visit("mote"), "Mycket hög")
    assert "efter styrgruppens median och det ni enades om." in words(draw_projector(asked))


def test_a_reason_that_an_administrator_takes_away_is_gone_from_mote_and_its_screens_follow(shown: Store) -> None:
    agree(Visit("mote"), "Hög", "hemligt om en person")
    followed = topic_of({"plan": "vso-2021", "mote": newest(shown).id})
    assert "hemligt om en person" in Visit("mote").text
    before = followed.look()
    remove_reason(shown, VSO, "hemligt om en person", "administratör")
    assert is_older(before, followed.look())
    assert "hemligt om en person" not in Visit("mote").text


def test_without_a_reason_to_have_agreed_is_the_reason_and_the_fields_are_empty_for_the_next(shown: Store) -> None:
    visit = agree(Visit("mote"))
    assert history_of(shown, VSO)[0].reason == NO_OTHER_REASON
    # What nobody wrote is not told as somebody's words.
    said = section(visit, "Det här enades vi om")
    assert "Objektledare" in said and NO_OTHER_REASON not in said
    assert history_of(shown, VSO)[0].role == "Objektledare"
    assert visit.widget("Bedömning").value is None


def test_it_is_taken_back_and_undone(shown: Store) -> None:
    visit = agree(Visit("mote"))
    visit.press("Ångra")
    assert section(visit, "Det här enades vi om") == ""
    visit = agree(Visit("mote"))
    visit.press(next(label for label in visit.labels() if label.startswith("Ta tillbaka:")))
    assert section(visit.run(), "Det här enades vi om") == ""
    assert [told.after for told in history_of(shown, VSO)[:4]] == ["inget", "Medel", "inget", "Medel"]


def test_the_line_that_takes_it_back_follows_another_leader_who_writes_another_level(shown: Store) -> None:
    assert "mote-angra" not in Visit("mote").components
    mine = agree(Visit("mote"))
    other = Visit("mote")
    other.app.user["sub"] = "bertil"
    agree(other.run(), "Hög")
    mine.send("mote-angra", "changed", "1")
    assert "Du skrev in det ni enades om" in mine.text and "Objektledare har ändrat det ni enades om" in mine.text
    assert "Ångra" not in mine.labels() and "Ångra" in other.labels()


def test_what_an_ended_meeting_agreed_on_is_not_offered_to_be_taken_back_anywhere_until_it_is_opened_again(
    shown: Store,
) -> None:
    visit = agree(Visit("mote"))
    beside = Visit("prioritera").open(BESIDE)
    assert "Ta bort" in beside.labels() and SETTLED not in beside.text
    assert "Ångra" in visit.run().labels()
    take(visit, "Avsluta mötet")
    assert "Ångra" not in visit.run().labels()
    beside.widget("Historik (1)").set_value(True)
    beside.run()
    assert SETTLED in beside.text
    assert not {"Ta bort", "Ångra"} & set(beside.labels())
    assert "Ångra" not in Visit("prioritera").labels()
    visit.press("Öppna mötet igen")
    assert "Ångra" in visit.run().labels()
    assert "Ta bort" in beside.run().labels()


def test_a_level_has_to_be_chosen(shown: Store) -> None:
    visit = Visit("mote")
    visit.widget("Bedömning").set_value(CELL)
    visit.run().press(WRITE)
    assert "Välj vad ni enades om." in visit.app.error[0].value
    assert history_of(shown, VSO) == ()


def agree_on_a_number(store: Store, typed: str, highest: float) -> tuple[Visit, str]:
    """Return the page Möte where an agreed number has been typed, on a scale from zero, and sent, and its meeting."""
    scale = NumberScale(lowest=0, highest=highest, measure="timmar")
    model = Model(criteria=(*standard_model().criteria, Criterion(id="nytta", name="Nytta", scale=scale)))
    setup = setup_from(["Linjechef"], Naming.BY_ROLE)
    meeting = meetings.open_meeting(store, VSO, model, setup, "objektledare")
    meeting_steps.open_round(store, meeting.id, ["S01"], "objektledare")
    voter = Voter(meeting.id, join(store, "Linjechef"), 1)
    ballots.save_answer(store, voter, "S01", "nytta", Answer(kind=Kind.LEVEL, value=20.0))
    meeting_steps.reveal(store, meeting.id, "objektledare")
    visit = Visit("mote")
    visit.widget("Bedömning").set_value(("S01", "nytta"))
    field = next(item for item in visit.run().app.text_input if item.label.startswith("Vi enades om, 0 till"))
    field.set_value(typed)
    return visit.press(WRITE), meeting.id


@pytest.mark.parametrize(("typed", "kept"), [("62,5", 62.5), ("1 00", 100.0), ("101", None), ("", None), ("hög", None)])
def test_a_number_is_typed_as_numbers_are_written_here_and_has_to_be_on_the_scale(
    shown: Store, typed: str, kept: float | None
) -> None:
    visit, meeting_id = agree_on_a_number(shown, typed, 100)
    if kept is None:
        assert "Skriv ett tal på skalan, 0 till 100\u00a0timmar." in visit.app.error[0].value.replace("\\", "")
        assert history_of(shown, VSO) == ()
    else:
        found = group_result(shown, meeting_id, View(source="median"))
        assert [entry.level for entry in found.agreed] == [kept]


def test_a_number_that_can_be_read_in_two_ways_is_not_agreed_on_until_it_is_said_which(shown: Store) -> None:
    visit, _ = agree_on_a_number(shown, "1.500", 2000)
    assert "kan läsas på två sätt; skriv 1\u00a0500 eller 1,5" in visit.app.error[0].value.replace("\\", "")
    assert history_of(shown, VSO) == ()


@pytest.mark.parametrize("role", ["medlem", "läsare"])
def test_only_who_leads_the_meeting_is_offered_it(shown: Store, role: str) -> None:
    assert WRITE not in Visit("mote", role=role).labels()
    assert not [item for item in Visit("mote", role=role).app.selectbox if item.label == "Bedömning"]


def test_what_was_agreed_on_is_listed_with_what_is_laid_beside_the_plan(shown: Store) -> None:
    agree(Visit("mote"), "Hög")
    visit = Visit("prioritera", "poang=median&ram=1000").open(BESIDE)
    assert "omfattning Hög överenskommet".casefold() in visit.text.casefold()
