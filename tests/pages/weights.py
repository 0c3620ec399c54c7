"""A hand on the weights of Prioritera, as the control tells of it at rest."""

from __future__ import annotations

from typing import Any

from tests.pages.visit import Visit

HALF = {"effekttyp": 50, "omfattning": 30, "tidsperspektiv": 20}


def move(visit: Visit, told: int = 1, **more: Any) -> Visit:
    visit.send("vikter", move={"turn": visit.components["vikter"]["turn"], "told": told, "values": HALF, **more})
    return visit
