"""`rangordna` as a user runs it: JSON on standard output, one clear line on standard error."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, object_plan
from prioritering.view.ranking_json import ranking_json
from prioritering.view.view import from_address
from tests.commands.typed import run
from tests.folders import DATA, VSO
from tests.view.builders import picture


def ranked(*arguments: str) -> dict[str, Any]:
    done = run("rangordna", *arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_the_real_plan_comes_out_as_the_page_shows_it_from_the_database() -> None:
    store = Store.open(":memory:")
    import_plan(store, read_plan(DATA / "vso-2021"))
    view, _ = from_address(
        {"plan": "vso-2021", "vikter": "effekttyp.30~omfattning.45~tidsperspektiv.25", "ram": "3547"}
    )
    shown = picture(object_plan(store, VSO), view, standard_model())
    printed = ranked("--plan", "vso-2021", "--vikter", "effekttyp=30,omfattning=45,tidsperspektiv=25", "--ram", "3547")
    assert printed == json.loads(json.dumps(ranking_json(shown)))
    assert (printed["ram_kr"], printed["kand_summa_kr"], printed["okanda"]) == (3_547_000, 6_700_000, 3)
    assert len(printed["underlag_saknas"]) == 17


def test_weights_may_be_any_non_negative_numbers() -> None:
    first = ranked("--plan", "vso-2021", "--vikter", "effekttyp=1,omfattning=2,tidsperspektiv=1")
    second = ranked("--plan", "vso-2021", "--vikter", "effekttyp=0.25,omfattning=0.5,tidsperspektiv=0.25")
    # The view keeps them as they were typed; what is computed with is the same.
    assert first | {"underlag": None} == second | {"underlag": None}


def test_a_minimal_folder_with_a_model_of_its_own_is_ranked(write_plan: Callable[..., Path], tmp_path: Path) -> None:
    model = tmp_path / "m.toml"
    model.write_text('[[kriterium]]\nid="nytta"\nnamn="Nytta"\nlagsta=0\nhogsta=10\n', encoding="utf-8")
    folder = write_plan(
        header="id,namn,klass,kostnad_tkr,nytta\n",
        rows="a,A,strategiskt,100,8\nb,B,prioriterat,?,2..6\nc,C,önskvärt,50.5,4\nd,D,önskvärt,10,\n",
    )
    result = ranked("--plan", str(folder), "--modell", str(model), "--ram", "120")
    rows = {row["id"]: row for row in result["projekt"]}
    assert [row["id"] for row in result["projekt"]] == ["a", "b", "c"]
    assert [row["id"] for row in result["underlag_saknas"]] == ["d"]
    assert (rows["b"]["poang_min"], rows["b"]["poang_max"], rows["b"]["kostnad_kr"]) == (20, 60, None)
    assert [rows[key]["plats"] for key in "abc"] == [1, 2, 2]
    assert [rows[key]["inom_ram"] for key in "abc"] == [True, None, False]
    assert rows["c"]["kostnad_kr"] == 50_500
    assert rows["a"]["bidrag"] == {"nytta": 80}
    assert [rows[key]["klass"] for key in "abc"] == ["strategiskt", "prioriterat", "önskvärt"]


def test_without_a_frame_nobody_is_said_to_be_inside() -> None:
    result = ranked("--plan", "vso-2021", "--ram", "ingen")
    assert result["ram_kr"] is None
    assert {row["inom_ram"] for row in result["projekt"]} == {None}


def test_a_table_is_printed_without_json() -> None:
    done = run("rangordna", "--plan", "vso-2021", "--ram", "3 547", "--regel", "hoppa", "--ordning", "per-krona")
    assert done.returncode == 0
    assert "okänd" in done.stdout
    assert "Distansmöten som norm" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "kommando"),
        (("rangordna",), "--plan"),
        (("rangordna", "--plan"), "--plan behöver ett värde"),
        (("rangordna", "--plan", "finns-inte"), "finns-inte"),
        (("rangordna", "--plan", "vso-2021", "--ram", "-1"), "--ram"),
        (("rangordna", "--plan", "vso-2021", "--ram", "nan"), "--ram"),
        (("rangordna", "--plan", "vso-2021", "--ram", "1.0001"), "hela kronor"),
        (("rangordna", "--plan", "vso-2021", "--vikter", "effekttyp"), "kriterium=tal"),
        (("rangordna", "--plan", "vso-2021", "--vikter", "effekttyp=-1"), "noll eller större"),
        (("rangordna", "--plan", "vso-2021", "--vikter", "effekttyp=0"), "större än noll"),
        (("rangordna", "--plan", "vso-2021", "--vikter", "nytta=1"), "nytta"),
        (("rangordna", "--plan", "vso-2021", "--vikter", "effekttyp=1,effekttyp=2"), "två gånger"),
        (("rangordna", "--plan", "vso-2021", "--ordning", "bäst"), "poang eller per-krona"),
        (("rangordna", "--plan", "vso-2021", "--regel", "x"), "stopp eller hoppa"),
        (("rangordna", "--plan", "vso-2021", "--inte-nu", "S01,S99"), "--inte-nu: ”S99” finns inte bland"),
        (("rangordna", "--plan", "vso-2021", "--modell", "finns-inte.toml"), "finns-inte.toml"),
        (("rangordna", "--plan", "vso-2021", "--okänd"), "okänt argument"),
        (("dansa",), "dansa"),
    ],
)
def test_bad_arguments_give_exit_code_2_and_one_clear_line(arguments: tuple[str, ...], expected: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert expected in done.stderr


def test_a_bad_plan_gives_every_fault_in_one_line(write_plan: Callable[..., Path]) -> None:
    folder = write_plan(rows="A1,Första,strategiskt,-5,,Hög,Kort\nA1,Andra,strategiskt,5oo,,Jättehög,Kort\n")
    done = run("rangordna", "--plan", str(folder))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    for part in (
        "rad 2, kolumn kostnad_tkr",
        "rad 3, kolumn kostnad_tkr",
        "rad 3, kolumn omfattning",
        "rad 3, kolumn id",
    ):
        assert part in done.stderr


def test_a_plan_of_ones_own_is_named_by_its_id(
    write_plan: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIORITERING_PLANER", str(write_plan()))
    assert ranked("--plan", "prov")["plan"] == "prov"
