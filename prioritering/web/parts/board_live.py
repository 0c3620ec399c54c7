"""The board on many screens at once: what others change comes drawn with the stream, without a script run."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from urllib.parse import urlencode

from prioritering.usecases.copied_link import copied_link
from prioritering.usecases.picture import picture_of
from prioritering.usecases.room_view import in_room_of
from prioritering.view.room_view import out_of_room, room_parameters
from prioritering.view.summary import summary_of
from prioritering.view.view import View, from_address, to_address
from prioritering.web.components.component import component
from prioritering.web.frame import as_then, context
from prioritering.web.frame.templates import render
from prioritering.web.parts import budget_effect
from prioritering.web.parts.board_rows import board_rows, caption
from prioritering.web.parts.live_panel import numbers, stream_address
from prioritering.web.server.stream import drawing, topic_of

DRAWING = "tavla"
# The meeting whose room a screen follows. What the room shows is not in the stream's address, which would else be
# another at each of the leader's changes, and the screen deaf while it waits for the view to stand still.
FOLLOWED = "i_rummet"
MEETING = "vyns_mote"  # in the stream's address `mote` would mean to follow that meeting alone


def follow_board(key: str, view: View, followed: str, on_change: Callable[[], None]) -> None:
    """Keep the board on the page up to date; `on_change` is called when more than its figures has changed.

    `followed` is the meeting whose room the screen follows, if any. Call it before the page reads what it shows.
    """
    if as_then.is_then():
        return
    parameters = board_parameters(view, followed)
    topic = topic_of(parameters)
    # Only the numbers that call for a redrawn page: what changes in the figures alone comes drawn with the stream.
    data = {"address": stream_address(parameters), "view": _view_text(view), **numbers(topic, topic.read())}
    component("board_live")(key=key, data=data, on_changed_change=on_change)


def board_parameters(view: View, followed: str) -> dict[str, str]:
    """Return the parameters of the stream that a board follows, alike for all who follow the same room."""
    own = to_address(out_of_room(view) if followed else view)
    parameters = {MEETING if name == "mote" else name: text for name, text in own.items()}
    return {**parameters, **({FOLLOWED: followed} if followed else {}), "ruta": DRAWING}


def _view_text(view: View) -> str:
    """Return which view a board is drawn for: the controls beside it must not show another."""
    return urlencode(room_parameters(view))


@drawing(DRAWING, needs="plan")
def draw_board_live(parameters: Mapping[str, str]) -> str:
    """Return, as JSON, the board's rows and the figures around it for a view, all escaped HTML."""
    view, _ = from_address({"mote" if name == MEETING else name: text for name, text in parameters.items()})
    followed = parameters.get(FOLLOWED)
    return drawn_board(in_room_of(context.store(), view, followed) if followed else view)


def drawn_board(view: View, opened: Collection[str] = (), can_assume: bool = True) -> str:
    """Return, as JSON, the board's rows and the figures around it for a view; `opened` as for `board_rows`."""
    picture = picture_of(context.store(), view)
    rows, summary = board_rows(picture, opened, can_assume), summary_of(picture)
    return json.dumps(
        {
            "view": _view_text(view),
            "rows": list(rows.rows),
            "caption": caption(rows, summary.ordered_by),
            "finding": summary.headline,
            "lead": render("frame/fynd.html", finding=summary.headline),
            "cards": budget_effect.cards(summary),
            "used": budget_effect.effect_short(summary),
            "effect": budget_effect.effect(summary, beside=True),
            "link": urlencode(copied_link(context.store(), view)),
        },
        ensure_ascii=False,
    )
