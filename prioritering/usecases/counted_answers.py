"""Which of a meeting's shown answers count, and which wait for the group to say whether they still hold.

An answer about a project that has left the plan and come back since its round began waits: nothing comes back silently.
So does one about an id that now has a wholly other name, or another id's: it may have become another project's. And
so does one on a criterion that gives other points than it did. Those about what has left the plan, and those on which
the plan has come to say something else, are asked about too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prioritering.criteria.model import Model
from prioritering.meeting.meeting import AnswerSheet, Meeting, Round
from prioritering.meeting.standing_answers import latest
from prioritering.scoring.asked import HeldAnswers
from prioritering.scoring.changes import AnswersBack, Changes, Touched
from prioritering.scoring.plan_then import Past
from prioritering.scoring.same_project import Renames, renames_of
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plan_past import plan_past
from prioritering.store.plans import plan_version
from prioritering.store.revealed_answers import RevealedAnswers, revealed_answers
from prioritering.usecases.stated_since import answers_stated_since


@dataclass(frozen=True, slots=True)
class CountedAnswers:
    """A meeting's shown answers that count, and those held until someone has said whether they do, by project.

    `shown` are all that have been shown. `renamed` gives, by round, the id that each of its projects has now where the
    group has said that it is another; all answers are under those ids. Of the held, those about what has left the plan
    and those that count are among `sheets` too.
    """

    shown: RevealedAnswers
    sheets: tuple[AnswerSheet, ...]
    held: tuple[HeldAnswers, ...]
    renamed: Mapping[int, Mapping[str, str]]

    def ids(self, of: Round) -> tuple[str, ...]:
        """Return the projects of a round by the ids that they have now."""
        named = self.renamed.get(of.number, {})
        return tuple(named.get(key, key) for key in of.project_ids)

    def under_new_ids(self, sheets: Iterable[AnswerSheet]) -> tuple[AnswerSheet, ...]:
        """Return sheets of the meeting under the ids that their projects have now."""
        return tuple(_under(self.renamed, sheet) for sheet in sheets)


def counting_answers(
    store: Store, meeting: Meeting, visible_number: int, version: int | None, entry: int | None
) -> CountedAnswers:
    """Return what counts of a meeting's shown answers in a version of its plan, as of an entry's number."""
    plan_key = meeting.plan_key
    number = plan_version(store, plan_key) if version is None else version
    upto = entry_log.newest_entry(store, plan_key, entry)
    key = ("counted answers", meeting.id, visible_number, number, upto)
    return store.kept.once(key, lambda: _counted(store, meeting, visible_number, number, upto))


def answers_shown(store: Store, meeting: Meeting, visible_number: int) -> RevealedAnswers:
    """Return what had been revealed of a meeting by its visible number, read once however many ask."""
    key = ("revealed answers", meeting.id, visible_number)
    return store.kept.once(key, lambda: revealed_answers(store, meeting, visible_number))


def _counted(store: Store, meeting: Meeting, visible_number: int, version: int, entry: int) -> CountedAnswers:
    changes = entry_log.current(store, meeting.plan_key, entry)
    renames = renames_of(changes.same_projects)
    about = {key for item in meeting.rounds for key in item.project_ids}
    past = plan_past(store, meeting.plan_key, version, about | {one.new_id for one in changes.same_projects}, entry)
    renamed = {item.number: _renamed(item, past, renames) for item in meeting.rounds}
    found = answers_shown(store, meeting, visible_number)
    # Answers about a project whose id has become another's are about nothing in the plan.
    about_nothing = {(number, key) for number, named in renamed.items() for key, new in named.items() if not new}
    theirs = [sheet for sheet in found.sheets if (sheet.round, sheet.project_id) not in about_nothing]
    found = found._replace(
        sheets=tuple(_under(renamed, sheet) for sheet in found.sheets),
        blind_sheets=tuple(_under(renamed, sheet) for sheet in found.blind_sheets),
    )
    # What the group has added is in no version of the plan.
    own = {item.project_id for item in changes.projects if not past.holds(item.project_id)}
    said = {item.project_id: item for item in changes.answers_back if item.meeting_id == meeting.id}
    kept = [item for sheet in theirs if not _let_go(item := _under(renamed, sheet), said)]
    waiting = {
        (item.number, new): before
        for item in meeting.rounds
        for key in item.project_ids
        if (new := renamed[item.number].get(key, key)) not in own
        and (before := _waits(item, key, past, renames, said.get(new))) is not None
    }
    otherwise = dict(_given_otherwise(meeting, past, said, [item for item in kept if _key(item) not in waiting]))
    waiting |= dict.fromkeys(otherwise, "")
    counting = tuple(item for item in kept if _key(item) not in waiting)
    asked = _asked(meeting, past, said, kept, counting)
    held = (
        replace(one, before=_name_before(one, waiting), criteria=_criteria(one, otherwise, past.models[past.now]))
        for one in asked
    )
    gone = _gone(meeting, past, said, [item for item in kept if item.project_id not in own])
    stated = answers_stated_since(meeting, past, renames, said, counting)
    return CountedAnswers(found, counting, (*gone, *held, *stated), renamed)


def renamed_since(store: Store, meeting: Meeting, of: Round, version: int, changes: Changes) -> Mapping[str, str]:
    """Return the ids that a round's projects have in a version of the plan, where they are not those it asks with.

    They are by the latter; an id that has since become another project's has "".
    """
    if not changes.same_projects:
        return {}
    return _renamed(of, plan_past(store, meeting.plan_key, version, ()), renames_of(changes.same_projects))


def _renamed(of: Round, past: Past, renames: Renames) -> dict[str, str]:
    """Return the new ids of a round's projects by the old, "" for one whose id has become another project's."""
    then = past.version_at(of.opened_at)
    found = {key: renames.id_at(key, then, past.now) for key in of.project_ids}
    return {key: new for key, new in found.items() if new != key}


def _under(renamed: Mapping[int, Mapping[str, str]], sheet: AnswerSheet) -> AnswerSheet:
    new = renamed.get(sheet.round, {}).get(sheet.project_id)
    return sheet.model_copy(update={"project_id": new}) if new else sheet


def _waits(of: Round, project: str, past: Past, renames: Renames, said: AnswersBack | None) -> str | None:
    """Return the other name that a project had when a round asked about it, or "" when it has been away since.

    None when its answers need not wait: nothing has happened since they were given, or since someone said what holds.
    """
    then = past.version_at(of.opened_at)
    since = max(then, min(past.made_beside(said), past.now)) if said else then

    def there(number: int) -> bool:
        """Return whether the project was in a version of the plan, or beside it, under the id it had then."""
        key = renames.id_at(project, then, number)
        known = past.projects.get(key, {})
        # One that the group had added was there all the time, beside the plan until the plan took it in.
        return number in known or (key in past.added and number < min(known, default=0))

    now = renames.id_at(project, then, past.now)
    if not past.holds(now):
        return None
    # What the group has said is the same project may be called anything.
    named = max(since, renames.named_in(project, then, past.now))
    before = past.name_then(renames.id_at(project, then, named), named)
    if past.may_be_another(now, before, named):
        return before
    # Kept while it was gone, its answers are asked about when it is back.
    start = since if said and said.what is Touched.GONE else since + 1
    return "" if any(start <= number and not there(number) for number, _ in past.versions) else None


def _name_before(held: HeldAnswers, waiting: Mapping[tuple[int, str], str]) -> str:
    return next((name for number in held.rounds if (name := waiting[number, held.project_id])), "")


def _given_otherwise(
    meeting: Meeting, past: Past, said: Mapping[str, AnswersBack], sheets: Iterable[AnswerSheet]
) -> Iterator[tuple[tuple[int, str], set[str]]]:
    """Yield where an answer gives other points than when the meeting, or who has answered since, had the criteria."""
    opened = past.version_at(meeting.opened_at)
    found: dict[tuple[int, str], set[str]] = {}
    for sheet in sheets:
        answer = said.get(sheet.project_id)
        made = max(opened, min(past.made_beside(answer), past.now)) if answer else opened
        for key, one in sheet.answers.items():
            if one.value is not None and past.gives_otherwise(key, made, one.value, one.value):
                found.setdefault(_key(sheet), set()).add(key)
    yield from found.items()


def _criteria(held: HeldAnswers, otherwise: Mapping[tuple[int, str], set[str]], model: Model) -> tuple[str, ...]:
    ids = {key for number in held.rounds for key in otherwise.get((number, held.project_id), ())}
    return tuple(criterion.name for criterion in model.criteria if criterion.id in ids)


def _gone(
    meeting: Meeting, past: Past, said: Mapping[str, AnswersBack], kept: Iterable[AnswerSheet]
) -> Iterator[HeldAnswers]:
    """Yield the answers about what has left the plan, but those that are to be kept, should it come back."""
    rounds: dict[str, set[int]] = {}
    for sheet in kept:
        answer = said.get(sheet.project_id)
        decided = answer is not None and past.made_beside(answer) not in past.projects.get(sheet.project_id, {})
        if sheet.says_something and not decided and not past.holds(sheet.project_id):
            rounds.setdefault(sheet.project_id, set()).add(sheet.round)
    for key in sorted(rounds):
        let_go = said[key].let_go if key in said else ()
        numbers = tuple(sorted(rounds[key]))
        yield HeldAnswers(key, past.name(key), meeting.id, meeting.opened_at, numbers, let_go, gone=True)


def _key(sheet: AnswerSheet) -> tuple[int, str]:
    return sheet.round, sheet.project_id


def _let_go(sheet: AnswerSheet, said: Mapping[str, AnswersBack]) -> bool:
    return sheet.project_id in said and sheet.round in said[sheet.project_id].let_go


def _asked(
    meeting: Meeting,
    past: Past,
    said: Mapping[str, AnswersBack],
    kept: Sequence[AnswerSheet],
    counting: Sequence[AnswerSheet],
) -> Iterator[HeldAnswers]:
    counted = {(item.round, item.project_id) for item in counting}
    rounds: dict[str, set[int]] = {}
    for item in kept:
        if (item.round, item.project_id) not in counted:
            rounds.setdefault(item.project_id, set()).add(item.round)
    for key in sorted(rounds):
        # Where a later round has asked for all of it again there is nothing left to ask.
        if _stands(kept, key) != _stands(counting, key):
            let_go = said[key].let_go if key in said else ()
            yield HeldAnswers(key, past.name(key), meeting.id, meeting.opened_at, tuple(sorted(rounds[key])), let_go)


def _stands(sheets: Sequence[AnswerSheet], project: str) -> list[tuple[object, ...]]:
    standing = latest(sheet for sheet in sheets if sheet.project_id == project)
    return sorted((item.member_id, repr(sorted(item.answers.items())), bool(item.conflict)) for item in standing)
