"""A plan's tables are read as spreadsheet programs save them, and the same table gives the same plan however saved."""

import datetime
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.errors import BadPlan
from prioritering.plan.object_plan import Project, Status
from prioritering.plan.project_facts import stated_facts
from prioritering.plan.reader import PlanFolder, read_plan
from prioritering.plan.workbook import as_text
from tests.folders import HEADER
from tests.plan.saved import FORMS, HEADING, PROJECTS, THOUSANDS, Rows, folder_with, text, workbook


def meaning(project: Project) -> dict[str, object]:
    """Everything of a project but the way its cost was written."""
    return {**project.model_dump(exclude={"cost"}), "cost": project.cost.model_dump(exclude={"raw"})}


def meanings(read: PlanFolder) -> list[dict[str, object]]:
    return [meaning(project) for project in read.plan.projects]


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_is_read_as_it_was_saved(tmp_path, form):
    name, saved = FORMS[form]
    read = read_plan(folder_with(tmp_path, name, saved([HEADING, *PROJECTS])))
    assert [project.name for project in read.plan.projects] == [row[1] for row in PROJECTS]
    assert [(project.cost.low, project.cost.high) for project in read.plan.projects] == [
        (1_500_000, 1_500_000),
        (500_000, 900_000),
        (None, None),
        (None, None),
    ]
    assert [project.other["Handläggare"] for project in read.plan.projects] == ["Enhetschef", "", "Ö", ""]
    assert (read.plan.projects[1].mark("omfattning").low, read.plan.projects[1].mark("omfattning").high) == (
        "Hög",
        "Mycket hög",
    )
    assert len(read.notices) == 1


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_above_and_below_the_table_is_told_and_not_read(tmp_path, form):
    name, saved = FORMS[form]
    width = len(HEADING)
    around: Rows = [
        ["Projekt 2026", *[""] * (width - 1)],
        [""] * width,
        HEADING,
        *PROJECTS,
        ["", "Summa", "", "1500", *[""] * (width - 4)],
        ["Källa: nämnden", *[""] * (width - 1)],
    ]
    read = read_plan(folder_with(tmp_path, name, saved(around)))
    assert [project.id for project in read.plan.projects] == ["1", "2", "A3", "A4"]
    told = [notice.partition(": ")[2] for notice in read.notices]
    assert [notice for notice in told if "läses inte" in notice] == [
        "rad 1 står ovanför rubrikraden och läses inte (”Projekt 2026”).",
        "rad 8 är en summarad eller en anmärkning och läses inte (”Summa; 1500”).",
        "rad 9 är en summarad eller en anmärkning och läses inte (”Källa: nämnden”).",
    ]


@pytest.mark.parametrize(
    "row",
    [
        *("Summa,2 projekt,,400", "Summa kostnader,,,400", "Totalt (tkr),,,400", "Summa ram,,,400", "Tot.,,,400"),
        *("Delsumma strategiskt,,,400", "Σ,,,400", "Summa,Summa,Summa,400", ",Summa 2026,,400", "Summa 2026,,,400"),
        ",,,400",
    ],
)
def test_a_sum_is_known_by_its_word_whatever_is_beside_it_and_as_a_figure_that_stands_alone(write_plan, row):
    read = read_plan(write_plan(f"A1,X,,400,,,\n{row},,,\n"))
    assert [project.id for project in read.plan.projects] == ["A1"]
    assert [notice.partition(" och läses")[0] for notice in read.notices] == [
        "projekt.csv: rad 3 är en summarad eller en anmärkning"
    ]


@pytest.mark.parametrize("row", ["Strategiska projekt,,,", ",Strategiska projekt,,", ",,Strategiska projekt,"])
def test_a_heading_inside_the_table_is_told_and_not_read(write_plan, row):
    read = read_plan(write_plan(f"{row},,,\nA1,X,strategiskt,400,,,\nSumma,,,400,,,\n"))
    assert [project.id for project in read.plan.projects] == ["A1"]
    assert read.notices[0] == "projekt.csv: rad 2 är en mellanrubrik och läses inte (”Strategiska projekt”)."


@pytest.mark.parametrize("row", [",,,400,5,,", ",en anteckning,,,,,", ",,,400,,X,"])
def test_a_row_of_figures_or_a_lone_word_without_an_id_is_a_fault_and_no_sum(write_plan, row):
    with pytest.raises(BadPlan):
        read_plan(write_plan(f"A1,X,,400,,,\n{row}\n"))


