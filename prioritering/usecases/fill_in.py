"""Filling in costs, levels and classes of many projects at once: a sheet to write in, saved whole with one reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prioritering.errors import Conflict
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.changes import AmountAssumption, CostAssumption, LevelAssumption, Signed, TierAssumption
from prioritering.scoring.effective import candidates, model_in_use
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.entry_log import TakenBack
from prioritering.store.plans import object_plan, plan_model
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.gather import NOW, AsOf, moment
from prioritering.usecases.history import since_words
from prioritering.view.assumption_sheet import AMOUNTS, COSTS, LEVELS, AssumptionSheet, Edit, sheet_of
from prioritering.view.sheet_news import SheetNews, news_of

_MODELS: dict[str, type[Signed]] = {AMOUNTS: AmountAssumption, COSTS: CostAssumption, LEVELS: LevelAssumption}


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet as it was handed out: beside which version of which plan, and after which entry of the group's."""

    plan_key: PlanKey
    plan_version: int
    entry: int
    sheet: AssumptionSheet


@dataclass(frozen=True, slots=True)
class Renewed:
    """The form as it stands now, what is otherwise in it, and under which roles that was changed; none by the plan."""

    form: Form
    news: SheetNews
    roles: tuple[str, ...]


def renewed(store: Store, form: Form) -> Renewed | None:
    """Return a form as it stands now; None when neither the plan nor what is laid beside it has changed since."""
    at = moment(store, form.plan_key)
    if (at.plan_version, at.entry) == (form.plan_version, form.entry):
        return None
    now = form_of(store, form.plan_key, at)
    since = [row for row in entry_log.history(store, form.plan_key, at.entry) if row.entry_id > form.entry]
    roles = dict.fromkeys(row.role for row in reversed(since))
    return Renewed(now, news_of(form.sheet, now.sheet), tuple(roles))


def form_of(store: Store, plan_key: PlanKey, as_of: AsOf = NOW) -> Form:
    """Return the sheet of a plan as it stands now, or as of earlier numbers."""
    at = moment(store, plan_key, as_of)
    version, entry = at.plan_version, at.entry
    # All that is in force, also what waits for an answer: the sheet shows what the group has said.
    changes = entry_log.current(store, plan_key, entry)
    model = model_in_use(plan_model(store, plan_key, version), changes)
    plan = object_plan(store, plan_key, version)
    projects = (item.project for item in candidates(plan, model, changes))
    return Form(plan_key, version, entry, sheet_of(projects, model, changes, plan))


def save(beside: Beside, form: Form, edits: Sequence[Edit], by: Signature) -> int:
    """Keep the changes of a form as one, all or none, and return how many they were; nothing is kept without any.

    Raises Conflict, by name, when someone has changed one of the cells since the form was handed out.
    """
    if not edits:
        return 0
    signed = Signed.model_validate({**by.fields(), "plan_version": form.plan_version})
    changes = [_change(edit, signed) for edit in edits]
    kept = entry_log.keep_together(beside.store, form.plan_key, changes, form.entry, beside.maker)
    if kept.refused:
        raise Conflict(" ".join(since_words(beside, row) for row in kept.refused))
    beside.made(*kept.numbers)
    return len(kept.numbers)


def _change(edit: Edit, signed: Signed) -> Signed | TakenBack:
    project_id, column, value = edit.row.id, edit.column, edit.value
    if value is None:
        return TakenBack(column.kind, (project_id, column.criterion_id), signed)
    fields = {**dict(signed), "project_id": project_id}
    if not isinstance(value, tuple):
        return TierAssumption.model_validate({**fields, "tier": value})
    fields |= {"low": value[0], "high": value[1]}
    if column.fact:
        fields["column"] = column.fact
    if column.criterion:
        fields["criterion_id"] = column.criterion_id
    return _MODELS[column.kind].model_validate(fields)
