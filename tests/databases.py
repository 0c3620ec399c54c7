"""Copies a database that has been made once, so that each test may write in one of its own."""

import shutil
from pathlib import Path

from prioritering.store.tally import TALLY_SUFFIX


def copied(database: Path, target: Path) -> Path:
    """Copy a database that nobody has open, with its count where it has one: opened without it is counted anew."""
    if (count := Path(f"{database}{TALLY_SUFFIX}")).exists():
        shutil.copy(count, f"{target}{TALLY_SUFFIX}")
    return Path(shutil.copy(database, target))
