"""A plan's versions, and what a new one has changed since an older one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from prioritering.criteria.model import Model
from prioritering.errors import BadArgument
from prioritering.plan.compare import Comparison, compare
from prioritering.plan.maybe_renamed import MaybeRenamed
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.asked import projects_about
from prioritering.scoring.changes import Changes, SameProject
from prioritering.store import entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.numbers import newest_event
from prioritering.store.plan_files import kept_files
from prioritering.store.plan_versions import VersionInfo, plan_versions
from prioritering.store.plans import object_plan, plan_model
from prioritering.usecases.taken_in import taken_in_by_plan
from prioritering.view.renewal_words import NO_FILES, SAME_CRITERIA, JudgedBy, OtherFiles

_COMPARED = {"plan", "projekt", "budget"}

__all__ = ["Renewal", "VersionInfo", "renewal", "version_shown"]


class BothVersions(NamedTuple):
    """Two versions that are compared, of one plan or of two, with the models that their marks were read against."""

    old: ObjectPlan
    new: ObjectPlan
    models: tuple[Model, Model]

    def compared(self, said: Sequence[SameProject] = ()) -> Comparison:
        """Return what differs, where projects that are said to be one are, whatever their ids."""
        return compare(_under_new_ids(self.old, said), self.new, self.models)


def both_versions(store: Store, older: tuple[PlanKey, int], newer: tuple[PlanKey, int]) -> BothVersions:
    """Return two versions as they were read in, each by its plan's key and its number."""
    old, new = (object_plan(store, *version) for version in (older, newer))
    return BothVersions(old, new, (plan_model(store, *older), plan_model(store, *newer)))


@dataclass(frozen=True, slots=True)
class Renewal:
    """Two versions of a plan and what differs between them.

    `files` are the plan's files that differ beside what is compared, and `judged_by` the criteria and gates that only
    one of the two has. `said` are the answers to whether two projects are one. `taken_in` are projects of the plan that
    may be ones that the group had
    added, and `left_open` what versions before asked about projects that the group has said something of, with those
    versions. `against` is the plan that the older version is of, where that is another plan, and `against_key` its id.
    """

    name: str
    older: VersionInfo
    newer: VersionInfo
    changes: Comparison
    files: OtherFiles = NO_FILES
    judged_by: JudgedBy = SAME_CRITERIA
    said: tuple[SameProject, ...] = ()
    taken_in: tuple[MaybeRenamed, ...] = ()
    left_open: tuple[tuple[Renewal, MaybeRenamed], ...] = ()
    against: str = ""
    against_key: str = ""

    @property
    def waiting(self) -> tuple[tuple[Renewal, MaybeRenamed], ...]:
        """Every pair that waits for an answer, with the two versions that it is asked about."""
        return (*((self, pair) for pair in (*self.questions, *self.taken_in)), *self.left_open)

    @property
    def questions(self) -> tuple[MaybeRenamed, ...]:
        """Pairs that may be one project, about which nobody has answered."""
        answered = {(one.new_id, one.before_id) for one in self.said}
        return tuple(one for one in self.changes.maybe_renamed if (one.added.id, one.removed.id) not in answered)

    @property
    def answers(self) -> tuple[tuple[MaybeRenamed, SameProject], ...]:
        """Pairs about which someone has answered, and what."""
        said = {(one.new_id, one.before_id): one for one in self.said}
        pairs = ((pair, said.get((pair.added.id, pair.removed.id))) for pair in self.changes.maybe_renamed)
        return tuple((pair, one) for pair, one in pairs if one is not None)


def version_shown(store: Store, plan_key: PlanKey, version: int | None = None) -> VersionInfo:
    """Return a plan's version, newest unless one is given: its number, day and source."""
    every = plan_versions(store, plan_key)
    return every[0] if version is None else _numbered(every, plan_key, version)


def renewal(store: Store, plan_key: PlanKey, older: int | None = None, newer: int | None = None) -> Renewal | None:
    """Return what differs between two versions of a plan; by default the newest and the one before it.

    None when there is no version before; BadArgument when there is no such plan or version.
    """
    every = plan_versions(store, plan_key)
    last = every[0] if newer is None else _numbered(every, plan_key, newer)
    before = [item for item in every if item.version < last.version]
    if older is None and not before:
        return None
    first = before[0] if older is None else _numbered(every, plan_key, older)
    changes = entry_log.current(store, plan_key)
    found = _with_answers(store, plan_key, first, last, changes)
    if older is not None:
        return found
    return replace(
        found,
        taken_in=taken_in_by_plan(store, plan_key, last.version, changes),
        left_open=tuple(_left_open(store, plan_key, found, before, changes)),
    )


