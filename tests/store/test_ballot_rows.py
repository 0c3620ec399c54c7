"""What a member has said all along is told as said since the first time, and what was emptied as emptied."""

from __future__ import annotations

from typing import Any

import pytest

from prioritering.meeting.meeting import Kind
from prioritering.store.ballot_rows import ANSWER, newest_of, sheets_in


def save(kind: Kind, after: int) -> dict[str, Any]:
    return {"project_id": "S01", "slot": ANSWER, "criterion_id": "nytta", "kind": kind, "said_after": after}


@pytest.mark.parametrize("kinds", [(Kind.LEVEL, Kind.DONT_KNOW), (Kind.DONT_KNOW, Kind.LEVEL)])
def test_one_who_changes_an_answer_has_said_something_since_the_first_time(kinds: tuple[Kind, Kind]) -> None:
    first, then = kinds
    assert newest_of([save(first, 4), save(then, 9)]) == [save(then, 4)]


@pytest.mark.parametrize("kind", [Kind.LEVEL, Kind.DONT_KNOW])
def test_one_who_empties_an_answer_has_said_nothing_from_then_on(kind: Kind) -> None:
    assert newest_of([save(kind, 4), save(Kind.EMPTY, 9)]) == [save(Kind.EMPTY, 9)]
    assert newest_of([save(kind, 4), save(Kind.EMPTY, 6), save(kind, 9)]) == [save(kind, 9)]


def test_what_is_changed_after_the_reveal_is_marked_on_its_own_criterion() -> None:
    said = {"round": 1, "member_id": "m", "role": "Ekonom", "level_name": "Hög", "number": None, "after_reveal": False}
    rows = [{**save(Kind.LEVEL, 4), **said}, {**save(Kind.LEVEL, 9), **said, "after_reveal": True}]
    [sheet] = sheets_in([{**rows[0], "criterion_id": "omfattning"}, *rows])
    assert sheet.after_reveal == {"nytta"}
