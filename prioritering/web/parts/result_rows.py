"""What the templates of Möte and Projektor draw of a group's result, as rows of plain values and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prioritering import swedish
from prioritering.meeting.meeting import AnswerSheet, Meeting, Naming, RoundState
from prioritering.meeting.results import Cell
from prioritering.scoring.changes import AgreedLevel
from prioritering.usecases.agreed_levels import NO_OTHER_REASON
from prioritering.usecases.copied_link import as_of_parameters
from prioritering.usecases.group_result import Result, group_result
from prioritering.usecases.opening import Store
from prioritering.view import meeting_words as words
from prioritering.view.agreed_level_words import agreed_level, answers_beside, beside_words, waits_words
from prioritering.view.value_words import AGREED_ON, few_answers
from prioritering.view.view import from_address

DARKEST = 3


def result_of(store: Store, parameters: Mapping[str, str]) -> Result:
    """Return the result that a drawing's parameters ask for."""
    return group_result(store, parameters["mote"], from_address(parameters)[0], as_of_parameters(parameters))


def is_blind(meeting: Meeting) -> bool:
    """True while what matters is who is done: before the first round, and while answers are hidden."""
    current = meeting.active_round
    return not any(item.is_revealed for item in meeting.rounds) or (
        current is not None and current.state is RoundState.BLIND
    )


def meeting_headline(found: Result) -> str:
    """Return the finding of the moment, and where the meeting stands."""
    vacant = len(found.here.vacant_roles)
    state = words.state_words(found.meeting, found.progress, vacant, found.lost.rounds)
    if not found.is_shown:
        return state
    return f"{apart_words(found)} {state}"


def apart_words(found: Result) -> str:
    """Return the finding on disagreement of a shown result, or that there is too little to compare."""
    return words.cannot_compare_words(found.cells.values()) or words.disagreement_words(
        found.disputed, found.names, found.criteria
    )


def heat_rows(found: Result) -> list[dict[str, Any]]:
    """Return one row a project, first to last as the board has them, with a cell per criterion."""
    waiting = {item.project_id for item in found.counted_answers.held if not item.gone and not item.counts}
    return [
        {
            "place": item.place,
            "tied": item.tied,
            "name": found.names[item.project_id],
            "points": item.in_words,
            "few": item.few,
            # Where answers wait for the group to say whether they hold, none count, and yet there are some.
            "none": "svaren väntar" if item.project_id in waiting else "inga svar",
            "cells": [heat_cell(found, found.cells[item.project_id, key]) for key in found.model.ids],
        }
        for item in found.ranked()
    ]


def heat_cell(found: Result, cell: Cell) -> dict[str, Any]:
    """Return the figures and words of one cell; heat 0 (agreed) to 3 (three steps apart), None without two answers."""
    criterion = found.model.criterion(cell.criterion_id)
    centre, agreement = cell.centre(found.how), cell.agreement
    return {
        "points": None if centre is None else words.centre_points(centre),
        "words": "" if centre is None else words.level_words(criterion, centre),
        "span": words.span_words(criterion, cell),
        "agreement": None if agreement is None else swedish.percent(agreement),
        "heat": None if agreement is None else min(cell.steps, DARKEST),
        "disputed": cell.is_disputed,
        "count": cell.count,
        "few": "" if cell.agreed is not None else few_answers(cell.count),
        "agreed": "" if cell.agreed is None else AGREED_ON,
        "answers": answers_beside(criterion, cell, found.how),
        "dont_know": cell.dont_know,
        "conflicts": cell.conflicts,
    }


def dispute_list(found: Result, count: int | None = None) -> list[dict[str, Any]]:
    """Return the disputed cells, all or the `count` most disputed, with how the answers fall and the reasons given."""
    return [_dispute(found, cell) for cell in found.disputed[:count]]


