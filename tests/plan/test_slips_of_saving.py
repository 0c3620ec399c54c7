"""What saving and editing does to a plan's table: lost letters, headings between the rows, zeros that are gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.errors import BadPlan
from prioritering.plan.lost_letters import MOST_LOST
from prioritering.plan.reader import read_plan
from tests.folders import GOOD, HEAD, HEADER
from tests.plan.saved import folder_with, workbook
from tests.plan.test_bad_input import faults

Write = Callable[..., Path]
LATER = "A2,Andra,,,,,\n"


@pytest.mark.parametrize("name", ["Förstudie", "Ålder", "Ärenden", "Översyn", "Café – ny", "Gäddan Ö"])
def test_letters_read_in_another_encoding_are_told_by_row_and_column_with_what_was_meant(
    write_plan: Write, name: str
) -> None:
    wrong = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in name.encode())
    read = read_plan(write_plan(GOOD + LATER.replace("Andra", wrong)))
    assert [project.name for project in read.plan.projects] == ["Första", wrong]
    assert read.notices == (
        f"projekt.csv: rad 3, kolumn namn: ”{wrong}” har fel tecken, troligen för ”{name}”, som när en fil läses i en "
        "annan kodning än den är sparad i. Det visas så tills det är rättat i filen.",
    )


def test_a_letter_that_is_gone_is_told_by_its_cell_in_a_workbook_too(write_plan: Write, tmp_path: Path) -> None:
    table = [HEADER.strip().split(","), *(row.split(",") for row in (GOOD + "A2,F\ufffdrstudie,,,,,").split())]
    for folder, cell in (
        (write_plan(GOOD + "A2,F\ufffdrstudie,,,,,\n"), "projekt.csv: rad 3, kolumn namn: "),
        (folder_with(tmp_path / "bok", "projekt.xlsx", workbook(table)), "rad 3, kolumn namn (cell B3): "),
    ):
        told = " ".join(read_plan(folder).notices)
        assert f"{cell}i ”F\ufffdrstudie” står \ufffd i stället för en bokstav som gick förlorad" in told


def test_a_heading_another_table_and_the_head_are_told_of_too(write_plan: Write) -> None:
    head = HEAD.replace("Prov", "VÃ¥rd")
    folder = write_plan(
        GOOD.strip() + ",x\n",
        header=HEADER.strip() + ",Ã¥tgÃ¤rd\n",
        plan__toml=head,
        mal__csv="id,namndmal\nM1,MÃ¥l\n",
    )
    told = " ".join(read_plan(folder).notices)
    for place in ("plan.toml: fältet namn: ”VÃ¥rd”", "projekt.csv: rad 1, kolumn Ã¥tgÃ¤rd: ", "mal.csv: rad 2, kolumn"):
        assert place in told


def test_a_cell_beside_the_headings_is_told_of_by_its_row(write_plan: Write) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(write_plan(GOOD.strip() + ",FÃ¶r\n"))
    assert "rad 2" in str(caught.value)


def test_of_very_many_such_cells_some_are_told_and_the_rest_counted(write_plan: Write) -> None:
    rows = "".join(f"A{number},FÃ¶r {number},,,,,\n" for number in range(MOST_LOST + 5))
    told = read_plan(write_plan(rows)).notices
    assert len(told) == MOST_LOST + 1
    assert told[-1] == "projekt.csv: 5 celler till har fel tecken i stället för bokstäver."


@pytest.mark.parametrize("name", ["TVÅ–TRE", "Säker – nu", "”Trä”…", "Ã la carte", "30 °C", "Crème brûlée", "Â"])
def test_letters_that_are_meant_are_not_told_of(write_plan: Write, name: str) -> None:
    assert read_plan(write_plan(GOOD.replace("Första", name))).notices == ()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Administration,,,,,,", "projekt.csv, rad 3, kolumn id: ”Administration”"),
        ("Nya projekt 2027,,,,,,", "projekt.csv, rad 3, kolumn id: ”Nya projekt 2027”"),
        (",Gemensamt,,,,,", "projekt.csv, rad 3, kolumn namn: ”Gemensamt”"),
    ],
)
def test_a_row_with_one_text_alone_is_one_fault_that_says_what_to_do(write_plan: Write, row: str, told: str) -> None:
    assert faults(write_plan(f"{GOOD}{row}\n")) == [
        f"{told}: både id och namn förväntas för ett projekt; är raden en mellanrubrik eller en fotnot, "
        "ta bort den ur tabellen"
    ]


@pytest.mark.parametrize("row", ["Strategiska projekt,,,4500", ",Prioriterade projekt:,,1 500 tkr"])
def test_a_heading_of_a_class_with_the_sum_of_its_projects_is_told_and_not_read(write_plan: Write, row: str) -> None:
    read = read_plan(write_plan(f"{row},,,\n{GOOD}"))
    assert [project.id for project in read.plan.projects] == ["A1"]
    assert read.notices[0].startswith("projekt.csv: rad 2 är en mellanrubrik och läses inte (”")


@pytest.mark.parametrize(("one", "other"), [("1", "01"), ("S1", "s01"), ("r-2026.1", "r-2026.01"), ("0", "00")])
def test_ids_that_differ_only_in_zeros_are_two_projects_and_it_is_asked_whether_they_are_one(
    write_plan: Write, one: str, other: str
) -> None:
    read = read_plan(write_plan(GOOD.replace("A1", one) + LATER.replace("A2", other)))
    assert [project.id for project in read.plan.projects] == [one, other]
    assert read.notices == (
        f"projekt.csv: rad 2 och 3 har id:n som bara skiljer i nollor, ”{one}” och ”{other}”. De räknas som olika "
        "projekt; är det ett och samma, ta bort en av raderna. Kalkylprogram kan ta bort nollor först i ett id.",
    )


def test_ids_that_only_hold_zeros_in_other_places_are_told_apart_without_a_word(write_plan: Write) -> None:
    rows = GOOD.replace("A1", "10") + LATER.replace("A2", "1") + "100,Tredje,,,,,\n"
    assert read_plan(write_plan(rows)).notices == ()


def test_what_names_a_project_without_its_zero_is_told_which_one_there_is(write_plan: Write) -> None:
    (told,) = faults(write_plan(GOOD.replace("A1", "01"), projekt_falt__csv="projekt,falt\n1,kostnad_tkr\n"))
    assert told.endswith("; det finns ”01”, som bara skiljer i nollor")


@pytest.mark.parametrize("again", [HEADER.strip(), HEADER.strip().upper().replace("_", " "), "id,namn,klass,,,,"])
def test_a_heading_that_is_repeated_among_the_projects_is_told_once_and_the_rest_is_read(
    write_plan: Write, again: str
) -> None:
    read = read_plan(write_plan(f"{GOOD}{again}\n{LATER}{again}\n"))
    assert [project.id for project in read.plan.projects] == ["A1", "A2"]
    assert read.notices == ("projekt.csv: rad 3 och 5 upprepar rubrikraden och läses inte.",)


def test_a_heading_that_is_repeated_in_another_table_is_told_there(write_plan: Write) -> None:
    read = read_plan(write_plan(mal__csv="id;namndmal\nG1;Må bra\nId;Nämndmål\nG2;Må väl\n"))
    assert [row["id"] for row in read.tables["mal"]] == ["G1", "G2"]
    assert read.notices == ("mal.csv: rad 3 upprepar rubrikraden och läses inte.",)


def test_of_a_heading_repeated_very_many_times_the_first_rows_are_named(write_plan: Write) -> None:
    rows = "".join(f"P{number},Projekt,,,,,\n{HEADER}" for number in range(12))
    (told,) = [text for text in read_plan(write_plan(rows)).notices if "upprepar" in text]
    assert told == (
        "projekt.csv: rad 3, 5, 7, 9, 11, 13, 15, 17, 19, 21 och 2 rader till upprepar rubrikraden och läses inte."
    )


def test_a_row_that_says_what_the_heading_does_in_one_cell_is_read(write_plan: Write) -> None:
    read = read_plan(write_plan(f"{GOOD}klass,Namn,,,,,\n"))
    assert [project.id for project in read.plan.projects] == ["A1", "klass"]
    (told,) = faults(write_plan(f"{GOOD}id,,,,,,\n"))
    assert told.startswith("projekt.csv, rad 3, kolumn id: ”id”: både id och namn förväntas")
