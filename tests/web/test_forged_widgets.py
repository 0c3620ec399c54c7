"""Another's buttons, fields and parts of a page, sent by hand: nobody does more than their role may."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from prioritering.store.connection import Store
from tests.browser.socket_client import Session, ask
from tests.login_settings import SECRET, login_toml
from tests.web.served import UVICORN, Served, served

HOME = "http://127.0.0.1:8501"
SECRETS = (
    login_toml(HOME)
    + """
[atkomst]
ansprak = ["groups"]
[atkomst.roller]
"läsare" = ["läsare"]
medlem = ["medlem"]
objektledare = ["objektledare"]
"""
)
PATIENCE, SOON, NOBODYS = 60.0, 2.0, "x"
LOGOUT = "-logga_ut"
PAGES = ("mote", "oversikt", "fyll_i", "prioritera", "projektor")
_STATES = {
    **{"button": "trigger_value", "bidi_component": "json_trigger_value", "checkbox": "bool_value"},
    **{"text_input": "string_value", "text_area": "string_value"},
}
VALUES = {
    **{"trigger_value": True, "bool_value": True, "string_value": "x"},
    "json_trigger_value": json.dumps([{"event": "action", "value": {"what": "las", "id": "S01"}}]),
}


async def opened(server: Served, page: str, role: str, query: str = "plan=vso-2021") -> Session:
    """Open a page as whoever is logged in with a role."""
    claims = {"origin": HOME, "is_logged_in": True, "iss": "i", "sub": role, "iat": time.time(), "groups": [role]}
    token = generate_xsrf_token_string()
    user = create_signed_value(SECRET, USER_COOKIE_NAME, json.dumps(claims)).decode("latin-1")
    socket = await connect(
        f"{HOME.replace('http', 'ws', 1)}/_stcore/stream",
        host="127.0.0.1",
        port=server.port,
        additional_headers={"Cookie": f"_streamlit_xsrf={token}; {USER_COOKIE_NAME}={user}"},
        origin=HOME,
        subprotocols=[Subprotocol(name) for name in ("streamlit", token)],
        max_size=None,
    )
    session = Session(socket)
    await ask(session, page, query)
    await session.read_until_run(PATIENCE)
    return session


def widgets_of(session: Session) -> dict[str, str]:
    """Return by id the kind of message that sets off each widget that the page has been sent."""
    found = {}
    for frame in session.frames:
        element = ForwardMsg.FromString(frame).delta.new_element
        drawn = getattr(element, element.WhichOneof("type") or "", None)
        state = _STATES.get(element.WhichOneof("type") or "")
        # Whoever logs out is told nothing more.
        if state and not (name := drawn.id).endswith(LOGOUT):
            found[f"$$STREAMLIT_INTERNAL_KEY_{name}__events" if state == "json_trigger_value" else name] = state
    return found


def parts_of(session: Session) -> set[str]:
    """Return the id of every part of the page that is drawn by itself, and of one that there is not."""
    messages = (ForwardMsg.FromString(frame) for frame in session.frames)
    return {message.delta.fragment_id for message in messages} | {"", NOBODYS}


def forged(page: str, widget: str, state: str, part: str) -> bytes:
    message = BackMsg()
    asked = message.rerun_script
    asked.query_string, asked.page_name, asked.page_script_hash = "plan=vso-2021", page, calc_hash(page)
    asked.fragment_id = part
    setattr(asked.widget_states.widgets.add(id=widget), state, VALUES[state])
    return message.SerializeToString()


async def everything_of_a_leaders_is_sent(server: Served, role: str) -> str:
    """Send all that a leader's pages have, whole and in each part, as whoever has a role; return what is answered."""
    answers = ""
    for page in PAGES:
        leader, other = await opened(server, page, "objektledare"), await opened(server, page, role)
        own = parts_of(other) - {NOBODYS}
        for widget, state in widgets_of(leader).items():
            for part in parts_of(leader):
                await other.socket.send(forged(page, widget, state, part))
                # A part that the page has not leads to no run.
                with suppress(TimeoutError):
                    await other.read_until_run(SOON if part in own else 0.05)
        answers += other.text()
        await leader.socket.close()
        await other.socket.close()
    return answers


@pytest.mark.parametrize("role", ["läsare", "medlem", "objektledare"])
def test_a_leaders_buttons_do_nothing_when_another_sends_them(role: str, tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(SECRETS, encoding="utf-8")
    with served(tmp_path, UVICORN) as server:
        answers = asyncio.run(everything_of_a_leaders_is_sent(server, role))
        assert server.ask("/halsa").status == 200
    # A leader who asks for two dialogs at once is told that it went wrong.
    if role != "objektledare":
        assert "Något gick fel" not in answers
        assert "Traceback" not in (tmp_path / "server.log").read_text(encoding="utf-8")
    with closing(Store.open(tmp_path / "prov.duckdb")) as store:
        [kept] = store.rows("SELECT (SELECT count(*) FROM change_entry), (SELECT count(*) FROM meeting)")
    # What is sent is what opens a meeting when a leader sends it.
    assert any(kept.values()) == (role == "objektledare")
