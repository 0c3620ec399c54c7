"""The latest changes of what is looked at: the line that takes them back in turn, by the control that made each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from types import MappingProxyType

import streamlit as st

from prioritering.view.picture import Picture
from prioritering.view.view_change_words import view_change_words
from prioritering.web.frame import address, as_then
from prioritering.web.frame.redraw import redraw
from prioritering.web.frame.templates import render
from prioritering.web.frame.view_steps import ViewChange, ViewSteps


class Spot(Enum):
    """Where the line stands: in the flow below what was changed, so that it lies over nothing; only locks have none."""

    WEIGHTS = "vikter"
    FRAME = "ram"
    CHOICES = "val"
    SOURCE = "kalla"
    LEVELS = "nivaer"
    WISHES = "krav"
    TRIED_WEIGHTS = "viktningar"
    DRAWS = "fall"
    ROWS = "rader"


# A change of anything else (a page of the list, a part that is opened) is nothing to take back.
_FIELDS: Mapping[Spot, tuple[str, ...]] = MappingProxyType(
    {
        Spot.WEIGHTS: ("weights",),
        Spot.FRAME: ("frame", "unknown_low", "unknown_high"),
        Spot.CHOICES: ("order", "rule", "span", "tiers", "perspectives", "actors", "assumptions"),
        Spot.SOURCE: ("source",),
        Spot.LEVELS: ("spacing", "values"),
        Spot.WISHES: ("wishes",),
        Spot.TRIED_WEIGHTS: ("weight_info", "weight_spread"),
        Spot.DRAWS: ("draws", "seed"),
        Spot.ROWS: ("must", "not_now", "free"),
    }
)


def view_was_last() -> bool:
    """Return whether the latest change here is one of what is looked at, and can be taken back."""
    return _spot(_steps()) is not None


def draw_view_undo(picture: Picture, spot: Spot, parts: Sequence[str] = ()) -> None:
    """Draw the line of the latest change of what is looked at, where it was made here and nothing has changed since.

    `parts` are the fragments to redraw when it is undone, where it shows in more than the one that the line stands in.
    """
    steps = _steps()
    if _spot(steps) is not spot:
        return
    before = _words(picture, steps.made[-1]) if steps.made else ""
    said = f"Ångrat. {_words(picture, steps.undone[-1].reversed())}" if steps.went_back else ""
    # The first stands where the one that was pressed stood: who has pressed once too often has done nothing.
    buttons = [("Ångra även den" if said else "Ångra", "angra_vy", address.undo_change)] if before else []
    if steps.undone:
        buttons.insert(0 if said else 1, ("Gör om", "gor_om_vy", address.redo_change))
    # At the foot of the window, as what is kept: the rows that were locked may lie anywhere.
    key = "angra-rad" if spot is Spot.ROWS else "angra-vy-rad"
    with st.container(horizontal=True, vertical_alignment="center", key=key):
        shown = {"changed": before, "said": said, "count": 0, "since": ""}
        st.html(render("parts/angra.html", **shown), width="content")
        for label, name, act in buttons:
            st.button(label, key=name, on_click=_act, args=(act, parts))


def _act(act: Callable[[], None], parts: Sequence[str]) -> None:
    act()
    redraw(parts)


def _words(picture: Picture, change: ViewChange) -> str:
    return view_change_words(picture, change.before, change.after, change.fields)


def _spot(steps: ViewSteps) -> Spot | None:
    """Return where the line stands: by the control of the change that was made or taken back last."""
    latest = steps.undone[-1:] if steps.went_back else steps.made[-1:]
    fields = latest[0].fields if latest else ()
    return next((spot for spot, own in _FIELDS.items() if any(field in own for field in fields)), None)


def _steps() -> ViewSteps:
    return ViewSteps() if as_then.is_then() else address.view_steps()
