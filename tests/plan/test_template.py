"""The workbook of `mall` alone is a plan: filled in and laid in a folder it is read, and nothing in it runs."""

import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter

from prioritering.criteria.gate import GateCriterion
from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.criteria.model_file import read_model, standard_model
from prioritering.errors import BadPlan
from prioritering.plan.columns import fold, project_spec, table_specs
from prioritering.plan.head import HEAD_FIELDS
from prioritering.plan.object_plan import Status, Tier
from prioritering.plan.plan_key import OWN
from prioritering.plan.reader import read_plan
from prioritering.plan.template import template
from prioritering.settings import PLANS, folders_of, plan_folders
from tests.folders import DATA, GOOD, HEADER

Edits = dict[str, dict[tuple[int, int], str | float]]
HEAD: dict[tuple[int, int], str | float] = {(0, 1): "bygg-2026", (1, 1): "Samhällsbyggnad", (2, 1): 2026}


def filled(book: bytes, edits: Edits) -> bytes:
    """Return a workbook with cells written in, as a person who fills it in and saves does it."""
    old = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book))
    file = io.BytesIO()
    new = xlsxwriter.Workbook(file)
    for name in [item.name for item in old.sheets_metadata if item.visible == python_calamine.SheetVisibleEnum.Visible]:
        page = new.add_worksheet(name)
        rows = old.get_sheet_by_name(name).to_python(skip_empty_area=False)
        cells = {(r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row) if cell != ""}
        for (row, column), cell in {**cells, **edits.get(name, {})}.items():
            page.write(row, column, cell)
    new.close()
    return file.getvalue()


def headings(sheet: str, model: Model | None = None) -> list[str]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(template(model or standard_model())))
    return [str(cell) for cell in book.get_sheet_by_name(sheet).to_python()[0]]


def row(sheet: str, number: int, **cells: str | float) -> dict[tuple[int, int], str | float]:
    places = {fold(heading): place for place, heading in enumerate(headings(sheet))}
    return {(number, places[name]): value for name, value in cells.items()}


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., Path]:
    """Write a filled-in workbook, alone in a folder."""

    def write(name: str = "vår plan.xlsx", **sheets: dict[tuple[int, int], str | float]) -> Path:
        folder = tmp_path / "planer" / "bygg"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(filled(template(standard_model()), {"Plan": HEAD, **sheets}))
        return folder

    return write


def test_the_workbook_alone_is_a_plan(plan):
    projects = {
        **row("Projekt", 1, id="1", namn="Bygglov", klass="strategiskt", kostnad_tkr=1500, effekttyp="Två effekter"),
        **row("Projekt", 2, id="2", namn="Karta", kostnad_tkr="500-900", omfattning="Medel - Hög", paborjat="2025"),
        **row("Projekt", 3, id="3", namn="Arkiv", kostnad_tkr="?"),
        (0, 24): "Handläggare",
        (1, 24): "Enhetschef",
    }
    budget = {
        **row("Budget", 1, etikett="VU 2026", belopp=2250.5, enhet="tkr", ram="ja"),
        **row("Budget", 2, etikett="Hela", belopp="", enhet="tkr", ram="ja"),
    }
    read = read_plan(plan(Projekt=projects, Budget=budget))
    assert (read.plan.id, read.plan.name, read.plan.period) == ("bygg-2026", "Samhällsbyggnad", "2026")
    first, second, third = read.plan.projects
    assert (first.tier, first.cost.exact, first.mark("effekttyp").low) == (Tier.STRATEGIC, 1_500_000, "Två effekter")
    assert (second.cost.low, second.cost.high, second.begun) == (500_000, 900_000, "2025")
    assert (second.mark("omfattning").low, second.mark("omfattning").high) == ("Medel", "Hög")
    assert (third.cost.status, third.mark("omfattning").status) == (Status.UNKNOWN, Status.BLANK)
    assert dict(first.other) == {"Handläggare": "Enhetschef"}
    assert [(cell.id, cell.amount_kr, cell.frame) for cell in read.plan.budget_cells] == [
        ("vu_2026", Decimal("2250500.0"), True),
        ("hela", None, True),
    ]
    assert len(read.notices) == 1


