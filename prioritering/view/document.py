"""The document form of a picture: JSON that holds everything shown, and can be drawn again without computing.

A stored document is exact for ever; a picture that is computed anew from the same basis is so only under the same
rules. `FORMAT` grows when a field is taken away or changes its meaning; a new field with a default is no new format.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from prioritering.errors import BadArgument
from prioritering.view.basis import RULES, model_fingerprint
from prioritering.view.gated_rows import gated_rows
from prioritering.view.lines import Lines, lines_of
from prioritering.view.picture import Picture
from prioritering.view.row import BoardRow, rows_of
from prioritering.view.summary import Summary, summary_of
from prioritering.view.unscored_rows import Unscored, unscored_rows
from prioritering.view.view import in_full

FORMAT = 2
NEWER_OPENS = "en nyare version av programmet öppnar det"
"""What is said of a document of a newer format, for whoever would read it."""
PICTURE = "prioritera"
"""The page that a picture's document is of, which tells it from the documents of other pages."""


@dataclass(frozen=True, slots=True)
class BasisStamp:
    """What a picture was computed from: numbers that mean something in one database, and fingerprints in any.

    `view` are all parameters of the address, each with the value it had, also when that was the default. `meeting`
    and `event` are empty and 0 where the plan's levels count.
    """

    plan: str
    plan_version: int
    entry: int
    meeting: str
    event: int
    source: str
    model_fingerprint: str
    rules: int
    fingerprint: str
    view: dict[str, str]


@dataclass(frozen=True, slots=True)
class PictureDocument:
    """A whole picture: who and when, what it rests on, what stands around the rows, and all rows from first to last.

    `below` is the id of the first row that stands below the line, empty when none does; `after` that of the last row
    above the lighter second line, empty when there is none. `gated` are the rows of what a gate keeps out, below all
    others.
    """

    format: int
    basis: BasisStamp
    plan_name: str
    period: str
    municipality: str
    criteria: tuple[tuple[str, str], ...]
    weights: tuple[float, ...]
    summary: Summary
    notices: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    below: str
    hidden: tuple[str, ...]
    unscored: tuple[Unscored, ...]
    after: str = ""
    gated: tuple[BoardRow, ...] = ()
    kind: str = PICTURE

    @property
    def everything(self) -> tuple[BoardRow | Unscored, ...]:
        """All projects, wherever they stand: ranked, kept out by a gate, or without points."""
        return (*self.rows, *self.gated, *self.unscored)


@dataclass(frozen=True, slots=True)
class _Head:
    """What a document of any format begins with."""

    format: int


_NO_PICTURE = "innehållet är inte en bild i dokumentform som går att läsa"
_HEAD = TypeAdapter(_Head)
_DOCUMENT = TypeAdapter(PictureDocument)


def document_of(picture: Picture) -> PictureDocument:
    """Return the document form of a picture, with reasons for every row."""
    board = picture.board
    lines = lines_of(board) or Lines("", "")
    return PictureDocument(
        format=FORMAT,
        basis=stamp(picture),
        plan_name=picture.plan.name,
        period=picture.plan.period,
        municipality=picture.plan.municipality,
        criteria=tuple((criterion.id, criterion.name) for criterion in picture.model.criteria),
        weights=picture.weights,
        summary=summary_of(picture),
        notices=picture.notices,
        # Hidden ones too: places and sums are of the whole list.
        rows=rows_of(picture, board.listed()),
        below=lines.below,
        after=lines.after,
        hidden=tuple(item.id for item in picture.everything if not picture.shown(item)),
        gated=gated_rows(picture),
        unscored=unscored_rows(picture),
    )


def stamp(picture: Picture) -> BasisStamp:
    """Return what a picture rests on."""
    basis = picture.basis
    return BasisStamp(
        plan=basis.plan.id,
        plan_version=basis.plan.version,
        entry=basis.entry,
        meeting=basis.group.meeting_id if basis.group else "",
        event=basis.group.event if basis.group else 0,
        source=basis.source,
        model_fingerprint=model_fingerprint(picture.model),
        rules=RULES,
        fingerprint=basis.fingerprint(),
        view=in_full(basis.view),
    )


def to_json(document: PictureDocument) -> str:
    """Return a document as JSON text."""
    return _DOCUMENT.dump_json(document, indent=1).decode()


def from_json(text: str | bytes) -> PictureDocument:
    """Return the document in a JSON text; BadArgument when it is none, or of a newer format than is known here."""
    try:
        # Before the rest: a newer format may lack fields or mean something else by them, and to guess would show wrong
        # figures as true.
        check_format(_HEAD.validate_json(text).format, FORMAT)
        document = _DOCUMENT.validate_json(text)
    except ValidationError as error:
        raise BadArgument(_NO_PICTURE) from error
    if not _holds_together(document):
        raise BadArgument(_NO_PICTURE)
    return document


def check_format(number: int, newest: int) -> None:
    """Raise BadArgument for a format that is newer than the `newest` known one, or that there has never been."""
    if number > newest:
        told = f"dokumentet är sparat i format {number}, som är nyare än det här programmet ({newest})"
        raise BadArgument(f"{told}; {NEWER_OPENS}")
    if number < 1:
        raise BadArgument(f"dokumentet säger sig vara i format {number}, och det första är 1")


def _holds_together(document: PictureDocument) -> bool:
    # A file may have been edited: what is drawn by it must be there. Place 0 is that of a project without one.
    ids = {"", *(row.id for row in document.rows)}
    return (
        {document.below, document.after} <= ids
        and len(document.weights) == len(document.criteria)
        and all(row.place >= 0 for row in (*document.rows, *document.gated))
    )


def fingerprint(document: PictureDocument) -> str:
    """Return the hash of everything in a document, to tell whether a stored one has been altered."""
    return hashlib.sha256(_DOCUMENT.dump_json(document)).hexdigest()
