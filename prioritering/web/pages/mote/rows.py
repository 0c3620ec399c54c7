"""Gathers what the group has answered into one value that the templates draw. Reads revealed answers only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from prioritering import swedish
from prioritering.criteria.model import Model
from prioritering.meeting.meeting import Meeting, Naming, Progress, Sheet
from prioritering.meeting.results import (
    Cell,
    Cells,
    Centre,
    Concordance,
    LeftOut,
    by_disagreement,
    cells,
    concordance,
    group_points,
    latest,
    leave_one_out,
    member_points,
    places,
    share_of,
    weights_from_orders,
)
from prioritering.scoring.effective import NO_CHANGES
from prioritering.scoring.weights import Weights, equal, from_mapping
from prioritering.store import ballots, entry_log, meetings
from prioritering.usecases.meeting_room import Room, room
from prioritering.view import meeting_words as words
from prioritering.view.picture import model_of
from prioritering.view.view import View, from_address
from prioritering.web.frame.context import store

LISTED = 8


@dataclass(frozen=True, slots=True)
class Result:
    """A meeting's revealed answers under a view's weights and level values."""

    here: Room
    model: Model
    weights: Weights
    how: Centre
    sheets: tuple[Sheet, ...]
    project_ids: tuple[str, ...]
    cells: Cells
    progress: tuple[Progress, ...]

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.here.meeting

    @property
    def names(self) -> dict[str, str]:
        """Project names by id."""
        return {key: item.project.name for key, item in self.here.projects.items()}

    @property
    def criteria(self) -> dict[str, str]:
        """Criterion names by id."""
        return {criterion.id: criterion.name for criterion in self.model.criteria}

    @property
    def is_shown(self) -> bool:
        """True when at least one round is revealed."""
        return any(item.is_revealed for item in self.meeting.rounds)

    @property
    def current(self) -> tuple[Sheet, ...]:
        """Each member's newest sheet."""
        return latest(self.sheets)

    @property
    def disputed(self) -> tuple[Cell, ...]:
        """The disputed cells, least agreed first."""
        return tuple(cell for cell in by_disagreement(self.cells.values()) if cell.is_disputed)

    def concordance(self) -> Concordance | None:
        """Kendall's W of the members' orders under the weights."""
        return concordance(member_points(self.current, self.model, self.weights, self.project_ids))

    def left_out(self) -> tuple[LeftOut, ...]:
        """What the order would be without each member."""
        return leave_one_out(self.current, self.model, self.weights, self.project_ids, self.how)

    def headline(self) -> str:
        """The finding of the moment."""
        state = words.state_words(self.meeting, self.progress)
        if not self.is_shown:
            return state
        found = words.disagreement_words(self.disputed, self.names, self.criteria)
        return f"{found} {state}"


def result(meeting_id: str, view: View) -> Result:
    """Return a meeting's result as it is now; before the first reveal it holds nobody's answers."""
    here = room(store(), meeting_id)
    version = (
        *meetings.versions(store(), meeting_id),
        here.plan.version,
        entry_log.version(store(), here.meeting.plan_id),
    )
    return _result(meeting_id, version, view)


@lru_cache(maxsize=32)
def _result(meeting_id: str, version: tuple[int, ...], view: View) -> Result:
    """Return the result, computed once for each version, however many screens and drawings show it."""
    del version
    here = room(store(), meeting_id)
    model = model_of(here.meeting.model, NO_CHANGES, view, [])
    sheets = ballots.revealed_sheets(store(), here.meeting)
    shown = {key for item in here.meeting.rounds if item.is_revealed for key in item.project_ids}
    project_ids = tuple(key for key in here.projects if key in shown)
    known = {key: value for key, value in view.weights if key in model.ids and value > 0}
    return Result(
        here=here,
        model=model,
        weights=from_mapping(known, model.ids) if known else equal(len(model.ids)),
        how=Centre.MEAN if view.source == Centre.MEAN else Centre.MEDIAN,
        sheets=sheets,
        project_ids=project_ids,
        cells=cells(latest(sheets), model, project_ids),
        progress=ballots.progress(store(), here.meeting, here.projects.keys()),
    )


def view_from(parameters: Mapping[str, str]) -> View:
    """Return the view in a panel's address."""
    return from_address(parameters)[0]


def heat_rows(found: Result) -> list[dict[str, Any]]:
    """Return one row a project, most points first, with a cell per criterion."""
    points = group_points(found.current, found.model, found.weights, found.project_ids, found.how)
    known = ~np.isnan(points)
    place = np.zeros(len(points), dtype=np.int64)
    place[known] = places(points[known])
    order = sorted(range(len(points)), key=lambda i: (not known[i], -points[i] if known[i] else 0, i))
    return [
        {
            "place": int(place[i]) if known[i] else None,
            "tied": bool(known[i]) and int((place == place[i]).sum()) > 1,
            "name": found.names[found.project_ids[i]],
            "points": swedish.number(points[i]) if known[i] else None,
            "cells": [heat_cell(found, found.cells[found.project_ids[i], key]) for key in found.model.ids],
        }
        for i in order
    ]


