"""Next period's plan from this one: what comes along and what is left, its files, and the plan made in the database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from prioritering import swedish
from prioritering.errors import BadArgument
from prioritering.plan.next_period import NextPeriod, following, next_period
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.plan.text_table import decoded
from prioritering.scoring.changes import Signed
from prioritering.store.connection import Store
from prioritering.store.facts import facts
from prioritering.store.plan_files import project_headings
from prioritering.store.plan_list import plan_keys
from prioritering.store.plans import import_plan, object_plan, plan_model
from prioritering.usecases.change_plan import Signature
from prioritering.usecases.gather import gather
from prioritering.usecases.plan_files import MODEL_FILE, kept_model
from prioritering.view.basis import Basis
from prioritering.view.view import View

__all__ = ["NewPeriod", "following", "make_new_period", "new_period"]

MADE = "gjord"
_PARTS = {
    "budget": ("budget_cell", "allocation_key"),
    "mål": ("goal", "long_term_goal"),
    "årsarbeten": ("fte_cell",),
    "tal i texten": ("figure", "part_total"),
    "styrande dokument": ("governing_document",),
    "avvikelser": ("deviation", "cause"),
    "forum och roller": ("forum", "role"),
    "texter": ("project_text", "plan_text", "definition"),
}


class NewPeriod(NamedTuple):
    """The new plan, and what the old one has that does not come along: parts of it, and what is laid beside it.

    `old` is what an answer about the old plan rests on.
    """

    made: NextPeriod
    parts: tuple[str, ...]
    old: Basis


def new_period(store: Store, plan_key: PlanKey, period: str, new_id: str | None = None) -> NewPeriod:
    """Return the plan of the period that follows a plan's newest version, which nothing has kept yet.

    A plan with criteria of its own brings its modell.toml. BadArgument when there is no such plan, when the period or
    the id cannot be used or is another plan's, or when the criteria were read in before files were kept.
    """
    plan, model = object_plan(store, plan_key), plan_model(store, plan_key)
    made = next_period(plan, model, period, new_id, project_headings(store, plan_key, plan.version))
    if PlanKey(plan_key.municipality, made.plan_id) in plan_keys(store):
        raise BadArgument(f"Planen ”{made.plan_id}” finns redan. Ge den nya planen ett annat id.")
    own = kept_model(store, plan_key)
    if own is not None:
        made = made._replace(files={**made.files, MODEL_FILE: decoded(own)})
    there = (part for part, relations in _PARTS.items() if any(facts(store, name, plan_key) for name in relations))
    view = View(plan=plan_key.plan, municipality=plan_key.municipality)
    return NewPeriod(made, tuple(there), gather(store, view))


def make_new_period(store: Store, plan_key: PlanKey, period: str, new_id: str | None, by: Signature) -> PlanKey:
    """Make next period's plan in the database and return its key; who made it, when and why is kept in it.

    BadArgument as for `new_period`, and without a reason; nothing is then kept.
    """
    signed = Signed.model_validate(by.fields())
    old, made = object_plan(store, plan_key), new_period(store, plan_key, period, new_id).made
    signed_by = f"{signed.role}, {swedish.day(signed.at)}: {signed.reason}"
    made = made.with_fact(MADE, "Planen är gjord", f"av {old.name}, {old.period} (version {old.version}). {signed_by}")
    with TemporaryDirectory() as folder:
        for name, text in made.files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8", newline="")
        # It is the same municipality's, however its name is spelled, and also where it has none.
        found = replace(read_plan(Path(folder)), states_municipality=True)
    import_plan(store, found, new=True)
    return found.plan.key
