"""What no plan holds is refused with file, row and cell, and costs no time: the attacks that readers have fallen to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.direction import isolated
from prioritering.plan.reader import read_plan
from tests.folders import GOOD, HEAD, HEADER
from tests.plan.saved import faults

Write = Callable[..., Path]
FACT = '[[faktum]]\nid = "a"\nnamn = "b"\n'
CRITERION = '[[kriterium]]\nid = "a"\nnamn = "b"\n'
DEEP = "högst 20 tabeller och listor i varandra förväntas"
GREAT = "talet är orimligt stort"


# TOML


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (FACT + 'status = ["a"]\n', "plan.toml, fältet faktum: faktum 1 (a), fältet status: en text förväntas"),
        (FACT + "status = { a = 1 }\n", "plan.toml, fältet faktum: faktum 1 (a), fältet status: en text förväntas"),
        ("okand = " + "1" * 5000 + "\n", f"plan.toml, rad 4: {GREAT}"),
        ("okand = 0x" + "f" * 5000 + "\n", f"plan.toml: fältet okand: {GREAT}"),
        (FACT + "rad = " + "9" * 30 + "\n", f"plan.toml: fältet rad: {GREAT}"),
        ("okand = " + "[" * 3000 + "]" * 3000 + "\n", f"plan.toml: {DEEP}"),
        ("okand = " + "[" * 30 + "]" * 30 + "\n", f"plan.toml: fältet okand: {DEEP}"),
        ("okand = " + "{a = " * 30 + "1" + "}" * 30 + "\n", f"plan.toml: fältet a: {DEEP}"),
        (".".join("a" * 20_000) + " = 1\n", f"plan.toml, rad 4: {DEEP}"),
        ("[" + " . ".join(['"a b"'] * 20_000) + "]\n", f"plan.toml, rad 4: {DEEP}"),
        ("okand = {" + ".".join(["'a'"] * 20_000) + " = 1}\n", f"plan.toml, rad 4: {DEEP}"),
    ],
)
def test_a_head_beyond_what_is_read_is_told_with_its_place(write_plan: Write, more: str, told: str) -> None:
    assert faults(write_plan(plan__toml=HEAD + more)) == [told]


def test_a_text_with_many_points_and_twenty_tables_in_each_other_are_no_fault(write_plan: Write) -> None:
    text = f'dokument = "{"Ett två. Tre.fyra" * 25}"\nokand = {"[" * 19}1{"]" * 19}\n'
    assert read_plan(write_plan(plan__toml=HEAD + text)).document.startswith("Ett två. Tre.fyraEtt")


def test_a_head_of_more_than_a_million_letters_is_not_read(write_plan: Write) -> None:
    (told,) = faults(write_plan(plan__toml=HEAD + "#" * 1_000_001))
    assert told == "plan.toml: filen är större än 1 MB; en sådan fil är en kort text"


@pytest.mark.parametrize(
    ("scale", "told"),
    [
        ("lagsta = 0\nhogsta = " + "9" * 400, f"fältet hogsta: {GREAT}"),
        ("lagsta = 0\nhogsta = " + "9" * 5000, f"rad 5: {GREAT}"),
        ("lagsta = 0\nhogsta = 1e308", f"”1e+308”: {GREAT}"),
        ("lagsta = -1e308\nhogsta = 1", "fältet lagsta: ”-1e+308”: ett tal förväntas"),
        ("lagsta = 0\nhogsta = 1e400", "fältet hogsta: ”inf”: ett tal förväntas"),
        ("lagsta = 0\nhogsta = [1]", "fältet hogsta: ett tal förväntas"),
        ('[[kriterium.niva]]\nnamn = "x"\nvarde = 1e300\n' * 2, f"fältet varde: ”1e+300”: {GREAT}"),
        ('[[kriterium.niva]]\nnamn = "x"\nvarde = 1\n' * 101, "[[kriterium.niva]] förväntas, högst 100"),
    ],
)
def test_a_scale_beyond_what_can_be_computed_is_told(write_plan: Write, scale: str, told: str) -> None:
    (fault,) = faults(write_plan(modell__toml=CRITERION + scale + "\n"))
    assert fault.startswith("modell.toml")
    assert told in fault


# Text tables


@pytest.mark.parametrize("cell", ["１２", "1_000", "1e400", "1e3", "٣", "²", "½", "0x10", "+5", "1" * 5000])
def test_what_is_no_figure_of_the_digits_0_to_9_is_refused_with_its_cell(write_plan: Write, cell: str) -> None:
    (told,) = faults(write_plan(GOOD.replace("500", cell)))
    shown = isolated(cell) if len(cell) < 60 else "1" * 59 + "…"
    assert told.startswith(f"projekt.csv, rad 2, kolumn kostnad_tkr: ”{shown}”: ")


@pytest.mark.parametrize("cell", ["1" * 5000, "１", "1_0", "1e3", "0", str(10**7)])
def test_a_row_number_that_is_none_is_refused_with_its_cell(write_plan: Write, cell: str) -> None:
    (told,) = faults(write_plan(GOOD.strip() + f",{cell}\n", header=HEADER.strip() + ",rad\n"))
    assert told.startswith("projekt.csv, rad 2, kolumn rad: ”")
    assert told.endswith("ett radnummer från 1 eller tomt förväntas")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("rows", [2, 4])
def test_a_quotation_mark_that_makes_several_rows_one_is_told_with_the_row_where_it_begins(
    write_plan: Write, sign: str, rows: int
) -> None:
    table = ["id,namn,klass,kostnad_tkr", "A0,Skola,,1", 'A1,"24 tum,,2', *(f"A{n},x,,3" for n in range(2, rows))]
    table += [f'A{rows},24 tum",,4', "A9,y,,5"]
    text = "\n".join(table).replace(",", sign) + "\n"
    (told,) = faults(write_plan(projekt__csv=text))
    assert told.startswith(f"projekt.csv, rad 3: ett citattecken som börjar här gör rad 3–{rows + 2} till en enda rad")


def test_a_quotation_mark_that_ends_a_swallowing_at_the_end_of_a_row_is_told_too(write_plan: Write) -> None:
    (told,) = faults(write_plan(projekt__csv='id;namn;klass;kostnad_tkr\nA1;"x;;1\nA2;y;;"\nA3;z;;3\n'))
    assert told.startswith("projekt.csv, rad 2: ett citattecken som börjar här gör rad 2–3 till en enda rad")


@pytest.mark.parametrize("short", ['A1,"24 tum', 'A1,"24 tum,'])
def test_a_quotation_mark_in_a_row_that_is_cut_short_swallows_no_rows_either(write_plan: Write, short: str) -> None:
    table = f'id,namn,klass,kostnad_tkr\nA0,x,,1\n{short}\nA2,y,,3\nA3,24 tum",,4\n'
    (told,) = faults(write_plan(projekt__csv=table))
    assert told.startswith("projekt.csv, rad 3: ett citattecken som börjar här gör rad 3–5 till en enda rad")


def test_lines_of_prose_with_as_many_commas_as_the_table_are_a_cell(write_plan: Write) -> None:
    rows = 'id,namn,klass,kostnad_tkr\nA1,"Det här gäller\nskola, vård, omsorg, it\nElever, i kommunen",,1\n'
    read = read_plan(write_plan(projekt__csv=rows))
    assert [item.name for item in read.plan.projects] == ["Det här gäller skola, vård, omsorg, it Elever, i kommunen"]


def test_a_cell_of_several_lines_is_a_cell(write_plan: Write) -> None:
    rows = 'id,namn,klass,kostnad_tkr\nA1,"Skola, vård\noch omsorg",,1\nA2,"24"" skärm\nmed fot",,2\n'
    read = read_plan(write_plan(projekt__csv=rows))
    assert [item.name for item in read.plan.projects] == ["Skola, vård och omsorg", '24" skärm med fot']


def test_a_cell_of_ten_million_letters_is_told_with_its_row(write_plan: Write) -> None:
    long = GOOD.replace("Första", "x" * 10_000_000)
    assert faults(write_plan(GOOD.replace("A1", "A0") + long)) == [
        "projekt.csv, rad 3: en cell är längre än 130 000 tecken; en sådan tabell är knappast en plan"
    ]


def test_a_million_rows_are_refused_before_they_are_read(write_plan: Write) -> None:
    table = "id,namn,klass,kostnad_tkr\n" + "".join(f"A{n},x,viktig,\n" for n in range(1_000_000))
    assert faults(write_plan(projekt__csv=table)) == ["projekt.csv, rad 100002: högst 100 000 rader förväntas"]


def test_very_many_columns_are_told_with_their_row(write_plan: Write) -> None:
    header = HEADER.strip() + "".join(f",c{n}" for n in range(20_000)) + "\n"
    assert faults(write_plan(GOOD.strip() + "," * 20_000 + "\n", header=header)) == [
        "projekt.csv, rad 1: högst 16 384 celler på en rad förväntas"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the machine has no named pipes")
@pytest.mark.timeout(20)
def test_a_pipe_in_place_of_a_file_is_not_waited_for(write_plan: Write) -> None:
    folder = write_plan()
    (folder / "projekt.csv").unlink()
    os.mkfifo(folder / "projekt.csv")
    assert faults(folder) == ["projekt.csv: en vanlig fil förväntas"]
