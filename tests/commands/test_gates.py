"""What the commands say of a project that fails a gate."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.typed import run
from tests.criteria.gates import ROWS, gated_plan


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gated_plan(tmp_path_factory.mktemp("krav"))


def answer(command: str, folder: Path, *more: str) -> dict[str, Any]:
    done = run(command, "--plan", str(folder), "--ram", "100", *more, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_the_ranked_list_has_it_last_as_krav_nej_and_a_lock_does_not_bring_it_in(folder: Path) -> None:
    result = answer("rangordna", folder, "--maste", "a")
    row = result["projekt"][-1]
    assert (row["id"], row["lage"], row["plats"], row["inom_ram"]) == ("a", "krav-nej", None, False)
    assert (row["poang_min"], row["krav"], row["las"]["fran"]) == (None, {"tillganglighet": "nej"}, "provas")
    assert [item["lage"] for item in result["projekt"][:-1]] == ["ryms", "ryms"]
    assert any("”Måste med” på Alfa räknas inte" in notice for notice in result["notiser"])
    assert result["projekt"][1]["krav"] == {"tillganglighet": "ej prövat"}


def test_the_draws_leave_it_out(folder: Path) -> None:
    result = answer("robusthet", folder, "--dragningar", "100")
    rows = {row["id"]: row for row in result["projekt"]}
    assert any("Krav ej uppfyllt: Alfa" in notice for notice in result["notiser"])
    assert (rows["a"]["lage"], rows["a"]["andel_inom"], rows["a"]["platsandelar"]) == ("krav-nej", None, None)
    assert len(rows["b"]["platsandelar"]) == 2


def test_the_portfolio_leaves_it_out_and_names_it(folder: Path) -> None:
    result = answer("portfolj", folder)
    assert result["valda"] == ["b", "c"]
    assert result["krav_ej_uppfyllda"] == [{"id": "a", "namn": "Alfa", "lage": "krav-nej"}]
    assert any("Krav ej uppfyllt: Alfa" in notice for notice in result["notiser"])


def test_the_table_names_the_state(folder: Path) -> None:
    done = run("rangordna", "--plan", str(folder), "--ram", "100")
    line = next(line for line in done.stdout.splitlines() if "Alfa" in line and "100" in line)
    assert line.split()[0] == "–"
    assert line.endswith("Krav ej uppfyllt")
    tried = run("rangordna", "--plan", str(folder), "--ram", "100", "--maste", "a").stdout
    assert "Krav ej uppfyllt, ”måste med” provas\n" in tried


@pytest.mark.parametrize("frame", ["100", "ingen"])
def test_the_table_of_the_draws_names_the_state_too(folder: Path, frame: str) -> None:
    done = run("robusthet", "--plan", str(folder), "--ram", frame, "--dragningar", "100")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].split() == ["a", "Alfa", "–", "Krav", "ej", "uppfyllt", "–"]


def test_the_portfolio_says_how_unknown_costs_are_counted_beside_what_the_gates_keep_out(tmp_path: Path) -> None:
    said = answer("portfolj", gated_plan(tmp_path, ROWS.replace(",30,4,", ",?,4,")))["notiser"]
    assert [text.split(":")[0] for text in said[:2]] == ["Krav ej uppfyllt", "Krav ej prövat"]
    (unknown,) = said[2:]
    assert unknown.endswith("ur den bästa portföljen. Ange --antagen-kostnad för att räkna med en kostnad.")
