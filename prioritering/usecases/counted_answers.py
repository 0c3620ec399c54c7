"""Which of a meeting's shown answers count, and which wait for the group to say whether they still hold.

An answer about a project that has left the plan and come back since its round began waits: nothing comes back silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from prioritering.meeting.meeting import AnswerSheet, Meeting
from prioritering.meeting.standing_answers import latest
from prioritering.scoring.asked import HeldAnswers, Past
from prioritering.scoring.changes import AnswersBack
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plan_past import plan_past
from prioritering.store.plans import plan_version
from prioritering.store.revealed_answers import RevealedAnswers, revealed_answers


@dataclass(frozen=True, slots=True)
class CountedAnswers:
    """A meeting's shown answers that count, and those held until someone has said whether they do, by project."""

    sheets: tuple[AnswerSheet, ...]
    held: tuple[HeldAnswers, ...] = ()


def counting_answers(
    store: Store, meeting: Meeting, visible_number: int, version: int | None, entry: int | None
) -> CountedAnswers:
    """Return what counts of a meeting's shown answers in a version of its plan, as of an entry's number."""
    plan_key = meeting.plan_key
    number = plan_version(store, plan_key) if version is None else version
    upto = entry_log.version(store, plan_key, entry)
    key = ("counted answers", meeting.id, visible_number, number, upto)
    return store.kept.once(key, lambda: _counted(store, meeting, visible_number, number, upto))


def answers_shown(store: Store, meeting: Meeting, visible_number: int) -> RevealedAnswers:
    """Return what had been revealed of a meeting by its visible number, read once however many ask."""
    key = ("revealed answers", meeting.id, visible_number)
    return store.kept.once(key, lambda: revealed_answers(store, meeting, visible_number))


def _counted(store: Store, meeting: Meeting, visible_number: int, version: int, entry: int) -> CountedAnswers:
    sheets = answers_shown(store, meeting, visible_number).sheets
    past = plan_past(store, meeting.plan_key, version, {sheet.project_id for sheet in sheets}, entry)
    changes = entry_log.current(store, meeting.plan_key, entry)
    # What the group has added is in no version of the plan.
    own = {item.project_id for item in changes.projects}
    said = {item.project_id: item for item in changes.answers_back if item.meeting_id == meeting.id}
    opened = {item.number: item.opened_at for item in meeting.rounds}
    kept = [item for item in sheets if item.project_id not in said or item.round not in said[item.project_id].let_go]
    held: dict[str, set[int]] = {}
    for item in kept:
        key = item.project_id
        if key not in own and _waits(past, key, opened[item.round], said.get(key)):
            held.setdefault(key, set()).add(item.round)
    counting = tuple(item for item in kept if item.round not in held.get(item.project_id, ()))
    # Where a later round has asked for all of it again there is nothing left to ask.
    asked = (key for key in sorted(held) if _stands(kept, key) != _stands(counting, key))
    return CountedAnswers(
        counting, tuple(_held(meeting, key, past.name(key), held[key], said.get(key)) for key in asked)
    )


def _held(meeting: Meeting, key: str, name: str, rounds: set[int], said: AnswersBack | None) -> HeldAnswers:
    let_go = said.let_go if said else ()
    return HeldAnswers(key, name, meeting.id, meeting.opened_at, tuple(sorted(rounds)), let_go)


def _waits(past: Past, project: str, since: datetime, answer: AnswersBack | None) -> bool:
    there = past.projects.get(project, {})
    if past.now not in there:
        return False
    absent = max((number for number, came in past.versions if came > since and number not in there), default=0)
    return absent > (past.made_beside(answer) if answer else 0)


def _stands(sheets: Sequence[AnswerSheet], project: str) -> list[tuple[object, ...]]:
    standing = latest(sheet for sheet in sheets if sheet.project_id == project)
    return sorted((item.member_id, repr(sorted(item.answers.items())), bool(item.conflict)) for item in standing)
