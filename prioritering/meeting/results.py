"""What the group thinks, from revealed answers: median, spread, agreement, disputes, and one member's weight.

Answers are measured by the levels' values as shares (0–1) of a criterion's points. Someone with a conflict of
interest is not counted on that project; "vet ej" is not counted but is shown. All functions are pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from prioritering.analysis.agreement import consensus, kendalls_w, mean_ranks
from prioritering.arrays import EQUAL_DECIMALS, Array, Ints
from prioritering.criteria.model import Model
from prioritering.meeting.meeting import AnswerSheet, CriteriaOrder, Kind
from prioritering.scoring.weights import Weights, roc

DISPUTED_BELOW = 0.7
"""A cell is disputed when its agreement is below this: on five even levels, for example three Hög and two Låg."""


class Centre(StrEnum):
    """Which figure stands for the group."""

    MEDIAN = "median"
    MEAN = "medel"


@dataclass(frozen=True, slots=True)
class Cell:
    """The group's answers on one project and criterion; `values` are sorted shares (0–1) of those counted."""

    project_id: str
    criterion_id: str
    values: tuple[float, ...]
    dont_know: int = 0
    conflicts: int = 0

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
        # Rounded, so that 0.7 reached by other sums than 0.7 is not below it.
        return self.agreement is not None and round(self.agreement, 9) < DISPUTED_BELOW

    def centre(self, how: Centre) -> float | None:
        """Return the figure that stands for the group."""
        return self.median if how is Centre.MEDIAN else self.mean


Cells = dict[tuple[str, str], Cell]


def latest(sheets: Iterable[AnswerSheet]) -> tuple[AnswerSheet, ...]:
    """Return each member's newest sheet per project: who did not answer in round 2 stands by round 1.

    A sheet where nothing is said does not replace an older one.
    """
    newest: dict[tuple[str, str], AnswerSheet] = {}
    # By round and not by clock: a late change of an answer in round 1 is still an answer of round 1.
    for sheet in sorted(sheets, key=lambda item: item.round):
        # Taking back every answer is to say nothing, and what was said before then stands.
        if sheet.conflict or any(answer.kind is not Kind.EMPTY for answer in sheet.answers.values()):
            newest[sheet.project_id, sheet.member_id] = sheet
    return tuple(newest.values())


def cells(sheets: Iterable[AnswerSheet], model: Model, project_ids: Sequence[str]) -> Cells:
    """Return one cell per project and criterion, in that order, for sheets of one moment (see `latest`).

    An answer that the model no longer knows counts as no answer.
    """
    values: dict[tuple[str, str], list[float]] = {}
    unknown: dict[tuple[str, str], int] = {}
    conflicts: dict[str, int] = {}
    for sheet in sheets:
        # Who has a conflict of interest takes no part in the matter, as in förvaltningslagen (2017:900), 18 §.
        if sheet.conflict:
            conflicts[sheet.project_id] = conflicts.get(sheet.project_id, 0) + 1
            continue
        for criterion_id in model.ids:
            key = (sheet.project_id, criterion_id)
            share = share_of(sheet, model, criterion_id)
            if share is not None:
                values.setdefault(key, []).append(share)
            elif (answer := sheet.answer(criterion_id)) is not None and answer.kind is Kind.DONT_KNOW:
                unknown[key] = unknown.get(key, 0) + 1
    return {
        key: Cell(*key, tuple(sorted(values.get(key, ()))), unknown.get(key, 0), conflicts.get(key[0], 0))
        for key in ((project_id, criterion_id) for project_id in project_ids for criterion_id in model.ids)
    }


def share_of(sheet: AnswerSheet, model: Model, criterion_id: str) -> float | None:
    """Return what a sheet gives a criterion (0–1), or None when it is not counted there."""
    answer = sheet.answer(criterion_id)
    if sheet.conflict or answer is None or answer.kind is not Kind.LEVEL or answer.value is None:
        return None
    try:
        # The levels may have been renamed since; an answer to what is no longer asked is none.
        return criterion_share(model, criterion_id, answer.value)
    except (KeyError, ValueError):
        return None


def criterion_share(model: Model, criterion_id: str, value: str | float) -> float:
    """Return the share (0–1) of a criterion's points that an answer gives; KeyError when unknown."""
    return model.criterion(criterion_id).scale.unit(value)


def by_disagreement(all_cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return the cells with at least two answers, least agreed first; then widest spread; then the plan's order."""
    known = [cell for cell in all_cells if cell.agreement is not None]
    return tuple(sorted(known, key=lambda cell: (round(cell.agreement or 0.0, 9), -round(cell.spread or 0.0, 9))))


def disputed_projects(all_cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return the projects with at least one disputed cell, most disputed first."""
    return tuple(dict.fromkeys(cell.project_id for cell in by_disagreement(all_cells) if cell.is_disputed))


@dataclass(frozen=True, slots=True)
class MemberPoints:
    """Each member's own points (0–100) per project: members × projects, nan where one criterion is not answered."""

    member_ids: tuple[str, ...]
    project_ids: tuple[str, ...]
    points: Array


def member_points(
    sheets: Sequence[AnswerSheet], model: Model, weights: Sequence[float], project_ids: Sequence[str]
) -> MemberPoints:
    """Return the points each member's own answers give, for sheets of one moment."""
    member_ids = tuple(dict.fromkeys(sheet.member_id for sheet in sheets))
    points = np.full((len(member_ids), len(project_ids)), np.nan)
    rows = {member_id: row for row, member_id in enumerate(member_ids)}
    columns = {project_id: column for column, project_id in enumerate(project_ids)}
    for sheet in sheets:
        shares = [share_of(sheet, model, criterion_id) for criterion_id in model.ids]
        # A criterion that weighs nothing cannot be missed.
        needed = [(share, weight) for share, weight in zip(shares, weights, strict=True) if weight > 0]
        if sheet.project_id in columns and all(share is not None for share, _ in needed):
            total = sum((share or 0.0) * weight * 100 for share, weight in needed)
            points[rows[sheet.member_id], columns[sheet.project_id]] = round(total, EQUAL_DECIMALS)
    return MemberPoints(member_ids, tuple(project_ids), points)


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W and what it rests on: how many members and projects have full answers."""

    w: float
    members: int
    projects: int


def concordance(given: MemberPoints) -> Concordance | None:
    """Return W over the largest part without gaps, found by leaving out, one at a time, who or what lacks most.

    In a draw a project is left out before a member. None when fewer than two members or projects remain.
    """
    full = given.points
    while full.size and np.isnan(full).any():
        gaps = np.isnan(full)
        by_member, by_project = gaps.mean(axis=1), gaps.mean(axis=0)
        # Shares and not counts, since there are often many more projects than members.
        if by_member.max() > by_project.max():
            full = np.delete(full, int(by_member.argmax()), axis=0)
        else:
            full = np.delete(full, int(by_project.argmax()), axis=1)
    w = kendalls_w(full) if full.size else None
    return None if w is None else Concordance(w, *full.shape)


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
    roles = {sheet.member_id: sheet.role for sheet in sheets}
    whole = group_points(sheets, model, weights, project_ids, how)
    found = []
    for member_id, role in roles.items():
        rest = [sheet for sheet in sheets if sheet.member_id != member_id]
        # Without the only member there is no group to compare with.
        if len({sheet.member_id for sheet in rest}) == 0:
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
