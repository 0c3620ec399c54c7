"""The examples of data/README.md are run: what it says of plan.toml and modell.toml is what comes out."""

import re
from pathlib import Path

import pytest

from prioritering.criteria.model_file import read_model
from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import PlanFolder, read_plan
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.view import View
from tests.folders import DATA, HEAD, write_plan
from tests.view.builders import picture

README = (DATA / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def blocks(title: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", section(title), re.S)


@pytest.fixture
def read(tmp_path: Path) -> PlanFolder:
    [model], [projects] = blocks("modell.toml", "toml"), blocks("modell.toml", "csv")
    return read_plan(write_plan(tmp_path, plan__toml=HEAD, modell__toml=model, projekt__csv=projects))


def shown(read: PlanFolder) -> Picture:
    return picture(read.plan, View(frame="2400"), read.model)


def test_the_example_of_a_model_and_its_projects_are_read_without_a_word(read: PlanFolder) -> None:
    assert read.notices == ()
    assert (read.model.ids, read.model.gate_ids) == (("nytta", "brukare", "drift"), ("tillganglighet",))
    assert read.model.measures == {"brukare": "personer", "drift": "tkr/år"}


def test_the_points_and_the_gate_of_the_example_are_those_that_it_tells(read: PlanFolder) -> None:
    found = ranking_json(shown(read))["projekt"]
    assert isinstance(found, list)
    told = section("modell.toml").rpartition("Med lika vikter")[2]
    assert [(row["namn"], row["lage"]) for row in found] == [
        ("Bygglovssystem", "ryms"),
        ("Digital karta", "ryms"),
        ("E-arkiv", "krav-nej"),
    ]
    assert f"Bygglovssystem {found[0]['poang_min']:.0f} poäng" in told
    assert f"Digital karta {found[1]['poang_min']:.0f} till {found[1]['poang_max']:.0f}" in told


def test_every_field_of_the_example_is_in_a_table_and_every_field_of_a_table_is_known(tmp_path: Path) -> None:
    [example] = blocks("modell.toml", "toml")
    fields = set(re.findall(r"^\s*([a-z_]+) =", example, re.M))
    tables = section("modell.toml").partition("```")[0]
    named = set(re.findall(r"`([a-z_]+)`", "".join(re.findall(r"^\| (`.*?) \|", tables, re.M))))
    assert fields - named == {"varde"}
    whole = {**dict.fromkeys(("lagsta", "hogsta"), "1"), "lagre_ar_battre": "true", "kalla": '"planen"', "termer": "[]"}
    for field in named:
        path = tmp_path / "modell.toml"
        value = whole.get(field, '"a"')
        extra = "" if field in ("id", "namn", "lagsta", "hogsta") else f"{field} = {value}\n"
        path.write_text(f'[[kriterium]]\nid = "a"\nnamn = "A"\nlagsta = 0\nhogsta = 1\n{extra}', encoding="utf-8")
        assert read_model(path).ids == ("a",)


def test_the_example_of_own_names_for_the_classes_is_a_plan_that_has_them(tmp_path: Path) -> None:
    [head] = blocks("plan.toml", "toml")
    rows = "1,Ett,Måste,1,,,\n2,Två,Kan,1,,,\n3,Tre,prioriterat,1,,,\n"
    plan = read_plan(write_plan(tmp_path, rows, plan__toml=head)).plan
    assert [item.tier for item in plan.projects] == [Tier.STRATEGIC, Tier.DESIRABLE, Tier.PRIORITISED]
    assert plan.tier_name(Tier.PRIORITISED) == "Bör"
