"""A pytest plugin for the runs that look for small faults."""

import os

from hypothesis import Phase, settings


def pytest_sessionstart() -> None:
    """One failure is enough: the smallest example is not looked for."""
    settings.register_profile("mutanter", settings(), phases=(Phase.explicit, Phase.generate), database=None)
    settings.load_profile("mutanter")


def pytest_runtest_setup() -> None:
    """Measure the processes that tests start too, but not pytest's own workers: pytest-cov does."""
    if path := os.environ.get("MUTANTER_COVERAGE"):
        os.environ["COVERAGE_PROCESS_START"] = path
