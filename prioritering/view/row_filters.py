"""The filters of a view: which projects they show, and what is said of them. They change no place and no sum."""

from __future__ import annotations

from collections.abc import Callable

from prioritering import swedish
from prioritering.plan.likeness import folded_name
from prioritering.plan.object_plan import Project, Tier
from prioritering.plan.project_facts import actors
from prioritering.view.view import View


def lets_through(view: View, project: Project, tier: Tier | None) -> bool:
    """Return whether a view's filters show a project, which counts as one of the class `tier`."""
    return (
        (not view.tiers or tier in view.tiers)
        and (not view.perspectives or bool(set(view.perspectives) & set(project.perspectives)))
        and (not view.actors or bool(set(map(folded_name, view.actors)) & set(map(folded_name, actors(project)))))
    )


def filter_words(view: View, called: Callable[[Tier], str] = str) -> str:
    """Return what is chosen: 'klass strategiskt, aktör AMI eller UF'; empty when nothing is.

    `called` is what the plan calls a class.
    """
    chosen = {"klass": [called(tier) for tier in view.tiers], "perspektiv": view.perspectives, "aktör": view.actors}
    return ", ".join(f"{what} {swedish.either(names)}" for what, names in chosen.items() if names)
