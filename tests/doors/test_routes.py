"""Every identity at every address and every live stream: one table, tried cell by cell.

`+` answered   `e` answered with what is one's own   `-` reached, and refused for what was asked (400, 404, 409)
`i` log in first (401)   `n` refused (403)   `p` a proxy that nobody has stated (400)   `.` nothing there (404)
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Mapping

import pytest

from prioritering.meeting.meeting import Naming, setup_from
from prioritering.store import meetings, seats
from prioritering.store.connection import Store
from prioritering.usecases.frozen_links import LinkWish, freeze, let_read_without_login
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of
from prioritering.view.view import View
from prioritering.web.frame import who
from prioritering.web.server import health, stream
from prioritering.web.server.code_pace import PACE
from prioritering.web.server.frozen_route import LINK_PACE
from tests.doors.asking import ANY, Answer, Door, our_addresses, streamlit_addresses
from tests.doors.identities import IDENTITIES, LETTERS, Identity, standing
from tests.folders import VSO
from tests.meeting.builders import TWO, WORDS
from tests.store import meeting_steps

# A–I without login, J–R with one, S–U behind a proxy; tests/doors/identities.py says who they are.
WIDTH = 52
TABLE = """
                                                    ABCDEFGHI JKLMNOPQR STU
STRÖM av planen                                     +n++++++n i++++++i+ n+p
STRÖM av mötet                                      +n++++++n i++++++i+ n+p
STRÖM som medlem                                    +n++++e+n i++e+++i+ n+p
STRÖM ruta fynd                                     +n++++++n i++++++i+ n+p
STRÖM ruta projektor                                +n++++++n i++++++i+ n+p
STRÖM ruta resultat                                 +n++++++n i++++++i+ n+p
STRÖM ruta skal                                     +n++++++n i++++++i+ n+p
STRÖM ruta tavla                                    +n++++++n i++++++i+ n+p
GET /direkt/led                                     nn++nnnnn innnnnnin nnp
GET /direkt/mina                                    nnnnnnenn innennnin nnp
GET /favicon.ico                                    +n++++++n +++++++++ n+p
GET /favicon.png                                    +n++++++n +++++++++ n+p
GET /fryst/{name}                                   +n++++++n .++++++.+ n+p
GET /fryst/{name} öppnad för alla                   +n++++++n +++++++++ n+p
GET /fryst/{name}/json                              +n++++++n .++++++.+ n+p
GET /halsa                                          +++++++++ +++++++++ ++p
GET /statisk                                        +n++++++n +++++++++ n+p
GET /version                                        +++++++++ +++++++++ ++p
POST /direkt/svar                                   nnnnnn+nn inn+nnnin nnp
POST /direkt/tavla                                  +n++++++n i++++++i+ n+p
ALLA /_stcore/agent/interact                        ......... ......... ...
ALLA /_stcore/agent/mcp                             ......... ......... ...
ALLA /_stcore/agent/openapi.json                    ......... ......... ...
DELETE /_stcore/upload_file/{session_id}/{file_id}  ......... ......... ...
GET /                                               +++++++++ +++++++++ +++
GET /_stcore/bidi-components/{path:path}            +n++++++n +++++++++ n+p
GET /_stcore/health                                 +n++++++n +++++++++ n+p
GET /_stcore/host-config                            +n++++++n +++++++++ n+p
GET /_stcore/metrics                                ......... ......... ...
GET /auth/login                                     +n++++++n +++++++++ n+p
GET /component/{path:path}                          +n++++++n i++++++i+ n+p
GET /media/{file_id:path}                           +n++++++n i++++++i+ n+p
GET /oauth2callback                                 +n++++++n +++++++++ n+p
PUT /_stcore/upload_file/{session_id}/{file_id}     ......... ......... ...
WS /_stcore/stream                                  +n++++++n +++++++++ n+n
POST /direkt/anslut                                 +n++++-+n in+-+++i+ n+p
POST /direkt/plats                                  +nnn++++n in+++nni+ n+p
GET /auth/logout                                    +n++++++n +++++++++ n+p
"""

PLAN = "plan=vso-2021"
# What is asked for where the pattern alone says too little. {det} is the meeting, {led} the leader's key.
ASKED = {
    "/direkt/mina": "/direkt/mina?mote={det}",
    "/direkt/led": "/direkt/led?nyckel={led}",
    "/direkt/tavla": f"/direkt/tavla?{PLAN}",
    "/fryst/{name}": "/fryst/{fryst}",
    "/fryst/{name}/json": "/fryst/{fryst}/json",
    "/fryst/{name} öppnad för alla": "/fryst/{oppen}",
    "/statisk": "/statisk/ikon.svg",
    "/media/{file_id:path}": "/media/abc.csv",
    "/_stcore/upload_file/{session_id}/{file_id}": "/_stcore/upload_file/a/b",
    "/component/{path:path}": "/component/x/y.js",
    "/_stcore/bidi-components/{path:path}": "/_stcore/bidi-components/x/y.js",
}
# An address that answers by what stands behind the name.
OPENED = "GET /fryst/{name} öppnad för alla"
# They make whoever asks a member, or nobody.
CHANGING = ("POST /direkt/anslut", "POST /direkt/plats", "GET /auth/logout")
# The ways to ask for a stream, beside each registered drawing.
STREAMS = {
    "av planen": PLAN,
    "av mötet": "mote={det}",
    "som medlem": "mote={det}&for=medlem",
}


def rows() -> dict[str, str]:
    """Return the cells of each row of the table, by the row's name."""
    head, *lines = (line for line in TABLE.splitlines() if line.strip())
    assert "".join(head.split()) == LETTERS
    return {line[:WIDTH].strip(): "".join(line[WIDTH:].split()) for line in lines}


