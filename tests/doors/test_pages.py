"""Every identity at every page: what the doorkeeper lets through, and then what the page itself shows.

`+` the page   `r` one's role may not   `i` log in first   `n` refused at the door (403)   `p` an unstated proxy (400)
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from prioritering.errors import NotAllowed
from prioritering.store.connection import Store
from prioritering.web.frame import who
from prioritering.web.parts import room_door
from tests.doors.asking import Door
from tests.doors.identities import IDENTITIES, LETTERS, Identity, standing
from tests.pages.visit import PAGES, Visit

TABLE = """
                ABCDEFGHI JKLMNOPQR STU
fyll_i          +n++++++n i++++++i+ n+p
metod           +n++++++n i++++++i+ n+p
mote            +n++++++n i++++++i+ n+p
objektplan      +n++++++n i++++++i+ n+p
oversikt        +n++++++n i++++++i+ n+p
poangsatt       +n++++++n ir+++++i+ n+p
prioritera      +n++++++n i++++++i+ n+p
projektor       +n++++++n i++++++i+ n+p
robusthet       +n++++++n i++++++i+ n+p
"""
REFUSED = "Det här får din roll inte göra"
PLAN = "Vård, stöd och omsorg"
SEEN: dict[object, str] = {}
NO_MEETINGS = {"det": ("m1", "t1"), "annat": ("m2", "t2")}


def rows() -> dict[str, str]:
    """Return the cells of each page."""
    head, *lines = (line.split() for line in TABLE.splitlines() if line.strip())
    assert "".join(head) == LETTERS
    return {line[0]: "".join(line[1:]) for line in lines}


class OfIdentity(Visit):
    """A visit by whoever is at the door; the test's own patches say from where."""

    def __init__(self, page: str, identity: Identity) -> None:
        self.identity = identity
        super().__init__(page, role=(identity.role.value if identity.role else "ingen") if identity.login else None)

    def become(self, role: str | None) -> Visit:
        """Be logged in with a role, or not at all."""
        super().become(role)
        if self.identity.login and (self.identity.role is None or self.identity.ended):
            self.app.user.update({"is_logged_in": False})
        return self


def drawn(page: str, identity: Identity) -> str:
    """Return what a page shows to an identity."""
    visit = OfIdentity(page, identity)
    if "Logga in" in visit.labels():
        assert PLAN not in visit.text and "3 547" not in visit.text
        return "i"
    if REFUSED in visit.text:
        return "r"
    assert visit.faults == [] and PLAN in visit.text
    return "+"


def at_the_door(page: str, identity: Identity, cookies: dict[str, str]) -> str:
    """Return how the page and its websocket are refused; empty when both are let through."""
    door = Door(identity, cookies)
    asked = asyncio.run(door.ask("GET", f"/{page}"))
    taken = asyncio.run(door.ask("WS", "/_stcore/stream")).status == 101
    assert (asked.status == 200) is taken
    return {403: "n", 400: "p"}.get(asked.status, "")


def test_every_page_stands_in_the_table() -> None:
    assert tuple(rows()) == PAGES


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda identity: identity.letter)
def test_each_identity_is_shown_the_pages_that_its_column_says(identity: Identity, shared: Store) -> None:
    del shared
    at = LETTERS.index(identity.letter)
    found = {}
    with standing(identity, NO_MEETINGS) as cookies:
        for page in PAGES:
            # A page tells nothing else of who is there.
            told = page, identity.role, identity.login and identity.ended, identity.login or who.page_user()
            found[page] = at_the_door(page, identity, cookies)
            if not found[page]:
                found[page] = SEEN[told] = SEEN.get(told) or drawn(page, identity)
    assert found == {page: cells[at] for page, cells in rows().items()}


# A foreign Host (I) comes from the machine itself, and is stopped at the door: it has no page to press anything on.
AT_A_PAGE = [one for one in IDENTITIES if not one.login and one.letter != "I"]


@pytest.mark.parametrize("identity", AT_A_PAGE, ids=lambda identity: identity.letter)
def test_the_room_is_opened_and_closed_by_who_leads_from_the_machine_alone(
    identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(room_door.LISTENER, "open", lambda port: done.append(f"öppnat {port}"))
    monkeypatch.setattr(room_door.LISTENER, "close", lambda: done.append("stängt"))
    with standing(identity, NO_MEETINGS):
        for work in (lambda: room_door._open("http://127.0.0.1:8501"), room_door._close):
            with suppress(NotAllowed):
                work()
    assert done == (["öppnat 8501", "stängt"] if identity.letter in "ACD" else [])
