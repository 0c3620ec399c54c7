"""`visa`: a document, frozen under a name or lying in a file, drawn in the terminal as its page draws it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from prioritering.commands import output
from prioritering.commands.board_text import board_text
from prioritering.commands.frozen import FrozenFile, frozen_typed, name_typed
from prioritering.commands.plans import Plans
from prioritering.errors import BadArgument, shorten
from prioritering.usecases.opening import Store
from prioritering.view.document import PictureDocument
from prioritering.view.frozen_words import frozen_on, opens_through, rests_upon, weights_told
from prioritering.view.stored_document import StoredDocument, read_document
from prioritering.view.study_document import PortfolioDocument, StandingsDocument

_MOST_BYTES = 50_000_000
_UNKNOWN = "okänd"


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("visa", help="rita ett fryst dokument, eller ett i en fil, i terminalen")
    parser.add_argument("vad", metavar="FIL|NAMN", help="en fil med ett dokument, eller namnet sist i en fryst länk")
    parser.add_argument("--utan-skal", action="store_true", help="rita utan varför varje projekt står där det står")
    parser.add_argument("--json", action="store_true", help="skriv dokumentet som det är sparat")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Return the document, drawn or as JSON; BadArgument or StoreError when it cannot be shown."""
    path = plans.path(args.vad)
    if _is_file(path):
        return _shown(args, _read(path), "")
    link, data = plans.of_database(lambda store: _frozen(store, args.vad))
    told = (frozen_on(link.made_at), f"av {link.role}" if link.role else "", opens_through(link.ends_on))
    return _shown(args, data, f"{link.title} – {', '.join(filter(None, told))}")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # A name longer than any file's.
        return False


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadArgument(f"{path} är för stor för att vara ett dokument")
        return path.read_bytes()
    except OSError as error:
        raise BadArgument(f"{path} går inte att läsa: {error.strerror}") from error


def _frozen(store: Store, text: str) -> FrozenFile:
    found = frozen_typed(store, text)
    if found is None:
        raise BadArgument(
            f"”{shorten(name_typed(text))}” är ingen fil här och ingen fryst länk; den kan också vara återkallad eller "
            "ha gått ut"
        )
    return found


def _shown(args: argparse.Namespace, data: bytes, title: str) -> str:
    # Read also when it is only given on: what is no document is none as JSON either.
    document = read_document(data)
    return (
        data.decode().rstrip("\n")
        if args.json
        else output.harmless(output.one_text([title, *_lines(document, not args.utan_skal)]))
    )


def _lines(document: StoredDocument, explained: bool) -> Iterator[str]:
    yield " · ".join(filter(None, (document.plan_name, document.period, document.municipality)))
    if isinstance(document, PictureDocument):
        yield from board_text(document, explained)
    elif isinstance(document, StandingsDocument):
        yield from _standings(document)
    else:
        yield from _portfolio(document)
    yield rests_upon(document.basis)
    yield weights_told(document.criteria, document.weights)


def _standings(document: StandingsDocument) -> Iterator[str]:
    yield from _head(document)
    rows = [
        (row.name, row.word, row.share, "–" if row.best is None else row.best, row.place)
        for group in document.groups
        for row in group.rows
    ]
    yield output.as_table(
        ("projekt", "säkerhet", document.rule, "bästa portföljen", "väntad plats"), rows, frozenset({2, 3, 4})
    )
    yield from (document.differs, document.aside, document.more)
    yield from (*document.method, document.agreement)


def _portfolio(document: PortfolioDocument) -> Iterator[str]:
    yield from _head(document)
    yield from (document.proof, *document.choice, document.sentence, document.why)
    rows = [
        (row.name, row.points, _UNKNOWN if row.cost is None else row.cost, row.state[2], row.best)
        for row in document.rows
    ]
    yield output.as_table(("projekt", "poäng", "tkr", "rangordnad lista", "bästa portföljen"), rows, frozenset({1, 2}))
    yield f"Summa av det som säkert är med: listan {document.ranked_sum}; bästa portföljen {document.best_sum}"
    if document.out:
        aside = [(row.name, row.points, row.limit) for row in document.out]
        yield "Utelämnade, eftersom kostnaden är okänd:"
        yield output.as_table(("projekt", "poäng", "får kosta"), aside, frozenset({1}))
    yield from (*document.cautions, *document.notes, *document.method, document.agreement)


def _head(document: StandingsDocument | PortfolioDocument) -> Sequence[str]:
    counts = ", ".join(f"{word}: {count}" for _, count, word in document.counts)
    return document.headline, f"{counts}; ram: {document.frame}", *document.notes_on_study, *document.notices
