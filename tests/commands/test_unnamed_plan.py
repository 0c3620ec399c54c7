"""A link that names no plan means the same plan on the command line as on the pages."""

from pathlib import Path

import pytest

from prioritering import settings
from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from tests.folders import GOOD, write_plan


@pytest.fixture
def own_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with one plan of its own and none of the samples."""
    folder = write_plan(tmp_path / "planer" / "min", GOOD)
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path / "data")
    monkeypatch.setenv("PRIORITERING_PLANER", str(folder))
    monkeypatch.setenv("PRIORITERING_DB", str(tmp_path / "x.duckdb"))
    return folder


def test_it_is_the_only_own_plan_where_the_samples_are_taken_out(own_alone: Path, tmp_path: Path) -> None:
    named = run(["rangordna", "--plan", str(own_alone), "--ram", "2000"], Plans(None, tmp_path))
    unnamed = run(["rangordna", "--vy", "?ram=2000"], Plans(None, tmp_path))
    assert unnamed.code == 0, unnamed.text
    assert unnamed.text.splitlines()[0] == named.text.splitlines()[0]


def test_the_folder_where_one_stands_is_not_meant(own_alone: Path, tmp_path: Path) -> None:
    here = write_plan(tmp_path / "annan", GOOD.replace("Första", "Helt annan"))
    found = run(["rangordna", "--vy", "?ram=2000"], Plans(None, here))
    assert (found.code, "Helt annan" in found.text) == (0, False)
    assert own_alone.exists()
