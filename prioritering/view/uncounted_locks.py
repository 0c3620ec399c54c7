"""What is said of a lock that cannot bring in its project, since a gate keeps it out."""

from __future__ import annotations

from collections.abc import Collection

from prioritering.scoring.board import ScoredProjects
from prioritering.view.gate_words import why_out


def uncounted_locks(scored: ScoredProjects, must: Collection[str]) -> list[str]:
    """Return why each 'måste med' that is not counted is not."""
    return [
        f"”Måste med” på {item.name} räknas inte. {why_out(item, scored)}" for item in scored.gated if item.id in must
    ]