@pytest.mark.parametrize("sheets", [("PLAN", "Projekt"), ("Projekt", "plan"), ("Översikt", " Plan ", "Projekt")])
def test_the_sheet_of_the_head_is_found_by_its_name_wherever_it_stands(tmp_path, sheets):
    cells = {
        "plan": [("Id", "bygg-2026"), ("Namn", "Samhällsbyggnad"), ("Period", "2026")],
        "projekt": [HEADER.strip().split(","), GOOD.strip().split(",")],
    }
    book = xlsxwriter.Workbook(tmp_path / "bygg.xlsx")
    for name in sheets:
        page = book.add_worksheet(name)
        for number, values in enumerate(cells.get(name.strip().casefold(), [("en", "annan")])):
            page.write_row(number, 0, values)
    book.close()
    read = read_plan(tmp_path)
    assert (read.plan.id, [item.name for item in read.plan.projects]) == ("bygg-2026", ["Första"])


def test_a_template_that_is_not_filled_in_says_what_is_missing(tmp_path):
    (tmp_path / "plan.xlsx").write_bytes(template(standard_model()))
    with pytest.raises(BadPlan) as caught:
        read_plan(tmp_path)
    assert [(item.file, item.column) for item in caught.value.problems] == [
        ("plan.xlsx, bladet Plan", name) for name in ("id", "namn", "period")
    ]


def test_a_filled_in_workbook_is_found_among_the_plan_folders(plan, tmp_path, monkeypatch):
    folder = plan(Projekt=row("Projekt", 1, id="1", namn="Bygglov"))
    for root in (folder, folder.parent):
        monkeypatch.setenv(PLANS, str(root))
        assert plan_folders()[-1] == folder
        assert list(folders_of("bygg-2026").values()) == [folder]
    # A template that waits to be filled in hides no plan.
    (folder.parent / "mall.xlsx").write_bytes(template(standard_model()))
    assert plan_folders()[-1] == folder


def test_two_plans_in_one_folder_are_told(plan):
    plan("a.xlsx")
    with pytest.raises(BadPlan, match=r"bladet Plan finns i a\.xlsx och b\.xlsx"):
        read_plan(plan("b.xlsx"))


def test_another_workbook_beside_the_plan_is_kept_and_not_read(plan):
    folder = plan(Projekt=row("Projekt", 1, id="1", namn="X"))
    before = read_plan(folder).content_hash
    file = io.BytesIO()
    other = xlsxwriter.Workbook(file)
    other.add_worksheet("Kalkyl").write_formula(0, 0, "=1/0", None, "#DIV/0!")
    other.close()
    (folder / "kalkyl.xlsx").write_bytes(file.getvalue())
    read = read_plan(folder)
    assert read.content_hash == before
    assert read.notices == ("Planen använder inte ”kalkyl.xlsx”, men sparar den med planen.",)
    assert read.files["kalkyl.xlsx"] == file.getvalue()


def test_a_sheet_of_ones_own_is_told_and_kept(plan):
    folder = plan(Projekt=row("Projekt", 1, id="1", namn="X"))
    book = folder / "vår plan.xlsx"
    file = io.BytesIO()
    new = xlsxwriter.Workbook(file)
    for name, rows in (("Plan", [["Id", "x"], ["Namn", "X"], ["Period", "1"]]), ("Projekt", [["id", "namn", "klass"]])):
        page = new.add_worksheet(name)
        for number, cells in enumerate(rows):
            page.write_row(number, 0, cells)
    new.get_worksheet_by_name("Projekt").write_string(0, 3, "kostnad_tkr")
    new.add_worksheet("Anteckningar").write_string(0, 0, "glöm inte")
    new.close()
    book.write_bytes(file.getvalue())
    assert read_plan(folder).notices == ("vår plan.xlsx: bladet Anteckningar används inte, men sparas med planen.",)


