"""Where a command finds its plan: in the database, with what the group has laid beside it, or in a folder, alone."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from prioritering.errors import BadArgument, BadPlan, shorten
from prioritering.plan.on_disk import is_folder, typed_path
from prioritering.plan.plan_key import PlanKey
from prioritering.settings import database_path, folders_left_out, folders_of, plan_folder, plan_key_in, sample_plans
from prioritering.swedish import listing
from prioritering.usecases.copied_link import NOT_AS_COPIED, NOW, AsOf, LinkState, opened_link
from prioritering.usecases.faulty_plans import check_taken_in, files_now
from prioritering.usecases.meeting_room import meeting
from prioritering.usecases.opening import Store, open_store, take_in
from prioritering.usecases.picture import picture_of
from prioritering.usecases.plan_facts import plans
from prioritering.usecases.plan_folder import folder_picture, picture_under
from prioritering.usecases.plan_names import plan_called
from prioritering.usecases.renewal import version_shown
from prioritering.usecases.since import changed_since
from prioritering.usecases.study import ReportProgress, no_progress
from prioritering.usecases.which_plan import in_address, may_be_called, meant, municipality_called, the_plan
from prioritering.view.copied_link import COPIED
from prioritering.view.picture import Picture
from prioritering.view.view import View

T = TypeVar("T")
_MOST_FAULTS = 20


class Plans:
    """The plans that a command can be about.

    `store` is the running server's when the command runs there, else the settings' database is opened when it is
    needed. Relative paths are taken from `folder`, where the command was typed. `told` is told how far long work has
    come, and may end it by raising Cancelled. `look` is how the server takes in files that have changed. `said` is what
    is to be said beside the answer, each once.
    """

    def __init__(
        self,
        store: Store | None = None,
        folder: Path | None = None,
        told: ReportProgress = no_progress,
        look: Callable[[], object] = bool,
    ) -> None:
        self._store = store
        self._look = look
        self._folder = folder or Path.cwd()
        self.told = told
        self.said: list[str] = []
        self._called: dict[PlanKey, str] = {}

    def path(self, text: str) -> Path:
        """Return a path that was typed, as it was meant where it was typed."""
        return self._folder / typed_path(text)

    def picture(self, args: Namespace, view: View) -> Picture:
        """Return the picture that a view gives of the plan that the arguments name.

        Raises BadArgument, BadModel or BadPlan on faults, StoreBusy when another process holds the database.
        """
        if not args.plan and args.vy is None and not args.mote:
            raise BadArgument("--plan behövs: en plans id eller en planmapp")
        if _is_path(args.plan) or ("/" in args.plan and is_folder(self.path(args.plan))):
            _check_municipality(self.path(args.plan), args.plan, args.kommun or "")
            return self._of_folder(args, self.path(args.plan), view)
        with self._opened() as store:
            key = self._key(store, args, view.meeting)
            if key is not None:
                self._keep_up(store, key)
                return self._of_store(args, store, key, view.model_copy(update=in_address(store, key)))
            folder = self.path(args.plan)
            if not is_folder(folder):
                folder = _folder_of(args, [info.key for info in plans(store)])
                check_taken_in(store, folder)
        _check_municipality(folder, *_typed(args))
        return self._of_folder(args, folder, view)

    def called(self, picture: Picture) -> str:
        """Return what the plan of a picture from here is called: whose it is too, where another plan has its name."""
        return self._called.get(picture.plan.key, picture.plan.name)

    def asked(self, args: Namespace, ask: Callable[[Store, PlanKey], T]) -> T:
        """Return what a use case says of a plan in the database; a plan folder that is not there yet is taken in.

        BadArgument when the database has no such plan, or several that fit.
        """
        with self._opened() as store:
            key = self._key(store, args) or the_plan(store, *_typed(args))
            self._keep_up(store, key)
            return ask(store, key)

    def of_meeting(self, meeting_id: str, ask: Callable[[Store, str], T]) -> T:
        """Return what a use case says of a meeting in the database; BadArgument when there is no such meeting."""
        with self._opened() as store:
            return ask(store, meeting_id)

    def of_database(self, ask: Callable[[Store], T]) -> T:
        """Return what a use case says of the whole database; BadArgument when there is none yet."""
        path = database_path()
        if self._store is None and isinstance(path, Path) and not path.exists():
            raise BadArgument(f"Databasen {path} finns inte.")
        with self._opened() as store:
            return ask(store)

    @property
    def in_server(self) -> bool:
        """Whether the command is carried out by the server that holds the database."""
        return self._store is not None

    def _keep_up(self, store: Store, key: PlanKey) -> None:
        """Take in what has changed of a plan's files, as a page does when it is opened, and say what is left."""
        found, then = files_now(store, key), f"Svaret gäller planen {key} som den lästes in senast."
        if found.changed:
            if self._store is None:
                take_in(store, folders_of(key.plan, key.municipality).values())
            else:
                # The server's own look: it knows what it has read, and that a page may be reading it now.
                self._look()
            found = files_now(store, key)
        for folder in folders_left_out(key):
            self.say(f"Mappen {folder.name} är utelämnad: en mapp före den har också planen {key}. Översikt säger mer.")
        if found.faults is not None:
            self.say(f"{then} Filerna har nu fel: {_faults(found.faults)}")
        if found.changed:
            self.say(f"{then} Filerna har ändrats sedan dess och läses in när inget möte om planen är öppet.")

    def say(self, words: str) -> None:
        """Say something beside the answer."""
        self.said = list(dict.fromkeys([*self.said, " ".join(f"obs: {words}".split())]))

    def _key(self, store: Store, args: Namespace, meeting_id: str = "") -> PlanKey | None:
        """Return the plan that the arguments name, None when it is not in the database; BadArgument for several."""
        # Typed as it is called, it is from here on the id.
        args.kommun = args.kommun and municipality_called(store, args.kommun, str(args.plan or "").rpartition("/")[2])
        plan_id, municipality = _typed(args)
        found = meant(store, plan_id, municipality, meeting_id)
        if not found and not plan_id:
            return self._unnamed(store, municipality)
        found = found or self._taken_in(store, plan_id, municipality)
        _check_one(plan_id, found)
        return found[0] if found else None

    def _unnamed(self, store: Store, municipality: str) -> PlanKey:
        """Return the plan that a link means that names none, as the pages do."""
        for sample in sample_plans()[:1] if not municipality else ():
            # The folder may have been taken away though it is still listed.
            if found := self._key(store, Namespace(plan=str(sample), kommun=None)):
                return found
        if self._store is None:
            take_in(store)
        return the_plan(store, "", municipality)

    def _taken_in(self, store: Store, plan_id: str, municipality: str) -> tuple[PlanKey, ...]:
        """Take in the folders of a plan that the database lacks; none when no folder has that id."""
        folders = folders_of(plan_id, municipality)
        if self._store is not None:
            # The server's own look, as when a page is opened: a plan that is new there has no meeting to wait for.
            return meant(store, plan_id, municipality) if folders and self._look() else ()
        # Only these: another plan's changed files are not what was asked for.
        found = take_in(store, folders.values())
        # With none taken in the fault is the whole answer; beside one that was, it would pass unseen.
        for folder, error in found.problems.items() if found.versions else ():
            self.say(f"Mappen {Path(folder).name} är utelämnad: {_faults(error)}")
        return tuple(found.versions)

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
        if getattr(args, "copied", None) is not None:
            self.say(
                f"Länken bär vad den kopierades ur ({COPIED}=…), men en planmapp finns bara som den är nu. Svaret är "
                "mappens filer som de är nu, utan det gruppen har lagt till."
            )
        return folder_picture(folder, view, self._model_file(args))

    def _of_store(self, args: Namespace, store: Store, key: PlanKey, view: View) -> Picture:
        if args.mote:
            _check_shown(store, args.mote, key, args.kommun)
        model_file = self._model_file(args)
        at = self._as_of(store, args, key)
        found = picture_of(store, view, at) if model_file is None else picture_under(store, view, model_file, at)
        self._called[key] = plan_called(store, found.plan)
        return found

    def _as_of(self, store: Store, args: Namespace, key: PlanKey) -> AsOf:
        """Return the numbers to read at: those of a copied link when something has changed since; and say so."""
        if getattr(args, "copied", None) is None:
            return NOW
        view, copied = args.copied
        view = view.model_copy(update=in_address(store, key))
        found = opened_link(store, view, copied)
        if found.state is LinkState.ELSEWHERE:
            raise BadArgument(found.why_not)
        if found.altered:
            raise BadArgument(NOT_AS_COPIED)
        if found.state is LinkState.THEN:
            changed = " ".join(changed_since(store, view, found.as_of))
            self.say(f"Svaret är som då, när länken kopierades. Ändrat sedan dess: {changed}")
            if args.modell is not None and found.as_of.plan_version != version_shown(store, key).version:
                self.say("Med --modell läses planens filer på nytt, så planen är som den är nu och inte som då.")
        if found.notice:
            self.say(found.notice)
        return found.as_of

    def _model_file(self, args: Namespace) -> Path | None:
        return None if args.modell is None else self.path(args.modell)


