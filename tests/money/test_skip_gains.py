"""Whom "hoppa" may take where "stanna" has stopped, also in a tie of too many different costs to follow."""

import numpy as np
import pytest

from prioritering.money.outcomes import RoomLeft
from prioritering.money.skip_gains import skip_gains

EIGHT = (10, 20, 30, 40, 50, 60, 70, 80)  # what is taken before may be any of 256 parts


@pytest.mark.parametrize(
    ("first", "tied", "gained"),
    [
        # The first has stopped with a hundred left: whom that is enough for is taken, to the very krona.
        (150, (*EIGHT, 100, 101), (True,) * 9 + (False,)),
        # Nothing has stopped: beside the dearest, which never fits, and beside those that leave something.
        (0, (*EIGHT[:7], 200), (True,) * 7 + (False,)),
        (0, (*EIGHT[:7], 101), (True,) * 7 + (False,)),
    ],
)
def test_of_a_tie_with_many_parts_those_that_fit_in_what_a_dearer_one_left_are_named(
    first: int, tied: tuple[int, ...], gained: tuple[bool, ...]
) -> None:
    costs = np.array([first, *tied, 1], dtype=np.int64)
    found = skip_gains(RoomLeft(100, 100), costs, costs, np.array([1, len(tied), 1]))
    # Nothing is said of what comes after it.
    assert (found.flags.tolist(), found.all_found) == ([False, *gained, False], False)


def test_ranges_of_what_is_taken_first_leave_least_where_they_are_at_their_dearest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("prioritering.money.skip_gains.PARTS_IN_TURN", 1)
    # With both ranges taken first 39 to 79 are left: 49 is too little for the first and enough for the last.
    low, high = (np.array(ends, dtype=np.int64) for ends in ((50, 10, 11, 49), (50, 30, 31, 49)))
    found = skip_gains(RoomLeft(100, 100), low, high, np.array([4]))
    assert (found.flags.tolist(), found.all_found) == ([False, True, True, True], False)