def _with_answers(store: Store, plan_key: PlanKey, first: VersionInfo, last: VersionInfo, changes: Changes) -> Renewal:
    key = ("renewal", plan_key, first.version, last.version)
    found = store.kept.once(key, lambda: _compared(store, plan_key, first, last))
    said = tuple(one for one in changes.same_projects if first.version < one.since <= last.version)
    out, into = ({item.id for item in items} for items in (found.changes.removed, found.changes.added))
    same = tuple(one for one in said if one.same and one.before_id in out and one.new_id in into)
    if same:
        found = store.kept.once((*key, same), lambda: _compared_as_one(store, plan_key, found, same))
    return replace(found, said=said)


def _compared_as_one(store: Store, plan_key: PlanKey, found: Renewal, same: Sequence[SameProject]) -> Renewal:
    """Return two versions compared where projects that are said to be one are, whatever their ids."""
    both = both_versions(store, (plan_key, found.older.version), (plan_key, found.newer.version))
    # What is asked, and what has been answered, is of the versions as they are.
    asked = {"maybe_renamed": found.changes.maybe_renamed, "only_same_names": found.changes.only_same_names}
    return replace(found, changes=both.compared(same).model_copy(update=asked))


def _under_new_ids(old: ObjectPlan, said: Sequence[SameProject]) -> ObjectPlan:
    """Return an older plan with the projects that are said to be a newer one's under the ids they have there."""
    taken = {project.id for project in old.projects}
    named = {one.before_id: one.new_id for one in said if one.same and one.new_id not in taken}
    projects = tuple(
        project.model_copy(update={"id": named[project.id]}) if project.id in named else project
        for project in old.projects
    )
    return old.model_copy(update={"projects": projects}) if named else old


def _left_open(
    store: Store, plan_key: PlanKey, found: Renewal, versions: Sequence[VersionInfo], changes: Changes
) -> Iterator[tuple[Renewal, MaybeRenamed]]:
    """Yield what earlier versions, newest first, asked about projects that somebody has said something of."""
    about = projects_about(changes) | _asked_in_meetings(store, plan_key)
    now = {project.id for project in object_plan(store, plan_key, found.newer.version).projects}
    # A later version, or an answer, may be about the same projects.
    taken = {key for pair in found.changes.maybe_renamed for key in (pair.removed.id, pair.added.id)}
    taken |= {one.before_id for one in changes.same_projects if one.same}
    for newer, older in pairwise(versions):
        step = _with_answers(store, plan_key, older, newer, changes)
        out = {item.id for item in step.changes.removed}
        for pair in step.questions:
            old, new = pair.removed.id, pair.added.id
            # One that has come back is itself, and asked about as such.
            if old in about and new in now and not (old in out and old in now) and not taken & {old, new}:
                yield step, pair
        taken |= {key for pair in step.changes.maybe_renamed for key in (pair.removed.id, pair.added.id)}


def _asked_in_meetings(store: Store, plan_key: PlanKey) -> frozenset[str]:
    number = newest_event(store, plan_key)

    def read() -> frozenset[str]:
        rounds = (one for item in meetings.meetings_of(store, plan_key, number) for one in item.rounds)
        return frozenset(key for one in rounds for key in one.project_ids)

    return store.kept.once(("asked in meetings", plan_key, number), read)


def _compared(store: Store, plan_key: PlanKey, first: VersionInfo, last: VersionInfo) -> Renewal:
    both = both_versions(store, (plan_key, first.version), (plan_key, last.version))
    gone, new = (_only_in(one, other) for one, other in (both.models, both.models[::-1]))
    return Renewal(
        name=both.new.name,
        older=first,
        newer=last,
        changes=both.compared(),
        files=_other_files(store, plan_key, first, last),
        judged_by=JudgedBy(gone, new),
    )


def _only_in(model: Model, other: Model) -> tuple[str, ...]:
    return tuple(name for key, name in model.names.items() if key not in other.names)


def _other_files(store: Store, plan_key: PlanKey, first: VersionInfo, last: VersionInfo) -> OtherFiles:
    old, new = ({file.name: file.data for file in kept_files(store, plan_key, info.version)} for info in (first, last))
    # Nothing can be said of a version that was read in before files were kept.
    if not old or not new:
        return NO_FILES
    both = (name for name in sorted(old.keys() & new.keys()) if old[name] != new[name])
    return OtherFiles(
        changed=tuple(name for name in both if name.rpartition(".")[0].casefold() not in _COMPARED),
        gone=tuple(sorted(old.keys() - new.keys())),
        new=tuple(sorted(new.keys() - old.keys())),
    )


def _numbered(every: tuple[VersionInfo, ...], plan_key: PlanKey, version: int) -> VersionInfo:
    found = next((item for item in every if item.version == version), None)
    if found is None:
        numbers = ", ".join(str(item.version) for item in reversed(every))
        raise BadArgument(f"Planen ”{plan_key.plan}” finns inte i version {version}. Versioner som finns: {numbers}.")
    return found
