"""Nobody is offered what would be refused, and a part of a page is drawn for nobody who has been logged out since."""

from __future__ import annotations

import time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.permissions import login_mark
from prioritering.scoring.changes import CostAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases.logins import end_login
from prioritering.web.frame.ended_logins import ENDED
from tests.folders import VSO
from tests.pages.test_dialogs import BESIDE, DIALOGS, Dialog, from_row, withdrawing
from tests.pages.visit import ON_VSO, Visit, as_read, log_in
from tests.usecases.builders import signed

CHANGING = {
    "Anta kostnad eller nivå",
    "Lägg till projekt",
    "Lägg till kriterium",
    "Sätt ett spann för alla okända",
    "Ta bort",
}


# A dialog's own saving, with no page round it that asks for the permission first; it tells that it came to writing.
SAVES = """
from prioritering.errors import Conflict
from prioritering.web.parts.signing import save_and_close
def write():
    raise Conflict("det kom till skrivningen")
save_and_close(write, **{needs})
"""

SAVING = ("Spara för gruppen", "Spara", "Lägg till", "Ta bort")


class Demoted(Visit):
    """Someone who loses the right to change anything when a dialog's button is about to be pressed."""

    def button(self, label: str) -> Any:
        found = super().button(label)
        if label in SAVING:
            self.become("medlem")
        return found


@pytest.fixture
def assumed(database: Store) -> Store:
    """A database where the group has assumed a cost."""
    entry = CostAssumption.model_validate(signed(project_id="S07", low=100_000, high=200_000))
    entry_log.keep_entry(database, VSO, entry)
    return database


def offered(role: str) -> set[str]:
    visit = Visit("prioritera", "ram=3432", role)
    return set(visit.open(BESIDE).labels())


@pytest.mark.usefixtures("assumed")
@pytest.mark.parametrize(("role", "may"), [("läsare", False), ("medlem", False), ("objektägare", True)])
def test_only_who_may_change_something_is_offered_to(role: str, may: bool) -> None:
    assert CHANGING & offered(role) == (CHANGING if may else set())


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("role", "may"), [("läsare", False), ("objektägare", True)])
def test_the_reasons_of_a_row_offer_an_assumption_to_who_may_make_one_and_no_dialog_to_others(
    role: str, may: bool
) -> None:
    visit = Visit("prioritera", role=role).send("tavla", open=["S04"])
    assert ('data-action="anta"' in next(row["why"] for row in visit.board if row["key"] == "S04")) == may
    assert ("Spara" in from_row(visit, "anta", "S04").labels()) == may


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("role", "needs", "saved"),
    [
        ("läsare", {}, False),
        ("medlem", {}, False),
        ("objektledare", {}, True),
        ("objektledare", {"needs": "ta bort texter"}, False),
        ("administratör", {"needs": "ta bort texter"}, True),
        ("läsare", {"needs": "läsa"}, True),
    ],
)
def test_a_dialog_saves_only_for_who_may_whatever_the_page_behind_it_has_asked(
    role: str, needs: dict[str, str], saved: bool
) -> None:
    app = AppTest.from_string(SAVES.format(needs=needs))
    log_in(app, role)
    app.run()
    [told] = app.error
    assert (told.value == "Det kom till skrivningen.") is saved


def drawn_again(visit: Visit) -> Visit:
    """Let the page's live part be drawn by itself, as when a row is opened."""
    return visit.send("tavla", open=["S04"])


def test_a_login_that_runs_out_is_shown_the_way_in_by_the_next_thing_that_is_drawn(database: Store) -> None:
    del database
    visit = Visit("prioritera")
    visit.app.user.update({"iat": time.time() - 13 * 3600})
    assert "3 547" not in drawn_again(visit).text
    assert "Logga in" in visit.labels()


def test_a_login_that_has_been_ended_elsewhere_is_shown_the_way_in(
    database: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = Visit("prioritera")
    claims = {name: visit.app.user[name] for name in ("sub", "iss", "iat")}
    end_login(database, login_mark(claims), time.time() + 3600)
    monkeypatch.setattr(ENDED, "_asked", float("-inf"))
    assert "Logga in" in drawn_again(visit).labels()
    assert "3 547" not in visit.text
    # Another login of the same person is not ended.
    visit.app.user.update({"iat": time.time() - 60})
    assert "3 547" in visit.run().text


@pytest.mark.parametrize("dialog", DIALOGS)
def test_no_open_dialog_keeps_anything_for_someone_who_may_not_change_any_more(database: Store, dialog: Dialog) -> None:
    visit = dialog(Demoted("prioritera"))
    assert not visit.app.text_area
    assert entry_log.history(database, VSO) == ()
    assert visit.address == ON_VSO


def test_no_open_dialog_takes_anything_back_for_someone_who_may_not_change_any_more(assumed: Store) -> None:
    assert not withdrawing(Demoted("prioritera")).app.text_area
    assert len(entry_log.current(assumed, VSO).costs) == 1


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("role", "may"), [("läsare", False), ("medlem", True)])
def test_the_way_to_poangsatt_is_shown_to_who_may_answer(role: str, may: bool) -> None:
    ways = [as_read(item.label) for item in Visit("oversikt", role=role).app.get("page_link")]
    assert "Möte" in ways
    assert [way for way in ways if "Poängsätt" in way] == (["4. Poängsätt var för sig", "Poängsätt"] if may else [])


GONE, NO_GROUP = "Inloggningen har gått ut.", "Din roll ger inte tillgång till Prioritering."
NOT_IN = "Logga in för att se planen och delta i mötet."


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"iat": 0}, GONE),
        ({"roles": ["okänd"]}, NO_GROUP),
        ({"iat": 0, "roles": ["okänd"]}, GONE),
        ({"sub": ""}, NO_GROUP),
        ({"is_logged_in": False}, NOT_IN),
    ],
)
def test_no_login_one_that_has_run_out_and_a_lack_of_groups_are_told_apart(changed: dict[str, Any], told: str) -> None:
    visit = Visit("oversikt")
    visit.app.user.update(changed)
    text = visit.run().text
    assert [words for words in (GONE, NO_GROUP, NOT_IN) if words in text] == [told]
    assert "Logga in" in visit.labels()
