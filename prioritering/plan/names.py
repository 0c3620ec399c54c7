"""What projects are called in running text: by name, and those that share one are told apart by their ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prioritering.plan.object_plan import Project


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by id, those that several share with the id behind."""
    count = Counter(names.values())
    return {key: f"{name} ({key})" if count[name] > 1 else name for key, name in names.items()}


def projects_told_apart(projects: Iterable[Project]) -> dict[str, str]:
    """Return the names of projects by id, those that several share with the id behind."""
    return told_apart({project.id: project.name for project in projects})
