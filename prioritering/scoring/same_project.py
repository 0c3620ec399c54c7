"""A project that the group says is the same as one that had another id: what was said of the old one follows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prioritering.scoring.asked import KINDS_ASKED_ABOUT, Why, known_as_one, project_ids, why_asked
from prioritering.scoring.changes import AnswersBack, Changes, SameProject, Signed, TieOrder
from prioritering.scoring.plan_then import Past

_FOLLOW = (*KINDS_ASKED_ABOUT, "answers_back")


@dataclass(frozen=True, slots=True)
class Renames:
    """Which projects have got another id in which version: (version, new id by old), oldest first."""

    steps: tuple[tuple[int, Mapping[str, str]], ...] = ()

    def id_at(self, project_id: str, said_in: int, version: int) -> str:
        """Return what a project of one version is called in a later one; empty when its id has become another's."""
        for since, named in self.steps:
            if said_in < since <= version:
                project_id = named.get(project_id, "" if project_id in named.values() else project_id)
        return project_id

    def named_in(self, project_id: str, said_in: int, version: int) -> int:
        """Return the last version up to one in which a project of an earlier got another id; the earlier for none."""
        found = said_in
        for since, named in self.steps:
            if said_in < since <= version and project_id in named:
                project_id, found = named[project_id], since
        return found


def renames_of(said: Iterable[SameProject]) -> Renames:
    """Return the ids that the group has said are one project's."""
    steps: dict[int, dict[str, str]] = {}
    for one in said:
        if one.same:
            steps.setdefault(one.since, {})[one.before_id] = one.new_id
    return Renames(tuple(sorted(steps.items())))


def entries_that_follow(
    changes: Changes, past: Past, said: SameProject, before: int, at_first: Changes
) -> Iterator[tuple[str, Signed, Signed]]:
    """Yield (kind, entry, the same about the new id) for what follows to the new id, signed as the answer is.

    `before` is the version that the old id was last in. An entry does not follow where the new id has been given one
    since it is the new one. What would have been asked about under the old id is asked about under the new. `at_first`
    is what stood at the first answer about the version: where ids have changed places, one project's entries are
    replaced by the other's until they have followed too.
    """
    own = {entry.project_id for entry in changes.projects} - past.projects.keys()
    known = known_as_one(past, said)
    for kind in _FOLLOW:
        now = getattr(changes, kind)
        taken = {entry.target for entry in now if past.made_beside(entry) >= said.since or _followed(changes, entry)}
        for entry in _about_the_old(changes, at_first, kind, said):
            made = past.made_beside(entry)
            moved = _under(entry, said)
            # What the group had added was said of until the plan's was known to be it.
            if (made >= said.since and said.before_id not in own) or moved.target in taken or _is_twice(moved):
                continue
            found = why_asked(moved, known, own)
            why = found[0] if found else None
            asked_still = dict.fromkeys((Why.BACK, Why.COST, Why.SCALE, Why.CHANGED), made)
            asked_still |= {Why.VALUE: before, Why.NOTE: 0}
            beside = asked_still.get(why, said.since) if why else said.since
            signed = {"role": said.role, "reason": said.reason, "at": said.at, "plan_version": beside}
            yield kind, entry, moved.model_copy(update=signed)


def _about_the_old(changes: Changes, at_first: Changes, kind: str, said: SameProject) -> Iterator[Signed]:
    """Yield the entries of a kind that were said of the old id's project, also those that another's have replaced."""
    for entry in getattr(changes, kind):
        if said.before_id in _ids(entry) and not _followed_to(changes, entry, said.before_id):
            yield entry
    replaced = {entry.target for entry in getattr(changes, kind) if _followed_to(changes, entry, said.before_id)}
    for entry in getattr(at_first, kind):
        if said.before_id in _ids(entry) and entry.target in replaced:
            yield entry


def _followed(changes: Changes, entry: Signed) -> bool:
    """Return whether an entry has followed to one of its ids; it is then signed as the answer that moved it."""
    return any(_followed_to(changes, entry, key) for key in _ids(entry))


def _followed_to(changes: Changes, entry: Signed, project_id: str) -> bool:
    return any((one.new_id, one.at) == (project_id, entry.at) for one in changes.same_projects)


def _is_twice(entry: Signed) -> bool:
    return len(set(_ids(entry))) < len(_ids(entry))


def _under(entry: Signed, said: SameProject) -> Signed:
    if isinstance(entry, TieOrder):
        ids = tuple(said.new_id if key == said.before_id else key for key in entry.project_ids)
        return entry.model_copy(update={"project_ids": ids})
    return entry.model_copy(update={"project_id": said.new_id})


def _ids(entry: Signed) -> tuple[str, ...]:
    return (entry.project_id,) if isinstance(entry, AnswersBack) else project_ids(entry)
