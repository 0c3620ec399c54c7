"""Mypy tells which small faults the types refuse, one after the other, and leaves the files as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.faults import faults, mutated
from tests.tools.typed import Types, refused

SOURCE = "def f(a: str | None) -> int:\n    return 0 if a is None else len(a) + 1\n"


def in_folder(folder: Path, source: str) -> Path:
    (folder / "pyproject.toml").write_text('[tool.mypy]\nstrict = true\nfiles = ["x.py"]\n', encoding="utf-8")
    (folder / "x.py").write_text(source, encoding="utf-8")
    return folder


def test_a_fault_that_the_types_refuse_is_told_from_one_that_they_let_through(tmp_path: Path) -> None:
    every = [fault for fault in faults("x.py", SOURCE) if "Comparison" in fault.operator or "Number" in fault.operator]
    found = refused(every, {"x.py": SOURCE}, in_folder(tmp_path, SOURCE))
    assert ["is not" in mutated(fault, SOURCE) for fault in found] == [True]
    assert len(every) == 5
    assert (tmp_path / "x.py").read_text(encoding="utf-8") == SOURCE


def test_a_fault_that_makes_the_file_no_longer_is_seen_however_soon_it_comes_and_goes(tmp_path: Path) -> None:
    source = "def f(a: set[str]) -> set[str]:\n    return a - a\n"
    types = Types(in_folder(tmp_path, source))
    try:
        asked = [types.let_through("x.py", source.replace("a - a", f"a {sign} a")) for sign in "*|*&*-"]
    finally:
        types.close()
    assert asked == [False, True, False, True, False, True]


def test_types_that_are_wrong_without_any_fault_end_the_search(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="inte ens utan fel"):
        Types(in_folder(tmp_path, "a: int = 'å'\n"))
    # Nothing is left running.
    assert not (tmp_path / ".dmypy.json").exists()


def test_errors_that_stay_when_a_fault_is_taken_away_end_the_search_and_do_not_refuse_the_rest(tmp_path: Path) -> None:
    types = Types(in_folder(tmp_path, SOURCE))
    (tmp_path / "pyproject.toml").write_text('[tool.mypy]\nfiles = ["x.py", "y.py"]\n', encoding="utf-8")
    (tmp_path / "y.py").write_text("a: int = 'å'\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="inte ens utan fel"):
        types.let_through("x.py", SOURCE)
    assert not (tmp_path / ".dmypy.json").exists()
