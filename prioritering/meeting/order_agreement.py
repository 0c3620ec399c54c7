"""How much the members agree on the order of the projects: each one's own points, and Kendall's W over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from prioritering.analysis.agreement import kendalls_w, rank_correlation, w_of_pairs
from prioritering.arrays import EQUAL_DECIMALS, Array
from prioritering.criteria.model import Model
from prioritering.meeting.meeting import AnswerSheet
from prioritering.meeting.results import share_of


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
    """Kendall's W and what it rests on.

    `members` are those compared with somebody, `projects` what at least two of them have judged, `by_pairs` whether
    answers are missing so that it is worked out pair by pair, `alone` how many members share too little with others.
    """

    w: float
    members: int
    projects: int
    by_pairs: bool = False
    alone: int = 0


def concordance(given: MemberPoints) -> Concordance | None:
    """Return W over every project that at least two members have judged; None when no two share two projects.

    Where everyone has judged them all it is Kendall's W; where answers are missing, each pair is compared on what
    both have judged.
    """
    points = given.points[:, (~np.isnan(given.points)).sum(axis=0) >= 2]
    known = ~np.isnan(points)
    # One who has judged fewer than two projects has no order to compare, and leaves no gaps in that of the others.
    able = known.sum(axis=1) >= 2
    if known[able].all():
        members, projects = points[able].shape
        w = kendalls_w(points[able])
        return None if w is None else Concordance(w, members, projects, alone=_said(given) - members)
    return _by_pairs(points, _said(given))


def _by_pairs(points: Array, said: int) -> Concordance | None:
    known = ~np.isnan(points)
    found, compared, judged = [], set(), np.zeros(points.shape[1], dtype=bool)
    for one, other in combinations(range(len(points)), 2):
        both = known[one] & known[other]
        if both.sum() < 2:
            continue
        found.append((rank_correlation(points[one, both], points[other, both]), int(both.sum())))
        compared |= {one, other}
        judged |= both
    w = w_of_pairs(found, len(compared))
    return None if w is None else Concordance(w, len(compared), int(judged.sum()), True, said - len(compared))


def _said(given: MemberPoints) -> int:
    """Return how many have judged some project whole."""
    return int((~np.isnan(given.points)).any(axis=1).sum())