def _faults(error: BadPlan) -> str:
    told = [str(problem) for problem in error.problems[:_MOST_FAULTS]]
    more = len(error.problems) - len(told)
    return "; ".join([*told, f"och {more} fel till"] if more else told)


def _is_path(text: str) -> bool:
    # With one slash inside it may also be a municipality and a plan: linkoping/vso-2021.
    return text.startswith((".", "~", "/")) or os.sep in text.replace("/", "") or text.count("/") > 1


def _typed(args: Namespace) -> tuple[str, str]:
    """Return the plan's id and the municipality as they were typed, the latter empty when it was not."""
    municipality, _, plan_id = args.plan.rpartition("/")
    if municipality and args.kommun not in (None, municipality):
        raise BadArgument(f"--kommun: ”{shorten(args.kommun)}” är en annan kommun än i --plan {shorten(args.plan)}")
    return plan_id, municipality or args.kommun or ""


def _folder_of(args: Namespace, known: Sequence[PlanKey]) -> Path:
    """Return the folder of a plan by its id, where nothing has taken it in; BadArgument for none and for several."""
    plan_id, municipality = _typed(args)
    everywhere = folders_of(plan_id)
    found = folders_of(plan_id, municipality)
    _check_one(plan_id, tuple(found))
    elsewhere = {*everywhere, *(key for key in known if key.plan == plan_id)}
    if elsewhere and not found:
        raise _not_there(plan_id, municipality, elsewhere)
    return next(iter(found.values()), None) or plan_folder(args.plan, [key.plan for key in known])