def heat_cell(found: Result, cell: Cell) -> dict[str, Any]:
    """Return the figures and words of one cell; heat 0 (agreed) to 3 (most apart), None without two answers."""
    criterion = found.model.criterion(cell.criterion_id)
    centre, agreement = cell.centre(found.how), cell.agreement
    return {
        "points": None if centre is None else swedish.number(centre * 100),
        "words": "" if centre is None else words.share_words(criterion, centre),
        "span": words.span_words(criterion, cell),
        "agreement": None if agreement is None else swedish.percent(agreement),
        "heat": None if agreement is None else heat(agreement),
        "disputed": cell.is_disputed,
        "count": cell.count,
        "dont_know": cell.dont_know,
        "conflicts": cell.conflicts,
    }


def heat(agreement: float) -> int:
    """Return the shade of an agreement: 0 from 0.85, 1 from 0.7 (not disputed), 2 from 0.5, 3 below."""
    return next((shade for shade, least in enumerate((0.85, 0.7, 0.5)) if round(agreement, 9) >= least), 3)


def dispute_list(found: Result, count: int = LISTED) -> list[dict[str, Any]]:
    """Return the most disputed cells with how the answers fall and the reasons given."""
    return [_dispute(found, cell) for cell in found.disputed[:count]]


def _dispute(found: Result, cell: Cell) -> dict[str, Any]:
    criterion = found.model.criterion(cell.criterion_id)
    here = [sheet for sheet in found.current if sheet.project_id == cell.project_id]
    shares = [(share_of(sheet, found.model, criterion.id), sheet) for sheet in here]
    counted = sorted((share, sheet.role) for share, sheet in shares if share is not None)
    answers: dict[str, list[str]] = {}
    for share, role in counted:
        answers.setdefault(words.share_words(criterion, share), []).append(role)
    by_role = found.meeting.naming is Naming.BY_ROLE
    return {
        "project": found.names[cell.project_id],
        "criterion": criterion.name,
        "span": words.span_words(criterion, cell),
        "median": "" if cell.median is None else words.share_words(criterion, cell.median),
        "agreement": swedish.percent(cell.agreement or 0),
        "answers": [
            {"level": level, "count": len(roles), "roles": swedish.listing(roles) if by_role else ""}
            for level, roles in answers.items()
        ],
        "most": max(len(roles) for roles in answers.values()),
        "reasons": sorted((sheet.reason, sheet.role if by_role else "") for sheet in here if sheet.reason),
    }


def compared_rounds(found: Result) -> list[dict[str, Any]]:
    """Return, for what was asked in a later revealed round, the group's answer in the round before and then."""
    shown = [item for item in found.meeting.rounds if item.is_revealed]
    rows = []
    for earlier, later in pairwise(shown):
        asked = [key for key in later.project_ids if key in found.here.projects]
        first, second = (
            cells(latest(s for s in found.sheets if s.round <= item.number), found.model, asked)
            for item in (earlier, later)
        )
        for key, cell in second.items():
            criterion = found.model.criterion(cell.criterion_id)
            rows.append(
                {
                    "rounds": f"{earlier.number} → {later.number}",
                    "project": found.names[cell.project_id],
                    "criterion": criterion.name,
                    "before": _centre_words(found, first[key]),
                    "after": _centre_words(found, cell),
                    "agreement_before": _agreement_words(first[key]),
                    "agreement_after": _agreement_words(cell),
                    "closer": (cell.agreement or 0) > (first[key].agreement or 0),
                }
            )
    return rows


def _centre_words(found: Result, cell: Cell) -> str:
    centre = cell.centre(found.how)
    return "–" if centre is None else words.share_words(found.model.criterion(cell.criterion_id), centre)


def _agreement_words(cell: Cell) -> str:
    return "–" if cell.agreement is None else swedish.percent(cell.agreement)


def order_weights(found: Result) -> Weights | None:
    """Return the weights that the members' revealed orders of the criteria give, if anyone has given one."""
    return weights_from_orders(ballots.revealed_orders(store(), found.meeting), found.model)


def open_changes(found: Result) -> list[str]:
    """Return whose answers on what were changed in the open, after a reveal."""
    by_role = found.meeting.naming is Naming.BY_ROLE
    blind = ballots.revealed_sheets(store(), found.meeting, as_revealed=True)
    before = {(s.round, s.project_id, s.member_id): s for s in blind}
    changed = []
    for sheet in found.sheets:
        old = before.get((sheet.round, sheet.project_id, sheet.member_id))
        if sheet.changed_after_reveal and sheet.project_id in found.here.projects:
            keys = [key for key in found.model.ids if sheet.answer(key) != (old.answer(key) if old else None)]
            about = swedish.listing(found.criteria[key].lower() for key in keys) or "skäl eller jäv"
            who = sheet.role if by_role else "En medlem"
            changed.append(f"{who}: {found.names[sheet.project_id]} ({about}), runda {sheet.round}")
    return sorted(changed)
