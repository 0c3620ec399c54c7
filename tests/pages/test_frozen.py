"""Frys och dela on Prioritera, and the list of frozen links on Översikt."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.store.connection import Store
from prioritering.usecases.frozen_links import (
    LinkWish,
    document_in,
    freeze,
    links_of_plan,
    withdraw_link,
    without_reasons,
)
from prioritering.usecases.frozen_today import today_beside
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of
from prioritering.view.stored_document import DOCUMENT_NAMES
from prioritering.view.view import View
from prioritering.web.frame.as_written import escape
from prioritering.web.pages.robusthet.freeze_study import NOTHING_TO_FREEZE
from prioritering.web.server.frozen_page import Reading, frozen_page
from tests.folders import VSO
from tests.pages.visit import Visit, words

VIEW = View(plan="vso-2021", municipality="linkoping", frame="3547")


def frozen(store: Store, title: str = "I mars") -> str:
    return freeze(store, VSO, document_of(picture_of(store, VIEW)), LinkWish(title), "Objektledare").name


def press(visit: Visit, key: str) -> Visit:
    visit.app.button(key=key).click()
    return visit.run()


def both(visit: Visit, opener: str, saver: str = "fryst_spara") -> Visit:
    """Press a dialog's own button; pressed again together with it, the one that opens it keeps it open."""
    visit.app.button(key=saver).click()
    return press(visit, opener)


def listed(role: str | None = "objektledare") -> Visit:
    return Visit("oversikt", role=role).open("Frysta länkar")


def test_what_the_page_shows_is_kept_under_a_link_with_its_title_and_its_code(database: Store) -> None:
    visit = press(Visit("prioritera", "ram=3547"), "frys")
    visit.app.text_input(key="frys_titel").set_value("Ramen i mars")
    both(visit, "frys", "frys_spara")
    (link,) = links_of_plan(database, VSO).rows
    assert (link.title, link.role) == ("Ramen i mars", "Objektledare")
    kept = document_in(database, link)
    assert (kept.summary.frame_kr, kept.rows) == (3_547_000, document_of(picture_of(database, VIEW)).rows)
    assert f"http://prov.example/fryst/{link.name}" in visit.html
    assert "QR-kod" in visit.html
    assert visit.components["kopiera_fryst"]["address"] == f"http://prov.example/fryst/{link.name}"
    # The next time it is pressed another one is made.
    press(visit, "frys")
    assert visit.app.button(key="frys_spara")


def test_a_link_may_have_a_last_day(database: Store) -> None:
    visit = press(Visit("prioritera"), "frys")
    visit.app.text_input(key="frys_slut").set_value("i påsk")
    both(visit, "frys", "frys_spara")
    assert any("ska skrivas som" in item.value for item in visit.app.error)
    last = date.today() + timedelta(days=30)
    visit.app.text_input(key="frys_slut").set_value(f" {last} ")
    both(visit, "frys", "frys_spara")
    assert links_of_plan(database, VSO).rows[0].ends_on == last
    assert "gäller till och med" in words(listed().html)


def test_a_link_without_a_title_is_not_kept(database: Store) -> None:
    visit = press(Visit("prioritera"), "frys")
    visit.app.text_input(key="frys_titel").set_value(" ")
    both(visit, "frys", "frys_spara")
    assert links_of_plan(database, VSO).total == 0
    assert any("Skriv vad länken ska heta" in item.value for item in visit.app.error)


@pytest.mark.parametrize("role", ["läsare", "medlem"])
def test_who_may_not_change_freezes_nothing_and_changes_no_link(role: str, database: Store) -> None:
    frozen(database)
    assert "frys" not in [button.key for button in Visit("prioritera", role=role).app.button]
    keys = {button.key for button in listed(role).app.button}
    assert keys >= {"fryst_visa"}
    assert not keys & {"fryst_namn", "fryst_bort", "fryst_oppna"}


def test_on_this_machine_alone_the_page_says_that_others_cannot_reach_the_link(database: Store) -> None:
    frozen(database)
    visit = Visit("oversikt", role=None)
    visit.app.context["url"] = "http://127.0.0.1:8501/oversikt"
    visit = press(visit.open("Frysta länkar"), "fryst_visa")
    assert "nås bara från den här datorn" in words(visit.html)
    assert "Öppna rummet på sidan Möte" in words(visit.html)
    assert "fryst_oppna" not in [button.key for button in visit.app.button]


