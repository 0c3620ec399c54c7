"""Which of a meeting's shown answers count, and which wait for the group to say whether they still hold.

An answer about a project that has left the plan and come back since its round began waits: nothing comes back silently.
So does one about an id that now has a wholly other name, or another id's: it may have become another project's, and
one about a project of the group's own that the plan has had since. Of a sheet only what is on a criterion waits where
that gives other points than it did. Those about what has left the plan, and those on which the plan has come to say
something else, are asked about too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
from prioritering.usecases.stated_since import answers_stated_since, held_answers


@dataclass(frozen=True, slots=True)
class CountedAnswers:
    """A meeting's shown answers that count, and those held until someone has said whether they do, by project.

    `shown` are all that have been shown. `renamed` gives, by round, the id that each of its projects has now where the
    group has said that it is another; all answers are under those ids. Of the held, those about what has left the plan
    and those that count are among `sheets` too. `called` is the name that a project had in a round, by the round and
    the id that its answers are under, where that id may be another project's by now.
    """

    shown: RevealedAnswers
    sheets: tuple[AnswerSheet, ...]
    held: tuple[HeldAnswers, ...]
    renamed: Mapping[int, Mapping[str, str]]
    called: Mapping[tuple[int, str], str]

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
    kept = list(_kept((_under(renamed, sheet) for sheet in theirs), said))
    asked_about = [
        (item, key, renamed[item.number].get(key, key)) for item in meeting.rounds for key in item.project_ids
    ]
    waiting = {
        (item.number, new): before
        for item, key, new in asked_about
        if (before := _waits(item, (key, new), past, renames, said.get(new))) is not None
    }
    waiting |= {
        (item.number, new): ""
        for item, _, new in asked_about
        if new in own and past.has_left(new, _said_in(item, past, said.get(new)))
    }
    whole = [item for item in kept if _key(item) not in waiting]
    otherwise = _given_otherwise(meeting, past, said, whole)
    counting = tuple(_without(item, otherwise.get(item.project_id, ())) for item in whole)
    asked = _asked(meeting, past, said, (kept, whole, counting), otherwise)
    held = (_described(one, waiting, past.models[past.now], own) for one in asked)
    gone = _gone(meeting, past, said, [item for item in kept if item.project_id not in own])
    ids = {(number, new): key for number, named in renamed.items() for key, new in named.items() if new}
    stated = answers_stated_since(meeting, past, (renames, ids), said, counting)
    return CountedAnswers(found, counting, (*gone, *held, *stated), renamed, dict(_called(asked_about, past)))


def _called(asked_about: Iterable[tuple[Round, str, str]], past: Past) -> Iterator[tuple[tuple[int, str], str]]:
    """Yield what a project was called when a round asked about it, where its id may be another project's by now."""
    for item, key, new in asked_about:
        then, now = past.version_at(item.opened_at), new or key
        before = past.name_then(key, then)
        if past.holds(now) and past.may_be_another(now, before, then):
            yield (item.number, now), before


def renamed_since(store: Store, meeting: Meeting, of: Round, version: int, changes: Changes) -> Mapping[str, str]:
    """Return the ids that a round's projects have in a version of the plan, where they are not those it asks with.

    They are by the latter; an id that has since become another project's has "".
    """
    if not changes.same_projects:
        return {}
    about = {*of.project_ids, *(one.new_id for one in changes.same_projects)}
    return _renamed(of, plan_past(store, meeting.plan_key, version, about), renames_of(changes.same_projects))


def _renamed(of: Round, past: Past, renames: Renames) -> dict[str, str]:
    """Return the new ids of a round's projects by the old, "" for one whose id has become another project's.

    One that the plan has given its own name again is that project's again, and not the one's that was said to have it.
    """
    then = past.version_at(of.opened_at)
    found = {key: renames.id_at(key, then, past.now) for key in of.project_ids}
    own = {key for key in found if past.is_named_as(key, then, past.now)}
    back = {key for key in own if not found[key]}
    found |= {key: key if key in own else "" for key, new in found.items() if key in back or new in back}
    return {key: new for key, new in found.items() if new != key}


def _under(renamed: Mapping[int, Mapping[str, str]], sheet: AnswerSheet) -> AnswerSheet:
    new = renamed.get(sheet.round, {}).get(sheet.project_id)
    return sheet.model_copy(update={"project_id": new}) if new else sheet


def _said_in(of: Round, past: Past, said: AnswersBack | None) -> int:
    """Return the version in which a round's answers about a project were given, or since said to hold."""
    then = past.version_at(of.opened_at)
    return max(then, min(past.made_beside(said), past.now)) if said else then