def test_the_headings_are_the_columns_that_the_reader_knows():
    known = {**project_spec().columns, **dict.fromkeys(standard_model().ids)}
    assert {fold(heading) for heading in headings("Projekt")} <= set(known)
    assert set(standard_model().ids) < {fold(heading) for heading in headings("Projekt")}
    assert {fold(heading) for heading in headings("Budget")} <= set(table_specs()["budget"].columns)
    for spec in (project_spec(), *table_specs().values()):
        # The column that stands for a cost by year has no heading of its own.
        named = {name: column for name, column in spec.columns.items() if "<" not in name}
        assert [fold(column.heading) for column in named.values()] == list(named)


def test_what_may_be_chosen_in_a_cell_is_what_the_reader_takes():
    with zipfile.ZipFile(io.BytesIO(template(standard_model()))) as archive:
        sheets = {name: archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name}
    lists = re.findall(r'<dataValidation type="list".*?<formula1>(.*?)</formula1>', sheets["xl/worksheets/sheet3.xml"])
    assert lists == ["Listor!$A$1:$A$3", "Listor!$B$1:$B$3", "Listor!$C$1:$C$5", "Listor!$D$1:$D$4"]
    assert project_spec().columns["klass"].values == tuple(tier.value for tier in Tier)


def test_a_criterion_with_a_long_name_has_its_list_too_headed_by_as_much_of_the_name_as_excel_shows():
    # Excel takes no heading of more than 32 letters beside a cell, and a workbook that has one may not be opened.
    name = "Nytta för barn, unga och äldre i hela kommunen"
    first, *others = standard_model().criteria
    named = standard_model().model_copy(update={"criteria": (first.model_copy(update={"name": name}), *others)})
    with zipfile.ZipFile(io.BytesIO(template(named))) as archive:
        projects = archive.read("xl/worksheets/sheet3.xml").decode()
    assert projects.count('<dataValidation type="list"') == 4
    assert 'errorTitle="Nytta för barn, unga och äldre i"' in projects
    assert 'promptTitle="Nytta för barn, unga och äldre i"' in projects


def test_a_criterion_is_described_in_its_own_words_where_it_has_any():
    described = [item for item in standard_model().criteria if item.description]
    assert described
    with zipfile.ZipFile(io.BytesIO(template(standard_model()))) as archive:
        written = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert [item.name for item in described if item.description not in written] == []


def test_no_text_becomes_a_formula_or_a_link(tmp_path):
    evil = '=HYPERLINK("http://x")'
    (tmp_path / "m.toml").write_text(
        f"[[kriterium]]\nid = \"a\"\nnamn = '{evil}'\n[[kriterium.niva]]\nnamn = '{evil}'\nvarde = 0\n"
        "[[kriterium.niva]]\nnamn = 'http://y'\nvarde = 1\n",
        encoding="utf-8",
    )
    with zipfile.ZipFile(io.BytesIO(template(read_model(tmp_path / "m.toml")))) as archive:
        whole = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not any("<f>" in text or "<hyperlink" in text for text in whole.values())
    assert "HYPERLINK" in whole["xl/sharedStrings.xml"]


def test_the_sheets_have_room_for_their_words_and_the_heading_stands_when_one_scrolls():
    number = Criterion(id="driftkostnad", name="Driftkostnad", scale=NumberScale(lowest=0, highest=5))
    model = standard_model().model_copy(update={"criteria": (*standard_model().criteria, number)})
    with zipfile.ZipFile(io.BytesIO(template(model))) as archive:
        guide, head, projects, budget = (archive.read(f"xl/worksheets/sheet{n}.xml").decode() for n in range(1, 5))
        formats, _, cells = archive.read("xl/styles.xml").decode().partition("<cellXfs")
    styles = cells.split("<xf ")[1:]
    wide = r'<col min="(\d+)" max="(\d+)" width="(\d+)'
    assert re.findall(wide, guide) == [("1", "1", "22"), ("2", "2", "80")]
    assert re.findall(wide, head) == [("1", "1", "22"), ("2", "2", "40"), ("3", "3", "70")]
    # The name is wider than the others. Numbers stand apart, since theirs are kept as text.
    place, last = headings("Projekt", model).index("Driftkostnad") + 1, len(headings("Projekt", model))
    spans = [(1, 1, 18), (2, 2, 40), (3, place - 1, 18), (place, place, 18), (place + 1, last, 18)]
    assert re.findall(wide, projects) == [tuple(map(str, span)) for span in spans]
    (text,) = re.findall(rf'<col min="{place}"[^>]* style="(\d+)"', projects)
    (as_text,) = re.findall(r'<numFmt numFmtId="(\d+)" formatCode="@"', formats)
    assert f'numFmtId="{as_text}"' in styles[int(text)]
    for table in (projects, budget):
        assert re.findall(r'<row r="(\d+)"[^>]* ht="(\d+)', table) == [("1", "32")]
        assert 'ySplit="1" topLeftCell="A2"' in table
        rows = set(re.findall(r'sqref="[A-Z]+(\d+):[A-Z]+(\d+)"', table))
        assert rows == {("2", "301")}

    # Long words run over several lines, from the top of the cell.
    for page, cell in ((guide, "B2"), (head, "A1"), (head, "C1"), (projects, "A1")):
        (style,) = re.findall(rf'<c r="{cell}" s="(\d+)"', page)
        assert 'vertical="top" wrapText="1"' in styles[int(style)]


