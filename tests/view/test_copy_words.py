"""What a copy of a database is said to hold."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from prioritering.meeting.holdings import Holdings, MeetingHeld
from prioritering.view.copy_words import before_restore, holdings_words

OPENED = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def held(meetings: int) -> Holdings:
    each = (
        MeetingHeld(meeting_id=f"m{n}", plan="plan", opened_at=OPENED, events=9, rounds=1, shown=1, answers=3)
        for n in range(1, meetings + 1)
    )
    return Holdings(step="1", plans=(), changes=(), meetings=tuple(each))


@pytest.mark.parametrize(
    ("meetings", "first", "older"),
    [(20, "m1", ""), (21, "m2", "och 1\u00a0äldre möte"), (23, "m4", "och 3\u00a0äldre möten")],
)
def test_the_twenty_newest_meetings_are_named_and_older_ones_counted_where_there_are_any(
    meetings: int, first: str, older: str
) -> None:
    lines = holdings_words(held(meetings))
    assert lines[0].startswith(f"möte {first} om plan, öppnat")
    named = [line for line in lines if line.startswith("möte ")]
    assert lines == [*named, *([older] if older else [])]
    assert len(named) == 20


def test_a_copy_that_lacks_nothing_of_what_is_there_says_so_and_else_what_is_lost() -> None:
    assert before_restore(held(1), held(0), "")[-1] == "Kopian har allt som ligger där nu."
    assert "saknas, helt eller delvis, i kopian" in " ".join(before_restore(held(0), held(1), ""))
