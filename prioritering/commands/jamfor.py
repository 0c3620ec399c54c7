"""`jamfor`: what differs between two pictures or studies: documents, frozen links, links, or versions of a plan."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from prioritering.commands import output
from prioritering.commands.arguments import read_link, version_number
from prioritering.commands.document_file import document_typed, read_document_typed
from prioritering.commands.frozen_link import FrozenFile, frozen_typed, is_view
from prioritering.commands.plans import Plans
from prioritering.errors import BadArgument, shorten
from prioritering.json_text import as_json
from prioritering.usecases.copied_link import AsOf
from prioritering.usecases.opening import Store
from prioritering.usecases.picture import picture_of
from prioritering.usecases.renewal import version_shown
from prioritering.usecases.study_now import KIND_OF_PART, study_now
from prioritering.usecases.which_plan import PlanKey, in_address
from prioritering.view.difference import DifferenceRow, PictureDifference, SumRow, difference_json, titles_of
from prioritering.view.document import PICTURE, PictureDocument
from prioritering.view.picture import Picture
from prioritering.view.side_by_side import Shown, picture_difference, shown_in, shown_in_document
from prioritering.view.stored_document import DOCUMENT_NAMES, StoredDocument, read_document, view_of_document
from prioritering.view.study_document import StudyDocument
from prioritering.view.study_side_by_side import (
    OTHER_KIND,
    StudyDifference,
    study_difference,
    study_difference_json,
)
from prioritering.view.view import View

_VERSION = re.compile(r"(?P<plan>[\w./-]{1,200})@(?P<version>.{0,40})")
_WHAT = "ett sparat dokument (JSON), en fryst länk eller det som står sist i den, en länk eller PLAN@VERSION"

_LAID_NOW = "räknas med det som gruppen har lagt bredvid planen i dag, inte med det som fanns när versionen gällde."


class _Side(NamedTuple):
    """One of the two: what it is called, which kind it is of by itself, and what it shows as a kind that is asked.

    `view` is what it looks through; None for a version of a plan, which is looked at through that of the other.
    """

    title: str
    kind: str | None
    as_kind: Callable[[str, View], Shown | StudyDocument]
    view: View | None = None


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("jamfor", help="skriv vad som skiljer mellan två bilder eller studier av en plan")
    parser.add_argument("forsta", metavar="A", help=_WHAT)
    parser.add_argument("andra", metavar="B", help="detsamma")
    parser.add_argument("--json", action="store_true", help="skriv JSON i stället för tabeller")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Return what differs, as tables or JSON; raises PrioriteringError on bad input."""
    first, second = (_side(text, flag, plans) for text, flag in ((args.forsta, "A"), (args.andra, "B")))
    # What is computed here and now, a link or a version, is computed as what it is to stand beside.
    kind = first.kind or second.kind or PICTURE
    if second.kind not in (None, kind):
        shown = [DOCUMENT_NAMES[one] for one in (kind, second.kind or PICTURE)]
        raise BadArgument(f"A visar {shown[0]} och B visar {shown[1]}; {OTHER_KIND}")
    titles = titles_of(first.title, second.title)
    view = first.view or second.view or View()
    one, other = first.as_kind(kind, view), second.as_kind(kind, view)
    if isinstance(one, Shown) and isinstance(other, Shown):
        found = picture_difference(one, other, titles)
        return as_json(difference_json(found)) if args.json else _text(_pictures(found))
    if isinstance(one, Shown) or isinstance(other, Shown):
        raise BadArgument(OTHER_KIND)
    studies = study_difference(one, other, titles)
    return as_json(study_difference_json(studies)) if args.json else _text(_studies(studies))


def _text(lines: Iterator[str]) -> str:
    return output.one_text(lines)


def _side(text: str, flag: str, plans: Plans) -> _Side:
    try:
        is_file = plans.path(text).is_file()
    except (OSError, ValueError):
        # A long link is no name of a file.
        is_file = False
    if is_file:
        return _of_file(text, plans)
    if is_view(text):
        return _of_link(text, flag, plans)
    named = _VERSION.fullmatch(text)
    if named is not None:
        return _of_version(named["plan"], version_number(named["version"], flag), plans)
    return _of_frozen(text, flag, plans)


def _of_file(text: str, plans: Plans) -> _Side:
    path = plans.path(text)
    return _of_document(path.name, read_document_typed(document_typed(path, text), text))


