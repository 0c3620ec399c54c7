"""What is said of a lock that cannot bring in its project: a gate keeps it out, or it has no points in this view."""

from __future__ import annotations

from collections.abc import Collection

from prioritering import swedish
from prioritering.scoring.board import ScoredProjects
from prioritering.scoring.effective import Candidate
from prioritering.view.gate_words import why_out


def uncounted_locks(scored: ScoredProjects, must: Collection[str], frame: int | None) -> list[str]:
    """Return why each 'måste med' that is not counted is not; `frame` is in kronor, None without one."""
    gates = [
        f"”Måste med” på {item.project.name} räknas inte. {why_out(item, scored)}"
        for item in scored.gated
        if item.id in must
    ]
    return gates + [_without_points(item, frame) for item in scored.unscored if item.id in must]


def _without_points(item: Candidate, frame: int | None) -> str:
    said = f"{item.project.name} är låst (måste med) men har inga poäng i den här vyn, så låset räknas inte"
    if frame is None or item.cost.high == 0:
        return f"{said}."
    cost = "kostnad" if item.cost.high is None else swedish.tkr_range(item.cost.low or 0, item.cost.high)
    return f"{said} och dess {cost} tas inte ur ramen."
