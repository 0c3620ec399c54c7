"""The group's answers for the board, in place of what the plan says, and before them what the group has agreed on.

A project that nobody has answered is not scored (underlag saknas); a criterion without a counted answer spans the
whole scale, as an unknown mark of the plan does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.meeting.meeting import AnswerSheet
from prioritering.meeting.results import AgreedLevels, Cell, Cells, Centre, cells
from prioritering.meeting.standing_answers import latest
from prioritering.plan.object_plan import NO_MARK, Mark, Status
from prioritering.scoring.board import ScoredProjects, scored_projects
from prioritering.scoring.changes import AgreedLevel
from prioritering.scoring.effective import Candidate
from prioritering.scoring.points import Shares


def group_scored(
    candidates: Sequence[Candidate],
    sheets: Sequence[AnswerSheet],
    model: Model,
    how: Centre = Centre.MEDIAN,
    agreed: Sequence[AgreedLevel] = (),
) -> ScoredProjects:
    """Return what `scoring.board.scored_projects` returns, with the group's answers in place of the plan's marks.

    `sheets` are the revealed sheets of all rounds; each member's newest counts. Where the group has `agreed` on a level
    it goes before them, and rests on no number of answers. Costs, locks and assumptions about
    costs stay as they are. A median or mean that falls between two levels is marked, for showing, as the range of
    those two levels; the shares that give the points are exact.
    """
    found = cells(latest(sheets), model, [item.id for item in candidates], levels_of(agreed))
    said: dict[str, dict[str, AgreedLevel]] = {}
    for entry in agreed:
        if (cell := found.get((entry.project_id, entry.criterion_id))) is not None and cell.agreed is not None:
            said.setdefault(entry.project_id, {})[entry.criterion_id] = entry
    marked = scored_projects([_answered(item, said.get(item.id, {}), found, model, how) for item in candidates], model)
    low, high = np.zeros((2, len(marked.candidates), len(model.criteria)))
    answers = np.zeros(low.shape, dtype=np.int64)
    for row, item in enumerate(marked.candidates):
        for column, criterion_id in enumerate(model.ids):
            cell = found[item.id, criterion_id]
            answers[row, column] = cell.count if cell.agreed is None else 0
            low[row, column], high[row, column] = share_ends(cell, how)
    return replace(marked, shares=Shares(low, high), answers=answers)


def share_ends(cell: Cell, how: Centre) -> tuple[float, float]:
    """Return the lowest and the highest share (0–1) of a criterion's points that the group may give a project.

    It is the whole scale where nobody is counted.
    """
    centre = cell.centre(how)
    return (0.0, 1.0) if centre is None else (centre, centre)


def levels_of(agreed: Sequence[AgreedLevel]) -> AgreedLevels:
    """Return the levels that were agreed on, by project and criterion."""
    return {(entry.project_id, entry.criterion_id): entry.level for entry in agreed}


def _answered(item: Candidate, agreed: Mapping[str, AgreedLevel], found: Cells, model: Model, how: Centre) -> Candidate:
    # Assumed levels stand in for what the plan leaves open. The group's own answers need no stand-in. A gate is never
    # balloted: what the plan or an assumption says of it stands.
    gates = {key: item.mark(key) for key in model.gate_ids}
    assumed = {key: entry for key, entry in item.assumed_levels.items() if key in gates}
    marks = {**gates, **_marks(item.id, found, model, how)}
    # By the level itself: two levels may give the same points.
    marks |= {key: Mark(status=Status.DERIVED, low=entry.low, high=entry.high) for key, entry in agreed.items()}
    return replace(item, marks=marks, assumed_levels={**assumed, **agreed})


def _marks(project_id: str, found: Cells, model: Model, how: Centre) -> Mapping[str, Mark]:
    marks = {}
    for criterion in model.criteria:
        centre = found[project_id, criterion.id].centre(how)
        marks[criterion.id] = NO_MARK if centre is None else _mark(criterion, centre)
    return marks


def _mark(criterion: Criterion, centre: float) -> Mark:
    low, high = around(criterion, centre)
    return Mark(status=Status.DERIVED, low=low, high=high)


def around(criterion: Criterion, share: float) -> tuple[str, str] | tuple[float, float]:
    """Return the levels that a share (0–1) lies on or between, or the number itself twice."""
    scale = criterion.scale
    if isinstance(scale, NumberScale):
        number = scale.number(share)
        return number, number
    units = [(scale.unit(level.name), level.name) for level in scale.levels]
    # A hair of slack, since a mean of levels may miss a level by rounding alone.
    below = max((item for item in units if item[0] <= share + 1e-9), key=lambda item: item[0])
    above = min((item for item in units if item[0] >= share - 1e-9), key=lambda item: item[0])
    return below[1], above[1]
