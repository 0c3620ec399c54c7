"""Live parts of a page, three ways, both on server-sent events with counts in the database.

* `panel` shows HTML that the server draws once for the same counts and pushes to every screen; no script runs.
* `held` shows HTML that the page itself has drawn, in the place of a panel, and calls back as `follow` does.
* `follow` calls back when something has changed, for a page with widgets of its own: it draws its parts by `redraw`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import streamlit as st

from prioritering.view.copied_link import COPIED
from prioritering.web.base import base_path
from prioritering.web.components.component import component
from prioritering.web.frame import as_then
from prioritering.web.server.stream import START_ID, STREAM, Counts, Topic, in_text, rendered, topic_of


def panel(
    key: str,
    name: str,
    parameters: Mapping[str, str],
    on_change: Callable[[], None] | None = None,
    said: bool = False,
) -> None:
    """Draw the registered drawing `name` here and keep it up to date on this screen.

    `on_change` is called when the meeting itself has moved on (a round, a member), not for each saved answer; draw
    parts by `redraw` in it. What is `said` is told to one who hears the page too, each time that it has become another.
    """
    topic = topic_of(parameters)
    if (then := as_then.then()) is not None:
        # Drawn once: what happens now does not change it.
        shown = {**parameters, COPIED: str(then.copied)}
        st.html(rendered(name, tuple(sorted(shown.items())), topic.read()))
        return
    # Before the drawing: what changes in between gives a newer number, and the stream then sends it.
    counts = topic.read()
    html = rendered(name, tuple(sorted(parameters.items())), counts)
    address = stream_address({**parameters, "ruta": name})
    data = {"address": address, "html": html, "said": said, **numbers(topic, counts)}
    component("live")(key=key, data=data, on_changed_change=on_change or _nothing)


def follow(key: str, parameters: Mapping[str, str], on_change: Callable[[], None] | None = None) -> None:
    """Call `on_change` when what `parameters` name has changed since this call, and draw anew; draws nothing itself.

    `parameters` are `plan` (entries beside the plan, its version, its meetings and their revealed answers) or
    `mote` (a meeting's events, members and answers; with `for` = `medlem` its events only). Call it before the page
    reads what it shows. In `on_change`, `redraw` draws parts of the page by their keys, without touching what the user
    is typing elsewhere; without it, what this call stands in is drawn.
    """
    if as_then.is_then():
        return
    component("live")(key=key, data={**_of_the_page(parameters), "html": None}, on_changed_change=on_change or _nothing)


def held(key: str, parameters: Mapping[str, str], draw: Callable[[], str], on_change: Callable[[], None]) -> None:
    """Show what `draw` returns where a panel of the same key stands at other times, and follow as `follow` does.

    The same part of the page shows both, so that one takes the other's place with no empty picture between.
    """
    if as_then.is_then():
        st.html(draw())
        return
    # Before the drawing, as in a panel.
    data = _of_the_page(parameters)
    component("live")(key=key, data={**data, "html": draw()}, on_changed_change=on_change)


def _of_the_page(parameters: Mapping[str, str]) -> dict[str, str]:
    topic = topic_of(parameters)
    counts = topic.read()
    # Nothing is drawn with the stream, so all of the numbers call for a new drawing of the page.
    return {"address": stream_address(parameters), **numbers(topic, counts), "drawn": in_text(counts)}


def numbers(topic: Topic, counts: Counts) -> dict[str, str]:
    """Return what a page was drawn at: the numbers that call for a new drawing of the page, and all of them."""
    return {"drawn": in_text(counts[: topic.state]), "version": in_text(counts), "start": START_ID}


def stream_address(parameters: Mapping[str, str]) -> str:
    """Return the address of the stream that follows what the parameters name."""
    return f"{base_path()}{STREAM}?{urlencode(parameters)}"


def _nothing() -> None:
    """A component's trigger needs a callback to be kept."""
