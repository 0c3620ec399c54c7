"""What a version of a plan was made from: its document, the plan before it, or the file it was read from."""

from __future__ import annotations

import re

from prioritering.plan.plan_key import PlanKey
from prioritering.plan.workbook import WORKBOOK_SUFFIX
from prioritering.store.connection import Store
from prioritering.store.facts import facts
from prioritering.store.plan_files import kept_files
from prioritering.store.plans import object_plan
from prioritering.usecases.new_period import MADE
from prioritering.usecases.renewal import VersionInfo

_FROM = re.compile(r"av (.+?) \(version ([0-9]+)\)\. ")
_PROJECTS = "projekt"


def source_of(store: Store, plan_key: PlanKey, info: VersionInfo) -> str:
    """Return what a version was made from, in words that begin with a small letter where they are no name."""
    key = ("source", plan_key, info.version)
    return store.kept.once(key, lambda: _source(store, plan_key, info))


def _source(store: Store, plan_key: PlanKey, info: VersionInfo) -> str:
    # A plan that names no document has its own name in its place.
    if info.document and info.document != object_plan(store, plan_key, info.version).name:
        return info.document
    for fact in facts(store, "document_fact", plan_key, info.version):
        if fact["fact_id"] == MADE and (found := _FROM.match(fact["fact_text"])):
            return f"ny period ur {found[1]}, version {found[2]}"
    names = [file.name for file in kept_files(store, plan_key, info.version)]
    of_projects = (name for name in names if name.rpartition(".")[0].casefold() == _PROJECTS)
    books = (name for name in names if name.casefold().endswith(WORKBOOK_SUFFIX))
    read = next(of_projects, None) or next(books, None)
    return f"filen {read}" if read else "anges inte i planen"