def names() -> list[str]:
    """Return every row that there has to be: found from the app itself."""
    ours = sorted([*(f"{method} {path}" for method, path in our_addresses() - {("GET", stream.STREAM)}), OPENED])
    streams = [*STREAMS, *(f"ruta {name}" for name in sorted(stream.drawings()))]
    theirs = [f"{method} {path}" for method, path in sorted(streamlit_addresses())]
    every = [f"STRÖM {name}" for name in streams] + ours + theirs
    # What changes who one is comes last.
    return [row for row in every if row not in CHANGING] + [row for row in CHANGING if row in every]


def test_every_address_and_every_stream_that_the_app_has_stands_in_the_table() -> None:
    assert list(rows()) == names()
    assert {len(cells) for cells in rows().values()} == {len(LETTERS)}


class Held:
    """Meetings that an identity may be in: "det", which is asked for, and "annat"; in "tredje" a seat is offered."""

    def __init__(self, store: Store, identity: Identity) -> None:
        self.meetings: dict[str, tuple[str, str]] = {}
        for name in ("det", "annat", "tredje"):
            setup = setup_from(["Objektägare", "Objektledare"], Naming.BY_ROLE)
            opened = meetings.open_meeting(store, VSO, TWO, setup, "objektledare")
            meeting_steps.open_round(store, opened.id, ["S01", "S02"], "objektledare")
            # With login it is the person who is known again, else the token in the browser.
            person = identity.subject if identity.joined == name else "någon annan"
            subject = person if identity.login and not identity.cookie else None
            member, token = meetings.join(store, opened.code, "Objektägare", subject)
            self.meetings[name] = (opened.id, token)
            if name == "det":
                self.code = opened.code
            elif name == "tredje":
                self.seat = seats.offer_seat(store, opened.id, member.id, "objektledare")
        shown = document_of(picture_of(store, View(plan=VSO.plan)))
        self.frozen, self.opened = (freeze(store, VSO, shown, LinkWish("I mars"), "objektledare").name for _ in "ab")
        let_read_without_login(store, self.opened, "objektägare", allowed=True)

    def names(self) -> dict[str, str]:
        """Return what the addresses that are asked for hold."""
        return {"det": self.meetings["det"][0], "fryst": self.frozen, "oppen": self.opened}

    def body(self, path: str) -> Mapping[str, object] | None:
        """Return what is sent to an address of ours."""
        answer = {"runda": 1, "projekt": "S01", "kriterium": "a", "slag": "nivå", "varde": WORDS[3]}
        bodies: dict[str, Mapping[str, object]] = {
            "/direkt/anslut": {"kod": self.code, "roll": "Objektledare"},
            "/direkt/plats": {"kod": self.seat},
            "/direkt/tavla": {"vikter": {"effekttyp": 50, "omfattning": 30, "tidsperspektiv": 20}},
            "/direkt/svar": {"mote": self.meetings["det"][0], **answer},
        }
        return bodies.get(path)


def ready() -> threading.Event:
    """Return that the server has started."""
    found = threading.Event()
    found.set()
    return found


async def cells(door: Door, held: Held, key: str) -> str:
    """Return an identity's whole column, tried from the top."""
    found = ""
    for row in names():
        method, _, what = row.partition(" ")
        if method == "STRÖM":
            kind = STREAMS.get(what) or f"ruta={what.removeprefix('ruta ')}&{PLAN}&mote={{det}}"
            method, address, body = "GET", f"{stream.STREAM}?{kind}", None
        else:
            address, body = ASKED.get(what, what), held.body(what)
        # One who is refused is let wait before the next try, which is another test's business.
        for pace in (PACE, LINK_PACE):
            pace.forget()
        address = address.format(**held.names(), led=key)
        found += letter(row, await door.ask("POST" if method == ANY else method, address, body))
    return found


def letter(row: str, answer: Answer) -> str:
    """Return how a cell is written."""
    if answer.status == 400 and "FORWARDED_ALLOW_IPS" in answer.body:
        return "p"
    if answer.status in (200, 101, 303, 307):
        # One's own stream tells of one's own saves beside the meeting's events.
        own = row == "STRÖM som medlem" and re.search(r"^id: \d+-\d+$", answer.body, re.M)
        return "e" if own or row == "GET /direkt/mina" else "+"
    return {401: "i", 403: "n", 404: ".", 400: "-", 409: "-"}.get(answer.status, "?")


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda identity: identity.letter)
def test_each_identity_reaches_what_its_column_says_and_nothing_else(
    identity: Identity, route_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "READY", ready())
    monkeypatch.setattr(stream, "HUB", stream.Hub(lambda: route_store.writes))
    with_token = Held(route_store, identity)
    with standing(identity, with_token.meetings) as cookies:
        found = asyncio.run(cells(Door(identity, cookies), with_token, who.ROOM.key))
    PACE.forget()
    at = LETTERS.index(identity.letter)
    assert dict(zip(names(), found, strict=True)) == {row: row_cells[at] for row, row_cells in rows().items()}
