"""What the members' own answers say of a picture: how much they agree on its order, and each one's points."""

from __future__ import annotations

import numpy as np

from prioritering.arrays import Array
from prioritering.meeting.group import levels_of
from prioritering.meeting.order_agreement import Concordance, concordance, member_points
from prioritering.meeting.results import Cell, cells
from prioritering.meeting.standing_answers import latest
from prioritering.view.picture import Picture


def agreement(shown: Picture) -> Concordance | None:
    """Return Kendall's W of the members whose answers the picture counts; None when it counts the plan's levels."""
    group = shown.basis.group
    if group is None:
        return None
    # Of a project that nobody has said anything about there is nothing to compare.
    said = {sheet.project_id for sheet in group.sheets}
    ids = [item.id for item in shown.board.candidates if item.id in said]
    return concordance(member_points(latest(group.sheets), shown.model, shown.weights, ids))


def answered_cells(shown: Picture) -> tuple[Cell, ...]:
    """Return the group's answers by project and criterion that a picture counts; none when it counts the plan's."""
    group = shown.basis.group
    if group is None:
        return ()
    said = {sheet.project_id for sheet in group.sheets}
    ids = [item.id for item in shown.board.candidates if item.id in said]
    return tuple(cells(latest(group.sheets), shown.model, ids, levels_of(group.agreed)).values())


def voices_of(shown: Picture) -> Array | None:
    """Return the points each member's own shown answers give (members × projects), None when nothing is shown.

    They are those of the picture's own moment, also when the plan's levels count in it. A project that a member has
    not answered in full gets no voice from that member.
    """
    answers = shown.basis.shown
    if answers is None:
        return None
    ids = [item.id for item in shown.board.candidates]
    found = np.nan_to_num(member_points(latest(answers.sheets), shown.model, shown.weights, ids).points, nan=0.0)
    return found if found.any() else None
