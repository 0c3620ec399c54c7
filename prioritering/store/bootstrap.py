"""Brings every plan folder into the database at start; a faulty folder never stops the others.

A changed plan waits while a meeting on it is open: the room is about one plan, and it is not exchanged under it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import duckdb

from prioritering.errors import BadPlan, Problem, StoreError
from prioritering.plan.on_disk import readable
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import PlanFolder, read_plan
from prioritering.settings import books_among_plans, packed_among_plans, plan_folders
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import open_meetings
from prioritering.store.municipalities import same_plan_again
from prioritering.store.plan_files import has_changed
from prioritering.store.plan_notices import tell_anew
from prioritering.store.plans import import_plan, plan_version

LOG = logging.getLogger("prioritering.store")
# What the database says of values that it cannot take. All else is about the database itself, and so every plan.
_OF_WHAT_IS_WRITTEN = (duckdb.DataError, duckdb.IntegrityError, duckdb.ProgrammingError)


@dataclass
class Started:
    """What the start brought in: version by plan, notices and problems by folder.

    `waiting` are the plans whose folder has changed, and that stay as they were until no meeting on them is open;
    `files_told` only grows, each time that they, or the problems, have become others.
    """

    versions: dict[PlanKey, int] = field(default_factory=dict)
    waiting: frozenset[PlanKey] = frozenset()
    files_told: int = 0
    notices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: dict[str, BadPlan] = field(default_factory=dict)


def bootstrap(store: Store, folders: Iterable[Path] | None = None) -> Started:
    """Import every plan folder (all that the settings name unless `folders` is given) and say how it went."""
    started = Started()
    homes: dict[PlanKey, tuple[Path, PlanFolder]] = {}
    for folder in plan_folders() if folders is None else folders:
        _do(started, folder, partial(_take_in, store, folder, started, homes))
    # When all of them are there, since some of it is about others of the municipality's plans.
    for key, (folder, found) in homes.items():
        if key in started.versions and key not in started.waiting:
            _do(started, folder, partial(tell_anew, store, found, started.versions[key]))
    for folder, book in books_among_plans() if folders is None else ():
        expected = "arbetsboken ligger bland planmapparna och läses inte; flytta den till en egen mapp"
        started.problems[str(folder)] = BadPlan([Problem(readable(book), expected)])
    for folder, packed in packed_among_plans() if folders is None else ():
        before = started.problems.get(str(folder))
        expected = "filen är packad och läses inte; packa upp den, så att planen är en egen mapp"
        problem = Problem(readable(packed), expected)
        started.problems[str(folder)] = BadPlan([*(before.problems if before else ()), problem])
    return started


def _do(started: Started, folder: Path, work: Callable[[], None]) -> None:
    """Do something with one plan folder, and keep what is at fault with it."""
    try:
        work()
    except BadPlan as error:
        started.problems[str(folder)] = error
    except StoreError as error:
        if not isinstance(error.__cause__, _OF_WHAT_IS_WRITTEN):
            raise
        started.problems[str(folder)] = _unforeseen(folder, error)
    except Exception as error:  # A fault of ours in one plan may not close the others.
        started.problems[str(folder)] = _unforeseen(folder, error)


def _take_in(store: Store, folder: Path, started: Started, homes: dict[PlanKey, tuple[Path, PlanFolder]]) -> None:
    found = read_plan(folder)
    key = found.plan.key
    # Two folders with one key would become new versions of the same plan by turns, at every start.
    home, first = homes.setdefault(key, (folder, found))
    if home is not folder:
        raise BadPlan([same_plan_again(found, first, readable(home.name))])
    if open_meetings(store, key) and has_changed(store, found):
        started.waiting |= {key}
        started.versions[key] = plan_version(store, key)
        return
    started.versions[key] = import_plan(store, found)
    if found.notices:
        started.notices[str(folder)] = found.notices


def _unforeseen(folder: Path, error: Exception) -> BadPlan:
    LOG.error("The plan folder %s could not be taken in", readable(str(folder)), exc_info=error)
    expected = f"planen gick inte att läsa in ({type(error).__name__}); serverns logg säger var"
    return BadPlan([Problem(readable(folder.name), expected)])