def _waits(of: Round, ids: tuple[str, str], past: Past, renames: Renames, said: AnswersBack | None) -> str | None:
    """Return the other name that a project had when a round asked about it, or "" when it has been away since.

    Its own name where its id was said to be another's meanwhile. None when its answers need not wait: nothing has
    happened since they were given, or since someone said what holds. `ids` are the one that it had then, and has now.
    """
    project, now = ids
    then, since = past.version_at(of.opened_at), _said_in(of, past, said)
    if now == project != renames.id_at(project, then, past.now):
        anothers = any(since < number and not past.is_named_as(project, then, number) for number, _ in past.versions)
        return past.name_then(project, then) if anothers else None

    def there(number: int) -> bool:
        """Return whether the project was in a version of the plan, or beside it, under the id it had then."""
        key = renames.id_at(project, then, number)
        known = past.projects.get(key, {})
        # One that the group had added was there all the time, beside the plan until the plan took it in.
        return number in known or (key in past.added and number < min(known, default=0))

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


def _described(
    held: HeldAnswers, waiting: Mapping[tuple[int, str], str], model: Model, own: Collection[str]
) -> HeldAnswers:
    """Return a question with what has happened to the project; `own` are those that only the group has."""
    before = next((name for number in held.rounds if (name := waiting[number, held.project_id])), "")
    ids = {key for key, _ in held.cells}
    criteria = tuple(criterion.name for criterion in model.criteria if criterion.id in ids)
    return replace(held, before=before, criteria=criteria, left=held.project_id in own and bool(held.rounds))


def _given_otherwise(
    meeting: Meeting, past: Past, said: Mapping[str, AnswersBack], sheets: Iterable[AnswerSheet]
) -> dict[str, set[tuple[str, int]]]:
    """Return, by project, on which criterion and in which round an answer gives other points than it did.

    It did when the meeting had the criteria, or whoever has answered since.
    """
    opened = past.version_at(meeting.opened_at)
    found: dict[str, set[tuple[str, int]]] = {}
    for sheet in sheets:
        answer = said.get(sheet.project_id)
        made = max(opened, min(past.made_beside(answer), past.now)) if answer else opened
        for key, one in sheet.answers.items():
            if one.value is not None and past.gives_otherwise(key, made, one.value, one.value):
                found.setdefault(sheet.project_id, set()).add((key, sheet.round))
    return found


def _without(sheet: AnswerSheet, cells: Collection[tuple[str, int]]) -> AnswerSheet:
    """Return a sheet without its answers on some criteria, each up to a round: what came before must not come back."""
    gone = {key for key, upto in cells if sheet.round <= upto}
    if not gone & sheet.answers.keys():
        return sheet
    return sheet.model_copy(update={"answers": {key: one for key, one in sheet.answers.items() if key not in gone}})


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
        yield replace(held_answers(meeting, past, key, said), rounds=tuple(sorted(rounds[key])), gone=True)


def _key(sheet: AnswerSheet) -> tuple[int, str]:
    return sheet.round, sheet.project_id


def _kept(sheets: Iterable[AnswerSheet], said: Mapping[str, AnswersBack]) -> Iterator[AnswerSheet]:
    """Yield sheets without what has been let go of them."""
    for sheet in sheets:
        answer = said.get(sheet.project_id)
        if answer is None:
            yield sheet
        elif sheet.round not in answer.let_go:
            yield _without(sheet, answer.cells)


def _asked(
    meeting: Meeting,
    past: Past,
    said: Mapping[str, AnswersBack],
    sheets: tuple[Sequence[AnswerSheet], Sequence[AnswerSheet], Sequence[AnswerSheet]],
    otherwise: Mapping[str, Collection[tuple[str, int]]],
) -> Iterator[HeldAnswers]:
    """Yield what is asked of answers that wait, a project at a time.

    `sheets` are all, those that do not wait as a whole, and these without what waits of them.
    """
    kept, whole, counting = sheets
    counted = {_key(item) for item in whole}
    rounds: dict[str, set[int]] = {}
    for item in kept:
        if _key(item) not in counted:
            rounds.setdefault(item.project_id, set()).add(item.round)
    for key in sorted(rounds.keys() | otherwise.keys()):
        # Where a later round has asked for all of it again there is nothing left to ask.
        if _stands(kept, key) != _stands(counting, key):
            numbers, cells = tuple(sorted(rounds.get(key, ()))), tuple(sorted(otherwise.get(key, ())))
            yield replace(held_answers(meeting, past, key, said), rounds=numbers, cells=cells)


def _stands(sheets: Sequence[AnswerSheet], project: str) -> list[tuple[object, ...]]:
    standing = latest(sheet for sheet in sheets if sheet.project_id == project)
    return sorted((item.member_id, repr(sorted(item.answers.items())), bool(item.conflict)) for item in standing)
