"""Which of a meeting's answers are on something that the plan has come to state, or states otherwise, since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from prioritering.meeting.meeting import AnswerSheet, Meeting
from prioritering.meeting.standing_answers import latest
from prioritering.scoring.asked import HeldAnswers
from prioritering.scoring.changes import AnswersBack
from prioritering.scoring.plan_then import UNSAID, Past, StatedRange
from prioritering.scoring.same_project import Renames

_Stated = dict[str, StatedRange]


def answers_stated_since(
    meeting: Meeting,
    past: Past,
    named: tuple[Renames, Mapping[tuple[int, str], str]],
    said: Mapping[str, AnswersBack],
    counting: Sequence[AnswerSheet],
) -> Iterator[HeldAnswers]:
    """Yield what is asked of a meeting's answers that count, a project at a time; they count until it is answered.

    `named` are the ids that projects have got, and those that they had when a round began, by round and the id now.
    One that a later round has asked for again is not asked about: it is that round's answer that stands.
    """
    began = {item.number: past.version_at(item.opened_at) for item in meeting.rounds}
    renames, old_ids = named
    standing = _standing(counting)
    found: dict[str, tuple[set[tuple[str, int]], _Stated]] = {}
    for sheet in counting:
        key = sheet.project_id
        then = old_ids.get((sheet.round, key), key), began[sheet.round]
        stated = _stated_since(past, renames, then, key, said.get(key))
        mine = {
            one
            for one in sheet.answers.keys() & stated.keys()
            if standing.get((key, sheet.member_id, one)) == sheet.round
            # Who has answered what the plan says now has nothing to say again.
            and stated[one] != (sheet.answers[one].value,) * 2
        }
        if mine:
            cells, levels = found.setdefault(key, (set(), {}))
            cells |= {(one, sheet.round) for one in mine}
            levels |= {one: stated[one] for one in mine}
    names = past.models[past.now].names
    for key in sorted(found):
        cells, levels = found[key]
        told = tuple((names[one], levels[one]) for one in names if one in levels)
        if told:
            asked = held_answers(meeting, past, key, said)
            yield replace(asked, cells=tuple(sorted(cells)), stated=told)


def held_answers(meeting: Meeting, past: Past, project_id: str, said: Mapping[str, AnswersBack]) -> HeldAnswers:
    """Return a question about a meeting's answers on a project, and what of them has been let go, for more to be added.

    `said` are the answers to earlier ones, by project.
    """
    known = said.get(project_id)
    asked = HeldAnswers(project_id, past.name(project_id), meeting.id, meeting.opened_at)
    return replace(asked, let_go=known.let_go, cells_let_go=known.cells) if known else asked


def _standing(sheets: Sequence[AnswerSheet]) -> dict[tuple[str, str, str], int]:
    """Return the round whose answer stands, by project, member and criterion."""
    still = {(sheet.project_id, sheet.member_id): sheet for sheet in latest(sheets)}
    found: dict[tuple[str, str, str], int] = {}
    for sheet in sorted(sheets, key=lambda item: item.round):
        stands = still.get((sheet.project_id, sheet.member_id))
        for key, one in sheet.answers.items():
            if stands and one.value is not None and stands.answers.get(key) == one:
                found[sheet.project_id, sheet.member_id, key] = sheet.round
    return found


def _stated_since(
    past: Past, renames: Renames, then: tuple[str, int], project_id: str, said: AnswersBack | None
) -> _Stated:
    """Return the levels that the plan states and did not when a round began, or somebody said that the answers hold.

    `then` is the project's id when the round began, and the version of the plan.
    """
    asked_as, began = then
    made = max(began, min(past.made_beside(said), past.now)) if said else began
    # Where its id was another's meanwhile it has its own again.
    before = past.projects.get(renames.id_at(asked_as, began, made) or asked_as, {}).get(made)
    now = past.projects.get(project_id, {}).get(past.now)
    if now is None:
        return {}
    known = before.levels if before else {}
    return {key: level for key, level in now.levels.items() if level not in (UNSAID, known.get(key, UNSAID))}
