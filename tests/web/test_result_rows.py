"""When Möte and Projektor show who is done, and when they show the answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Meeting, Naming, Round
from prioritering.web.parts.result_rows import is_blind
from tests.folders import VSO

AT = datetime(2026, 3, 4, 13, 0, tzinfo=UTC)
BLIND, REVEALED = {}, {"revealed_at": AT}
CLOSED, LOST = {"revealed_at": AT, "closed_at": AT}, {"closed_at": AT}


@pytest.mark.parametrize(
    ("rounds", "blind"),
    [
        ((), True),
        ((BLIND,), True),
        ((LOST,), True),
        ((REVEALED,), False),
        ((CLOSED,), False),
        ((CLOSED, BLIND), True),
        ((CLOSED, REVEALED), False),
        ((CLOSED, LOST), False),
    ],
)
def test_who_is_done_is_what_matters_before_the_first_answers_are_shown_and_in_each_round_that_is_blind(
    rounds: tuple[dict[str, datetime], ...], blind: bool
) -> None:
    held = tuple(
        Round(number=number, project_ids=("S01",), opened_at=AT, **said) for number, said in enumerate(rounds, 1)
    )
    meeting = Meeting(
        id="m",
        plan_key=VSO,
        code="ABC234",
        naming=Naming.BY_ROLE,
        roles=("Linjechef",),
        model=standard_model(),
        opened_at=AT,
        rounds=held,
    )
    assert is_blind(meeting) is blind