def _check_one(plan_id: str, found: Sequence[PlanKey]) -> None:
    if len(found) > 1:
        told = listing(f"{key} (eller --kommun {key.municipality})" for key in found)
        raise BadArgument(f"--plan: ”{shorten(plan_id)}” finns i flera kommuner; skriv {told}")


def _check_municipality(folder: Path, plan_id: str, municipality: str) -> None:
    theirs = plan_key_in(folder)
    if municipality and not may_be_called(theirs, municipality):
        raise _not_there(plan_id, municipality, [theirs])


def _not_there(plan_id: str, municipality: str, found: Iterable[PlanKey]) -> BadArgument:
    where = listing(sorted({key.municipality for key in found}))
    return BadArgument(
        f"Planen ”{shorten(plan_id)}” finns inte i kommunen ”{shorten(municipality)}”; den finns i {where}."
    )


def _check_shown(store: Store, meeting_id: str, key: PlanKey, municipality: str | None) -> None:
    found = meeting(store, meeting_id)
    # The plan may be the meeting's own, whatever municipality was asked for.
    if found.plan_key != key or municipality not in (None, "", key.municipality):
        raise BadArgument(f"--mote: mötet {meeting_id} gäller planen {found.plan_key}")
    if not any(one.is_revealed for one in found.rounds):
        raise BadArgument(f"--mote: mötet {meeting_id} har inte visat några svar")
