"""Half a character in what a device sends is refused once, in words, and takes nothing with it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from prioritering.meeting.meeting import Meeting

HALF = '"Bra \\ud83d"'


@pytest.mark.parametrize(
    "about", ['"slag": "skäl", "projekt": "S01", "text": {}', '"slag": "nivå", "projekt": {}, "kriterium": "a"']
)
def test_half_a_character_is_refused_with_a_reason_and_no_fault(
    meeting: Meeting,
    member: TestClient,
    about: str,
) -> None:
    body = f'{{"mote": "{meeting.id}", "runda": 1, {about.format(HALF)}}}'
    answer = member.post("/direkt/svar", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, "halvt tecken" in answer.json()["fel"]) == (400, True)
