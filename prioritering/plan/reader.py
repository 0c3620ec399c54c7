"""Reads a plan folder into values; a faulty folder gives `BadPlan` with every problem at once.

A folder with `plan.toml` and `projekt.csv` is a plan. Further files (`columns.toml` lists them) hold the rest of
what an objektplan says; each of their values keeps its status, its raw text and its line in the document.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prioritering.criteria.model import Model
from prioritering.criteria.model_file import read_model, standard_model
from prioritering.errors import BadModel, BadPlan
from prioritering.plan.cells import clean
from prioritering.plan.files import FolderFiles
from prioritering.plan.object_plan import BudgetCell, ObjectPlan, Status
from prioritering.plan.projects import read_projects
from prioritering.plan.tables import MAX_LINE, Row, budget_cells, read_table, table_specs

PLAN_FILE = "plan.toml"
MODEL_FILE = "modell.toml"
_OPTIONAL = ("kommun", "forvaltningsobjekt", "dokument", "niva", "ej_rangordnas", "faktum")


@dataclass(frozen=True)
class PlanFolder:
    """A plan folder as read: the plan, the model its marks are read against, and its further tables by file name.

    `facts` are the document's own facts of plan.toml. `content_hash` changes when any file or the model changes.
    """

    plan: ObjectPlan
    model: Model
    document: str
    facts: tuple[dict[str, Any], ...]
    tables: dict[str, tuple[Row, ...]]
    notices: tuple[str, ...]
    content_hash: str


def read_plan(folder: Path, model: Model | None = None) -> PlanFolder:
    """Read the plan in `folder` against `model` (else the folder's own modell.toml, else the standard model).

    Raises BadPlan with all problems, each with file, row, column, what was found and what was expected.
    """
    files = FolderFiles(folder)
    if not folder.is_dir():
        files.add(folder.name or str(folder), "planmappen finns inte; en mapp med plan.toml och projekt.csv förväntas")
        raise BadPlan(files.problems)
    head = _head(files)
    criteria = model or _own_model(files)
    tables = {name: read_table(files, spec) for name, spec in table_specs().items()}
    document = head.get("dokument") or head.get("namn", "")
    projects = read_projects(files, criteria, document, tables.get("projekt_falt") or ())
    cells = budget_cells(files, tables.get("budget") or (), document)
    _unique_cells(files, cells)
    if files.problems:
        raise BadPlan(files.problems)
    plan = ObjectPlan(
        id=head["id"],
        name=head["namn"],
        period=head["period"],
        municipality=head.get("kommun", ""),
        governance_object=head.get("forvaltningsobjekt", ""),
        projects=projects,
        budget_cells=cells,
    )
    found = {name: rows for name, rows in tables.items() if rows is not None}
    facts = tuple(head.get("faktum", ()))
    return PlanFolder(plan, criteria, document, facts, found, tuple(files.notices), _hash(files, criteria))


def _head(files: FolderFiles) -> dict[str, Any]:
    text = files.text(PLAN_FILE)
    if text is None:
        return {}
    if not text.strip():
        files.add(PLAN_FILE, "filen är tom; id, namn och period förväntas")
        return {}
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        row = str(error).rpartition("line ")[2].split(",")[0]
        files.add(
            PLAN_FILE, 'giltig TOML förväntas, som namn = "Vård, stöd och omsorg"', int(row) if row.isdigit() else None
        )
        return {}
    known = {"id", "namn", "period", *_OPTIONAL}
    unknown = [key for key in data if key not in known]
    for key in ("id", "namn", "period"):
        data[key] = _required(files, key, data.get(key), unknown)
    for key in ("kommun", "forvaltningsobjekt", "dokument", "niva"):
        if not isinstance(data.get(key, ""), str):
            files.add(PLAN_FILE, "en text förväntas", column=key, found=str(data.pop(key)))
    files.notices.extend(f"{PLAN_FILE}: fältet ”{key}” är okänt och används inte" for key in unknown)
    data["faktum"] = _facts(files, data.get("faktum", []))
    return data


def _required(files: FolderFiles, key: str, value: Any, unknown: list[str]) -> str:
    text = clean(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if value is None:
        hint = f" (okända fält i filen: {', '.join(unknown)})" if unknown else ""
        files.add(PLAN_FILE, f"fältet saknas{hint}", column=key)
    elif not text or len(text) > 200:
        files.add(PLAN_FILE, "en text med 1–200 tecken förväntas", column=key, found=str(value))
    elif key == "id" and not all(letter.isalnum() or letter in "-_." for letter in text):
        files.add(PLAN_FILE, "bokstäver, siffror, bindestreck, punkt och understreck förväntas", column=key, found=text)
    return text


def _facts(files: FolderFiles, facts: Any) -> list[dict[str, Any]]:
    if not isinstance(facts, list) or not all(isinstance(fact, dict) for fact in facts):
        files.add(PLAN_FILE, "tabeller [[faktum]] förväntas", column="faktum")
        return []
    return [_fact(files, fact, f"[[faktum]] nummer {number}") for number, fact in enumerate(facts, 1)]


def _fact(files: FolderFiles, fact: dict[str, Any], place: str) -> dict[str, Any]:
    texts = {key: fact.get(key, "") for key in ("id", "namn", "varde", "ratext")}
    lines = {key: fact.get(key) for key in ("rad", "rad_till")}
    status = fact.get("status", Status.STATED.value)
    if not all(isinstance(text, str) for text in texts.values()) or not (texts["id"] and texts["namn"]):
        files.add(PLAN_FILE, f"{place} ska ha id och namn, och varde och ratext ska vara text", column="faktum")
    if not all(line is None or (type(line) is int and 0 < line < MAX_LINE) for line in lines.values()):
        files.add(PLAN_FILE, f"{place}: rad och rad_till ska vara radnummer", column="faktum")
    if status not in {known.value for known in Status}:
        expected = f"{place}: status ska vara {', '.join(known.value for known in Status)}"
        files.add(PLAN_FILE, expected, column="faktum", found=str(status))
    return {**texts, **lines, "status": status}


def _own_model(files: FolderFiles) -> Model:
    path = files.folder / MODEL_FILE
    if not path.exists():
        return standard_model()
    try:
        return read_model(path)
    except BadModel as error:
        files.add(MODEL_FILE, str(error).removeprefix(f"{MODEL_FILE}: "))
        return standard_model()


def _unique_cells(files: FolderFiles, cells: tuple[BudgetCell, ...]) -> None:
    seen: set[str] = set()
    for cell in cells:
        if cell.id in seen:
            files.add("budget.csv", "två celler har samma id", column="id", found=cell.id)
        seen.add(cell.id)


def _hash(files: FolderFiles, model: Model) -> str:
    digest = hashlib.sha256(model.model_dump_json().encode())
    for file in sorted(files.contents):
        digest.update(f"\n{file}\n{len(files.contents[file])}\n".encode())
        digest.update(files.contents[file])
    return digest.hexdigest()
