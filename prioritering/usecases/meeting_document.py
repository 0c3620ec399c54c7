"""A meeting as one document: rounds, answers, reasons, jäv and agreement of all that has been shown, for files.

The page and the command give out the same document. A round that has not been shown is in it by its number alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from prioritering.criteria.model import Criterion
from prioritering.errors import Conflict
from prioritering.meeting.meeting import AnswerSheet, Kind, Meeting, Naming, Round
from prioritering.meeting.order_agreement import Concordance
from prioritering.meeting.results import Cell
from prioritering.meeting.standing_answers import taken_back
from prioritering.store.connection import Store
from prioritering.store.meetings import plan_key_of, visible_number
from prioritering.usecases.gather import NOW, AsOf
from prioritering.usecases.group_result import GroupPlace, Result, group_result
from prioritering.usecases.which_plan import in_address
from prioritering.view.agreed_level_words import agreed_level, waits_words
from prioritering.view.ballot_words import held_words
from prioritering.view.meeting_words import concordance_words, level_words, span_words
from prioritering.view.room_view import in_room, read
from prioritering.view.view import View

MEETING_FORMAT = 7
_DECIMALS = 6

Document = dict[str, Any]
_Row = dict[str, Any]


def meeting_document(store: Store, meeting_id: str, as_of: AsOf = NOW) -> Document:
    """Return a meeting's document, now or as of earlier numbers; with the room's weights, or all as much without any.

    BadArgument when there is no such meeting, Conflict when nothing of it has been shown.
    """
    view = View(**in_address(store, plan_key_of(store, meeting_id)))
    found = group_result(store, meeting_id, view, as_of)
    if found.meeting.room_view:
        # What the room saw: with other weights the members agree more, or less.
        found = group_result(store, meeting_id, in_room(view, read(found.meeting.room_view)), as_of)
    if not found.is_shown:
        raise Conflict("mötet har inte visat några svar än")
    # What all may see: the newest number of all grows with every blind save.
    event = visible_number(store, meeting_id, found.here.at.event)
    return {**_head(found, event), **_given(found), **_group(found)}


def _head(found: Result, event: int) -> Document:
    meeting, at = found.meeting, found.here.at
    shown = [item for item in meeting.rounds if item.is_revealed]
    units = found.model.measures
    return {
        "format": MEETING_FORMAT,
        "mote": meeting.id,
        "plan": str(meeting.plan_key),
        "plan_namn": found.here.plan.name,
        "oppnat": meeting.opened_at.isoformat(),
        "avslutat": _time(meeting.closed_at),
        "svaren_visas": meeting.naming.value,
        "roller": list(meeting.roles),
        "rummets_vy": _room_view(meeting),
        "kriterier": [{"id": key, "namn": name, "enhet": units.get(key)} for key, name in found.criteria.items()],
        "rundor": [_round(found, item) for item in shown],
        "rundor_som_inte_visats": [item.number for item in meeting.rounds if not item.is_revealed],
        "underlag": {"planversion": at.plan_version, "andring": at.entry, "handelse": event},
    }


def _round(found: Result, item: Round) -> _Row:
    return {
        "runda": item.number,
        "oppnad": item.opened_at.isoformat(),
        "visad": _time(item.revealed_at),
        "stangd": _time(item.closed_at),
        "visad_utan": [found.here.labels[member_id] for member_id in item.shown_without],
        "projekt": [
            {**_project_then(found, item.number, now or key), "fragade_om": list(item.asked(key, found.model))}
            for key, now in zip(item.project_ids, found.counted_answers.ids(item), strict=True)
        ],
    }


def _room_view(meeting: Meeting) -> _Row | None:
    return {name: text for name, text in read(meeting.room_view).items() if text} if meeting.room_view else None


def _time(when: Any) -> str | None:
    return None if when is None else str(when.isoformat())


def _project(found: Result, project_id: str) -> _Row:
    """Return a project by id and name, which is null for one that is no longer in the plan."""
    return {"projekt": project_id, "projekt_namn": found.names.get(project_id)}


def _project_then(found: Result, number: int, project_id: str) -> _Row:
    """Return a project as a round asked about it: also what it was called, where its id may be another's by now."""
    return {**_project(found, project_id), "hette_da": found.counted_answers.called.get((number, project_id))}


def _given(found: Result) -> Document:
    """Return what members have given. In an anonymous meeting rows bear no member, and stand by what they say."""
    sheets = found.answers.sheets
    return {
        "svar": _sorted(row for sheet in sheets for row in _answers(found, sheet)),
        "skal": _sorted({**_about(found, sheet), "text": sheet.reason} for sheet in sheets if sheet.reason),
        "jav": _sorted(_about(found, sheet) for sheet in sheets if sheet.conflict),
        # Without it the answers of the rounds do not come to what stands.
        "tillbakataget": _sorted(
            {**_about(found, sheet), "vad": "jäv" if key is None else "svar", "kriterium": key}
            for sheet, key in taken_back(sheets)
        ),
        "kriteriernas_ordning": [
            {"medlem": order.role or None, "plats": dict(sorted(order.places.items()))}
            for order in found.answers.orders
        ],
    }


