"""plan.toml: what is wrong is told by field, with what stands there and what was expected."""

from pathlib import Path

import pytest

from prioritering.errors import BadPlan, Problem
from prioritering.plan.reader import read_plan
from tests.folders import HEAD


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(BadPlan) as caught:
        read_plan(folder)
    return caught.value.problems


def test_broken_toml_names_the_row(write_plan):
    found = problems(write_plan(plan__toml='id = "a"\nnamn = "b\n'))
    assert [(item.file, item.row) for item in found] == [("plan.toml", 2)]


@pytest.mark.parametrize(
    "fact",
    [
        'id = "a"',
        'id = "a"\nnamn = "A"\nrad = "sju"',
        'id = "a"\nnamn = "A"\nrad = 0',
        'id = "a"\nnamn = "A"\nstatus = "kanske"',
        'id = "a"\nnamn = "A"\nvarde = 7',
    ],
)
def test_a_faulty_fact_of_the_document_is_a_problem(write_plan, fact):
    (found,) = problems(write_plan(plan__toml=f"{HEAD}[[faktum]]\n{fact}\n"))
    assert (found.file, found.column) == ("plan.toml", "faktum")


def test_own_names_of_the_classes_that_are_written_the_other_way_round_are_told_how(write_plan):
    (found, *_) = problems(write_plan(plan__toml=f'{HEAD}[klasser]\nstrategiskt = "Måste"\n'))
    assert str(found) == (
        "plan.toml, fältet klasser: ”Måste”: fältet strategiskt: strategiskt, prioriterat eller önskvärt förväntas; "
        "det egna namnet står först: ”Måste” = ”strategiskt”"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'id = "a b"\n',
            "plan.toml, fältet id: ”a b”: bokstäver, siffrorna 0–9, punkt, bindestreck och understreck förväntas",
        ),
        # A name that is not known may be the missing one misspelt, and explains nothing that is there.
        (
            'id = "a b"\nfarg = "blå"\n',
            "plan.toml, fältet id: ”a b”: bokstäver, siffrorna 0–9, punkt, bindestreck och understreck förväntas",
        ),
        ("id = true\n", "plan.toml, fältet id: ”true”: en text med 1–200 tecken förväntas"),
        (
            'idd = "a"\n',
            "plan.toml, fältet id: fältet saknas; en text med 1–200 tecken förväntas (okända fält i filen: idd)",
        ),
        (
            'id = "a"\n[[faktum]]\nid = "x"\nnamn = "X"\nrad = 0\n',
            "plan.toml, fältet faktum: ”0”: faktum 1 (x), fältet rad: ett radnummer från 1 förväntas",
        ),
    ],
)
def test_a_fault_in_the_head_says_field_found_and_expected(write_plan, text, told):
    head = 'namn = "Prov"\nperiod = 2026\n'
    assert [str(item) for item in problems(write_plan(plan__toml=head + text))] == [told]


def test_unknown_fields_are_told_in_one_notice(write_plan):
    read = read_plan(write_plan(plan__toml=HEAD + 'farg = "blå"\nform = "rund"\n'))
    assert read.notices == ("plan.toml: fälten ”farg” och ”form” är okända och används inte.",)


def test_a_fact_that_stands_in_many_places_names_them_in_one_form(write_plan):
    fact = '[[faktum]]\nid = "a"\nnamn = "A"\nrader = "{}"\n'
    assert read_plan(write_plan(plan__toml=HEAD + fact.format("7; 9-12"))).facts[0]["rader"] == "7; 9-12"
    (found,) = problems(write_plan(plan__toml=HEAD + fact.format("12-9")))
    assert found.expected == "faktum 1 (a), fältet rader: rader som 183-185; 416 eller tomt förväntas"
