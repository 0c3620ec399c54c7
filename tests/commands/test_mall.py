"""`mall` writes a workbook that can be filled in, and nothing over what is there."""

from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.criteria.model_file import standard_model
from prioritering.plan.template import template


def printed(folder: Path, *arguments: str) -> tuple[int, str]:
    return run(["mall", *arguments], Plans(folder=folder))


def test_the_workbook_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    code, text = printed(tmp_path, "--ut", "ny/plan.xlsx")
    assert (code, "mappen är då en plan" in text) == (0, True)
    assert (tmp_path / "ny" / "plan.xlsx").stat().st_size > 5000


def test_a_filled_in_workbook_is_not_written_over_without_asking(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"ifylld")
    code, text = printed(tmp_path, "--ut", "plan.xlsx")
    assert (code, "finns redan" in text, "--ersatt" in text) == (2, True, True)
    assert (tmp_path / "plan.xlsx").read_bytes() == b"ifylld"
    assert printed(tmp_path, "--ut", "plan.xlsx", "--ersatt")[0] == 0
    assert len((tmp_path / "plan.xlsx").read_bytes()) > len(template(standard_model())) // 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--ut", "plan.ods"], ".xlsx"),
        ([], "--ut behövs"),
        (["--ut", "p.xlsx", "--modell", "ingen.toml"], "ingen.toml"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path: Path, arguments: list[str], said: str) -> None:
    code, text = printed(tmp_path, *arguments)
    assert (code, said in text) == (2, True), text
    assert list(tmp_path.iterdir()) == []
