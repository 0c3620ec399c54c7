"""The rows of projects that a gate keeps out: shown with the others, but with no place, no points and no sum."""

from __future__ import annotations

from collections.abc import Collection

from prioritering.scoring.effective import Candidate
from prioritering.view.gate_words import GATE_STATE, failed_words, why_out
from prioritering.view.picture import Picture
from prioritering.view.reasons import Reasons, lock_words, reasons_of
from prioritering.view.row import BoardRow, cost_mark
from prioritering.view.value_words import cost_shape, cost_words

GATE_LANE = "krav"


def gated_rows(picture: Picture, explained: Collection[str] | None = None) -> tuple[BoardRow, ...]:
    """Return a row for each project that a gate keeps out, in plan order; `explained` are those with reasons."""
    return tuple(
        _row(picture, item, _reasons(picture, item) if explained is None or item.id in explained else None)
        for item in picture.scored.gated
    )


def _reasons(picture: Picture, item: Candidate) -> Reasons:
    return reasons_of(picture, item, why_out(item, picture.scored))


def _row(picture: Picture, item: Candidate, why: Reasons | None) -> BoardRow:
    return BoardRow(
        id=item.id,
        name=item.name,
        tier=item.tier.value if item.tier else "",
        tier_name=picture.plan.tier_title(item.tier),
        added=item.project.added,
        lane=GATE_LANE,
        place=0,
        tied=1,
        moved=0,
        possible=(0, 0),
        points_low=0.0,
        points_high=0.0,
        points="",
        per_million="",
        parts=(),
        answers=f"{failed_words(item, picture.scored)}: nej",
        assumed=item.is_assumed,
        cost=cost_words(item.cost),
        cost_low_kr=item.cost.low,
        cost_high_kr=item.cost.high,
        cost_shape=cost_shape(item.cost),
        cost_assumed=item.assumed_cost is not None,
        running="–",
        running_kr=None,
        sure=True,
        inside=None if picture.board.line is None else False,
        state=GATE_STATE,
        cost_mark=cost_mark(picture, item),
        lock_mark=_tried_lock(picture, item.id),
        reasons=why,
    )


def _tried_lock(picture: Picture, project_id: str) -> str:
    """Return which lock is tried for a project: beside what a gate says "provas" alone would be of the gate."""
    locks = picture.locks
    return f"”{lock_words(locks.kind(project_id))}” provas" if project_id in locks.tried else ""
