"""Which of a meeting's answers count: what was let go of on a criterion lets nothing older of it come back."""

from __future__ import annotations

import pytest

from prioritering.usecases.counted_answers import _without
from tests.meeting.builders import sheet


@pytest.mark.parametrize(("round_number", "left"), [(1, {"b"}), (2, {"b"}), (3, {"a", "b"})])
def test_an_answer_of_a_round_before_the_one_that_was_let_go_of_is_gone_too(round_number: int, left: set[str]) -> None:
    assert set(_without(sheet("1", "p", 1, 2, round=round_number), {("a", 2)}).answers) == left
