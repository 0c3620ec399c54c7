"""Each table of a file of demands means just what it says, in kronor and as shares."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from prioritering.analysis.demands import Among, Demands, LeastShare, Limit, OneOf, PartFunding, Requires, ShareOf
from prioritering.analysis.demands_file import FORM, parse_demands, read_demands
from prioritering.errors import BadArgument
from prioritering.plan.object_plan import OwnTier, Tier
from prioritering.plan.reader import read_plan
from tests.folders import DATA

PROJECTS = read_plan(DATA / "vso-2021").plan.projects


def read(text: str, own: tuple[OwnTier, ...] = ()) -> Demands:
    return parse_demands(tomllib.loads(text), Among(PROJECTS, own), "krav.toml")


def test_the_documented_form_is_read_as_it_is_explained() -> None:
    found = read(FORM.split("\n", 1)[1])
    users = tuple(item.id for item in PROJECTS if "Brukare" in item.perspectives)
    assert found == Demands(
        must=frozenset({"S01"}),
        not_now=frozenset({"S08"}),
        limits=(
            Limit("Årsarbeten", 3.5, None, {"S01": 1.0, "S02": 0.5}),
            Limit("SON", 2_000_000, None, members=("S02", "S03"), by_cost=True),
        ),
        requires=(Requires("S01", ("S09", "S10"), 1),),
        one_of=(OneOf(("S09", "S10"), 1, 0),),
        shares=(LeastShare("Brukare", users, 0.3, ShareOf.COST),),
        parts={"S01": (PartFunding("Etapp 1", 800_000, 0.45),)},
    )


def test_an_empty_file_demands_nothing() -> None:
    assert read("") == Demands()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", OneOf(("S01", "S02"), 1, 0)),
        ("hogst = 2", OneOf(("S01", "S02"), 2, 0)),
        ("lagst = 1", OneOf(("S01", "S02"), None, 1)),
        ("lagst = 1\nhogst = 1", OneOf(("S01", "S02"), 1, 1)),
    ],
)
def test_either_or_is_at_most_one_unless_a_figure_is_given(text: str, expected: OneOf) -> None:
    assert read(f'[[antingen]]\nprojekt = ["S01", "S02", "S01"]\n{text}').one_of == (expected,)


def test_a_group_is_named_by_its_name_else_by_what_points_it_out() -> None:
    tables = "\n".join(
        f"[[andel]]\nminst_procent = 10\n{text}"
        for text in (
            'projekt = ["S01"]',
            'klass = "strategiskt"',
            'perspektiv = "Brukare"',
            'namn = "A"\nprojekt = ["S01"]',
        )
    )
    assert [share.name for share in read(tables).shares] == ["de utpekade projekten", "strategiskt", "Brukare", "A"]


def test_a_share_is_of_the_cost_the_points_or_the_number() -> None:
    tables = "\n".join(f'[[andel]]\nprojekt = ["S01"]\nminst_procent = 12.5\nav = "{of}"' for of in ShareOf)
    assert [(share.share, share.of) for share in read(tables).shares] == [(0.125, of) for of in ShareOf]


def test_two_stages_of_a_project_are_kept_apart_and_one_without_a_name_is_called_so() -> None:
    stages = [f'[[delfinansiering]]\nprojekt = "S01"\nkostnad_tkr = {cost}\nandel_poang = 20' for cost in (0.5, 0)]
    expected = (PartFunding("delfinansierad", 500, 0.2), PartFunding("delfinansierad", 0, 0.2))
    assert read("\n".join(stages)).parts == {"S01": expected}


def test_a_fault_names_its_table_by_number() -> None:
    with pytest.raises(BadArgument, match=r"^krav.toml, andel 2: inget projekt har perspektiv ”Ingen”$"):
        read('[[andel]]\nprojekt=["S01"]\nminst_procent=1\n[[andel]]\nperspektiv="Ingen"\nminst_procent=1')


OWN = (
    OwnTier(name="Lag", tier=Tier.STRATEGIC),
    OwnTier(name="Nämnd", tier=Tier.STRATEGIC),
    OwnTier(name="Kan", tier=Tier.DESIRABLE),
)


@pytest.mark.parametrize("word", ["strategiskt", "Strategiska", "Lag", "nämnd", "Lag / Nämnd"])
def test_a_class_is_named_by_the_plans_own_words_and_by_its_own_and_shown_in_one_way(word: str) -> None:
    [share] = read(f'[[andel]]\nminst_procent = 10\nklass = "{word}"', OWN).shares
    members = tuple(item.id for item in PROJECTS if item.tier is Tier.STRATEGIC)
    assert share == LeastShare("Lag / Nämnd", members, 0.1, ShareOf.COST)


def test_a_word_that_is_no_class_of_the_plan_is_told() -> None:
    with pytest.raises(BadArgument, match="inget projekt har klass ”Måste”"):
        read('[[andel]]\nminst_procent = 10\nklass = "Måste"', OWN)
    with pytest.raises(BadArgument, match="inget projekt har klass ”Lag”"):
        read('[[andel]]\nminst_procent = 10\nklass = "Lag"')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[andel]]\nprojekt = ['a']\nminst_procent = " + "9" * 5000, "krav.toml, rad 3: talet är orimligt stort"),
        ("[[antingen]]\nprojekt = ['a']\nhogst = 0x" + "f" * 5000, "krav.toml: fältet hogst: talet är orimligt stort"),
        ("[[kraver]]\nprojekt = 'a'\nav = ['b']\nminst = " + "9" * 400, "krav.toml: fältet minst: talet är orim"),
        ("[[ram]]\nprojekt = ['a']\nhogst_tkr = 1e308", "ram 1, fältet hogst_tkr: ”1e+308”: talet är orimligt stort"),
        ("[[ram]]\nprojekt = ['a']\nlagst_tkr = 1e10", "ram 1: fältet lagst_tkr: ”1e+10”: beloppet är orimligt stort"),
        ("[[ram]]\nhogst = 1\nbehov = { a = 1e300 }", "ram 1, behov, fältet a: ”1e+300”: talet är orimligt stort"),
        ("x = " + "[" * 3000 + "]" * 3000, "krav.toml: högst 20 tabeller och listor i varandra förväntas"),
        (".".join("a" * 20_000) + " = 1", "krav.toml, rad 1: högst 20 tabeller och listor i varandra förväntas"),
        ("[[andel]]\nprojekt = ['a']\nminst_procent = 1\nav = ['x']", "av ska vara kostnad, poang eller antal"),
    ],
)
def test_a_file_beyond_what_is_read_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "krav.toml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(BadArgument) as caught:
        read_demands(path, ())
    assert told in str(caught.value)
