"""Faulty addresses, bodies and websocket messages asked of a real server: answered or refused, and no fault of ours.

A part of what `tests.tools.fuzz` tries. A fault is a status of 500 or above, no answer, JSON that cannot be read, a
traceback or an unexpected error in what comes back or in the log of the server, or something laid beside the plan.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import socket
from collections.abc import Mapping
from contextlib import ExitStack, closing, suppress
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import quote_from_bytes, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Meeting, Naming, setup_from
from prioritering.plan.plan_key import PlanKey
from prioritering.store import meetings
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.usecases import meeting_room
from prioritering.view.view import PARAMETERS
from tests.browser.harness import page_addresses
from tests.browser.socket_client import ask, open_session
from tests.folders import DATA, VSO
from tests.tools.mutated import NUMBERS, TEXTS, mutated_bytes, mutated_text
from tests.web.served import UVICORN, Served, served

SECONDS = 30.0
"""The longest that an answer is waited for; how long a case may take is for whoever tries it."""
QUIET_SECONDS = 0.5
ROLE = "Linjechef"
# In an answer or in the log, where each box with "Något gick fel" stands too.
FAULTS = re.compile(r"Traceback \(most|A request failed|Unexpected error|Uncaught app|Exception in ASGI")
WAYS = ("{}", "/{}", "/./{}", "/x/..{}", "/%2e%2e{}", "{}/", "{}%00", "{}%2f..", "{};x", "{}%ff", "{}?{}", "/{}/{}")
ROUTES = (
    *("/halsa", "/version", "/direkt/mina", "/direkt/led", "/fryst/x", "/fryst/x/json", "/statisk/sprak.js"),
    *("/media/a.csv", "/component/a/b", "/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/a/b"),
    *("/_stcore/bidi-components/a/b", "/_stcore/metrics", "/auth/login", "/oauth2callback", "/favicon.ico", "/x"),
)
HEADERS = ("Cookie", "Origin", "Content-Type", "Accept-Encoding", "Range", "Last-Event-ID", "If-None-Match", "Expect")
JSON_VALUES = (
    *("null", "true", "-1", "1e400", "NaN", "-Infinity", "9" * 400, "9" * 5000, "0.1", '""', "[]", "{}", "[[[]]]"),
    *("[" * 3000 + "]" * 3000, '{"a":' * 3000, '"\\ud800"', '"\\u0000"', '"' + "x" * 70_000 + '"', '"Hög"', "1"),
    *(json.dumps(text) for text in TEXTS),
)

# What our own components send, and what a forger does.
EVENTS = ("action", "move", "step", "changed", "open", "x")
VALUES = (
    *({"what": "las", "id": "S01"}, {"what": "anta", "id": "x"}, {"what": [], "id": {}}, {"values": {"x": 1e308}}),
    *({"values": {"effekttyp": 10**400}, "turn": "x", "told": 1}, {"ready": "x"}, {"ready": []}, {}, [], None, True),
    *("ram", "x" * 5_000, *TEXTS[:20], *NUMBERS[:9], -1, 10**400, 1.5, [["S01"]], {"a": {"b": [1]}}),
)


class Web:
    """A running server with the plans of data/ and a meeting with a member, and how to ask it."""

    def __init__(self, folder: Path, addresses: Mapping[str, str]) -> None:
        """Start it in an empty folder; `addresses` has a sound value of every parameter of a view."""
        self._log, self._read, self._sound = folder / "server.log", 0, addresses
        self._database = folder / "prov.duckdb"
        self.meeting, self._token = _laid(self._database)
        self._stack = ExitStack()
        self._server: Served = self._stack.enter_context(served(folder, UVICORN, PRIORITERING_LOGG="text"))

    def wait(self) -> None:
        """Wait until the server has answered a first time."""
        self._server.ask("/halsa").close()

    def close(self) -> None:
        """Stop the server; AssertionError when anything was laid beside a plan, or a meeting was opened."""
        self._stack.close()
        with closing(Store.open(self._database)) as store:
            check_nothing_laid(store)

    def take(self, rng: random.Random) -> str:
        """Ask one faulty thing and return what is answered; BadArgument when it is refused, AssertionError at a fault.

        Raises whatever is no answer, such as a connection that breaks.
        """
        kinds = (self._address, self._page, self._stream, self._sent, self._sent, self._screen, self._message)
        refusal: BadArgument | None = None
        try:
            told = rng.choice(kinds)(rng)
        except BadArgument as error:
            told, refusal = str(error), error
        with self._log.open("rb") as log:
            log.seek(self._read)
            new = log.read().decode("utf-8", "replace")
            self._read = log.tell()
        if found := FAULTS.search(told) or FAULTS.search(new):
            raise AssertionError(f"{found[0]}: {told[-2000:]}\n{new[-6000:]}")
        if refusal is not None:
            raise refusal
        return told

    # Over HTTP

    def _address(self, rng: random.Random) -> str:
        route = rng.choice(ROUTES)
        method = rng.choice(("GET", "GET", "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "XYZ"))
        way = rng.choice(WAYS) if rng.randrange(2) else "{}"
        path = way.replace("{}", route)
        if rng.randrange(3) == 0:
            path = quote_from_bytes(mutated_bytes(rng, path.encode()), safe="/?&=%;.") or "/"
        return self._asked(rng, method, path[:60_000])

    def _page(self, rng: random.Random) -> str:
        return self._asked(rng, "GET", f"/{rng.choice(page_addresses())}?{self._query(rng)}")

    def _stream(self, rng: random.Random) -> str:
        drawing = rng.choice(("tavla", "fynd", "projektor", "resultat", "skal", "x", ""))
        more = {"ruta": drawing, "mote": rng.choice((self.meeting.id, "x"))}
        if rng.randrange(2):
            more.pop(rng.choice(sorted(more)))
        return self._asked(rng, "GET", f"/direkt/strom?{self._query(rng, **more)}")

    def _sent(self, rng: random.Random) -> str:
        path = rng.choice(("svar", "svar", "svar", "tavla", "tavla", "anslut", "plats"))
        body = json.dumps(rng.choice(self._bodies(path)), ensure_ascii=False)
        how = rng.randrange(5)
        if how > 1:
            found = rng.choice(list(re.finditer(r"(?<=: )(\"[^\"]*\"|[^,}{]+)", body)))
            body = body[: found.start()] + rng.choice(JSON_VALUES) + body[found.end() :]
        data = (mutated_bytes(rng, body.encode()) if how == 0 else body.encode("utf-8", "replace"))[:70_000]
        query = f"?{self._query(rng)}" if path == "tavla" else ""
        return self._asked(rng, "POST", f"/direkt/{path}{query}", data)

    def _bodies(self, path: str) -> list[dict[str, object]]:
        answer = {"mote": self.meeting.id, "runda": 1, "projekt": "S01"}
        level = {**answer, "kriterium": "omfattning"}
        return {
            "svar": [
                {**level, "slag": "nivå", "varde": "Hög"},
                {**level, "slag": "vet ej"},
                {**answer, "slag": "skäl", "text": "Lagkrav", "bara_dold": True},
                {**answer, "slag": "jäv"},
                {**answer, "slag": "ordning", "platser": {"omfattning": 1, "effekttyp": 2, "tidsperspektiv": 3}},
            ],
            "tavla": [{"vikter": {"effekttyp": 50, "omfattning": 30, "tidsperspektiv": 20}, "oppna": ["S01"]}],
            "anslut": [{"kod": self.meeting.code, "roll": "Objektägare"}],
            "plats": [{"kod": "ABCDEFGH"}],
        }[path]

    def _query(self, rng: random.Random, **more: str) -> str:
        names = rng.sample(PARAMETERS, rng.choice((1, 2, 5)))
        return urlencode({"plan": VSO.plan, **{name: self._value(rng, name) for name in names}, **more})[:30_000]

    def _value(self, rng: random.Random, name: str) -> str:
        if rng.randrange(3):
            return mutated_text(rng, self._sound[name])[:5_000]
        return rng.choice((*TEXTS, *NUMBERS))[:5_000]

    def _asked(self, rng: random.Random, method: str, path: str, body: bytes = b"") -> str:
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self._server.port}", "Connection: close"]
        lines += [f"Content-Length: {len(body)}"] if body or method in ("PUT", "PATCH") else []
        lines += ["Content-Type: application/json"] if body else []
        lines += [f"Cookie: mote_{self.meeting.id}={self._token}"] if rng.randrange(4) else []
        if rng.randrange(5) == 0:
            value = rng.choice((*TEXTS, *NUMBERS, "mote_x=" + "y" * 9_000, "a=b; " * 3_000))
            lines.append(f"{rng.choice(HEADERS)}: {value[:20_000]}")
        said = "\r\n".join([*lines, "", ""]).encode("utf-8", "replace") + body
        # From an address of its own: whoever has tried some codes that lead nowhere is made to wait.
        with closing(self._wire(rng)) as wire:
            # What is refused in the middle of being sent.
            with suppress(BrokenPipeError, ConnectionResetError):
                wire.sendall(said)
            with closing(HTTPResponse(wire, method=method)) as answer:
                return told_of(answer)

    def _wire(self, rng: random.Random) -> socket.socket:
        there, own = ("127.0.0.1", self._server.port), f"127.1.{rng.randrange(250)}.{1 + rng.randrange(250)}"
        try:
            return socket.create_connection(there, SECONDS, (own, 0))
        except OSError:
            # Where the machine has no other address of its own than the first.
            return socket.create_connection(there, SECONDS)

    # Over Streamlit's websocket

    def _screen(self, rng: random.Random) -> str:
        page, query = rng.choice(page_addresses()), self._query(rng)

        async def play() -> str:
            session = await open_session(f"http://127.0.0.1:{self._server.port}", page, query, seconds=SECONDS)
            await session.socket.close()
            return session.text()

        return asyncio.run(play())

    def _message(self, rng: random.Random) -> str:
        url, page = f"http://127.0.0.1:{self._server.port}", rng.choice(page_addresses())

        async def play() -> str:
            session = await open_session(url, page, f"plan={VSO.plan}", seconds=SECONDS)
            with suppress(ConnectionClosed, TimeoutError):
                if session.components and rng.randrange(3):
                    trigger = rng.choice(sorted(session.components)), rng.choice(EVENTS), rng.choice(VALUES)
                    await ask(session, page, f"plan={VSO.plan}", trigger)
                else:
                    await session.socket.send(_forged(rng, page))
                while True:
                    session.note(await asyncio.wait_for(session.socket.recv(), QUIET_SECONDS))
            await session.socket.close()
            return session.text()

        return asyncio.run(play())


def _forged(rng: random.Random, page: str) -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = rng.choice(TEXTS)[:3_000].encode("utf-8", "replace").decode()
    message.rerun_script.page_name = rng.choice((page, "", "../x", "x" * 3_000))
    message.rerun_script.page_script_hash = rng.choice(("", "0" * 32, "x"))
    for _ in range(rng.choice((0, 1, 5))):
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = f"$$ID-{rng.randrange(99)}-{rng.choice(('spara', 'None', 'angra'))}", True
    return message.SerializeToString()


def _laid(database: Path) -> tuple[Meeting, str]:
    """Lay the plans, and a meeting with one member, in a database; return the meeting and the member's token."""
    with closing(Store.open(database)) as store:
        bootstrap(store, [DATA / VSO.plan])
        key: PlanKey = VSO
        proposed = meeting_room.opening(store, key).proposed
        setup = setup_from([ROLE, "Objektägare"], Naming.BY_ROLE)
        opened = meeting_room.open_meeting(store, key, setup, proposed, "objektledare")
        _, token = meetings.join(store, opened.code, ROLE, None)
    return opened, token


def check_nothing_laid(store: Store) -> None:
    """Raise AssertionError when there is a change, or another meeting than the one that was laid."""
    [kept] = store.rows("SELECT (SELECT count(*) FROM change_entry), (SELECT count(*) FROM meeting)")
    if list(kept.values()) != [0, 1]:
        raise AssertionError(f"{kept} stand there, of none and one")


def told_of(answer: HTTPResponse) -> str:
    """Return an answer, of a stream its first lines; BadArgument when it refuses, AssertionError when it is none."""
    try:
        answer.begin()
    except HTTPException as error:
        raise AssertionError(f"no answer: {error!r}") from error
    kind = answer.headers.get("content-type", "")
    data = answer.readline() + answer.readline() if kind.startswith("text/event-stream") else answer.read()
    told = data.decode("utf-8", "replace")
    if answer.status >= 500:
        raise AssertionError(f"{answer.status}: {told}")
    if kind.startswith("application/json") and told:
        json.loads(told, parse_constant=_no_number)
    if answer.status >= 400:
        raise BadArgument(f"{answer.status}: {told}")
    return told


def _no_number(text: str) -> float:
    raise AssertionError(f"{text} is written as if it were a figure")
