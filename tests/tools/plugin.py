"""A pytest plugin for the runs that look for small faults."""

import os

import pytest
from hypothesis import Phase, settings

from tests.tools.reach import ends


def pytest_sessionstart() -> None:
    """One failure is enough: the smallest example is not looked for."""
    settings.register_profile("mutanter", settings(), phases=(Phase.explicit, Phase.generate), database=None)
    settings.load_profile("mutanter")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a table run the first and the last case, where that is asked for."""
    if not os.environ.get("MUTANTER_ENDS"):
        return
    kept = set(ends(item.nodeid for item in items))
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in kept])
    items[:] = [item for item in items if item.nodeid in kept]


def pytest_runtest_setup() -> None:
    """Measure the processes that tests start too, but not pytest's own workers: pytest-cov does."""
    if path := os.environ.get("MUTANTER_COVERAGE"):
        os.environ["COVERAGE_PROCESS_START"] = path
