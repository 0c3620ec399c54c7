"""How much the members agree on the order of the projects: each one's own points, and Kendall's W over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from prioritering.analysis.agreement import kendalls_w, rank_correlation, w_of_pairs
from prioritering.arrays import EQUAL_DECIMALS, Array
from prioritering.criteria.model import Model
from prioritering.meeting.meeting import AnswerSheet
from prioritering.meeting.results import share_of


@dataclass(frozen=True, slots=True)
class MemberPoints:
    """Each member's own points (0–100) per project: members × projects, nan where one criterion is not answered.

    `roles` are the members' roles, empty where the meeting is anonymous.
    """

    member_ids: tuple[str, ...]
    roles: tuple[str, ...]
    project_ids: tuple[str, ...]
    points: Array


def member_points(
    sheets: Sequence[AnswerSheet], model: Model, weights: Sequence[float], project_ids: Sequence[str]
) -> MemberPoints:
    """Return the points each member's own answers give, for sheets of one moment."""
    roles = {sheet.member_id: sheet.role for sheet in sheets}
    member_ids = tuple(roles)
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
    return MemberPoints(member_ids, tuple(roles.values()), tuple(project_ids), points)


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W and what it rests on.

    `members` are those compared, in `pairs` of two, on `projects` that such a pair has judged; `by_pairs` says whether
    answers are missing, so that each pair is worked out by itself. `without` are the roles of those who cannot be
    compared with anyone, each empty where the meeting is anonymous, and `unjudged` the projects that no pair compares.
    """

    w: float
    members: int
    projects: int
    pairs: int
    by_pairs: bool = False
    without: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()


def concordance(given: MemberPoints) -> Concordance | None:
    """Return W over every project that at least two members have judged; None when no two share two projects.

    Where everyone has judged them all it is Kendall's W; where answers are missing, each pair is compared on what
    both have judged.
    """
    known = ~np.isnan(given.points)
    judged = known.sum(axis=0) >= 2
    # One who has judged fewer than two projects has no order to compare, and leaves no gaps in that of the others.
    able = (known & judged).sum(axis=1) >= 2
    if not known[able][:, judged].all():
        return _by_pairs(given, known)
    members = int(able.sum())
    w = kendalls_w(given.points[able][:, judged])
    pairs = members * (members - 1) // 2
    return None if w is None else _told(given, w, able, judged, pairs)


def _by_pairs(given: MemberPoints, known: Array) -> Concordance | None:
    points = given.points
    found, compared, judged = [], np.zeros(len(points), dtype=bool), np.zeros(points.shape[1], dtype=bool)
    pairs = 0
    for one, other in combinations(range(len(points)), 2):
        both = known[one] & known[other]
        if both.sum() < 2:
            continue
        pairs += 1
        # Two who both put all that they share level say nothing of the order, and nor that they differ.
        if np.ptp(points[[one, other]][:, both], axis=1).any():
            found.append((rank_correlation(points[one, both], points[other, both]), int(both.sum())))
        compared[[one, other]] = True
        judged |= both
    w = w_of_pairs(found, int(compared.sum()))
    return None if w is None else replace(_told(given, w, compared, judged, pairs), by_pairs=True)


def _told(given: MemberPoints, w: float, compared: Array, judged: Array, pairs: int) -> Concordance:
    without = tuple(role for role, is_in in zip(given.roles, compared, strict=True) if not is_in)
    unjudged = tuple(key for key, is_in in zip(given.project_ids, judged, strict=True) if not is_in)
    return Concordance(w, int(compared.sum()), int(judged.sum()), pairs, without=without, unjudged=unjudged)
