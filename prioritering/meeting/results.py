"""What the group thinks, from revealed answers: median, spread, agreement, disputes, and one member's weight.

Answers are measured by the levels' values as shares (0–1) of a criterion's points. Someone with a conflict of
interest is not counted on that project; "vet ej" is not counted but is shown. All functions are pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from prioritering.analysis.agreement import consensus, mean_ranks
from prioritering.arrays import EQUAL_DECIMALS, Array, Ints
from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.meeting.meeting import Answer, AnswerSheet, CriteriaOrder, Kind
from prioritering.scoring.weights import Weights, roc

DISPUTED_FROM = 2
"""A cell is disputed when at least this many steps lie between its lowest and its highest answer.

Neighbouring levels are how people read a scale; two steps apart they have understood the project differently.
"""
FIFTHS = 5
"""A number has no levels: a fifth of its scale is a step."""


class Centre(StrEnum):
    """Which figure stands for the group."""

    MEDIAN = "median"
    MEAN = "medel"


@dataclass(frozen=True, slots=True)
class Cell:
    """The group's answers on one project and criterion; `values` are sorted shares (0–1) of those counted.

    `steps` are how many levels (for a number: whole fifths of the scale) lie between the lowest and the highest.
    """

    project_id: str
    criterion_id: str
    values: tuple[float, ...]
    dont_know: int = 0
    conflicts: int = 0
    steps: int = 0

    @property
    def count(self) -> int:
        """How many answers are counted."""
        return len(self.values)

    @property
    def median(self) -> float | None:
        """The middle answer (mean of the two middle ones when even), or None without answers."""
        return float(np.median(self.values)) if self.values else None

    @property
    def mean(self) -> float | None:
        """The mean answer, or None without answers."""
        return float(np.mean(self.values)) if self.values else None

    @property
    def spread(self) -> float | None:
        """Highest minus lowest answer (0–1)."""
        return self.values[-1] - self.values[0] if self.values else None

    @property
    def agreement(self) -> float | None:
        """1 when all answer alike, 0 when half stand at either end; None with fewer than two answers."""
        return consensus(self.values) if self.count > 1 else None

    @property
    def is_disputed(self) -> bool:
        """True when it is worth talking about."""
        return self.steps >= DISPUTED_FROM

    def centre(self, how: Centre) -> float | None:
        """Return the figure that stands for the group."""
        return self.median if how is Centre.MEDIAN else self.mean


Cells = dict[tuple[str, str], Cell]


def cells(sheets: Iterable[AnswerSheet], model: Model, project_ids: Sequence[str]) -> Cells:
    """Return one cell per project and criterion, in that order, for sheets of one moment (see `latest`).

    An answer that the model no longer knows counts as no answer.
    """
    answers: dict[tuple[str, str], list[Answer]] = {}
    conflicts: dict[str, int] = {}
    for sheet in sheets:
        # Who has a conflict of interest takes no part in the matter, as in förvaltningslagen (2017:900), 18 §.
        if sheet.conflict:
            conflicts[sheet.project_id] = conflicts.get(sheet.project_id, 0) + 1
            continue
        for criterion_id in model.ids:
            if (answer := sheet.answer(criterion_id)) is not None:
                answers.setdefault((sheet.project_id, criterion_id), []).append(answer)
    return {
        (project_id, criterion.id): _cell(
            project_id, criterion, answers.get((project_id, criterion.id), []), conflicts.get(project_id, 0)
        )
        for project_id in project_ids
        for criterion in model.criteria
    }


def _cell(project_id: str, criterion: Criterion, answers: Sequence[Answer], conflicts: int) -> Cell:
    counted = {answer: share for answer in answers if (share := _share(criterion, answer)) is not None}
    positions = [_position(criterion, answer) for answer in counted]
    return Cell(
        project_id,
        criterion.id,
        values=tuple(sorted(counted[answer] for answer in answers if answer in counted)),
        dont_know=sum(answer.kind is Kind.DONT_KNOW for answer in answers),
        conflicts=conflicts,
        # A hair of slack, since a fifth of a scale is seldom exact in floating point.
        steps=int(max(positions) - min(positions) + 1e-9) if positions else 0,
    )


def _position(criterion: Criterion, answer: Answer) -> float:
    """Return where on its scale an answer stands, in steps from the lowest; by order and not by the levels' values."""
    scale = criterion.scale
    if isinstance(scale, NumberScale):
        return FIFTHS * scale.unit(answer.value or 0.0)
    return next(place for place, level in enumerate(scale.levels) if level.name == answer.value)