def test_links_are_listed_renamed_and_withdrawn(database: Store) -> None:
    name = frozen(database)
    visit = press(listed(), "fryst_namn")
    visit.app.text_input(key="fryst_nytt_namn").set_value("Ett *annat* namn")
    both(visit, "fryst_namn")
    assert "Ett *annat* namn" in words(visit.html)
    assert f"/fryst/{name}" in visit.html
    both(press(visit, "fryst_bort"), "fryst_bort")
    said = words(visit.html)
    assert "återkallad" in said
    assert f"/fryst/{name}" not in visit.html
    assert links_of_plan(database, VSO).rows[0].withdrawn_by == "Objektledare"


def test_two_links_of_one_title_are_told_apart_where_one_is_chosen_and_withdrawn(database: Store) -> None:
    names = [frozen(database), frozen(database)]
    visit = listed()
    options = visit.app.selectbox(key="fryst_vald").options
    assert len(set(options)) == 2
    for name in names:
        (said,) = [option for option in options if f"{name[:6]}…" in option]
        assert "I mars (Prioritera, " in said
        visit.app.selectbox(key="fryst_vald").set_value(name)
        press(visit, "fryst_bort")
        assert any(escape(name[:6]) in item.value for item in visit.app.markdown)


def test_with_login_there_is_no_room_to_open_for_others_to_reach_the_link(database: Store) -> None:
    frozen(database)
    visit = Visit("oversikt", role="objektledare")
    visit.app.context["url"] = "http://127.0.0.1:8501/oversikt"
    visit = press(visit.open("Frysta länkar"), "fryst_visa")
    assert "nås bara från den här datorn" in words(visit.html)
    assert "Gå in på den adress som andra når Prioritering på" in words(visit.html)
    assert "Öppna rummet" not in words(visit.html)


@pytest.mark.parametrize(("role", "allowed"), [("objektledare", False), ("objektägare", True)])
def test_only_the_object_owner_opens_a_link_to_those_without_login(role: str, allowed: bool, database: Store) -> None:
    frozen(database)
    visit = listed(role)
    assert ("fryst_oppna" in [button.key for button in visit.app.button]) is allowed
    if allowed:
        both(press(visit, "fryst_oppna"), "fryst_oppna")
        assert links_of_plan(database, VSO).rows[0].without_login
        assert "läsbar utan inloggning" in words(visit.html)


def test_what_a_dialog_asks_is_what_yes_does(database: Store) -> None:
    name = frozen(database)
    for allowed, asked in ((True, "Läsbar utan inloggning?"), (False, "Kräv inloggning?")):
        visit = press(listed("objektägare"), "fryst_oppna")
        assert visit.app.get("dialog")[0].proto.dialog.title == asked
        both(visit, "fryst_oppna")
        assert (links_of_plan(database, VSO).rows[0].without_login, asked) == (allowed, asked)
    assert links_of_plan(database, VSO).rows[0].name == name


def test_a_link_that_was_withdrawn_meanwhile_is_not_renamed(database: Store) -> None:
    name = frozen(database)
    visit = press(listed(), "fryst_namn")
    visit.app.text_input(key="fryst_nytt_namn").set_value("Ett nytt")
    withdraw_link(database, name, "Objektägare")
    both(visit, "fryst_namn")
    assert links_of_plan(database, VSO).rows[0].title == "I mars"
    assert "återkallad" in words(visit.html)
    assert visit.faults == []


REFUSED = """
from prioritering.errors import Conflict
from prioritering.web.parts.signing import save_and_close
def write():
    raise Conflict("länken är återkallad")
save_and_close(write, needs="läsa")
"""


def test_what_could_not_be_saved_is_told_as_a_sentence(shared: Store) -> None:
    assert [item.value for item in AppTest.from_string(REFUSED).run().error] == ["Länken är återkallad."]


