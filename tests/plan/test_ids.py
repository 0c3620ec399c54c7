"""An id is of a stated alphabet, written in one way, and can be locked in a link: a file with another is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.plan.columns import project_spec
from prioritering.plan.ids import ID_FORM, composed, is_id
from prioritering.plan.reader import read_plan
from prioritering.view.view import View, from_address, to_address
from tests.commands.typed import run
from tests.folders import DATA, GOOD, HEAD, HEADER
from tests.plan.saved import faults, folder_with, workbook

Write = Callable[..., Path]
ONE_SIGN, TWO_SIGNS = "\u00c51", "A\u030a1"
HOSTILE = {
    "ett tecken som skiljer id:n åt i länkar": "S~1",
    "bara ett sådant tecken": "~",
    "en riktningsändring": "S\u202e1",
    "ett osynligt tecken": "S\u200b1",
    "ett annat osynligt tecken": "S\u20601",
    "en bokstav med dubbel bredd": "\uff211",
    "en siffra med dubbel bredd": "S\uff11",
    "en upphöjd siffra": "S²",
    "två bokstäver i ett tecken": "ﬁ1",
    "HTML": "<b>S1</b>",
    "markdown": "*S1*",
    "LaTeX": "$S1$",
    "en genväg": "../S1",
    "bara punkter": "..",
    "mellanslag": "S 1",
    "för många tecken": "S" * 41,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_id_of_other_signs_is_refused_with_its_cell(write_plan: Write, text: str) -> None:
    [told] = faults(write_plan(GOOD.replace("A1", text)))
    assert told.startswith("projekt.csv, rad 2, kolumn id: ”")
    assert told.endswith(f": ett id med 1–40 tecken förväntas: {ID_FORM}")


@pytest.mark.parametrize("text", ["S01", "Å1", "r-2026.1", "2", "UF_5", "проект", "P" * 40])
def test_ids_as_plans_have_them_are_read_and_can_be_locked_in_a_link(write_plan: Write, text: str) -> None:
    [project] = read_plan(write_plan(GOOD.replace("A1", text))).plan.projects
    assert project.id == text
    view = View(must=(text,), not_now=("B", text), free=(text,), project=text)
    assert from_address(to_address(view)) == (view, ())


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("A1", "\u04101", "”A1” och ”\u04101” (\u0410 är kyrillisk)"),
        ("\u0391\u04121", "AB1", "”\u0391\u04121” (\u0412 är kyrillisk, \u0391 är grekisk) och ”AB1”"),
        ("S01", "SO1", "”S01” (0 är en nolla) och ”SO1” (O är bokstaven O)"),
        ("Al", "A1", "”Al” (l är ett litet L) och ”A1” (1 är en etta)"),
    ],
)
def test_ids_that_look_the_same_are_two_projects_and_it_is_said(
    write_plan: Write, one: str, other: str, told: str
) -> None:
    read = read_plan(write_plan(GOOD.replace("A1", one) + GOOD.replace("A1", other).replace("Första", "Andra")))
    assert [project.id for project in read.plan.projects] == [one, other]
    assert read.notices == (
        f"projekt.csv: rad 2 och 3 har id:n som ser lika ut men är skrivna med olika tecken, {told}. De räknas som "
        "olika projekt; är det ett och samma, skriv id:t på ett sätt.",
    )


def test_of_very_many_ids_that_look_the_same_ten_are_told_and_the_rest_counted(write_plan: Write) -> None:
    rows = "".join(f"A{number}x,Ett {number},,,,,\n\u0410{number}x,Annat {number},,,,,\n" for number in range(2, 20))
    assert len(read_plan(write_plan(rows)).notices) == 11
    assert read_plan(write_plan("".join(f"A{number},Ett {number},,,,,\n" for number in range(200)))).notices == ()


def test_what_names_a_project_by_an_id_that_only_looks_right_is_told_why(write_plan: Write) -> None:
    header = HEADER.strip() + ",beror_pa\n"
    rows = GOOD.strip() + ",\n" + "A2,Andra,,,,,,\u04101\n"
    [told] = faults(write_plan(rows, header))
    assert told.endswith("det ser ut som ”A1”, men är skrivet ”\u04101” (\u0410 är kyrillisk)")
    [told] = faults(write_plan(projekt_falt__csv="projekt,falt\n\u04101,kostnad_tkr\n"))
    assert told.endswith("det ser ut som ”A1”, men är skrivet ”\u04101” (\u0410 är kyrillisk)")


@given(st.lists(st.text(min_size=1, max_size=10).filter(lambda text: is_id(text, 40)), max_size=4, unique=True))
def test_every_id_that_is_taken_in_can_be_locked_in_a_link(ids: list[str]) -> None:
    view = View(must=tuple(map(composed, ids)))
    assert from_address(to_address(view))[0].must == tuple(dict.fromkeys(view.must))


def test_a_letter_written_with_one_sign_or_with_two_is_one_id(write_plan: Write, tmp_path: Path) -> None:
    rows = GOOD.replace("A1", ONE_SIGN) + GOOD.replace("A1", TWO_SIGNS)
    said = f"”{ONE_SIGN}”: två projekt har samma id; det första står på rad 2"
    [told] = faults(write_plan(rows))
    assert told.startswith(f"projekt.csv, rad 3, kolumn id: {said}")
    table = [line.split(",") for line in (HEADER + rows).split()]
    [told] = faults(folder_with(tmp_path / "bok", "projekt.xlsx", workbook(table)))
    assert said in told


def test_what_names_a_project_may_be_written_the_other_way(write_plan: Write, tmp_path: Path) -> None:
    header = HEADER.strip() + ",beror_pa\n"
    marks = "Tidsbesparande,Hög,Kort"
    rows = f"{TWO_SIGNS},Första,strategiskt,500,{marks},\nB2,Andra,strategiskt,100,{marks},{ONE_SIGN}\n"
    fields = f"projekt,falt,status,ratext\n{ONE_SIGN},kostnad_tkr,angivet,500\n"
    folder = write_plan(rows, header=header, projekt_falt__csv=fields)
    assert [item.id for item in read_plan(folder).plan.projects] == [ONE_SIGN, "B2"]
    assert from_address({"med": TWO_SIGNS})[0].must == (ONE_SIGN,)
    demands = tmp_path / "krav.toml"
    demands.write_text(f'maste = ["{TWO_SIGNS}"]\n', encoding="utf-8")
    for flags in (("rangordna", "--maste", TWO_SIGNS), ("portfolj", "--krav", str(demands))):
        done = run(flags[0], "--plan", str(folder), "--ram", "1000", *flags[1:])
        assert (done.returncode, done.stderr) == (0, "")
        assert ONE_SIGN in done.stdout


def test_the_head_and_the_budget_have_the_same_alphabet(write_plan: Write) -> None:
    [told] = faults(write_plan(plan__toml=HEAD.replace("prov", "prov~1")))
    assert told == f"plan.toml, fältet id: ”prov~1”: {ID_FORM} förväntas"
    budget = "id,etikett,belopp,status,enhet\nvu~1,VU,100,angivet,tkr\n"
    [told] = faults(write_plan(budget__csv=budget))
    assert told == f"budget.csv, rad 2, kolumn id: ”vu~1”: ett id med 1–200 tecken förväntas: {ID_FORM}"


def test_the_alphabet_is_told_where_the_columns_are() -> None:
    assert ID_FORM in project_spec().columns["id"].meaning
    assert (DATA / "README.md").read_text(encoding="utf-8").count(ID_FORM) == 2
