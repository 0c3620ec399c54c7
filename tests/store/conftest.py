from collections.abc import Iterator

import pytest

from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store


@pytest.fixture(scope="module")
def both_plans() -> Iterator[Store]:
    """A database in memory with the two plans of data/; not to be written to."""
    opened = Store.open(":memory:")
    assert not bootstrap(opened).problems
    yield opened
    opened.close()
