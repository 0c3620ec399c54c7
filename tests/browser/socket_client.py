"""A browser's side of Streamlit's websocket without a browser: many sessions at once, or one that is not logged in."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol


@dataclass
class Session:
    """One open session: what the server has sent, how many script runs are done, and our components' ids by name."""

    socket: ClientConnection
    frames: list[bytes] = field(default_factory=list)
    runs: int = 0
    components: dict[str, str] = field(default_factory=dict)

    async def read_until_run(self, seconds: float) -> None:
        """Read until one more script run has ended."""
        end, wanted = time.monotonic() + seconds, self.runs + 1
        while self.runs < wanted:
            self.note(await asyncio.wait_for(self.socket.recv(), end - time.monotonic()))

    def note(self, frame: str | bytes) -> None:
        """Keep a frame."""
        raw = frame if isinstance(frame, bytes) else frame.encode()
        self.frames.append(raw)
        message = ForwardMsg()
        message.ParseFromString(raw)
        self.runs += message.WhichOneof("type") == "script_finished"
        drawn = message.delta.new_element.bidi_component
        if drawn.component_name:
            self.components[drawn.component_name] = drawn.id

    def text(self) -> str:
        """Return all that has been received, as text as far as it is text."""
        return b"".join(self.frames).decode("utf-8", "replace")


async def open_session(
    url: str, page: str, query: str = "", cookies: Mapping[str, str] | None = None, seconds: float = 60
) -> Session:
    """Open a session on a page, as a browser with these cookies does, and read until its script has run."""
    jar = cookies or {}
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())} if jar else {}
    # Streamlit reads the login only when its own token against forged requests comes with it.
    protocols = ["streamlit", jar["_streamlit_xsrf"]] if "_streamlit_xsrf" in jar else ["streamlit"]
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    socket = await connect(
        address,
        additional_headers=headers,
        origin=url,
        subprotocols=[Subprotocol(name) for name in protocols],
        max_size=None,
        open_timeout=seconds,
    )
    session = Session(socket)
    await ask(session, page, query)
    await session.read_until_run(seconds)
    return session


async def ask(session: Session, page: str, query: str = "", trigger: tuple[str, str, object] | None = None) -> None:
    """Ask for a run of a page, with a component's (name, event, value) as what set it off."""
    message = BackMsg()
    if trigger is not None:
        name, event, value = trigger
        state = message.rerun_script.widget_states.widgets.add()
        state.id = f"$$STREAMLIT_INTERNAL_KEY_{session.components[name]}__events"
        state.json_trigger_value = json.dumps([{"event": event, "value": value}])
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    message.rerun_script.page_script_hash = calc_hash(page)
    await session.socket.send(message.SerializeToString())
