"""Where a command finds its plan: in the database, with what the group has laid beside it, or in a folder, alone."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from prioritering.errors import BadArgument
from prioritering.settings import database_path, folder_of_id, plan_folder
from prioritering.usecases.meeting_room import meeting
from prioritering.usecases.opening import Store, open_store, take_in
from prioritering.usecases.picture import picture_of
from prioritering.usecases.plan_facts import plans
from prioritering.usecases.plan_files import KeptFile, plan_files
from prioritering.usecases.plan_folder import folder_picture, picture_under
from prioritering.usecases.study import ReportProgress, no_progress
from prioritering.view.picture import Picture
from prioritering.view.view import View

T = TypeVar("T")


class Plans:
    """The plans that a command can be about.

    `store` is the running server's when the command runs there, else the settings' database is opened when it is
    needed. Relative paths are taken from `folder`, where the command was typed. `told` is told how far long work has
    come, and may end it by raising Cancelled.
    """

    def __init__(
        self, store: Store | None = None, folder: Path | None = None, told: ReportProgress = no_progress
    ) -> None:
        self._store = store
        self._folder = folder or Path.cwd()
        self.told = told

    def path(self, text: str) -> Path:
        """Return a path that was typed, as it was meant where it was typed."""
        return self._folder / Path(text).expanduser()

    def picture(self, args: Namespace, view: View) -> Picture:
        """Return the picture that a view gives of the plan that the arguments name.

        Raises BadArgument, BadModel or BadPlan on faults, StoreBusy when another process holds the database.
        """
        if not args.plan:
            raise BadArgument("--plan behövs: en plans id eller en planmapp")
        if _is_path(args.plan):
            return self._of_folder(args, self.path(args.plan), view)
        with self._opened() as store:
            known = [info.plan_id for info in plans(store)]
            if args.plan in known or self._taken_in(store, args.plan):
                return self._of_store(args, store, view.model_copy(update={"plan": args.plan}))
        beside = self.path(args.plan)
        return self._of_folder(args, beside if beside.is_dir() else plan_folder(args.plan, known), view)

    def files(self, plan_id: str, version: int | None) -> tuple[KeptFile, ...]:
        """Return the files that a plan was read from; BadArgument when there is none such, or they were not kept."""
        return self.asked(plan_id, lambda store: plan_files(store, plan_id, version))

    def asked(self, plan_id: str, ask: Callable[[Store], T]) -> T:
        """Return what a use case says of a plan in the database; a plan folder that is not there yet is taken in."""
        with self._opened() as store:
            if plan_id not in (info.plan_id for info in plans(store)):
                self._taken_in(store, plan_id)
            return ask(store)

    def _taken_in(self, store: Store, plan_id: str) -> bool:
        """Take in the folder of a plan that the database lacks; False when no folder has that id, or a server runs."""
        # Inside a running server a meeting may be going on, and new files are read when it starts, never under it.
        # Only this one folder, for the same reason: another plan's changed files are not what was asked for.
        folder = None if self._store is not None else folder_of_id(plan_id)
        return folder is not None and plan_id in take_in(store, [folder]).versions

    @contextmanager
    def _opened(self) -> Iterator[Store]:
        if self._store is not None:
            yield self._store
            return
        store = open_store(database_path())
        try:
            yield store
        finally:
            # At once: the file is held by one process at a time, and the next may be the server.
            store.close()

    def _of_folder(self, args: Namespace, folder: Path, view: View) -> Picture:
        if args.mote:
            raise BadArgument("--mote gäller en plan i databasen; en planmapp har inga möten")
        return folder_picture(folder, view, self._model_file(args))

    def _of_store(self, args: Namespace, store: Store, view: View) -> Picture:
        if args.mote:
            _check_shown(store, args.mote, args.plan)
        model_file = self._model_file(args)
        return picture_of(store, view) if model_file is None else picture_under(store, view, model_file)

    def _model_file(self, args: Namespace) -> Path | None:
        return None if args.modell is None else self.path(args.modell)


def _is_path(text: str) -> bool:
    return text.startswith((".", "~")) or os.sep in text or "/" in text


def _check_shown(store: Store, meeting_id: str, plan_id: str) -> None:
    found = meeting(store, meeting_id)
    if found.plan_id != plan_id:
        raise BadArgument(f"--mote: mötet {meeting_id} gäller planen {found.plan_id}")
    if not any(one.is_revealed for one in found.rounds):
        raise BadArgument(f"--mote: mötet {meeting_id} har inte visat några svar")
