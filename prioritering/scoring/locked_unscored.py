"""Projects without points that the group has locked in: they have no place, but take their cost like any locked one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from prioritering.money.line_rule import Costs
from prioritering.scoring.board import ScoredProjects
from prioritering.scoring.effective import cost_ends
from prioritering.scoring.points import Shares


def with_locked_in(scored: ScoredProjects, must: Collection[str]) -> ScoredProjects:
    """Return the projects with those without points that are locked in laid last among the ranked, in plan order."""
    held = tuple(item for item in scored.unscored if item.id in must)
    if not held:
        return scored
    nothing = np.zeros((len(held), len(scored.model.criteria)))
    costs, answers = cost_ends(held), scored.answers
    return replace(
        scored,
        candidates=(*scored.candidates, *held),
        unscored=tuple(item for item in scored.unscored if item.id not in must),
        shares=Shares(*(np.concatenate([part, nothing]) for part in scored.shares)),
        costs=Costs(*(np.concatenate(ends) for ends in zip(scored.costs, costs, strict=True))),
        answers=None if answers is None else np.concatenate([answers, nothing.astype(np.int64)]),
        pointless=np.arange(len(scored.candidates) + len(held)) >= len(scored.candidates),
    )
