"""Texts that an administrator takes away from what a meeting has shown, or from what is laid beside a plan."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering.plan.plan_key import PlanKey
from prioritering.store import removed_texts
from prioritering.store.connection import Store
from prioritering.store.removed_texts import REMOVED, WrittenText
from prioritering.usecases.group_result import Result
from prioritering.usecases.history import REDONE, UNDONE, Told

__all__ = ["REMOVED", "WrittenText", "removable_reasons", "remove_reason", "remove_text", "texts_of"]


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


def removable_reasons(told: Sequence[Told]) -> dict[str, str]:
    """Return the reasons that can be taken away of a plan's entries, and what each was given for, newest first."""
    given: dict[str, str] = {}
    for entry in told:
        if entry.reason not in (REMOVED, REDONE, UNDONE):
            given.setdefault(entry.reason, entry.about)
    return given


def remove_reason(store: Store, plan_key: PlanKey, text: str, by: str) -> None:
    """Take the reason of entries beside a plan away; see `store.removed_texts`."""
    removed_texts.remove_reason(store, plan_key, text, by)
