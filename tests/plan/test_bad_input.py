"""Input that goes wrong in practice: each has one clear outcome, told by file, row, cell and what was expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from tests.folders import GOOD, HEAD, HEADER
from tests.plan.saved import HEADING, PROJECTS, faults, folder_with, workbook

Write = Callable[..., Path]


# Headings


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (
            HEADER.strip() + ",klass\n",
            "projekt.csv, rad 1, kolumn klass: en sådan kolumn förväntas; den finns som C (”klass”) och H (”klass”)",
        ),
        (
            HEADER.strip() + ",Kostnad (tkr)\n",
            "projekt.csv, rad 1, kolumn kostnad_tkr: en sådan kolumn förväntas; den finns som D (”kostnad_tkr”) och "
            "H (”Kostnad (tkr)”)",
        ),
        (
            HEADER.strip() + ",Egen,Egen\n",
            "projekt.csv, rad 1, kolumn Egen: en sådan kolumn förväntas; den finns som H (”Egen”) och I (”Egen”)",
        ),
    ],
)
def test_a_heading_that_stands_twice_is_told_with_both_places(write_plan: Write, header: str, told: str) -> None:
    row = "A1,Första,strategiskt,500,Tidsbesparande,Hög,Kort" + "," * (header.count(",") - 6) + "\n"
    assert faults(write_plan(row, header=header)) == [told]


def test_a_heading_that_stands_twice_in_a_workbook_is_told_with_both_places(tmp_path: Path) -> None:
    twice = [[*HEADING, "Namn"], *([*row, "x"] for row in PROJECTS)]
    (told,) = faults(folder_with(tmp_path, "projekt.xlsx", workbook(twice)))
    assert told.startswith("projekt.xlsx, bladet ")
    assert "den finns som B (”" in told


# Semicolons and commas


def test_commas_in_names_part_no_cells_in_a_file_with_semicolons(write_plan: Write) -> None:
    rows = "id;namn;klass;kostnad_tkr\nA1;Skola, vård, omsorg;strategiskt;1 500,5\nA2;IT, drift, nät;önskvärt;2,5\n"
    read = read_plan(write_plan(projekt__csv=rows))
    assert [(item.name, item.cost.low) for item in read.plan.projects] == [
        ("Skola, vård, omsorg", 1_500_500),
        ("IT, drift, nät", 2_500),
    ]
    assert not [notice for notice in read.notices if "okänd" in notice]


def test_a_file_with_more_commas_than_semicolons_is_still_parted_as_its_heading_is(write_plan: Write) -> None:
    read = read_plan(write_plan(projekt__csv="id;namn;klass;kostnad_tkr\nA1;a, b, c, d, e, f, g;strategiskt;5\n"))
    assert [item.name for item in read.plan.projects] == ["a, b, c, d, e, f, g"]


def test_a_semicolon_too_many_is_told_by_the_cells_that_it_moves(write_plan: Write) -> None:
    found = faults(write_plan(projekt__csv="id;namn;klass;kostnad_tkr\nA1;Skola; vård;strategiskt;5\n"))
    assert [text.split(": ")[:2] for text in found] == [
        ["projekt.csv, rad 2, kolumn klass", "”vård”"],
        ["projekt.csv, rad 2, kolumn kostnad_tkr", "”strategiskt”"],
    ]


def test_a_level_in_the_column_of_costs_has_been_moved_there_and_is_no_cost_in_words(write_plan: Write) -> None:
    (told,) = faults(write_plan("A1,Ett,strategiskt,Hög,,,\n"))
    assert told.startswith("projekt.csv, rad 2, kolumn kostnad_tkr: ”Hög”: ett belopp i tkr")
    assert read_plan(write_plan("A1,Ett,strategiskt,mycket hög kostnad,,,\n")).plan.projects[0].cost.low is None


# Ids and names


def test_one_id_in_two_classes_is_told_with_both_rows_and_classes(write_plan: Write) -> None:
    assert faults(write_plan(GOOD + "A1,Första,önskvärt,500,,,\n")) == [
        "projekt.csv, rad 3, kolumn id: ”A1”: två projekt har samma id; det första står på rad 2 med klassen "
        "”strategiskt”, här är den ”önskvärt”"
    ]
    (told,) = faults(write_plan(GOOD + "A1,Första,,500,,,\n"))
    assert told.endswith("med klassen ”strategiskt”, här är den tom")


def test_ids_that_differ_only_in_capitals_are_refused_with_file_row_and_cell(write_plan: Write, tmp_path: Path) -> None:
    said = "”å1”: id:t får inte skilja sig bara i stora och små bokstäver från ”Å1” på rad 2"
    rows = GOOD.replace("A1", "Å1") + GOOD.replace("A1", "å1").replace("Första", "Andra")
    assert faults(write_plan(rows)) == [f"projekt.csv, rad 3, kolumn id: {said}"]
    table = [line.split(",") for line in (HEADER + rows).split()]
    assert faults(folder_with(tmp_path / "bok", "projekt.xlsx", workbook(table))) == [
        f"projekt.xlsx, bladet Blad1, rad 3, kolumn id (cell A3): {said}"
    ]
    assert len(read_plan(write_plan(GOOD + GOOD.replace("A1", "A11").replace("Första", "Andra"))).plan.projects) == 2


def test_two_projects_with_one_name_are_two_and_it_is_asked_whether_they_are_one(write_plan: Write) -> None:
    read = read_plan(write_plan(GOOD + "A2,Annat,,,,,\nA3,FÖRSTA,,,,,\n"))
    assert len(read.plan.projects) == 3
    assert read.notices == (
        "projekt.csv: rad 2 och 4 har samma namn, ”Första”. De räknas som olika projekt (A1 och A3); är det ett och "
        "samma, ta bort en av raderna.",
    )


def test_very_many_with_one_name_are_one_notice(write_plan: Write) -> None:
    (notice,) = read_plan(write_plan("".join(f"A{n},Samma,,,,,\n" for n in range(3000)))).notices
    assert len(notice) < 400
    many = "".join(f"A{n},Namn {n % 500},,,,,\n" for n in range(1000))
    notices = read_plan(write_plan(many)).notices
    assert (len(notices), notices[-1]) == (11, "projekt.csv: 490 namn till står på flera rader.")


def test_one_class_called_by_the_word_for_another_is_told(write_plan: Write) -> None:
    (told,) = faults(write_plan(plan__toml=HEAD + '[klasser]\n"prioriterat" = "strategiskt"\n'))
    assert told.startswith("plan.toml, fältet klasser")
    assert told.endswith("ett namn som inte också är en annan klass förväntas i stället för ”prioriterat”")
    assert read_plan(write_plan(plan__toml=HEAD + '[klasser]\n"Strategiskt" = "strategiskt"\n')).plan.projects


# Size


def test_forty_unknown_columns_of_very_many_projects_are_kept_and_told_in_one_notice(write_plan: Write) -> None:
    header = HEADER.strip() + "".join(f",Egen {n}" for n in range(40)) + "\n"
    rows = "".join(f"A{i},Projekt {i},,{i},,," + f",v{i % 7}" * 40 + "\n" for i in range(5000))
    read = read_plan(write_plan(rows, header=header))
    assert len(read.notices) == 1
    assert all(f"”Egen {n}”" in read.notices[0] for n in range(40))
    assert len(read.plan.projects) == 5000
    assert dict(read.plan.projects[4999].other) == {f"Egen {n}": "v1" for n in range(40)}


# Several lines in one cell


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n \n"])
@pytest.mark.parametrize(
    ("column", "row"),
    [
        ("kostnad_tkr", "{0},5,,"),
        ("svar", "500,{0},,"),
        ("drift_tkr_ar", "500,5,{0},"),
        ("kostnad_2027", "500,5,,{0}"),
    ],
)
def test_two_figures_on_two_lines_of_a_cell_are_no_third_figure(
    write_plan: Write, column: str, row: str, end: str
) -> None:
    header = "id,namn,klass,kostnad_tkr,svar,drift_tkr_ar,kostnad_2027\n"
    number = '[[kriterium]]\nid = "svar"\nnamn = "Svar"\nlagsta = 0\nhogsta = 1000000\n'

    def folder(cell: str) -> Path:
        return write_plan("A1,Första,strategiskt," + row.format(f'"{cell}"') + "\n", header, modell__toml=number)

    assert faults(folder(f"100{end}200")) == [
        f"projekt.csv, rad 2, kolumn {column}: ”100 200”: ett enda tal förväntas; cellen har flera rader"
    ]
    # A line that is empty joins nothing, and in a text lines are only lines.
    assert read_plan(folder(f"100{end}")).plan.projects
    assert read_plan(write_plan(f'A1,"Första{end}delen",,,,,\n', header, modell__toml=number)).plan.projects


def test_two_amounts_on_two_lines_of_a_budget_cell_are_told(write_plan: Write) -> None:
    header = (
        "id,etikett,huvudaktivitet,kostnadsbarare,del,klass,slag,matt,belopp,enhet,ram,status,ratext,rad,rad_till\n"
    )
    (told,) = faults(write_plan(budget__csv=header + 'a,A,,,,VU,cell,budget,"12\n500",tkr,ja,angivet,,1,1\n'))
    assert told == "budget.csv, rad 2, kolumn belopp: ”12 500”: ett enda tal förväntas; cellen har flera rader"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?", "ett tal eller tomt förväntas"),
        ("-", "ett tal eller tomt förväntas"),
        ("får inte visas", "ett tal eller tomt förväntas"),
        ("1.200", "ett belopp som inte går att läsa som tusen gånger större förväntas"),
    ],
)
def test_what_is_no_sure_amount_is_told_in_a_table_that_keeps_no_text_of_the_plans(
    text: str, expected: str, write_plan: Write
) -> None:
    skal = f"id,text,belopp_kr\nlicenser,Dyrare licenser,{text}\n"
    assert faults(write_plan(GOOD, skal__csv=skal)) == [f"skal.csv, rad 2, kolumn belopp_kr: ”{text}”: {expected}"]


@pytest.mark.parametrize(("stated", "kept"), [("", "1.200"), ("cirka 1.200 (se bilaga)", "cirka 1.200 (se bilaga)")])
def test_of_an_amount_that_cannot_be_known_the_plans_own_words_are_kept_and_else_what_stood_there(
    stated: str, kept: str, write_plan: Write
) -> None:
    header = (
        "id,etikett,huvudaktivitet,kostnadsbarare,del,klass,slag,matt,belopp,enhet,ram,status,ratext,rad,rad_till\n"
    )
    cell = f"a,A,,,,VU,cell,budget,1.200,tkr,ja,angivet,{stated},1,1\n"
    (row,) = read_plan(write_plan(GOOD, budget__csv=header + cell)).tables["budget"]
    assert (row["belopp"], row["status"], row["ratext"]) == ("", "frågetecken", kept)


@pytest.mark.parametrize("text", ["1200", "1 200", "1\u00a0200", "1200,0"])
def test_an_amount_of_a_further_table_is_kept_as_the_figure_that_it_is_however_its_thousands_are_parted(
    text: str, write_plan: Write
) -> None:
    skal = f'id,text,belopp_kr\nlicenser,Dyrare licenser,"{text}"\n'
    (row,) = read_plan(write_plan(GOOD, skal__csv=skal)).tables["skal"]
    assert float(row["belopp_kr"]) == 1200
    assert " " not in row["belopp_kr"]


def test_a_row_with_an_empty_cell_and_a_faulty_one_is_told_of_both(write_plan: Write) -> None:
    assert faults(write_plan(GOOD, skal__csv="id,text,belopp_kr\nlicenser,,många\n")) == [
        "skal.csv, rad 2, kolumn text: ””: en ifylld cell förväntas",
        "skal.csv, rad 2, kolumn belopp_kr: ”många”: ett tal eller tomt förväntas",
    ]


def test_two_figures_on_two_lines_of_a_workbooks_cell_are_told(tmp_path: Path) -> None:
    rows = [HEADING, ["1", "Åtgärd", "strategiskt", "100\n200", "", "", "", ""]]
    (told,) = faults(folder_with(tmp_path, "projekt.xlsx", workbook(rows)))
    assert told.endswith("”100 200”: ett enda tal förväntas; cellen har flera rader")


@pytest.mark.parametrize(
    ("column", "heading"), [("namn", "Projekt"), ("id", "Projektnr"), ("klass", "Prioritet"), ("kostnad_tkr", "Budget")]
)
def test_a_missing_column_suggests_one_that_is_headed_by_another_word_for_it(
    write_plan: Write, column: str, heading: str
) -> None:
    (found,) = faults(write_plan(header=HEADER.replace(column, heading, 1)))
    assert found.startswith(f"projekt.csv, rad 1, kolumn {column}: kolumnen saknas; ")
    assert f"menas den här kolumnen, som är okänd: ”{heading}”?" in found
