"""Settings from the environment: where the database is and where more plans are."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from prioritering.errors import BadArgument, shorten
from prioritering.plan.columns import PROJECTS
from prioritering.plan.files import HEAD_FILE, TABLE_SUFFIXES, FolderFiles
from prioritering.plan.head import SaidOfPlan, said_of_plan
from prioritering.plan.on_disk import is_folder, typed_path
from prioritering.plan.plan_key import PlanKey, may_be_called, municipality_id
from prioritering.plan.where_else import holds_plan
from prioritering.toml_files import Text, TomlTable, faults, read_toml

DATABASE = "PRIORITERING_DB"
PLANS = "PRIORITERING_PLANER"
ROOM_SETTING = "PRIORITERING_RUMMET"
PROXY_SETTING = "FORWARDED_ALLOW_IPS"
"""Uvicorn's own: the address of the proxy whose word is taken on who asks, and whether it was over TLS."""
DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"
SAMPLES_FILE = "exempel.toml"
LOG_FORMAT = "PRIORITERING_LOGG"
JSON_LOG, TEXT_LOG = "json", "text"


class _SamplesFile(TomlTable):
    planer: Annotated[
        list[Text], Field(default_factory=list, description='en lista av planer förväntas, som ["linkoping/vso-2021"]')
    ]


def database_path() -> Path | str:
    """Return where the database is: PRIORITERING_DB, else a file in the user's data directory.

    BadArgument when the setting is no path, or missing for a user without a home.
    """
    chosen = os.environ.get(DATABASE, "").strip()
    if chosen:
        return chosen if chosen == ":memory:" else typed_path(chosen, DATABASE)
    return _data_home() / "prioritering" / "prioritering.duckdb"


def log_format() -> str:
    """Return how the server's log is written, "" when nothing is chosen; BadArgument for what there is not."""
    chosen = os.environ.get(LOG_FORMAT, "").strip().lower()
    if chosen not in ("", JSON_LOG, TEXT_LOG):
        raise BadArgument(f"{LOG_FORMAT} är ”{shorten(chosen)}”; {JSON_LOG} eller {TEXT_LOG} förväntas.")
    return chosen


def started_as_room() -> bool:
    """Return whether the program was started for a room: other machines of the local network come in without login."""
    return os.environ.get(ROOM_SETTING, "").strip() not in ("", "0")


def behind_proxy() -> bool:
    """Return whether a proxy has been stated, so that what it says is trusted and nobody is at the machine itself."""
    return os.environ.get(PROXY_SETTING, "").strip() != ""


@cache
def sample_plans() -> tuple[PlanKey, ...]:
    """Return the plans that come with the program, the one to open first at the head; none when they are taken out.

    BadArgument when their file says something else than plans.
    """
    path = DATA_FOLDER / SAMPLES_FILE
    if not path.exists():
        return ()
    data = read_toml(path, BadArgument)
    try:
        found = _SamplesFile.model_validate(data)
    except ValidationError as error:
        raise BadArgument(f"{path.name}, {faults(error, _SamplesFile, data)[0]}") from error
    return tuple(map(PlanKey.parse, found.planer))


def plan_folders() -> tuple[Path, ...]:
    """Return every plan folder: those under data/, then those of PRIORITERING_PLANER.

    PRIORITERING_PLANER is one or more paths parted as in PATH; each is a plan folder or a folder of plan folders.
    BadArgument when one is no path; one that is not there is told where it is read.
    """
    return tuple(folder for root in (DATA_FOLDER, *_own_roots()) for folder in _folders_in(root))


def books_among_plans() -> tuple[tuple[Path, str], ...]:
    """Return the workbooks that are filled in and lie among plan folders, not in one of their own: folder and name.

    Errors as of `plan_folders`.
    """
    roots = (root for root in _own_roots() if root not in _folders_in(root))
    books = ((root, files.book, said_of_plan(files).id) for root in roots if (files := FolderFiles(root)))
    return tuple((root, book[0]) for root, book, plan_id in books if book is not None and plan_id)


