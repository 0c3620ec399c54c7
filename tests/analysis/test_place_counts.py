"""Places are counted each for itself as long as a plan is not very long; then only the first hundred are."""

import numpy as np
import pytest

from prioritering.analysis.acceptability import PlaceCounts, Ranked


@pytest.mark.parametrize(("projects", "places"), [(4, 4), (101, 101), (1000, 1000), (1001, 100)])
def test_every_place_is_kept_apart_up_to_a_thousand_projects(projects: int, places: int) -> None:
    counts = PlaceCounts(projects)
    counts.add(Ranked(np.arange(projects)[None, :], np.arange(1, projects + 1)[None, :]))
    found = counts.acceptability
    assert found.shape == (projects, places)
    assert found[places - 1, places - 1] == 1
    assert found.sum() == places
    assert counts.expected_place.tolist() == list(range(1, projects + 1))