def _of_document(title: str, document: StoredDocument) -> _Side:
    shown = shown_in_document(document) if isinstance(document, PictureDocument) else document
    return _Side(title, document.kind, lambda *_: shown, view_of_document(document))


def _of_frozen(text: str, flag: str, plans: Plans) -> _Side:
    found: FrozenFile | None = None
    # Without a database there is no frozen link: then it is a file that is not there, or a slip of the pen.
    with suppress(BadArgument):
        found = plans.of_database(lambda store: frozen_typed(store, text))
    if found is None:
        raise BadArgument(
            f"{flag}: ”{shorten(text)}” är varken {_WHAT}; en fryst länk kan också vara återkallad eller ha gått ut"
        )
    return _of_document(found.link.title, read_document(found.data))


def _of_link(text: str, flag: str, plans: Plans) -> _Side:
    view, copied = read_link(text, flag)
    asked = Namespace(plan=view.plan, kommun=view.municipality or None, vy=text, modell=None, mote=None, copied=None)
    asked.copied = None if copied is None else (view, copied)
    title = f"adressen {flag}" if copied is None else f"länken {flag}"
    picture = plans.picture(asked, view)
    # Also without a slash before it, as a page is named in an address that is typed.
    on_robustness = urlsplit(text).path.rstrip("/").rpartition("/")[2] == "robusthet"
    kind = KIND_OF_PART.get(view.part) if on_robustness else None

    def shown(wanted: str, _: View) -> Shown | StudyDocument:
        """Return what the link shows, as the kind that is wanted, through its own view."""
        return _of_picture(picture, wanted, plans)

    return _Side(title, kind, shown, view)


def _of_version(plan: str, version: int | None, plans: Plans) -> _Side:
    asked = Namespace(plan=plan, kommun=None)

    def shown(wanted: str, view: View) -> Shown | StudyDocument:
        """Return what the version shows, as the kind that is wanted, through the view of the other side."""

        def picture(store: Store, key: PlanKey) -> Picture:
            """Return the version's picture, through what of the view fits its plan."""
            # Another plan has other budget cells, projects and meetings than those that the view names.
            through = view if view.plan in ("", key.plan) else View()
            shown = picture_of(store, through.model_copy(update=in_address(store, key)), AsOf(plan_version=version))
            if shown.basis.entry and shown.view.assumptions and version != version_shown(store, key).version:
                plans.say(f"{plan}@{version} {_LAID_NOW}")
            return shown

        return _of_picture(plans.asked(asked, picture), wanted, plans)

    return _Side(f"{plan}@{version}", None, shown)


def _of_picture(picture: Picture, wanted: str, plans: Plans) -> Shown | StudyDocument:
    return shown_in(picture) if wanted == PICTURE else study_now(picture, wanted, plans.told)


def _pictures(found: PictureDifference) -> Iterator[str]:
    yield found.sentence
    yield from _sums(found.titles.first, found.titles.second, found.sums)
    rows = [(row.id, row.called, *_cells(row), row.change) for row in found.rows]
    yield output.as_table(("id", "projekt", "plats", "ram", "poäng", "tkr", "klass", ""), rows, frozenset())


def _cells(row: DifferenceRow) -> Iterator[str]:
    for name in ("placed", "state", "points", "cost", "tier"):
        yield _both(getattr(row.first, name), getattr(row.second, name))


def _studies(found: StudyDifference) -> Iterator[str]:
    yield found.sentence
    yield from _sums(found.titles.first, found.titles.second, found.sums)
    nothing = ("",) * len(found.columns)
    rows = [
        (row.called, *map(_both, row.first or nothing, row.second or nothing), _mark(row.differs)) for row in found.rows
    ]
    yield output.as_table((found.row_is, *found.columns, ""), rows, frozenset())


def _sums(first: str, second: str, sums: Sequence[SumRow]) -> Iterator[str]:
    rows = [(row.what, row.first, row.second, "ändrad" if row.differs else "") for row in sums]
    yield output.as_table(("summa", first, second, ""), rows, frozenset())
    yield f"Nedan står {first} → {second} där de två skiljer sig."


def _both(first: str, second: str) -> str:
    return first if first == second else f"{first or '–'} → {second or '–'}"


def _mark(differs: bool) -> str:
    return "ändrat" if differs else ""