@pytest.mark.parametrize(
    "row", ["Totalt grepp,,,400", ",Total översyn,,400", "Nytt system,,,", ",Strategisk kompetens,,"]
)
def test_a_project_whose_id_is_forgotten_is_a_fault_and_no_sum(write_plan, row):
    with pytest.raises(BadPlan):
        read_plan(write_plan(f"A1,X,,400,,,\n{row},,,\n"))


def test_a_project_that_is_called_sum_is_a_project(write_plan):
    read = read_plan(write_plan("A1,Summa,,7,,,\nA2,Totalt,,,,,\n"))
    assert [project.name for project in read.plan.projects] == ["Summa", "Totalt"]


@pytest.mark.parametrize("space", THOUSANDS)
def test_thousands_are_parted_by_any_space_and_decimals_by_a_comma(tmp_path, space):
    figure = f"2{THOUSANDS[space]}250,5"
    rows = [HEADING, ["1", "X", "", figure, "", "", "", ""]]
    encoding = "utf-8" if space == "smalt blanksteg" else "cp1252"
    (project,) = read_plan(folder_with(tmp_path, "projekt.csv", text(rows, ";", encoding))).plan.projects
    assert project.cost.exact == 2_250_500


def test_a_workbook_may_hold_figures_dates_and_truths(tmp_path):
    import io

    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet("Projekt")
    page.write_row(0, 0, ["id", "namn", "klass", "kostnad_tkr", "startdatum", "beslutad"])
    page.write_row(1, 0, [1, "X", "", 1.257, datetime.date(2026, 3, 1), True])
    page.write_row(2, 0, [2, "Y", "", 1500, "", False])
    page.write_row(3, 0, [3, "Z", "", 2250.4999999999995])
    book.close()
    first, second, third = read_plan(folder_with(tmp_path, "projekt.xlsx", file.getvalue())).plan.projects
    assert third.cost.exact == 2_250_500
    # A figure is a figure: it is not asked whether it is a thousand times larger.
    assert (first.id, first.cost.exact, second.cost.exact) == ("1", 1_257, 1_500_000)
    assert (dict(first.other), dict(second.other)) == (
        {"startdatum": "2026-03-01", "beslutad": "ja"},
        {"startdatum": "", "beslutad": "nej"},
    )


CELLS = st.text(
    st.characters(categories=("L", "N", "Zs"), max_codepoint=0xFF, exclude_characters="²³¹¼½¾"), max_size=12
)
NAMES = CELLS.map(lambda name: f"Namn {name}")


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[str, str, str, Decimal | None, Decimal | None, str, str, str]]:
    """Rows of a table by what they mean: costs as lowest and highest, apart from how they are written."""
    rows = []
    for number in range(draw(st.integers(1, 5))):
        low, more = draw(st.none() | st.decimals(0, 99_999, places=1)), draw(st.sampled_from((0, 0, Decimal("10.5"))))
        rows.append(
            (
                f"P{number}",
                draw(NAMES),
                draw(st.sampled_from(("", "strategiskt", "Önskvärda"))),
                low,
                None if low is None else low + more,
                draw(st.sampled_from(("", "Hög", "?", "Medel..Hög"))),
                draw(st.sampled_from(("", "Kort", "Lång"))),
                draw(CELLS),
            )
        )
    return rows


def written(cost: Decimal | None, highest: Decimal | None, point: str, thousands: str, dash: str) -> str:
    if cost is None or highest is None:
        return "?"
    ends = [f"{end:,}".replace(",", thousands).replace(".", point) for end in dict.fromkeys((cost, highest))]
    return dash.join(ends)


WAYS = {
    form: (",", "\u00a0" if "tab" in form else " ", " – ") if form != "kommatecken i UTF-8" else (".", "", "..")
    for form in FORMS
}