def test_ten_thousand_links_are_listed_and_sought_a_window_at_a_time(database: Store) -> None:
    with database.write() as cursor:
        cursor.execute(
            "insert into frozen (name, plan_key, happening, title, shows, document, document_hash, role, made_at) "
            "select 'namn-' || n, $key, 'fryst', 'Länk nummer ' || n || '.', 'kravs', '{}'::blob, '', 'Objektledare', "
            "now() from range(10000) as numbers (n) order by n",
            {"key": str(VSO)},
        )
    visit = listed()
    assert "1–20 av 10 000" in words(visit.html)
    assert [visit.app.button(key=key).disabled for key in ("frysta_ny", "frysta_gl")] == [True, False]
    assert "Länk nummer 9979." not in words(visit.html)
    press(visit, "frysta_gl")
    assert "21–40 av 10 000" in words(visit.html)
    assert [visit.app.button(key=key).disabled for key in ("frysta_ny", "frysta_gl")] == [False, False]
    assert "Länk nummer 9979." in words(visit.html)
    visit.set("Sök bland frysta länkar", "NUMMER 1000.")
    assert "Länk nummer 1000." in words(visit.html)
    assert "Länk nummer 9999." not in words(visit.html)
    visit.set("Sök bland frysta länkar", "finns inte")
    assert "Ingen fryst länk har det" in visit.text


@pytest.mark.parametrize(
    ("part", "kind", "section"),
    [
        ("laget", "robusthet", "r-lage"),
        ("portfolj", "portfolj", "r-portfolj"),
        ("kravs", "kravs", "r-nasta"),
        ("kravs", "kravs", "r-kravs"),
        ("regler", "regler", "r-regler"),
    ],
)
def test_a_part_of_robusthet_is_frozen_as_it_is_drawn_there(
    part: str, kind: str, section: str, database: Store
) -> None:
    visit = press(Visit("robusthet", f"del={part}&dragningar=200&ram=3547"), "frys")
    both(visit, "frys", "frys_spara")
    (link,) = links_of_plan(database, VSO).rows
    document = document_in(database, link)
    assert (link.shows, document.kind, document.basis.view["del"]) == (kind, kind, part)
    assert f"{DOCUMENT_NAMES[kind]}, ram 3 547 tkr, vikter 34–33–33" in link.title
    whole = re.search(rf'<section class="p-panel" aria-labelledby="{section}">.*?</section>', visit.html, re.S)
    assert whole
    drawn = frozen_page(Reading(link, document, today_beside(database, VSO, document)))
    assert whole[0] in drawn
    heads = re.findall(r'<div class="r-head"><h2>Vad en annan ram.*?</div>', visit.html, re.S)
    tables = re.findall(r"<caption>Mest poäng per ram.*?</table>", visit.html, re.S)
    assert len(heads) == len(tables) == (part == "portfolj")
    assert [shown for shown in (*heads, *tables) if shown not in drawn] == []
    assert words(document.headline) in words(visit.html)
    assert words(document.headline) in words(drawn)
    assert "200 fall är slumpade" in words(drawn)
    assert "Inget av det som svaret vilar på har ändrats." in words(drawn)
    assert "/robusthet?" in drawn
    assert whole[0] in frozen_page(Reading(link, without_reasons(document)))


@pytest.mark.parametrize(("part", "name"), [("platser", "Platser"), ("kanslighet", "Känslighet")])
@pytest.mark.parametrize("frame", ["3547", "ingen"])
def test_a_deeper_part_is_frozen_with_what_its_charts_show_as_tables(
    part: str, name: str, frame: str, database: Store
) -> None:
    visit = press(Visit("robusthet", f"del={part}&dragningar=200&ram={frame}"), "frys")
    both(visit, "frys", "frys_spara")
    (link,) = links_of_plan(database, VSO).rows
    document = document_in(database, link)
    drawn = words(frozen_page(Reading(link, document, today_beside(database, VSO, document))))
    heads = re.findall(r'<div class="r-head"><h2>.*?</div>', visit.html, re.S)
    tables = re.findall(r"<caption>(?:Andel av|En vikt|Plats för|Poäng vid).*?</table>", visit.html, re.S)
    assert len(heads) == len(tables) == (1 if part == "platser" else 3)
    assert [shown for shown in (*heads, *tables) if words(shown).strip() not in drawn] == []
    assert name in words(listed().html)


@pytest.mark.parametrize("part", ["laget", "kravs", "portfolj", "regler"])
def test_without_a_frame_a_part_that_needs_one_says_that_there_is_nothing_to_freeze(part: str, database: Store) -> None:
    visit = Visit("robusthet", f"del={part}&dragningar=200&ram=ingen")
    assert "frys" not in [button.key for button in visit.app.button]
    assert NOTHING_TO_FREEZE in [item.value for item in visit.app.caption]
