"""Which of the equal projects the group has put in order."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritering.scoring.ranking import put_in_order

# A place, the number of those that are taken as one, and whether the project is free.
PROJECTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.booleans()), max_size=9)


@given(PROJECTS)
def test_projects_are_in_order_when_all_the_free_at_their_place_have_numbers_of_their_own(
    projects: list[tuple[int, int, bool]],
) -> None:
    def alone(at: int) -> list[int]:
        return [number for place, number, free in projects if free and place == at]

    numbers = np.array([row[:2] for row in projects], dtype=int).reshape(-1, 2)
    flags = np.array([row[2] for row in projects], dtype=bool)
    expected = [free and len(alone(at)) == len(set(alone(at))) > 1 for at, _, free in projects]
    assert put_in_order(numbers[:, 0], numbers[:, 1], flags).tolist() == expected
