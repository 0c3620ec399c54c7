"""Who signs what is laid beside the plan: never chosen where it is known, and one's own latest can be undone later."""

from __future__ import annotations

import pytest
import streamlit as st

from prioritering.meeting.rounds import Happening
from prioritering.store import entry_log, meetings
from prioritering.store.connection import Store
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from prioritering.web.frame.who import COOKIE, DEVICE
from tests.folders import VSO
from tests.pages.meeting import newest, open_one
from tests.pages.test_dialogs import BESIDE, DIALOGS, Dialog, cost, from_row, project
from tests.pages.visit import Visit, words


@pytest.fixture
def cookies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The cookies of the browser."""
    found: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", found)
    return found


def roles(store: Store) -> list[str]:
    return [row.role for row in entry_log.history(store, VSO)]


def asks_for_role(visit: Visit) -> bool:
    return any(item.label == "Roll" for item in from_row(visit, "anta", "S04").app.selectbox)


def in_history(visit: Visit) -> Visit:
    visit.open(BESIDE).app.toggle(key="historik").set_value(True)
    return visit.run()


@pytest.mark.parametrize("role", ["objektledare", "objektägare", "administratör"])
def test_with_login_no_dialog_asks_for_a_role_and_the_persons_own_is_kept(database: Store, role: str) -> None:
    visit = Visit("prioritera", role=role)
    assert not asks_for_role(visit)
    assert f"Sparas som {role.capitalize()}." in visit.text.replace("\\", "")
    cost(visit)
    assert roles(database) == [role.capitalize()]


@pytest.mark.parametrize("dialog", DIALOGS)
def test_every_dialog_signs_with_the_persons_role_whatever_the_session_holds(database: Store, dialog: Dialog) -> None:
    visit = Visit("prioritera")
    visit.app.session_state["dialog_roll"] = "Linjechef"
    dialog(visit)
    assert roles(database) == ["Objektledare"]


def test_the_grid_signs_with_the_persons_role_and_asks_for_none() -> None:
    assert not any(item.label == "Roll" for item in Visit("fyll_i", "plan=ukfa-2022").app.selectbox)


def test_without_login_and_outside_a_meeting_the_role_is_asked_for(database: Store) -> None:
    visit = Visit("prioritera", role=None)
    assert asks_for_role(visit)
    cost(visit)
    assert roles(database) == ["Linjechef"]


@pytest.mark.parametrize("login", [None, "objektledare"])
def test_in_a_meeting_the_role_taken_there_signs_until_it_is_closed_or_let_go(
    database: Store, cookies: dict[str, str], login: str | None
) -> None:
    open_one(("Linjechef", "Objektägare"), ("S01",))
    meeting = newest(database)
    subject = "prov|anna" if login else None
    member, token = meetings.join(database, meeting.code, "Objektägare", subject)
    cookies.update({COOKIE + meeting.id: token} if token and not login else {})
    visit = Visit("prioritera", role=login)
    assert not asks_for_role(visit)
    cost(visit)
    assert roles(database) == ["Objektägare"]
    meetings.record(database, meeting.id, Happening.MEMBER_LEFT, "Objektledare", member.id)
    after = Visit("prioritera", role=login)
    assert asks_for_role(after) == (login is None)


def test_a_role_taken_in_a_meeting_that_is_over_signs_nothing(database: Store, cookies: dict[str, str]) -> None:
    open_one(("Linjechef",), ("S01",))
    meeting = newest(database)
    _, cookies[COOKIE + meeting.id] = meetings.join(database, meeting.code, "Linjechef")
    assert not asks_for_role(Visit("prioritera", role=None))
    meetings.record(database, meeting.id, Happening.MEETING_CLOSED, "Objektledare")
    assert asks_for_role(Visit("prioritera", role=None))


def test_an_older_meeting_in_the_address_hides_no_role_taken_in_the_one_that_goes_on(
    database: Store, cookies: dict[str, str]
) -> None:
    open_one(("Linjechef",), ("S01",))
    older = newest(database)
    meetings.record(database, older.id, Happening.MEETING_CLOSED, "Objektledare")
    Visit("mote").press("Öppna ett nytt möte").press("Öppna mötet och runda 1")
    here = newest(database)
    assert here.id != older.id
    _, cookies[COOKIE + here.id] = meetings.join(database, here.code, "Objektägare")
    assert not asks_for_role(Visit("prioritera", f"mote={older.id}", role=None))


# One's own latest, later


def test_ones_own_latest_change_can_be_undone_in_the_history_of_another_session(database: Store) -> None:
    cost(Visit("prioritera"))
    project(Visit("prioritera"))
    later = in_history(Visit("prioritera"))
    later.app.button(key="angra_i_historik").click()
    later.run()
    current = entry_log.current(database, VSO)
    assert (len(current.costs), len(current.projects)) == (1, 0)
    assert "Ångrat. Ni har inte längre lagt till projektet" in later.text
    # What is undone is one's own latest no longer: the one before it is.
    later.app.button(key="angra_i_historik").click()
    later.run()
    assert entry_log.current(database, VSO).costs == ()
    assert not [item for item in in_history(Visit("prioritera")).app.button if item.key == "angra_i_historik"]


def test_someone_else_is_offered_nothing_to_undo(database: Store) -> None:
    cost(Visit("prioritera"))
    other = Visit("prioritera")
    other.app.user["sub"] = "bertil"
    assert "Ångra" not in in_history(other.run()).labels()
    assert len(entry_log.current(database, VSO).costs) == 1


def test_without_login_the_same_device_may_undo_and_another_may_not(database: Store, cookies: dict[str, str]) -> None:
    cookies[DEVICE] = "min"
    cost(Visit("prioritera", role=None))
    cookies[DEVICE] = "en annans"
    assert "Ångra" not in in_history(Visit("prioritera", role=None)).labels()
    cookies[DEVICE] = "min"
    mine = in_history(Visit("prioritera", role=None))
    mine.app.button(key="angra_i_historik").click()
    mine.run()
    assert entry_log.current(database, VSO).costs == ()


def test_what_someone_has_changed_since_is_not_offered_to_be_undone_in_a_later_session(database: Store) -> None:
    cost(Visit("prioritera"))
    asked = in_history(Visit("prioritera"))
    assume_cost(Beside(database, VSO), "S04", (700_000, 700_000), Signature("Ekonom", "Ny kalkyl"))
    # Pressed where it stood already, it is refused by name.
    asked.app.button(key="angra_i_historik").click()
    asked.run()
    assert "Det gick inte att ångra. Ekonom har ändrat kostnaden för" in asked.text
    assert "Ångra" not in in_history(Visit("prioritera")).labels()
    assert [item.low for item in entry_log.current(database, VSO).costs] == [700_000]


def test_the_button_stands_under_ones_own_entry_and_the_checksum_is_never_shown(database: Store) -> None:
    cost(Visit("prioritera"))
    for number in (1, 2):
        assume_cost(Beside(database, VSO), "S01", (number, number), Signature("Ekonom", f"Kalkyl {number}"))
    project(Visit("prioritera"))
    visit = in_history(Visit("prioritera"))
    above, below = [words(item.proto.body) for item in visit.app.get("html") if '"b-history"' in item.proto.body]
    assert "Det tillagda projektet" in above
    assert below.index("Kalkyl 2") < below.index("Kalkyl 1") < below.index("Objektledare")
    makers = {row.maker for row in entry_log.history(database, VSO)} - {""}
    assert len(makers) == 1
    assert makers.pop() not in visit.html
