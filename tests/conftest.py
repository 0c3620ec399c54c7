from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from tests import folders

# A busy machine is no fault: speed is measured in tests/bench, as ratios.
settings.register_profile("prioritering", deadline=None)
settings.load_profile("prioritering")


@pytest.fixture
def write_plan(tmp_path: Path) -> Callable[..., Path]:
    """Write a plan folder in a directory of its own."""
    return partial(folders.write_plan, tmp_path)
