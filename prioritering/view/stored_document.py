"""The documents that can be frozen, each the whole of what a page shows, and how they are written and read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from prioritering.errors import BadArgument
from prioritering.view.document import FORMAT, PICTURE, PictureDocument, check_format, from_json, to_json
from prioritering.view.study_document import (
    PLACES_PAGE,
    PORTFOLIO_PAGE,
    RULES_PAGE,
    SENSITIVITY_PAGE,
    SETTLING_PAGE,
    STANDINGS_PAGE,
    StudyDocument,
    is_study,
    newest_format,
    study_from_json,
    study_json,
)
from prioritering.view.view import View, from_address

StoredDocument = PictureDocument | StudyDocument
DOCUMENT_NAMES = {
    PICTURE: "Prioritera",
    STANDINGS_PAGE: "Robusthet",
    PORTFOLIO_PAGE: "Bästa portföljen",
    SETTLING_PAGE: "Vad som krävs",
    RULES_PAGE: "Andra regler",
    PLACES_PAGE: "Platser",
    SENSITIVITY_PAGE: "Känslighet",
}
"""What is shown in each kind of document, as it is called on the pages."""
NOT_A_DOCUMENT = "innehållet är inte ett dokument som går att läsa"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What tells documents apart, whatever else is in them; pictures of earlier programs do not say what they are."""

    format: int
    kind: str = PICTURE


_KIND = TypeAdapter(_Kind)


def document_bytes(document: StoredDocument) -> bytes:
    """Return a document as JSON in UTF-8."""
    return to_json(document).encode() if isinstance(document, PictureDocument) else study_json(document)


def read_document(data: str | bytes) -> StoredDocument:
    """Return the document in JSON; BadArgument when it is none, or of a newer format or a kind that is not known."""
    try:
        found = _KIND.validate_json(data)
    except ValidationError as error:
        raise BadArgument(NOT_A_DOCUMENT) from error
    if found.kind == PICTURE:
        return from_json(data)
    if not is_study(found.kind):
        raise BadArgument(f"dokumentet är av slaget ”{found.kind[:40]}”, som det här programmet inte känner till")
    check_format(found.format, newest_format(found.kind))
    try:
        return study_from_json(found.kind, data)
    except ValidationError as error:
        raise BadArgument(NOT_A_DOCUMENT) from error


def is_newer(kind: str, written: int) -> bool:
    """Return whether a document of a kind, in the format it was written in, can only be read by a newer program."""
    if kind == PICTURE:
        return written > FORMAT
    return not is_study(kind) or written > newest_format(kind)


def view_of_document(document: StoredDocument) -> View:
    """Return the view that a document was made by; what a later program cannot use of it is left to the defaults."""
    return from_address({name: text for name, text in document.basis.view.items() if text})[0]


def without_reasons(document: StoredDocument) -> StoredDocument:
    """Return a document without what names a role or gives somebody's reason, and without the meeting's id.

    For whoever reads it without login.
    """
    bare = replace(document.basis, meeting="", view={**document.basis.view, "mote": ""})
    if not isinstance(document, PictureDocument):
        return replace(document, basis=bare, agreement="")
    return replace(
        document,
        basis=bare,
        rows=tuple(replace(row, reasons=None) for row in document.rows),
        gated=tuple(replace(row, reasons=None) for row in document.gated),
    )
