"""A new standard criterion is one table in one file: every plan is still read, and nothing is made up about it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import prioritering
from prioritering.criteria.model_file import STANDARD, read_model, standard_model
from prioritering.plan.object_plan import NO_MARK
from prioritering.plan.reader import read_plan
from prioritering.scoring.board import Choices, rank, scored_projects
from prioritering.scoring.effective import candidates
from prioritering.scoring.weights import equal
from tests.folders import DATA

COUNT = len(standard_model().ids) + 1
FOURTH = '\n[[kriterium]]\nid = "risk"\nnamn = "Risk"\nlagsta = 0\nhogsta = 10\n'


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it is, but for a fourth criterion in standard.toml."""
    folder = tmp_path_factory.mktemp("program")
    kept = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(prioritering.__file__).parent, folder / "prioritering", ignore=kept)
    shutil.copytree(DATA, folder / "data")
    with (folder / "prioritering" / "criteria" / STANDARD.name).open("a", encoding="utf-8") as file:
        file.write(FOURTH)
    return folder


def ranked(program: Path, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "prioritering", "rangordna", "--json", *arguments]
    done = subprocess.run(command, cwd=program, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_a_table_in_standard_toml_is_all_that_a_fourth_criterion_takes(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIORITERING_DB", str(program / "egen.duckdb"))
    result = ranked(program, "--plan", "vso-2021")
    assert result["vikter"] == pytest.approx(dict.fromkeys((*standard_model().ids, "risk"), 1 / COUNT))
    first = next(row for row in result["projekt"] if row["id"] == "S01")
    # The plan's three give 100, 75–100 and 100 of their points; what it says nothing of may give all or nothing.
    assert (first["poang_min"], first["poang_max"]) == pytest.approx((275 / COUNT, 100))


def test_the_plan_says_nothing_of_the_fourth_criterion_and_everything_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "standard.toml"
    path.write_text(STANDARD.read_text(encoding="utf-8").partition("[[viktning]]")[0] + FOURTH, encoding="utf-8")
    model = read_model(path)
    read, before = read_plan(DATA / "vso-2021", model), read_plan(DATA / "vso-2021")
    assert {project.id: project.marks for project in read.plan.projects} == {
        project.id: {**project.marks, "risk": NO_MARK} for project in before.plan.projects
    }
    assert read.notices == before.notices == ()


def test_what_is_not_stated_is_a_range_as_wide_as_its_weight(tmp_path: Path) -> None:
    path = tmp_path / "standard.toml"
    path.write_text(STANDARD.read_text(encoding="utf-8").partition("[[viktning]]")[0] + FOURTH, encoding="utf-8")
    widths = []
    for model in (standard_model(), read_model(path)):
        scored = scored_projects(candidates(read_plan(DATA / "vso-2021", model).plan, model), model)
        points = rank(scored, Choices(weights=equal(len(model.ids)))).points
        widths.append(points.high - points.low)
    assert widths[1] == pytest.approx((widths[0] * (COUNT - 1) + 100) / COUNT)