def _answers(found: Result, sheet: AnswerSheet) -> Iterable[_Row]:
    before = {(item.round, item.project_id, item.member_id): item for item in found.answers.blind_sheets}
    then = before.get((sheet.round, sheet.project_id, sheet.member_id))
    for key in found.model.ids:
        answer = sheet.answer(key)
        if answer is not None:
            yield {
                **_about(found, sheet),
                "kriterium": key,
                "svar": "vet ej" if answer.kind is Kind.DONT_KNOW else answer.value,
                "kom_in_efter_visningen": sheet.changed_after_reveal and answer != (then.answer(key) if then else None),
            }


def _about(found: Result, sheet: AnswerSheet) -> _Row:
    by_role = found.meeting.naming is Naming.BY_ROLE
    about = _project_then(found, sheet.round, sheet.project_id)
    return {"runda": sheet.round, **about, "medlem": sheet.role if by_role else None}


def _sorted(rows: Iterable[_Row]) -> list[_Row]:
    # Never in the order of the store, which could tell who is who. Numbers among texts are compared as texts.
    return sorted(rows, key=lambda row: [(value if key == "runda" else 0, str(value)) for key, value in row.items()])


def _group(found: Result) -> Document:
    agreed = found.concordance()
    return {
        "notiser": [*held_words(found.counted_answers.held), *_agreed_waiting(found)],
        "svar_som_vantar": [
            {**_project(found, item.project_id), "rundor": list(item.in_rounds)}
            for item in found.counted_answers.held
            if not item.gone and not item.counts
        ],
        "ordning": [_place(found, item) for item in found.ranked()],
        "gruppen": [_cell(found, cell) for cell in found.cells.values()],
        "vikter": {
            key: round(float(weight), _DECIMALS) for key, weight in zip(found.model.ids, found.weights, strict=True)
        },
        "kendalls_w": None if agreed is None else _agreed(found, agreed),
        "kendalls_w_i_ord": concordance_words(agreed, found.names, found.weighed, cells=found.cells.values()),
    }


def _place(found: Result, item: GroupPlace) -> _Row:
    """Return where the board puts a project when the group's answers count; nulls for one without points or place."""
    low, high = item.points or (None, None)
    return {
        **_project(found, item.project_id),
        "plats": item.place,
        "delad": item.tied,
        "poang_min": _share(low),
        "poang_max": _share(high),
        "poang_i_ord": item.in_words,
        "vilar": item.few,
    }


def _agreed_waiting(found: Result) -> Iterator[str]:
    for entry, asked in found.agreed_waiting:
        criterion = found.model.criterion(entry.criterion_id)
        level = f"{criterion.name.lower()} {agreed_level(criterion, entry)}"
        yield f"Mötet enades om {level} för {asked.about[0]}. {waits_words(asked)}"


def _agreed(found: Result, agreed: Concordance) -> _Row:
    """Return W with what it rests on and what is left out; roles are null in an anonymous meeting."""
    return {
        "w": round(agreed.w, _DECIMALS),
        "medlemmar": agreed.members,
        "par": agreed.pairs,
        "projekt": agreed.projects,
        "medlemmar_utan_par": len(agreed.without),
        "roller_utan_par": sorted(agreed.without) if found.meeting.naming is Naming.BY_ROLE else None,
        "projekt_utan_par": [_project(found, key) for key in agreed.unjudged],
    }


def _cell(found: Result, cell: Cell) -> _Row:
    """Return a cell's figures, with the levels that they lie on in words ('' without answers).

    Shares are of the criterion's points, 0–1, and null without answers.
    """
    criterion = found.model.criterion(cell.criterion_id)
    return {
        **_project(found, cell.project_id),
        "kriterium": cell.criterion_id,
        "antal_svar": cell.count,
        "vet_ej": cell.dont_know,
        "jav": cell.conflicts,
        "median": _share(cell.median),
        "median_i_ord": "" if cell.median is None else level_words(criterion, cell.median),
        "medel": _share(cell.mean),
        "medel_i_ord": "" if cell.mean is None else level_words(criterion, cell.mean),
        "spridning_i_ord": span_words(criterion, cell),
        "enighet": _share(cell.agreement),
        "steg_mellan_lagsta_och_hogsta": cell.steps if cell.count else None,
        **_agreed_on(found, cell, criterion),
    }


def _agreed_on(found: Result, cell: Cell, criterion: Criterion) -> _Row:
    """Return the level that the meeting agreed on, which goes before the answers, with who wrote it, when and why."""
    about = (cell.project_id, cell.criterion_id)
    said = [item for item in found.agreed if (item.project_id, item.criterion_id) == about and cell.agreed is not None]
    entry = said[-1] if said else None
    return {
        "overenskommet": _share(cell.agreed),
        "overenskommet_i_ord": "" if entry is None else agreed_level(criterion, entry),
        "overenskommet_av": entry.role if entry else None,
        "overenskommet_tid": _time(entry.at) if entry else None,
        "overenskommet_skal": entry.reason if entry else None,
    }


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)
