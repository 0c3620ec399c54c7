"""What README tells the reader to do does work."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from prioritering.__main__ import main
from prioritering.plan.object_plan import Status
from prioritering.plan.reader import read_plan
from tests.folders import DATA

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "kommandoraden.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


def test_the_plan_in_readme_is_a_valid_plan(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(block("toml"), encoding="utf-8")
    (tmp_path / "projekt.csv").write_text(block("csv"), encoding="utf-8")
    plan = read_plan(tmp_path).plan
    assert [project.cost.status for project in plan.projects] == [Status.STATED, Status.UNKNOWN, Status.BLANK]
    assert plan.projects[1].mark("omfattning").low == "Medel"
    assert plan.projects[1].mark("omfattning").high == "Hög"


def test_the_command_in_readme_runs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A database of its own: one file is held by one process at a time.
    monkeypatch.setenv("PRIORITERING_DB", str(tmp_path / "egen.duckdb"))
    command = re.search(r"python -m prioritering (.+)", README)
    assert command
    assert main(command[1].split()) == 0
    assert '"ram_kr": 3547000' in capsys.readouterr().out


def names_in(answer: object) -> set[str]:
    """Return every field's name in a JSON answer."""
    if isinstance(answer, list):
        return {name for item in answer for name in names_in(item)}
    if not isinstance(answer, dict):
        return set()
    return set(answer) | {name for value in answer.values() for name in names_in(value)}


@pytest.mark.parametrize("command", ["rangordna", "robusthet", "portfolj"])
def test_every_field_of_an_answer_is_explained_as_the_json_names_it(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    few = ("--dragningar", "100", "--okand-kostnad", "0..300") if command == "robusthet" else ()
    assert main([command, "--plan", str(DATA / "vso-2021"), *few, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    # The address has its own words, and a field by criterion has the plan's own ids.
    view = answer["underlag"].pop("vy")
    assert "vikter" in view
    criteria = {"effekttyp", "omfattning", "tidsperspektiv"}
    assert {field for field in names_in(answer) - criteria if f"`{field}`" not in COMMANDS} == set()
    assert not {"plan_version", "entry", "meeting", "event", "source", "rules", "fingerprint"} & names_in(answer)


def test_every_command_is_named_in_its_guide(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    names = re.findall(r"^    ([a-z-]{4,})", capsys.readouterr().out, re.MULTILINE)
    assert "rangordna" in names
    assert [name for name in names if f"`{name}`" not in COMMANDS] == []


@pytest.mark.parametrize(
    ("given", "port"), [((), "8501"), (("STREAMLIT_SERVER_PORT=8777",), "8777"), (("PORT=8888",), "8888")]
)
def test_the_port_in_readmes_settings_is_the_one_that_make_run_takes(given: tuple[str, ...], port: str) -> None:
    root = Path(__file__).parents[1]
    variables = {key: value for key, value in os.environ.items() if key not in ("PORT", "STREAMLIT_SERVER_PORT")}
    variables |= dict(item.split("=") for item in given)
    # What make would do, without doing it.
    told = subprocess.run(["make", "-n", "run"], cwd=root, env=variables, capture_output=True, text=True, check=True)
    assert f"start --port {port}\n" in told.stdout


def test_the_make_targets_in_readme_exist() -> None:
    makefile = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")
    assert {target for target in re.findall(r"\bmake (\w+)", README) if f"\n{target}:" not in makefile} == set()
