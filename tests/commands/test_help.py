"""What `--help` says, and that it needs nothing, and `--version`."""

import tomllib
from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.view.view import View

ROOT = Path(__file__).parents[2]


def test_help_says_that_the_defaults_are_the_pages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["robusthet", "--help"], Plans(None))
    said = " ".join(capsys.readouterr().out.split())
    assert "annars lika" not in said
    assert f"annars {View().draws}, som på sidan" in said


def test_how_a_command_is_used_is_told_first_and_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["rangordna"], []):
        with pytest.raises(SystemExit):
            run([*command, "--help"], Plans(None))
        said = capsys.readouterr().out
        assert said.startswith("användning: ")
        assert "usage" not in said
        assert "\nflaggor:\n" in said


def test_help_needs_no_database() -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["rangordna", "--help"], Plans(None))
    assert stopped.value.code == 0


@pytest.mark.parametrize(
    "command", ["rangordna", "robusthet", "portfolj", "andrat", "historik", "ny-period", "exportera"]
)
def test_what_is_about_a_plan_asks_for_it(command: str) -> None:
    done = run([command], Plans(None))
    assert (done.code, "--plan" in done.text) == (2, True)


@pytest.mark.parametrize(
    ("command", "needed"),
    [
        ("andrat", ("--plan",)),
        ("historik", ("--plan",)),
        ("ny-period", ("--plan", "--period", "--ut")),
        ("exportera", ("--plan", "--ut")),
        ("mall", ("--ut",)),
        ("mote", ("--id",)),
    ],
)
def test_each_flag_that_a_command_cannot_do_without_is_asked_for(command: str, needed: tuple[str, ...]) -> None:
    for flag in needed:
        given = [part for other in needed if other != flag for part in (other, "x")]
        done = run([command, *given], Plans(None))
        assert (done.code, flag in done.text.split(": ")[-1]) == (2, True), done.text


def test_the_version_is_the_packages_and_nothing_is_opened_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    with pytest.raises(SystemExit) as ended:
        run(["--version"], Plans(None))
    assert ended.value.code == 0
    assert capsys.readouterr() == (f"Prioritering {said}\n", "")
