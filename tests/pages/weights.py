"""A hand on the weights of Prioritera, as the control tells of it at rest."""

from __future__ import annotations

from typing import Any

from tests.pages.visit import Visit

HALF = {"effekttyp": 50, "omfattning": 30, "tidsperspektiv": 20}


def choose(visit: Visit, name: str, told: int = 1) -> Visit:
    """Press a ready-made weighting."""
    visit.send("vikter", move={"turn": visit.components["vikter"]["turn"], "told": told, "ready": name})
    return visit


def in_use(visit: Visit) -> str | None:
    """Return the ready-made weighting that the control shows as the one in use."""
    name: str | None = visit.components["vikter"]["inUse"]
    return name


def move(visit: Visit, told: int = 1, **more: Any) -> Visit:
    visit.send("vikter", move={"turn": visit.components["vikter"]["turn"], "told": told, "values": HALF, **more})
    return visit