def _dispute(found: Result, cell: Cell) -> dict[str, Any]:
    criterion = found.model.criterion(cell.criterion_id)
    answers: dict[str, list[str]] = {}
    for share, sheet in found.counted(cell):
        answers.setdefault(words.level_words(criterion, share), []).append(sheet.role)
    by_role = found.meeting.naming is Naming.BY_ROLE
    return {
        "key": f"{cell.project_id}-{cell.criterion_id}",
        "project": found.names[cell.project_id],
        "criterion": criterion.name,
        "count": cell.count,
        "span": words.span_words(criterion, cell),
        "median": "" if cell.median is None else words.level_words(criterion, cell.median),
        "agreement": swedish.percent(cell.agreement or 0),
        "few": few_answers(cell.count),
        "answers": [
            {
                "said": words.told_by(criterion, level, len(roles)),
                "count": len(roles),
                "roles": swedish.listing(roles) if by_role else "",
            }
            for level, roles in answers.items()
        ],
        "most": max(len(roles) for roles in answers.values()),
        "reasons": _reasons(found, cell.project_id),
    }


def _reasons(found: Result, project_id: str) -> list[tuple[str, str]]:
    by_role = found.meeting.naming is Naming.BY_ROLE
    here = (sheet for sheet in found.standing.get(project_id, ()) if sheet.reason)
    # By their text: in the order they were written they could tell who is who.
    return sorted((sheet.reason, sheet.role if by_role else "") for sheet in here)


def agreed_list(found: Result) -> list[dict[str, Any]]:
    """Return what the meeting has agreed on, in the order it did, beside what the answers say; then what waits."""
    counts = [
        _agreed_row(found, entry, found.names[entry.project_id])
        | {"beside": beside_words(found.model.criterion(key), cell, found.how, found.asked_since(entry))}
        for entry in found.agreed
        if (cell := found.cells.get((entry.project_id, key := entry.criterion_id))) is not None
        and cell.agreed is not None
    ]
    waits = [
        _agreed_row(found, entry, asked.about[0]) | {"beside": waits_words(asked)}
        for entry, asked in found.agreed_waiting
    ]
    return [*counts, *waits]


def _agreed_row(found: Result, entry: AgreedLevel, name: str) -> dict[str, Any]:
    return {
        "project": name,
        "criterion": found.criteria[entry.criterion_id],
        "level": agreed_level(found.model.criterion(entry.criterion_id), entry),
        "who": entry.role,
        "when": f"{entry.at.astimezone():%H:%M}",
        # Words that nobody wrote are not told as somebody's.
        "reason": "" if entry.reason == NO_OTHER_REASON else entry.reason,
    }


def compared_rounds(found: Result) -> list[dict[str, Any]]:
    """Return, for what was asked in a later revealed round, the group's answer in the round before and then."""
    return [
        {
            "rounds": f"{earlier.number} → {later.number}",
            "project": found.names[cell.project_id],
            "criterion": found.criteria[cell.criterion_id],
            "before": _centre_words(found, first),
            "after": _centre_words(found, cell),
            "agreement_before": _agreement_words(first),
            "agreement_after": _agreement_words(cell),
            "closer": (cell.agreement or 0) > (first.agreement or 0),
        }
        for earlier, later, first, cell in found.compared_rounds()
    ]


def _centre_words(found: Result, cell: Cell) -> str:
    centre, few = cell.centre(found.how), few_answers(cell.count)
    if centre is None:
        return "–"
    return words.level_words(found.model.criterion(cell.criterion_id), centre) + (f" ({few})" if few else "")


def _agreement_words(cell: Cell) -> str:
    return "–" if cell.agreement is None else swedish.percent(cell.agreement)


def open_changes(found: Result) -> list[str]:
    """Return whose answers on what came in after a reveal, new or changed."""
    by_role = found.meeting.naming is Naming.BY_ROLE
    changed = []
    for sheet, keys in found.open_changes():
        who = sheet.role if by_role else "En medlem"
        about = _came_late(found, sheet, keys)
        changed.append(f"{who}: {found.names[sheet.project_id]} ({about}), runda {sheet.round}")
    return sorted(changed, key=swedish.sort_key)


def _came_late(found: Result, sheet: AnswerSheet, keys: Sequence[str]) -> str:
    """Return what came in late: the criteria that now say another thing, a conflict of interest, a reason."""
    said = [found.criteria[key].lower() for key in keys]
    if "jäv" in sheet.after_reveal:
        # Said, it takes the place of every answer.
        said = ["jäv"] if sheet.conflict else [*said, "jäv tillbakataget"]
    if "skäl" in sheet.after_reveal:
        said.append("skäl")
    back = (name.lower() for key, name in found.criteria.items() if key in sheet.after_reveal)
    return swedish.listing(said) or f"{swedish.listing(back) or 'svar'}, ändrat tillbaka"
