"""What the search for the best portfolio says when it cannot be made."""

import pytest

from prioritering.analysis.portfolio import best_portfolio
from prioritering.analysis.solver import SolverError
from tests.analysis.test_portfolio import hard


def test_a_search_that_had_no_time_to_find_anything_says_that_more_time_is_what_it_takes():
    given_pool, demands = hard()
    with pytest.raises(SolverError, match="höj tidsgränsen"):
        best_portfolio(given_pool, 40_000, demands, time_limit=1e-9)
