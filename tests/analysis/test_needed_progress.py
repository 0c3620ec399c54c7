"""How far "Vad krävs?" has come is told while it is worked out."""

import pytest

from prioritering.analysis.needed import needed
from prioritering.scoring.board import Choices, rank
from tests.analysis.builders import make_basis


def test_progress_goes_by_the_weights_to_half_and_by_the_projects_to_the_end():
    seen = []
    given = rank(make_basis([[1, 0], [0, 1], [0.5, 0.2]], [10, 10, 10]), Choices(weights=(0.5, 0.5), frame=20))
    needed(given, [0, 1, 2], None, seen.append)
    assert seen == pytest.approx([0.25, 0.5, 2 / 3, 5 / 6, 1.0])