@settings(max_examples=30)
@given(tables())
def test_the_same_table_is_the_same_plan_in_every_form(rows):
    found = {}
    for form, (name, saved) in FORMS.items():
        point, thousands, dash = (".", "", "..") if form == "arbetsbok" else WAYS[form]
        table = [
            [key, title, tier, written(low, high, point, thousands, dash), "", scope, when, owner]
            for key, title, tier, low, high, scope, when, owner in rows
        ]
        folder = Path(tempfile.mkdtemp())
        try:
            found[form] = meanings(read_plan(folder_with(folder, name, saved([HEADING, *table]))))
        finally:
            shutil.rmtree(folder)
    plan = found.pop("kommatecken i UTF-8")
    assert [dict(cost)["low"] for cost in (item["cost"] for item in plan)] == [
        None if low is None else int(low * 1000) for _, _, _, low, *_ in rows
    ]
    assert all(other == plan for other in found.values()), [form for form, other in found.items() if other != plan]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_libreoffice_has_saved_is_read(tmp_path, form):
    """The workbook of `mall`, filled in and saved by LibreOffice 7.4, as a workbook and as ANSI with semicolons."""
    data = (Path(__file__).parent / "kept" / f"libreoffice.{form}").read_bytes()
    if form == "csv":
        read = read_plan(folder_with(tmp_path, "projekt.csv", data))
    else:
        (tmp_path / "plan.xlsx").write_bytes(data)
        read = read_plan(tmp_path)
    assert [(item.name, item.cost.low, item.cost.high) for item in read.plan.projects] == [
        ("Bygglov åäö", 1_500_000, 1_500_000),
        ("Karta", 500_000, 900_000),
        ("Arkiv", 2_250_500, 2_250_500),
    ]
    assert [notice.partition(": ")[2][:20] for notice in read.notices] == ["rad 5 är en summarad"]
    assert [stated_facts(item).get("ansvarig") for item in read.plan.projects] == ["Enhetschef", None, None]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("Summa,9000,,", 1),
        ("Totalt:,9 000 tkr,,", 1),
        (",9000,,", 1),
        (",Summa,9000,", 1),
        ("Summa VU,9000,tkr,", 2),
        ("Summa,9000,tkr,", 2),
    ],
)
def test_a_sum_below_a_table_without_ids_is_no_row_of_it_but_what_has_a_unit_of_its_own_is(write_plan, row, cells):
    read = read_plan(write_plan("A1,X,,100,,Hög,\n", budget__csv=f"etikett,belopp,enhet,ram\nVU,9000,tkr,ja\n{row}\n"))
    assert len(read.plan.budget_cells) == cells
    assert [notice.partition(" är ")[0] for notice in read.notices] == ["budget.csv: rad 3"] * (2 - cells)


def test_other_tables_are_read_in_the_same_forms(tmp_path):
    budget = [["etikett", "belopp", "enhet", "ram"], ["VU", "2\u00a0250,5", "tkr", "JA"], ["VM", "", "tkr", ""]]
    expected = [("vu", Decimal(2_250_500), Status.STATED, True), ("vm", None, Status.BLANK, False)]
    for name, data in (
        ("budget.csv", text(budget, ";", "cp1252")),
        ("budget.txt", text(budget, "\t", "utf-16")),
        ("budget.xlsx", workbook(budget)),
    ):
        folder = folder_with(tmp_path / name, name, data)
        (folder / "projekt.csv").write_text(HEADER, encoding="utf-8")
        cells = read_plan(folder).plan.budget_cells
        assert [(cell.id, cell.amount_kr, cell.status, cell.frame) for cell in cells] == expected


def test_two_unknown_headings_that_differ_only_in_capitals_are_a_fault(write_plan):
    with pytest.raises(BadPlan, match=r"en sådan kolumn förväntas; den finns som E .”Extra”. och F .”extra”."):
        read_plan(write_plan("A1,X,,400,a,b\n", "id,namn,klass,kostnad_tkr,Extra,extra\n"))


def test_what_a_spreadsheet_has_divided_is_rounded_to_a_krona_and_what_is_typed_is_not(write_plan):
    read = read_plan(write_plan('A1,X,,"33,3333333333333",,,\n'))
    assert read.plan.projects[0].cost.exact == 33_333
    with pytest.raises(BadPlan, match="hela kronor förväntas"):
        read_plan(write_plan('A1,X,,"33,3333",,,\n'))


def test_a_model_saved_in_windows_1252_is_read_as_the_plan_is(write_plan):
    folder = write_plan("A1,X,,400,7\n", "id,namn,klass,kostnad_tkr,nytta\n")
    model = '[[kriterium]]\nid = "nytta"\nnamn = "Nytta för ålder"\nlagsta = 0\nhogsta = 10\n'
    (folder / "modell.toml").write_bytes(model.encode("cp1252"))
    assert read_plan(folder).model.criteria[0].name == "Nytta för ålder"
    (folder / "modell.toml").write_bytes(b"\0\1binary")
    with pytest.raises(BadPlan, match=r"modell.toml.*textfil förväntas"):
        read_plan(folder)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (datetime.datetime(2026, 3, 1), "2026-03-01"),
        (datetime.datetime(2026, 3, 1, 8, 30), "2026-03-01 08:30:00"),
        (datetime.date(2026, 3, 1), "2026-03-01"),
        (datetime.time(8, 30), "08:30:00"),
    ],
)
def test_a_day_in_a_workbook_has_a_time_only_where_one_is_written(cell, text):
    assert as_text(cell) == text
