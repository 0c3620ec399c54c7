"""`visa`: a document, frozen under a name or lying in a file, drawn in the terminal as its page draws it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prioritering.commands import output
from prioritering.commands.board_text import board_text
from prioritering.commands.document_file import document_typed, read_document_typed
from prioritering.commands.frozen_link import FrozenFile, frozen_typed, is_view, name_typed
from prioritering.commands.plans import Plans
from prioritering.commands.study_text import study_text
from prioritering.errors import BadArgument, shorten
from prioritering.usecases.opening import Store
from prioritering.view.document import PictureDocument
from prioritering.view.frozen_words import frozen_on, opens_through, rests_upon, weights_told
from prioritering.view.stored_document import StoredDocument, read_document


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("visa", help="rita ett fryst dokument, eller ett i en fil, i terminalen")
    what = "en fil med ett dokument, en fryst länk eller det som står sist i den"
    parser.add_argument("vad", metavar="FIL|LÄNK", help=what)
    parser.add_argument("--utan-skal", action="store_true", help="rita utan varför varje projekt står där det står")
    parser.add_argument("--json", action="store_true", help="skriv dokumentet som det är sparat")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Return the document, drawn or as JSON; BadArgument or StoreError when it cannot be shown."""
    path = plans.path(args.vad)
    if _is_file(path):
        data = document_typed(path, args.vad)
        # Read also when it is only given on: what is no document is none as JSON either.
        return _shown(args, data, read_document_typed(data, args.vad), "")
    _check_not_a_view(args.vad)
    link, data = plans.of_database(lambda store: _frozen(store, args.vad))
    told = (frozen_on(link.made_at), f"av {link.role}" if link.role else "", opens_through(link.ends_on))
    return _shown(args, data, read_document(data), f"{link.title} – {', '.join(filter(None, told))}")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # A name longer than any file's.
        return False


def _check_not_a_view(text: str) -> None:
    """Raise BadArgument for a link to a view: that is computed, and nothing is kept of it to draw."""
    if is_view(text):
        raise BadArgument(
            "det är en länk till en vy, som räknas om, och inget sparat dokument; skriv i stället rangordna --vy "
            "LÄNK, eller jamfor LÄNK B för det som skiljer"
        )


def _frozen(store: Store, text: str) -> FrozenFile:
    found = frozen_typed(store, text)
    if found is None:
        raise BadArgument(
            f"”{shorten(name_typed(text))}” är ingen fil här och ingen fryst länk; den kan också vara återkallad eller "
            "ha gått ut"
        )
    return found


def _shown(args: argparse.Namespace, data: bytes, document: StoredDocument, title: str) -> str:
    return data.decode().rstrip("\n") if args.json else output.one_text([title, *_lines(document, not args.utan_skal)])


def _lines(document: StoredDocument, explained: bool) -> Iterator[str]:
    yield " · ".join(filter(None, (document.plan_name, document.period, document.municipality)))
    yield from board_text(document, explained) if isinstance(document, PictureDocument) else study_text(document)
    yield rests_upon(document.basis)
    yield weights_told(document.criteria, document.weights)