def share_of(sheet: AnswerSheet, model: Model, criterion_id: str) -> float | None:
    """Return what a sheet gives a criterion (0–1), or None when it is not counted there."""
    answer = sheet.answer(criterion_id)
    return None if sheet.conflict or answer is None else _share(model.criterion(criterion_id), answer)


def _share(criterion: Criterion, answer: Answer) -> float | None:
    if answer.kind is not Kind.LEVEL or answer.value is None:
        return None
    try:
        # The levels may have been renamed since; an answer to what is no longer asked is none.
        return criterion.scale.unit(answer.value)
    except (KeyError, ValueError):
        return None


def by_disagreement(all_cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return the cells with at least two answers, most steps apart first; then least agreed; then the plan's order."""
    known = [cell for cell in all_cells if cell.agreement is not None]
    return tuple(sorted(known, key=lambda cell: (-cell.steps, round(cell.agreement or 0.0, EQUAL_DECIMALS))))


@dataclass(frozen=True, slots=True)
class WithoutMember:
    """What happens to the group's order without one member: (project, place before, place after) where it moves."""

    member_id: str
    role: str
    moves: tuple[tuple[str, int, int], ...]


def leave_one_out(
    sheets: Sequence[AnswerSheet], model: Model, weights: Sequence[float], project_ids: Sequence[str], how: Centre
) -> tuple[WithoutMember, ...]:
    """Return, for each member with a counted answer, how places change without that member.

    Projects that lack answers on a weighted criterion, with or without the member, are left out of both orders.
    """
    counted = [sheet for sheet in sheets if any(share_of(sheet, model, key) is not None for key in model.ids)]
    roles = {sheet.member_id: sheet.role for sheet in counted}
    whole = group_points(sheets, model, weights, project_ids, how)
    found: list[WithoutMember] = []
    # Of fewer than two projects with points there is no order that anyone could change.
    if (~np.isnan(whole)).sum() < 2:
        return ()
    for member_id, role in roles.items():
        rest = [sheet for sheet in counted if sheet.member_id != member_id]
        # Without the only member there is no group to compare with.
        if not rest:
            continue
        without = group_points(rest, model, weights, project_ids, how)
        known = ~np.isnan(whole) & ~np.isnan(without)
        before, now = places(whole[known]), places(without[known])
        ids = [project_id for project_id, is_known in zip(project_ids, known, strict=True) if is_known]
        moves = tuple((name, int(a), int(b)) for name, a, b in zip(ids, before, now, strict=True) if a != b)
        found.append(WithoutMember(member_id, role, moves))
    return tuple(found)


def group_points(
    sheets: Iterable[AnswerSheet], model: Model, weights: Sequence[float], project_ids: Sequence[str], how: Centre
) -> Array:
    """Return the group's points (0–100) per project, nan where a weighted criterion has no counted answer."""
    found = cells(sheets, model, project_ids)
    points = np.zeros(len(project_ids))
    for row, project_id in enumerate(project_ids):
        for criterion_id, weight in zip(model.ids, weights, strict=True):
            if weight > 0:
                centre = found[project_id, criterion_id].centre(how)
                points[row] += np.nan if centre is None else centre * weight * 100
    return np.round(points, EQUAL_DECIMALS)


def places(points: Array) -> Ints:
    """Return places with ties (1, 2, 2, 4), most points first."""
    return np.array([1 + int((points > value).sum()) for value in points], dtype=np.int64)


def weights_from_orders(orders: Sequence[CriteriaOrder], model: Model) -> Weights | None:
    """Return weights from the members' orders of the criteria: ROC of the order of mean ranks; None without any.

    Each member's ties share the mean of the places they cover before the means are taken. Source of ROC: see
    `prioritering.scoring.weights.roc`; ranking by mean rank (Borda) in Hwang & Lin 1987, Group Decision Making.
    """
    if not orders:
        return None
    ranks = np.array([mean_ranks(-np.array([order.places[key] for key in model.ids], float)) for order in orders])
    means = np.round(ranks.mean(axis=0), EQUAL_DECIMALS)
    # The lowest mean rank means most, while `places` puts the highest first.
    return roc([int(place) for place in places(-means)])
