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


def test_projects_stand_by_expected_place_then_as_in_the_list_and_one_without_a_place_does_not_stand() -> None:
    counts = PlaceCounts(4)
    counts.add(Ranked(np.array([[3, 1, 2, 0]]), np.array([[1, 2, 2, 4]])))
    assert counts.in_turn(np.array([0, 1, 2, 3])) == [3, 1, 2, 0]
    assert counts.in_turn(np.array([0, 2, 1, 3])) == [3, 2, 1, 0]
    assert counts.without(np.array([False, True, False, False])).in_turn(np.array([0, 1, 2, 3])) == [3, 2, 0]
