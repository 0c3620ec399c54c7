"""Everything that members have said in words, by project: reasons, "vet ej" and jäv, none cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from prioritering import swedish
from prioritering.meeting.meeting import AnswerSheet, Kind, Naming
from prioritering.usecases.group_result import Result
from prioritering.usecases.meeting_room import names_of_gone
from prioritering.usecases.removed_texts import REMOVED
from prioritering.view.sought_words import says_all, sought_words
from prioritering.web.frame import context
from prioritering.web.frame.templates import render
from prioritering.web.parts.result_rows import result_of
from prioritering.web.server.stream import drawing

SEARCH = "sok"


class Utterance(NamedTuple):
    """One thing said of a project; `who` is empty in an anonymous meeting."""

    project: str
    kind: str
    text: str
    who: str


@drawing("skal", needs="mote")
def draw_said(parameters: Mapping[str, str]) -> str:
    """Draw all that has been said, or what the search finds of it; nothing before the first reveal."""
    found = result_of(context.store(), parameters)
    if not found.is_shown:
        return ""
    everything = list(said(found))
    hits = [item for item in everything if matches(item, parameters.get(SEARCH, ""))]
    return render("pages/mote/skal.html", projects=_by_project(hits), hits=len(hits), count=len(everything))


def said(found: Result) -> Iterable[Utterance]:
    """Yield reasons, "vet ej" and jäv by project in the plan's order; projects that have left the plan come last."""
    given: dict[str, list[AnswerSheet]] = {project_id: [] for project_id in found.project_ids}
    for sheet in sorted(found.answers.sheets, key=lambda sheet: sheet.project_id):
        given.setdefault(sheet.project_id, []).append(sheet)
    gone = names_of_gone(context.store(), found.here)
    for project_id, sheets in given.items():
        # By name and id: another project may have been given the name since.
        name = found.names.get(project_id, f"{gone.get(project_id)} ({project_id}, finns inte längre i planen)")
        for title, there in _by_name_then(found, sheets, name).items():
            yield from (Utterance(title, *item) for item in _reasons(found, there))
        standing = found.standing.get(project_id, ())
        yield from (Utterance(name, "Vet ej", *item) for item in _dont_know(found, standing))
        in_conflict = [sheet for sheet in standing if sheet.conflict]
        if in_conflict:
            yield Utterance(name, "Jäv", *_who(found, in_conflict))


def _by_name_then(found: Result, sheets: Iterable[AnswerSheet], name: str) -> dict[str, list[AnswerSheet]]:
    """Return a project's sheets by what it is called, also by what it was called where its id may be another's now."""
    parted: dict[str, list[AnswerSheet]] = {}
    for sheet in sorted(sheets, key=lambda sheet: sheet.round):
        before = found.counted_answers.called.get((sheet.round, sheet.project_id))
        parted.setdefault(f"{name} (hette då ”{before}”)" if before else name, []).append(sheet)
    return parted


def matches(item: Utterance, search: str) -> bool:
    """Return whether every word that is searched for is somewhere in what was said, or in who said it of what."""
    return says_all(" ".join(item), sought_words(search))


def _reasons(found: Result, sheets: Iterable[AnswerSheet]) -> list[tuple[str, str, str]]:
    several = len([item for item in found.meeting.rounds if item.is_revealed]) > 1
    # Of every round: a reason given in the first one is not undone by another in the second.
    kinds = ((_kind(sheet, several), sheet.reason, sheet.role) for sheet in sheets if sheet.reason)
    # By what they say: in the order they were written they could tell who is who.
    return sorted(kinds)


def _kind(sheet: AnswerSheet, several: bool) -> str:
    kind = "Borttaget skäl" if sheet.reason == REMOVED else "Skäl"
    return f"{kind} i runda {sheet.round}" if several else kind


def _dont_know(found: Result, sheets: Sequence[AnswerSheet]) -> Iterable[tuple[str, str]]:
    for criterion_id, name in found.criteria.items():
        unsure = [sheet for sheet in sheets if not sheet.conflict and _is_unsure(sheet, criterion_id)]
        if unsure:
            who = _who(found, unsure)
            yield f"{name}: {who[0]}", who[1]


def _is_unsure(sheet: AnswerSheet, criterion_id: str) -> bool:
    answer = sheet.answer(criterion_id)
    return answer is not None and answer.kind is Kind.DONT_KNOW


def _who(found: Result, sheets: list[AnswerSheet]) -> tuple[str, str]:
    """Return how many it is, and who when the meeting names roles."""
    roles = swedish.listing(sorted((sheet.role for sheet in sheets), key=swedish.sort_key)) if _names(found) else ""
    return swedish.plural(len(sheets), "medlem", "medlemmar"), roles


def _names(found: Result) -> bool:
    return found.meeting.naming is Naming.BY_ROLE


def _by_project(hits: list[Utterance]) -> dict[str, list[Utterance]]:
    found: dict[str, list[Utterance]] = {}
    for item in hits:
        found.setdefault(item.project, []).append(item)
    return found