def packed_among_plans() -> tuple[tuple[Path, str], ...]:
    """Return the packed plans that lie among plan folders and beside no folder of that name: folder and name.

    Errors as of `plan_folders`.
    """
    roots = (root for root in _own_roots() if root not in _folders_in(root))
    found = ((root, root / name) for root in roots for name in FolderFiles(root).names.values())
    return tuple((root, path.name) for root, path in found if holds_plan(path) and not is_folder(path.with_suffix("")))


def _own_roots() -> list[Path]:
    return [typed_path(text, PLANS) for text in os.environ.get(PLANS, "").split(os.pathsep) if text.strip()]


def folders_of(plan_id: str, municipality: str = "") -> dict[PlanKey, Path]:
    """Return the folders whose plan has this id, by its key; in one municipality when its id or name is given."""
    # Of two with one key the first counts, as when the plans are taken in (store/bootstrap.py).
    found = {plan_key_in(folder): folder for folder in reversed(plan_folders())}
    fits = [key for key in sorted(found) if key.plan == plan_id]
    if municipality:
        by_id = [key for key in fits if key.municipality == municipality]
        fits = by_id or [key for key in fits if may_be_called(key, municipality)]
    return {key: found[key] for key in fits}


def beside_database(suffix: str) -> Path | None:
    """Return the file beside the database with its name and a suffix; None for a database that is not kept."""
    database = database_path()
    return Path(f"{database}{suffix}") if isinstance(database, Path) else None


def folders_left_out(key: PlanKey) -> tuple[Path, ...]:
    """Return the folders of a plan that are not read, since an earlier one has the same municipality and id."""
    return tuple(folder for folder in plan_folders() if plan_key_in(folder) == key)[1:]


def plan_folder(text: str, elsewhere: Iterable[str] = ()) -> Path:
    """Return the folder that a plan's id or a path names; BadArgument that lists the ids when there is none.

    An id is tried first: the one in the plan.toml of the folders that `plan_folders` returns, else a folder's name.
    `elsewhere` are ids that are found in no folder, to be listed with the others.
    """
    found = plan_folders()
    # The first of two with one id, as above.
    ids = {plan_key_in(one).plan: one for one in reversed(found)}
    folders = {folder.name: folder for folder in reversed(found)} | ids
    if text in folders:
        return folders[text]
    path = typed_path(text)
    if is_folder(path):
        return path
    known = ", ".join(sorted({*folders, *elsewhere}))
    raise BadArgument(f"Planen ”{shorten(text)}” finns inte; ange en planmapp eller någon av {known}.")


def plan_key_in(folder: Path) -> PlanKey:
    """Return the key that a folder's plan.toml, or its workbook, gives the plan.

    The folder's name stands for an id that cannot be read, which is told on reading.
    """
    try:
        said = said_of_plan(FolderFiles(folder))
    except Exception:  # A fault of ours is told when the folder is read, and stops no other.
        said = SaidOfPlan()
    return PlanKey(said.kommun_id or municipality_id(said.kommun), said.id or folder.name)


def _folders_in(root: Path) -> list[Path]:
    if not is_folder(root) or _has_plan_file(root):
        return [root]
    # Hidden folders are those of tools, such as .git.
    try:
        inside = sorted(folder for folder in root.iterdir() if folder.is_dir() and not folder.name.startswith("."))
    except OSError:
        # Told as a folder that cannot be read.
        return [root]
    # A workbook beside plan folders is one that waits to be filled in; alone, or with attachments, it is a plan.
    alone = FolderFiles(root).book is not None and not any(map(_is_plan, inside))
    return [root] if alone else inside


def _is_plan(folder: Path) -> bool:
    return _has_plan_file(folder) or FolderFiles(folder).book is not None


def _has_plan_file(folder: Path) -> bool:
    files = FolderFiles(folder)
    return any(name in files.names for name in (HEAD_FILE, *(f"{PROJECTS}{suffix}" for suffix in TABLE_SUFFIXES)))


def _data_home() -> Path:
    # Outside the code: to fetch it anew must not take away what the group has entered.
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        chosen = os.environ.get(variable, "").strip()
        if chosen:
            return Path(chosen)
    try:
        return Path.home() / ".local" / "share"
    except RuntimeError as error:
        raise BadArgument(f"Användaren har ingen hemmapp; sätt {DATABASE} till databasens fil.") from error