def test_criteria_and_gates_stand_after_the_cost_each_with_its_own_words_or_those_of_its_kind():
    gates = (GateCriterion(id="lag", name="Lag"), GateCriterion(id="avtal", name="Avtal", description="Finns avtal?"))
    model = standard_model().model_copy(update={"gates": gates})
    columns = headings("Projekt", model)
    after = [*(item.name for item in standard_model().criteria), "Lag", "Avtal"]
    start = [fold(heading) for heading in columns].index("kostnad_tkr") + 1
    assert columns[start : start + len(after)] == after
    with zipfile.ZipFile(io.BytesIO(template(model))) as archive:
        projects = archive.read("xl/worksheets/sheet3.xml").decode()
    told = dict(re.findall(r'promptTitle="(.*?)" prompt="(.*?)"', projects))
    assert (told["Lag"], told["Avtal"]) == ("Är kravet uppfyllt?", "Finns avtal?")


def test_what_stands_beside_a_cell_is_no_markdown_since_a_spreadsheet_shows_it_as_it_is():
    with zipfile.ZipFile(io.BytesIO(template(standard_model()))) as archive:
        projects = archive.read("xl/worksheets/sheet3.xml").decode()
    told = dict(re.findall(r'promptTitle="(.*?)" prompt="(.*?)"', projects))
    assert told["Kostnad (tkr)"].startswith("Belopp, spann 500..1000, ?, –, får inte visas eller tomt.")
    assert [text for text in told.values() if "`" in text] == []


@pytest.mark.parametrize(("municipality", "written"), [("linkoping", "linkoping"), (OWN, None)])
def test_a_workbook_for_a_plan_has_its_municipality_and_words_but_no_id_and_no_period(municipality, written):
    plan = read_plan(DATA / "vso-2021").plan.model_copy(update={"municipality_id": municipality})
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(template(standard_model(), plan)))
    rows = [[cell or None for cell in line] for line in book.get_sheet_by_name("Plan").to_python()]
    titles = {key: title for key, (title, _) in HEAD_FIELDS.items()}
    told = {title: value for title, value, _ in rows}
    assert [told[titles[key]] for key in ("id", "period", "kommun_id")] == [None, None, written]
    assert (told[titles["namn"]], told[titles["kommun"]]) == (plan.name, plan.municipality)


@pytest.mark.parametrize(("lower", "words"), [(True, ". Lägre är bättre"), (False, "")])
def test_a_criterion_in_numbers_says_what_may_be_written_and_which_way_is_better(lower, words):
    scale = NumberScale(lowest=0, highest=10, measure="kr", lower_is_better=lower)
    model = Model(criteria=(Criterion(id="drift", name="Drift", scale=scale),))
    with zipfile.ZipFile(io.BytesIO(template(model))) as archive:
        projects = archive.read("xl/worksheets/sheet3.xml").decode()
    told = dict(re.findall(r'promptTitle="(.*?)" prompt="(.*?)"', projects))
    assert told["Drift"] == f"Ett tal från {scale.range_words}{words}"
