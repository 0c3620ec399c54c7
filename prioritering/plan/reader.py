"""Reads a plan folder into values; a faulty folder gives `BadPlan` with every problem at once.

A folder with `plan.toml` and `projekt.csv` is a plan, and so is one with a single workbook. Further files
(`columns.toml` lists them) hold the rest of what an objektplan says; each of their values keeps its status, its raw
text and its line in the document. Every file is kept with its bytes, also those that are not known, and every cell.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prioritering.criteria.model import Model
from prioritering.criteria.model_file import read_model, standard_model
from prioritering.errors import BadModel, BadPlan, Problem, shorten
from prioritering.plan.cells import clean
from prioritering.plan.columns import PROJECTS, table_specs
from prioritering.plan.file_cells import Grid
from prioritering.plan.files import MODEL_FILE, FolderFiles
from prioritering.plan.head import read_head
from prioritering.plan.object_plan import ObjectPlan, OwnTier, Tier
from prioritering.plan.on_disk import can_be_listed, is_folder, readable
from prioritering.plan.plan_key import municipality_id
from prioritering.plan.projects import read_projects
from prioritering.plan.side_files import Row, budget_cells, read_table
from prioritering.plan.text_table import NotText, decoded
from prioritering.plan.unknown_columns import unknown_columns
from prioritering.plan.unread_files import files_beside


@dataclass(frozen=True)
class PlanFolder:
    """A plan folder as read: the plan, the model its marks are read against, and its further tables by file name.

    `facts` are the document's own facts of plan.toml. `content_hash` changes when the model changes or a file that
    the plan is read from. `files` are the bytes of every file of the folder by name, `grids` the cells of its tables.
    `states_municipality` is false when the municipality's id is made from its name.
    """

    plan: ObjectPlan
    model: Model
    document: str
    facts: tuple[dict[str, Any], ...]
    tables: dict[str, tuple[Row, ...]]
    notices: tuple[str, ...]
    content_hash: str
    files: dict[str, bytes]
    grids: tuple[Grid, ...]
    states_municipality: bool = False


def read_plan(folder: Path, model: Model | None = None) -> PlanFolder:
    """Read the plan in `folder` against `model` (else the folder's own modell.toml, else the standard model).

    Raises BadPlan with all problems, each with file, row, column, what was found and what was expected.
    """
    files = _opened(folder)
    head, criteria = read_head(files), model or _own_model(files)
    tables = _tables(files)
    document, own = (head.dokument or head.namn, _own_tiers(head.klasser)) if head else ("", ())
    projects = read_projects(files, criteria, document, tables.get("projekt_falt") or (), own)
    cells = budget_cells(files, tables.get("budget") or (), document)
    files.tell_sheets((PROJECTS, *tables))
    files.notices += unknown_columns(files.unknown)
    if files.problems or head is None or criteria is None:
        raise BadPlan(files.problems)
    plan = ObjectPlan(
        id=head.id,
        name=head.namn,
        period=head.period,
        municipality=head.kommun,
        municipality_id=head.kommun_id or municipality_id(head.kommun),
        governance_object=head.forvaltningsobjekt,
        projects=projects,
        budget_cells=cells,
        own_tiers=own,
    )
    return PlanFolder(
        plan=plan,
        model=criteria,
        document=document,
        facts=tuple(fact.model_dump() for fact in head.faktum),
        tables={name: rows for name, rows in tables.items() if rows is not None},
        files=files.contents | files_beside(files, files.names.get(MODEL_FILE, "")),
        notices=tuple(files.notices),
        content_hash=_hash(files, criteria),
        grids=tuple(files.grids),
        states_municipality=bool(head.kommun_id),
    )


def _opened(folder: Path) -> FolderFiles:
    files, name = FolderFiles(folder), readable(folder.name or str(folder))
    if not is_folder(folder):
        files.add(shorten(name), f"{_why_no_folder(folder)}; en mapp med plan.toml och projekt.csv förväntas")
    elif not can_be_listed(folder):
        files.add(name, "mappen går inte att läsa")
    if files.problems:
        raise BadPlan(files.problems)
    return files


def _why_no_folder(path: Path) -> str:
    try:
        return "det är en fil och ingen mapp" if path.exists() else "planmappen finns inte"
    except OSError:
        return "planmappen går inte att nå"


def _tables(files: FolderFiles) -> dict[str, tuple[Row, ...] | None]:
    """Return the optional tables, None for each that is not there."""
    files.tell_twins((PROJECTS, *table_specs()))
    files.tell_unread(table_specs())
    return {name: read_table(files, spec) for name, spec in table_specs().items()}


def _own_tiers(names: Mapping[str, str]) -> tuple[OwnTier, ...]:
    return tuple(OwnTier(name=clean(name), tier=Tier(tier)) for name, tier in names.items())


def _own_model(files: FolderFiles) -> Model | None:
    """Return the plan's own model, else the standard one; None when the plan's own is at fault."""
    if called := files.misnamed(MODEL_FILE):
        files.add(called, f"filen läses inte under det namnet; döp om den till {MODEL_FILE}")
    if MODEL_FILE not in files.names:
        return standard_model()
    path = files.folder / files.names[MODEL_FILE]
    try:
        return read_model(path, decoded)
    except NotText as error:
        files.add(MODEL_FILE, str(error), error.row)
        return None
    except BadModel as error:
        # The other files are read all the same, so that their faults come at the same time.
        files.problems.append(_problem(str(error).removeprefix(path.name)))
        return None


def _problem(told: str) -> Problem:
    """Return what is told of the plan's own model as a problem of its file's, which is then not named twice."""
    said = told.lstrip(",: ")
    row = re.match("rad ([0-9]+): ", said)
    return Problem(MODEL_FILE, said[row.end() :], int(row[1])) if row else Problem(MODEL_FILE, said)


def _hash(files: FolderFiles, model: Model) -> str:
    # Kept in databases: what is hashed, and how, may not change, or every plan would become a new version.
    digest = hashlib.sha256(model.model_dump_json().encode())
    for file in sorted(files.contents):
        digest.update(f"\n{file}\n{len(files.contents[file])}\n".encode())
        digest.update(files.contents[file])
    return digest.hexdigest()
