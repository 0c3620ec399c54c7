"""`jamfor`: what differs between two pictures, each a stored document, a link, or a version of a plan."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Iterator
from typing import Any, NamedTuple

from prioritering.commands import output
from prioritering.commands.arguments import read_link, version_number
from prioritering.commands.plans import Plans
from prioritering.errors import BadArgument, shorten
from prioritering.json_text import as_json
from prioritering.usecases.copied_link import AsOf
from prioritering.usecases.picture import picture_of
from prioritering.usecases.which_plan import in_address
from prioritering.view.document import from_json
from prioritering.view.side_by_side import (
    PictureDifference,
    Shown,
    difference_json,
    picture_difference,
    shown_in,
    shown_in_document,
    titles_of,
)
from prioritering.view.view import View

# Far above any picture: a plan of a thousand projects with all its reasons is some megabytes.
_MOST_BYTES = 100_000_000
_VERSION = re.compile(r"(?P<plan>[\w./-]{1,200})@(?P<version>.{0,40})")
_WHAT = "en bild i dokumentform (JSON), en länk eller PLAN@VERSION"


class _Side(NamedTuple):
    title: str
    shown: Shown


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("jamfor", help="skriv vad som skiljer mellan två bilder av en plan")
    parser.add_argument("forsta", metavar="A", help=_WHAT)
    parser.add_argument("andra", metavar="B", help="detsamma")
    parser.add_argument("--json", action="store_true", help="skriv JSON i stället för tabeller")
    parser.set_defaults(answer=answer)


def answer(args: argparse.Namespace, plans: Plans) -> str:
    """Return what differs, as tables or JSON; raises PrioriteringError on bad input."""
    first, second = (_side(text, flag, plans) for text, flag in ((args.forsta, "A"), (args.andra, "B")))
    found = picture_difference(first.shown, second.shown, titles_of(first.title, second.title))
    return as_json(difference_json(found)) if args.json else output.one_text(_lines(found))


def _side(text: str, flag: str, plans: Plans) -> _Side:
    try:
        is_file = plans.path(text).is_file()
    except (OSError, ValueError):
        # A long link is no name of a file.
        is_file = False
    if is_file:
        return _of_file(text, plans)
    if "=" in text:
        return _of_link(text, flag, plans)
    named = _VERSION.fullmatch(text)
    if named is None:
        raise BadArgument(f"{flag}: ”{shorten(text)}” är varken {_WHAT}")
    return _of_version(named["plan"], version_number(named["version"], flag), plans)


def _of_file(text: str, plans: Plans) -> _Side:
    path = plans.path(text)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise BadArgument(f"{shorten(text)}: filen går inte att läsa") from error
    if len(data) > _MOST_BYTES:
        raise BadArgument(f"{shorten(text)}: filen är för stor för att vara en bild")
    try:
        return _Side(path.name, shown_in_document(from_json(data)))
    except BadArgument as error:
        raise BadArgument(f"{shorten(text)}: {error}") from error


def _of_link(text: str, flag: str, plans: Plans) -> _Side:
    view, copied = read_link(text, flag)
    asked = Namespace(plan=view.plan, kommun=view.municipality or None, vy=text, modell=None, mote=None, copied=None)
    asked.copied = None if copied is None else (view, copied)
    title = f"adressen {flag}" if copied is None else f"länken {flag}"
    return _Side(title, shown_in(plans.picture(asked, view)))


def _of_version(plan: str, version: int | None, plans: Plans) -> _Side:
    shown = plans.asked(
        Namespace(plan=plan, kommun=None),
        lambda store, key: shown_in(picture_of(store, View(**in_address(store, key)), AsOf(plan_version=version))),
    )
    return _Side(f"{plan}@{version}", shown)


def _lines(found: PictureDifference) -> Iterator[str]:
    yield found.sentence
    titles = (found.titles.first, found.titles.second)
    yield output.as_table(
        ("summa", *titles, ""),
        [(row.what, row.first, row.second, "ändrad" if row.differs else "") for row in found.sums],
        frozenset(),
    )
    rows = [
        (
            row.id,
            row.name,
            *(f"{side.place}  {side.state}" for side in (row.first, row.second)),
            "ändrat" if row.differs else "",
        )
        for row in found.rows
    ]
    yield output.as_table(("id", "projekt", *(f"plats och läge, {title}" for title in titles), ""), rows, frozenset())
