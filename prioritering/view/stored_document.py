"""The documents that can be frozen, each the whole of what a page shows, and how they are written and read."""

from __future__ import annotations

from dataclasses import replace

from prioritering.view.document import PictureDocument, from_json, to_json

StoredDocument = PictureDocument


def document_bytes(document: StoredDocument) -> bytes:
    """Return a document as JSON in UTF-8."""
    return to_json(document).encode()


def read_document(data: str | bytes) -> StoredDocument:
    """Return the document in JSON; BadArgument when it is none, or of a newer format than is known here."""
    return from_json(data)


def without_reasons(document: StoredDocument) -> StoredDocument:
    """Return a document without what names a role or gives somebody's reason, and without the meeting's id.

    For whoever reads it without login.
    """
    return replace(
        document,
        basis=replace(document.basis, meeting="", view={**document.basis.view, "mote": ""}),
        rows=tuple(replace(row, reasons=None) for row in document.rows),
        gated=tuple(replace(row, reasons=None) for row in document.gated),
    )
