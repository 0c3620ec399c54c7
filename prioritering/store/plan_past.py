"""What earlier versions of a plan said of the projects that the group has entries about."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from prioritering.criteria.model import Criterion, Model
from prioritering.plan.cells import has_a_question
from prioritering.plan.figures import figure_in, may_be_thousandfold
from prioritering.plan.further_costs import said_amounts
from prioritering.plan.likeness import folded_name
from prioritering.plan.object_plan import Cost, Status
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.plan_then import Past, StatedRange, Then
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.statements import statement


def plan_past(
    store: Store, plan_key: PlanKey, version: int, project_ids: Collection[str], entry: int | None = None
) -> Past:
    """Return a plan's versions up to one, what each said of some projects, and what added ones have been called.

    With `entry`, what the group had added by that number.
    """
    # The newest is asked for first: what is kept is what stood by its number.
    upto = entry_log.newest_entry(store, plan_key, entry)
    key = ("plan past", plan_key, version, frozenset(project_ids), upto)
    return store.kept.once(key, lambda: _read(store, plan_key, version, project_ids, upto))


def _read(store: Store, plan_key: PlanKey, version: int, project_ids: Collection[str], entry: int) -> Past:
    upto = {"plan_key": str(plan_key), "version": version}
    about = {**upto, "project_ids": sorted(project_ids)}
    levels: dict[tuple[int, str], dict[str, StatedRange]] = {}
    texts: dict[tuple[int, str], dict[str, str]] = {}
    for number, key, criterion_id, *ends, printed in store.tuples(statement("read/level_past"), about):
        levels.setdefault((number, key), {})[criterion_id] = _level(*ends)
        if may_be_thousandfold(figure_in(printed)):
            texts.setdefault((number, key), {})[criterion_id] = printed
    projects: dict[str, dict[int, Then]] = {}
    for number, key, name, low, high, tier, raw, other in store.tuples(statement("read/project_past"), about):
        written = said_amounts(json.loads(other or "{}")) | texts.get((number, key), {})
        if has_a_question(Cost(status=Status.UNKNOWN, raw=raw)):
            written[""] = raw
        projects.setdefault(key, {})[number] = Then(name, (low, high), levels.get((number, key), {}), tier, written)
    versions = tuple((number, came) for number, came in store.tuples(statement("read/version_times"), upto))
    named: dict[int, dict[str, frozenset[str]]] = {}
    for number, key, name in store.tuples(statement("read/name_past"), about):
        ids = named.setdefault(number, {})
        ids[folded_name(name)] = ids.get(folded_name(name), frozenset()) | {key}
    rows = entry_log.history(store, plan_key, entry)
    return Past(
        versions, projects, entry_log.added_names(rows), named, _models(store, upto, entry_log.added_criteria(rows))
    )


def _models(store: Store, upto: dict[str, Any], own: Sequence[Criterion]) -> dict[int, Model]:
    """Return the criteria of every version, and beside them the group's own where the plan had none by that id.

    One text is read once, since they seldom change.
    """
    texts: dict[int, str] = dict(store.tuples(statement("read/model_past"), upto))
    read = {text: _beside(Model.model_validate_json(text), own) for text in set(texts.values())}
    return {number: read[text] for number, text in texts.items()}


def _beside(model: Model, own: Sequence[Criterion]) -> Model:
    added = tuple(item for item in own if item.id not in (*model.ids, *model.gate_ids))
    # As a copy: two of the group's own that were in use at different times may share what one model may not.
    return model.model_copy(update={"criteria": model.criteria + added})


def _level(low_level: Any, high_level: Any, low_number: Any, high_number: Any) -> StatedRange:
    return (low_number, high_number) if low_level is None else (low_level, high_level)
