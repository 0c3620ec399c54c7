"""What has changed since a link was copied is said once: what kind it is, and then which."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from prioritering.view.history_words import NOTHING, Names, Told, about
from prioritering.view.since_words import entries_since

NAMES = Names(projects={"A1": "Larm"}, criteria={"": "Larm"})


def told(kind: str, before: str, after: str) -> Told:
    made = datetime(2026, 3, 4, tzinfo=UTC)
    said = about(kind, ("A1", ""), NAMES)
    return Told(
        entry_id=1, kind=kind, made_at=made, role="Linjechef", reason="", about=said, before=before, after=after
    )


@pytest.mark.parametrize(
    ("kind", "before", "after", "said"),
    [
        ("projects", NOTHING, "tillagt som önskvärt", "Ett tillagt projekt: Larm."),
        (
            "projects",
            "tillagt som önskvärt",
            NOTHING,
            "Ett borttaget tillagt projekt: Larm (var tillagt som önskvärt).",
        ),
        ("locks", NOTHING, "måste med", "Ett nytt lås: Larm måste med."),
        ("locks", "måste med", "inte nu", "Ett ändrat lås: Larm måste med → inte nu."),
        ("locks", "måste med", NOTHING, "Ett borttaget lås: Larm (var måste med)."),
        ("criteria", NOTHING, "tillagt", "Ett nytt kriterium: Larm."),
        ("tie_orders", NOTHING, "mark, väg", "En ny ordning av lika projekt: mark, väg."),
        ("tie_orders", "mark, väg", "väg, mark", "En ändrad ordning av lika projekt: mark, väg → väg, mark."),
        ("tie_orders", "mark, väg", NOTHING, "En borttagen ordning av lika projekt: mark, väg."),
        ("costs", NOTHING, "5 tkr", "Ett nytt antagande: kostnaden för Larm (5 tkr)."),
        ("costs", "5 tkr", "7 tkr", "Ett ändrat antagande: kostnaden för Larm (5 tkr → 7 tkr)."),
    ],
)
def test_what_the_group_has_laid_beside_is_not_named_twice(kind: str, before: str, after: str, said: str) -> None:
    assert list(entries_since([told(kind, before, after)])) == [said]
