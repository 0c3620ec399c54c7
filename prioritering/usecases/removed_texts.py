"""Texts that an administrator takes away from what a meeting has shown."""

from __future__ import annotations

from prioritering.store import removed_texts
from prioritering.store.connection import Store
from prioritering.store.removed_texts import REMOVED, WrittenText
from prioritering.usecases.group_result import Result

__all__ = ["REMOVED", "WrittenText", "remove_text", "texts_of"]


def texts_of(found: Result) -> tuple[WrittenText, ...]:
    """Return the reasons that are shown, by project and round and then by what they say."""
    given = {
        WrittenText(sheet.round, sheet.project_id, sheet.reason)
        for sheet in found.answers.sheets
        if sheet.reason not in ("", REMOVED)
    }
    return tuple(sorted(given, key=lambda item: (found.names.get(item.project_id, item.project_id), *item)))


def remove_text(store: Store, meeting_id: str, written: WrittenText, by: str) -> None:
    """Take a text away; see `store.removed_texts`."""
    removed_texts.remove_text(store, meeting_id, written, by)
