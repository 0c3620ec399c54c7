from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests import folders


@pytest.fixture
def write_plan(tmp_path: Path) -> Callable[..., Path]:
    """Write a plan folder in a directory of its own."""
    return partial(folders.write_plan, tmp_path)
