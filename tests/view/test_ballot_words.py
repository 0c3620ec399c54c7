"""Why a meeting's answers about a project wait, said where the project is answered."""

from datetime import UTC, datetime

import pytest

from prioritering.scoring.asked import HeldAnswers
from prioritering.view.ballot_words import what_happened


@pytest.mark.parametrize(
    ("criteria", "before", "left", "told"),
    [
        (("Nytta",), "", False, "Planen ger nu andra poäng för samma svar på ”Nytta” än i mötet."),
        # Of several reasons the one that is about the whole project.
        (("Nytta",), "Larm", False, "A1 heter nu ”Bro” i planen, men hette ”Larm”."),
        (("Nytta",), "", True, "Planen har inte längre projektet, som gruppen hade lagt till."),
        ((), "Larm", True, "Planen har inte längre projektet, som gruppen hade lagt till."),
        ((), "Larm", False, "A1 heter nu ”Bro” i planen, men hette ”Larm”."),
        ((), "bro", False, "A1 heter åter ”Bro” i planen, men ni har svarat att id:t är ett annat projekts."),
        ((), "", False, "Planen har åter projektet."),
    ],
)
def test_it_is_said_why_the_answers_wait(criteria: tuple[str, ...], before: str, left: bool, told: str) -> None:
    opened = datetime(2026, 1, 1, tzinfo=UTC)
    held = HeldAnswers("A1", "Bro", "m", opened, criteria=criteria, before=before, left=left)
    assert what_happened(held) == told
