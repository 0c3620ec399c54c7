"""What earlier versions of a plan said of some projects, to compare with what the version that is shown says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from prioritering.criteria.model import Model
from prioritering.plan.likeness import folded_name, is_other_name
from prioritering.scoring.changes import Signed

StatedRange = tuple[str | float | None, str | float | None]
UNSAID: StatedRange = (None, None)
# A cost that is so much of itself higher or lower has jumped.
JUMP = 0.1


@dataclass(frozen=True, slots=True)
class Then:
    """A project as one version of the plan had it: name, cost in kronor, levels by criterion id, and class.

    `texts` are figures that can be read in two ways, and so are no values: that of the cost by "", of a level by its
    criterion; and what further columns say of amounts, by what those are known by.
    """

    name: str
    cost: StatedRange = UNSAID
    levels: Mapping[str, StatedRange] = field(default_factory=dict)
    tier: str | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Past:
    """A plan's versions, oldest first, with when each came, and the projects that are asked about in each.

    `added` are the names of all projects that the group has ever added. `named` are, by version and folded name, the
    ids of all projects that had a name which one of those that are asked about has had. `models` are the versions' own,
    with the criteria that the group has added where a version had none by that id.
    """

    versions: tuple[tuple[int, datetime], ...]
    projects: Mapping[str, Mapping[int, Then]] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[int, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    models: Mapping[int, Model] = field(default_factory=dict)

    @property
    def now(self) -> int:
        """The version that is shown."""
        return self.versions[-1][0]

    @property
    def criteria(self) -> dict[str, str]:
        """What criteria and gates are called, by id; one that is gone as the last version that had it called it."""
        return {key: name for version in sorted(self.models) for key, name in self.models[version].names.items()}

    def made_beside(self, entry: Signed) -> int:
        """Return the version an entry was made beside; for an old one that which was newest at its time."""
        if entry.plan_version:
            return entry.plan_version
        return self.version_at(entry.at)

    def version_at(self, moment: datetime) -> int:
        """Return the version that was newest at a moment."""
        return max((number for number, came in self.versions if came <= moment), default=self.versions[0][0])

    def holds(self, project_id: str) -> bool:
        """Return whether a project is in the plan's version that is shown."""
        return self.now in self.projects.get(project_id, {})

    def has_left(self, project_id: str, made: int) -> bool:
        """Return whether a project that is not in the plan was in it in one version, or has been since."""
        return not self.holds(project_id) and max(self.projects.get(project_id, {}), default=-1) >= made

    def gone(self, project_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the names of those projects that are not in it, by id."""
        return tuple(self.name(key) for key in sorted(project_ids) if not self.holds(key))

    def since(self, project_id: str, version: int) -> Iterator[Then]:
        """Yield a project as every version after one has had it."""
        known = self.projects.get(project_id, {})
        return (known[number] for number, _ in self.versions if number > version and number in known)

    def name(self, project_id: str) -> str:
        """Return the name a project had in the newest version that had it."""
        known = self.projects.get(project_id)
        return known[max(known)].name if known else self.added.get(project_id, project_id)

    def name_then(self, project_id: str, version: int) -> str:
        """Return the name a project had in one version, in the plan or as added beside it; empty when it had none."""
        then = self.projects.get(project_id, {}).get(version)
        return then.name if then else self.added.get(project_id, "")

    def is_named_as(self, project_id: str, version: int, now: int) -> bool:
        """Return whether an id has the name in one version that it had in another; False where it had none."""
        had, has = (folded_name(self.name_then(project_id, number)) for number in (version, now))
        return bool(had) and had == has

    def may_be_another(self, project_id: str, before: str, made: int) -> bool:
        """Return whether an id that was a project's by a name, in one version, may be another project's now.

        So it may when the names are wholly unlike, and when one of the two has passed between this id and another.
        """
        now = self.name_then(project_id, self.now)
        had, has = folded_name(before), folded_name(now)
        if not had or had == has:
            return False
        left = self._ids_named(had, self.now) - self._ids_named(had, made) - {project_id}
        return bool(left) or self._was_anothers(project_id, has) or is_other_name(before, now)

    def gives_otherwise(self, criterion_id: str, made: int, low: str | float, high: str | float) -> bool:
        """Return whether an answer on a criterion gives other points than it did in one version."""
        then, today = self.models.get(made), self.models.get(self.now)
        return then is not None and today is not None and then.changes(today, criterion_id, low, high)

    def _was_anothers(self, project_id: str, name: str) -> bool:
        earlier = (self._ids_named(name, number) for number, _ in self.versions if number < self.now)
        return any(ids and project_id not in ids for ids in earlier)

    def _ids_named(self, name: str, version: int) -> frozenset[str]:
        return self.named.get(version, {}).get(name, frozenset())


def has_jumped(then: StatedRange, today: StatedRange) -> bool:
    """Return whether a cost has become known, or no longer is, or is another by a tenth or more."""
    return any(_is_another(before, now) for before, now in zip(then, today, strict=True))


def _is_another(before: object, now: object) -> bool:
    if not isinstance(before, int | float) or not isinstance(now, int | float):
        return before != now
    return now != before and abs(now - before) >= JUMP * before
