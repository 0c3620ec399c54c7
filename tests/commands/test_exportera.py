"""`exportera` writes a plan's files as they are, and nothing over what is there."""

from pathlib import Path

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from tests.folders import DATA


def test_the_files_that_come_out_are_those_that_went_in(tmp_path: Path) -> None:
    done = run(["exportera", "--plan", "vso-2021", "--ut", "ut"], Plans(folder=tmp_path))
    assert done.code == 0, done.text
    out = {path.name: path.read_bytes() for path in (tmp_path / "ut").iterdir()}
    assert out == {path.name: path.read_bytes() for path in (DATA / "vso-2021").iterdir()}


def test_what_is_there_is_written_over_only_when_that_is_asked_for(tmp_path: Path) -> None:
    ask = ["exportera", "--plan", "ukfa-2022", "--ut", str(tmp_path)]
    (tmp_path / "plan.toml").write_text("min egen", encoding="utf-8")
    refused = run(ask, Plans())
    assert (refused.code, "finns redan" in refused.text) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.toml"]
    assert (tmp_path / "plan.toml").read_text(encoding="utf-8") == "min egen"
    assert run([*ask, "--ersatt"], Plans()).code == 0
    assert (tmp_path / "plan.toml").read_bytes() == (DATA / "ukfa-2022" / "plan.toml").read_bytes()


def test_a_plan_or_version_that_is_not_there_is_told(tmp_path: Path) -> None:
    for arguments, said in ((["--plan", "x"], "finns inte"), (["--plan", "vso-2021", "--version", "noll"], "numret")):
        done = run(["exportera", *arguments, "--ut", str(tmp_path)], Plans())
        assert (done.code, said in done.text) == (2, True), done.text
    assert list(tmp_path.iterdir()) == []
