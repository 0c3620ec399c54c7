"""Projects of a plan that may be ones that the group had added, under ids of the plan's own."""

from __future__ import annotations

from prioritering.plan.likeness import ALIKE, name_likeness
from prioritering.plan.maybe_renamed import MaybeRenamed, ProjectName
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.changes import Changes
from prioritering.store.connection import Store
from prioritering.store.plans import object_plan


def taken_in_by_plan(store: Store, plan_key: PlanKey, version: int, changes: Changes) -> tuple[MaybeRenamed, ...]:
    """Return the added projects that a project of the plan may be, which came after they were added; not yet answered.

    One that has the very id of the added one is not asked about: it goes before it.
    """
    now = {project.id: project for project in object_plan(store, plan_key, version).projects}
    answered = {(one.new_id, one.before_id) for one in changes.same_projects}
    found = []
    for entry in changes.projects:
        if entry.project_id in now or not 0 < entry.plan_version < version:
            continue
        there = {project.id for project in object_plan(store, plan_key, entry.plan_version).projects}
        alike = [
            (name_likeness(entry.name, project.name), project)
            for key, project in now.items()
            if key not in there and (key, entry.project_id) not in answered
        ]
        share, project = max(alike, key=lambda item: item[0], default=(0.0, None))
        if project is not None and share >= ALIKE:
            old = ProjectName(id=entry.project_id, name=entry.name)
            new = ProjectName(id=project.id, name=project.name)
            found.append(MaybeRenamed(removed=old, added=new, why="samma namn" if share == 1 else "nästan samma namn"))
    return tuple(found)
