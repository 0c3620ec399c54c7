"""Which projects of two versions of a plan may be one: out and in with a likeness, or with each other's names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prioritering.immutable import Immutable
from prioritering.plan.ids import look_of
from prioritering.plan.likeness import ALIKE, folded_name, letter_runs, share_of_runs
from prioritering.plan.object_plan import Project

# Where a whole plan has been exchanged for another, likenesses are many and say nothing; the same names still do.
MOST_PAIRS = 250_000


class ProjectName(Immutable):
    """A project by id and name."""

    id: str
    name: str


class MaybeRenamed(Immutable):
    """A project that is out and one that is in, which may be the same one; `why` says what is alike."""

    removed: ProjectName
    added: ProjectName
    why: str


def named_of(project: Project) -> ProjectName:
    """Return a project by its id and name alone."""
    return ProjectName(id=project.id, name=project.name)


def names_taken(
    removed: Sequence[Project], added: Sequence[Project], renamed: Sequence[tuple[Project, Project]]
) -> Iterator[MaybeRenamed]:
    """Yield pairs of which one has kept its id and taken, or left, the name that the other has under another id."""
    befores, afters = [old for old, _ in renamed], [new for _, new in renamed]
    had, has = _by_name((*removed, *befores)), _by_name((*added, *afters))
    kept = {project.id for project in befores}
    for name in sorted(had.keys() & has.keys()):
        old, new = had[name], has[name]
        # Two that are out and in with one name are likenesses among others.
        if old.id != new.id and kept & {old.id, new.id}:
            yield MaybeRenamed(removed=named_of(old), added=named_of(new), why="samma namn")


def _by_name(projects: Sequence[Project]) -> dict[str, Project]:
    """Return projects by name, without those that share theirs."""
    named: dict[str, list[Project]] = {}
    for project in projects:
        named.setdefault(folded_name(project.name), []).append(project)
    return {name: found[0] for name, found in named.items() if len(found) == 1}


def maybe_renamed(removed: Sequence[Project], added: Sequence[Project]) -> Iterator[MaybeRenamed]:
    """Yield pairs that may be one project, the most alike first and each project once."""
    found = sorted(_likenesses(removed, added), key=lambda item: (-item[0], sorted((item[2].id, item[3].id))))
    taken: set[str] = set()
    for _, why, old, new in found:
        if not taken & {old.id, new.id}:
            taken |= {old.id, new.id}
            yield MaybeRenamed(removed=named_of(old), added=named_of(new), why=why)


def _likenesses(removed: Sequence[Project], added: Sequence[Project]) -> Iterator[tuple[float, str, Project, Project]]:
    if are_too_many(removed, added):
        had, has = _by_name(removed), _by_name(added)
        yield from ((1.0, "samma namn", had[name], has[name]) for name in had if name in has)
        return
    news = [(project, letter_runs(project.name), look_of(project.id)) for project in added]
    for old in removed:
        runs, look_before = letter_runs(old.name), look_of(old.id)
        for new, others, look in news:
            share = share_of_runs(runs, others)
            if look == look_before:
                yield 2.0, "id:n som ser lika ut", old, new
            elif share >= ALIKE:
                yield share, "samma namn" if share == 1 else "nästan samma namn", old, new
            elif _same_basis(old, new):
                yield share, "samma kostnad och nivåer", old, new


def are_too_many(removed: Sequence[Project], added: Sequence[Project]) -> bool:
    """Return whether so much is out and in that names are not compared further than being the same."""
    return len(removed) * len(added) > MOST_PAIRS


def _same_basis(old: Project, new: Project) -> bool:
    """Return whether two projects have the same known cost and the same known levels."""
    known = [{key: (m.low, m.high) for key, m in project.marks.items() if m.known} for project in (old, new)]
    costs = [(project.cost.low, project.cost.high) for project in (old, new)]
    return bool(known[0]) and known[0] == known[1] and old.cost.low is not None and costs[0] == costs[1]
