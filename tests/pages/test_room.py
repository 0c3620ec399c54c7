"""The room's view on the pages: what the leader changes is shown by every screen that has not chosen for itself."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Setup
from prioritering.store.connection import Store
from prioritering.usecases import meeting_room
from prioritering.view.room_view import read
from prioritering.web.parts import room_bar
from prioritering.web.parts.board_live import draw_board_live
from tests.folders import VSO
from tests.pages.meeting import join, newest, open_one, take
from tests.pages.visit import Visit

FOLLOWERS = ("prioritera", "robusthet", "oversikt", "projektor", "mote")
OWN_FRAME = "Egen vy: ramen skiljer sig från rummets."


def room_frame(store: Store) -> str:
    return read(newest(store).room_view)["ram"]


def events(store: Store) -> int:
    return store.tuples("select count(*) from meeting_event")[0][0]


def type_frame(visit: Visit, tkr: str) -> Visit:
    return visit.set("Ram", "eget").set("Belopp i tkr", tkr)


def test_what_the_leader_looks_at_when_the_meeting_opens_is_the_rooms_first_view(database: Store) -> None:
    visit = Visit("mote", "ram=2000")
    visit.press("Öppna mötet och runda 1")
    assert room_frame(database) == "2000"


@pytest.mark.parametrize("page", FOLLOWERS)
def test_a_screen_without_choices_shows_what_the_leader_has_chosen(database: Store, page: str) -> None:
    open_one()
    leader, member = Visit("prioritera"), Visit(page, role="medlem")
    type_frame(leader, "2000")
    assert room_frame(database) == "2000"
    assert member.run().address["ram"] == "2000"
    assert "Egen vy" not in member.text
    # A new screen as well, also after the server has been started anew: the meeting keeps it.
    assert Visit(page, role="medlem").address["ram"] == "2000"


@pytest.mark.parametrize("page", FOLLOWERS)
def test_a_link_with_another_view_says_so_and_leads_back(database: Store, page: str) -> None:
    leader = open_one()
    if page == "mote":
        # Before the answers are shown nothing there depends on a view.
        join(database, "Linjechef")
        take(leader, "Visa svaren i runda 1")
    visit = Visit(page, "ram=2000", role="medlem")
    assert OWN_FRAME in visit.text
    assert "Gör till rummets" not in visit.labels()
    visit.press("Tillbaka till rummets")
    assert "ram" not in visit.address
    assert "Egen vy" not in visit.text


def test_what_a_member_tries_is_nobody_elses_and_stays_when_the_room_moves_on(database: Store) -> None:
    open_one()
    leader, member = Visit("prioritera"), Visit("prioritera", role="medlem")
    before = events(database)
    type_frame(member, "2000")
    assert OWN_FRAME in member.text
    assert events(database) == before
    type_frame(leader, "5000")
    assert member.run().address["ram"] == "2000"
    assert member.press("Tillbaka till rummets").address["ram"] == "5000"


def test_the_leader_takes_over_what_a_link_shows_as_the_rooms(database: Store) -> None:
    open_one()
    visit = Visit("prioritera", "ram=2000&regel=hoppa")
    assert "Egen vy: ramen och regeln skiljer sig från rummets." in visit.text
    visit.press("Gör till rummets")
    assert "Rummets vy" in visit.text
    assert Visit("prioritera", role="medlem").address["regel"] == "hoppa"


def test_a_view_that_is_taken_to_a_room_by_who_leads_no_more_is_refused_in_words(database: Store) -> None:
    open_one()
    visit, before = Visit("prioritera", "ram=2000"), events(database)
    visit.become("objektägare").button("Gör till rummets").click()
    visit.run()
    assert "rätten att leda möte" in visit.app.warning[0].value
    assert visit.faults == []
    assert events(database) == before


def test_the_leader_can_try_alone_and_come_back(database: Store) -> None:
    open_one()
    visit, before = Visit("prioritera"), events(database)
    visit.press("Prova själv")
    assert "Du provar själv" in visit.text
    type_frame(visit, "2000")
    assert OWN_FRAME in visit.text
    assert events(database) == before
    visit.press("Tillbaka till rummets")
    assert "ram" not in visit.address


def test_an_objektagare_may_change_the_plan_and_not_the_rooms_view(database: Store) -> None:
    open_one()
    visit, before = Visit("prioritera", role="objektägare"), events(database)
    type_frame(visit, "2000")
    assert OWN_FRAME in visit.text
    assert events(database) == before


def test_a_screen_that_follows_does_so_when_it_is_opened_again_after_a_change_that_it_missed(database: Store) -> None:
    open_one()
    leader = type_frame(Visit("prioritera"), "5000")
    phone = Visit("prioritera", role="medlem")
    missed = "&".join(f"{name}={text}" for name, text in phone.address.items())
    type_frame(leader, "1700")
    again = Visit("prioritera", missed, role="medlem")
    assert again.address["ram"] == "1700"
    assert "Egen vy" not in again.text
    assert "Länken har" not in again.text
    # What is copied is a view, and says nothing of who followed what.
    own = missed.replace(f"rummet={newest(database).id}", "").replace("&&", "&").strip("&")
    assert OWN_FRAME in Visit("prioritera", own, role="medlem").text


def test_going_back_in_the_browser_makes_nothing_the_rooms(database: Store) -> None:
    open_one()
    leader = type_frame(Visit("prioritera"), "5000")
    then = dict(leader.address)
    type_frame(leader, "1700")
    for name, text in then.items():
        leader.app.query_params[name] = text
    assert leader.run().address["ram"] == "1700"
    assert room_frame(database) == "1700"


def test_where_one_looks_is_no_choice_that_the_room_follows(database: Store) -> None:
    open_one()
    leader, before = Visit("robusthet", "del=kravs").run(), events(database)
    assert "Egen vy" not in leader.text
    assert leader.address["del"] == "kravs"
    assert events(database) == before


def test_no_room_is_spoken_of_when_the_meeting_has_ended_or_another_is_looked_at(database: Store) -> None:
    take(open_one(), "Avsluta mötet")
    ended = newest(database).id
    assert "ummets" not in Visit("prioritera", "ram=2000").text
    Visit("mote").press("Öppna ett nytt möte").press("Öppna mötet och runda 1")
    assert OWN_FRAME in Visit("prioritera", "ram=2000").text
    assert "ummets" not in Visit("prioritera", f"ram=2000&mote={ended}").text


def test_a_projector_that_is_left_on_from_an_ended_meeting_follows_the_next_one(database: Store) -> None:
    take(open_one(), "Avsluta mötet")
    wall = Visit("projektor", "bild=ram", role="medlem")
    Visit("mote").press("Öppna ett nytt möte").press("Öppna mötet och runda 1")
    type_frame(Visit("prioritera"), "2000")
    # What the plan's stream tells, as of anything else in the plan.
    assert wall.send("folj-lank", "changed", "1").address["ram"] == "2000"
    opened = newest(database)
    assert f"mote={opened.id}" in wall.components["projektor"]["address"]
    assert f"{opened.code[:3]} {opened.code[3:]}" in wall.text


def test_a_meeting_from_before_there_was_a_room_has_none(database: Store) -> None:
    meeting_room.open_meeting(database, VSO, Setup(roles=("Linjechef",)), ["S01"], "objektledare")
    assert "ummets" not in Visit("prioritera", "ram=2000").text


def test_who_leads_and_who_follows_are_told_what_a_change_of_theirs_does(database: Store) -> None:
    open_one()
    assert room_bar.LEADS in Visit("prioritera").text
    assert room_bar.FOLLOWS in Visit("prioritera", role="medlem").text


def followed_board(visit: Visit) -> dict[str, Any]:
    address = visit.components["folj-planen"]["address"]
    drawn: dict[str, Any] = json.loads(draw_board_live(dict(parse_qsl(urlsplit(address).query))))
    return drawn


def test_what_a_screen_in_the_room_listens_to_is_the_same_after_each_of_the_leaders_changes(database: Store) -> None:
    open_one()
    leader, phone = Visit("prioritera"), Visit("prioritera", role="medlem")
    first = phone.components["folj-planen"]
    type_frame(leader, "2000")
    # The old board would stand beside the new frame: it is told apart until the screen has been drawn anew.
    assert followed_board(phone)["view"] != first["view"]
    phone.run()
    assert phone.components["folj-planen"]["address"] == first["address"]
    assert followed_board(phone)["view"] == phone.components["folj-planen"]["view"]
    assert followed_board(phone)["rows"] == phone.board
    assert "2\u00a0000" in followed_board(phone)["finding"]


def test_a_screen_with_its_own_view_listens_for_its_own_board(database: Store) -> None:
    open_one()
    leader, own = Visit("prioritera"), Visit("prioritera", "ram=1700", role="medlem")
    type_frame(leader, "5000")
    assert followed_board(own.run())["rows"] == own.board
    assert "1\u00a0700" in followed_board(own)["finding"]


def test_the_room_of_an_ended_meeting_shows_what_it_showed_when_it_ended(database: Store) -> None:
    leading = open_one()
    type_frame(Visit("prioritera"), "2000")
    phone = Visit("prioritera", role="medlem")
    before = followed_board(phone)
    take(leading, "Avsluta mötet")
    after = followed_board(phone)
    assert (after["view"], after["rows"], after["finding"]) == (before["view"], before["rows"], before["finding"])


def test_the_room_of_another_plans_meeting_is_refused(database: Store) -> None:
    open_one()
    with pytest.raises(BadArgument, match="hör till en annan plan"):
        draw_board_live({"plan": "ukfa-2022", "i_rummet": newest(database).id})
