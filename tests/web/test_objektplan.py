"""The page Objektplan: unknown is never zero, every figure has its place, both plans are shown, text is escaped."""

import re
from datetime import UTC, datetime

import pytest

from prioritering.plan.object_plan import Cost, Mark, Place, Status
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.store.entry_log import record
from prioritering.store.facts import facts
from prioritering.store.plans import object_plan, plan_model
from prioritering.usecases.plan_facts import plan_facts, shown_remarks
from prioritering.web.frame.templates import render
from prioritering.web.pages.objektplan import figures, page, tables
from prioritering.web.pages.objektplan.tables import TableCell, cost_cell, mark_cell, place_text, places_text
from tests import folders

NBSP = "\u00a0"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def store():
    opened = Store.open(":memory:")
    assert not bootstrap(opened).problems
    yield opened
    opened.close()


def html(store: Store, plan_id: str, other: str = "") -> dict[str, str]:
    """The page's sections as HTML, by id."""
    shown = shown_remarks(store, plan_id)
    parts = {key: part for key, part in page._parts(plan_facts(store, plan_id), shown, other) if part}
    titles = dict(page.SECTIONS)
    return {
        key: render(
            f"pages/objektplan/{key}.html",
            id=key,
            title=titles[key],
            remarks=page._concerning(shown, key),
            **part,
        )
        for key, part in parts.items()
    }


@pytest.mark.parametrize(
    ("cost", "cell"),
    [
        (Cost(status=Status.STATED, low=0, high=0), TableCell("0")),
        (Cost(status=Status.STATED, low=500_000, high=1_000_000), TableCell(f"500–1{NBSP}000")),
        (Cost(status=Status.BLANK), TableCell("tomt", "tomt")),
        (Cost(status=Status.UNKNOWN), TableCell("? okänd", "okand")),
        (Cost(status=Status.DASH), TableCell("– streck", "streck")),
        (Cost(status=Status.SECRET), TableCell("får inte visas", "hemligt")),
    ],
)
def test_zero_blank_unknown_dash_and_secret_have_each_their_word_and_shape(cost, cell):
    assert cost_cell(cost) == cell


def test_a_range_is_shown_in_the_plans_own_words():
    mark = Mark(status=Status.STATED, low="Hög", high="Mycket hög", printed="Hög – Mycket hög")
    assert mark_cell(mark) == TableCell("Hög – Mycket hög")


def test_places_are_lines_of_the_document():
    assert place_text(None) == ""
    assert place_text(7, 7) == f"rad{NBSP}7"
    places = (Place(document="D", line=182, line_to=185), Place(document="D", line=416))
    assert places_text(places) == f"rad{NBSP}182–185 och 416"


def test_the_sum_of_the_strategic_projects_is_a_least_sum(store):
    plan = object_plan(store, "vso-2021")
    first = tables.project_groups(
        plan.projects, plan_model(store, "vso-2021"), facts(store, "goal_link", "vso-2021"), []
    )[0]
    assert first.title == "Strategiska projekt"
    assert (first.sum.text, first.sum.note) == (f"≥{NBSP}6{NBSP}700", "7 av 10 kostnader är kända")


def test_the_class_without_projects_says_why_and_leads_on(store):
    section = html(store, "vso-2021")["projekt"]
    assert "Önskvärda projekt" in section
    assert "Inga listade i planen. Behov som kommer upp läggs till i Prioritera." in section


def test_the_sentence_of_each_plan(store):
    vso, ukfa = (object_plan(store, name) for name in ("vso-2021", "ukfa-2022"))
    assert figures.plan_sentence(vso, facts(store, "budget_sum", vso.id)) == (
        f"Planen har 27{NBSP}projekt: tio strategiska och 17 prioriterade. De kända kostnaderna är minst "
        f"6{NBSP}700{NBSP}tkr, och tre kostnader är okända. Vidareutvecklingen har 3{NBSP}547{NBSP}tkr."
    )
    assert figures.plan_sentence(ukfa, facts(store, "budget_sum", ukfa.id)) == (
        f"Planen har 17{NBSP}projekt utan klass. Inget av dem har en kostnad i planen. "
        f"Vidareutvecklingen har 5{NBSP}269{NBSP}500{NBSP}kr."
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "A1,X,strategiskt,5,,,\nA2,Y,,7,,,\n",
            f"ett strategiskt och ett utan klass. De kända kostnaderna är 12{NBSP}tkr.",
        ),
        (
            "A1,X,strategiskt,5,,,\nA2,Y,önskvärt,7-9,,,\n",
            f"ett strategiskt och ett önskvärt. De kända kostnaderna är minst 12{NBSP}tkr.",
        ),
        (
            "A1,X,strategiskt,5,,,\nA2,Y,strategiskt,,,,\n",
            f"två strategiska. De kända kostnaderna är minst 5{NBSP}tkr.",
        ),
    ],
)
def test_the_sentence_counts_every_project_and_leaves_an_open_sum_open(tmp_path, rows, said):
    plan = read_plan(folders.write_plan(tmp_path, rows)).plan
    assert figures.plan_sentence(plan, []) == f"Planen har 2{NBSP}projekt: {said}"


def test_a_budget_of_single_amounts_is_a_list(tmp_path):
    store = Store.open(":memory:")
    budget = "etikett,belopp,enhet,ram\nUtveckling,1500,tkr,ja\nDrift,,tkr,\n"
    bootstrap(store, [folders.write_plan(tmp_path, budget__csv=budget)])
    section = html(store, "prov")["budget"]
    assert f'<th scope="row">Utveckling</th><td class="p-num">1{NBSP}500</td><td class="p-num">ja</td>' in section
    assert '<th scope="row">Drift</th><td class="p-num"><span class="o-tomt">tomt</span></td>' in section


def test_the_budget_is_a_real_table_with_printed_zeros(store):
    section = html(store, "vso-2021")["budget"]
    assert len(re.findall(r'<td class="p-num">0</td>', section)) == 6
    assert f"47{NBSP}140" in section
    assert f"rad{NBSP}402" in section


def test_blank_staff_cells_are_blank_and_not_zero(store):
    section = html(store, "vso-2021")["arsarbeten"]
    assert section.count('<span class="o-tomt">tomt</span>') == 6
    assert '<td class="p-num">0</td>' not in section


def test_goals_are_shown_both_ways(store):
    section = html(store, "vso-2021")["mal"]
    assert section.count(">inget strategiskt projekt<") == 5
    without = section.partition("utan uttalad målkoppling")[2].partition("</ul>")[0]
    # Neither the strategic projects that a goal names nor any of the prioritised ones.
    assert re.findall(r'class="p-muted">(\w+)</span> <b>', without) == ["S06", "S07", "S08"]


def test_the_running_text_and_every_place_of_a_fact_are_shown(store):
    section = html(store, "vso-2021")["dokument"]
    assert "dels i de projekt där upphandling av ny funktionalitet i befintligt system" in section
    assert f'<td class="o-place">rad{NBSP}190–194</td>' in section
    assert f"rad{NBSP}61, 178, 183–186, 257, 322, 324–325, 356, 384 och 386" in section
    assert f"rad{NBSP}172, 179–180 och 326–327" in section
    assert "Målen är en följd av de förutsättningar" in html(store, "ukfa-2022")["dokument"]
    assert "trygghetsskapande teknik" in html(store, "vso-2021")["projekt"]


def test_a_plan_without_costs_and_staff_has_no_empty_sections(store):
    sections = html(store, "ukfa-2022")
    assert {"projekt", "mal", "budget", "styrande", "avvikelser", "dokument", "iakttagelser"} == set(sections)
    assert f"15{NBSP}490{NBSP}165,50" in sections["budget"]
    assert '<span class="o-tomt">tomt</span>' in sections["budget"]


@pytest.mark.parametrize("plan", ["vso-2021", "ukfa-2022"])
def test_every_link_to_a_finding_leads_to_one(store, plan):
    sections = html(store, plan)
    links = set(re.findall(r'href="#(iakttagelse-[^"]+)"', "".join(sections.values())))
    targets = set(re.findall(r'id="(iakttagelse-[^"]+)"', sections["iakttagelser"]))
    assert links == targets


@pytest.mark.parametrize("plan", ["vso-2021", "ukfa-2022"])
def test_every_scrolling_table_can_be_reached_by_keyboard_and_is_named(store, plan):
    for section in html(store, plan).values():
        for region in re.findall(r'<div class="p-scroll[^>]*>', section):
            assert re.search(r'role="region" tabindex="0" aria-label="[^"]+"', region)


OWN = "id,namn,klass,kostnad_tkr,Ansvarig,kostnad 2027\n"
OWN_ROWS = "A1,Ett,,1500,Enhetschef,<b>\nA2,Två,,,Enhetschef,\nA3,Tre,strategiskt,,,7\n"


def test_what_a_plan_says_in_columns_of_its_own_is_shown_for_each_project(tmp_path):
    store = Store.open(":memory:")
    bootstrap(store, [folders.write_plan(tmp_path, OWN_ROWS, header=OWN)])
    section = html(store, "prov")["projekt"]
    assert section.count("<summary>Övriga uppgifter</summary>") == 3
    assert "<dt>Ansvarig</dt><dd>Enhetschef</dd><dt>kostnad 2027</dt><dd>&lt;b&gt;</dd>" in section
    told = html(store, "prov")["iakttagelser"]
    assert "kolumnerna ”Ansvarig” och ”kostnad 2027” är okända; de sparas och visas under Övriga uppgifter" in told


@pytest.mark.parametrize(
    ("other", "ids"),
    [("Ansvarig:Enhetschef", ["A1", "A2"]), ("Ansvarig:", ["A3"]), ("kostnad 2027:7", ["A3"]), ("Ansvarig:ingen", [])],
)
def test_the_projects_are_chosen_by_what_stands_in_such_a_column(tmp_path, other, ids):
    store = Store.open(":memory:")
    bootstrap(store, [folders.write_plan(tmp_path, OWN_ROWS, header=OWN)])
    section = html(store, "prov", other)["projekt"]
    assert re.findall(r'class="p-muted">(A\d)<', section) == ids
    assert f"Här visas {len(ids)} projekt" in section


def test_a_cost_that_can_be_read_in_two_ways_is_shown_as_it_stands_until_it_is_answered(tmp_path):
    store = Store.open(":memory:")
    bootstrap(store, [folders.write_plan(tmp_path, "A1,Ett,strategiskt,1.500,,Hög,\nA2,Två,,?,,Hög,\n")])
    asked = "”1.500” kan ha decimaler eller vara tusental; beloppet räknas som okänt"
    sections = html(store, "prov")
    assert f'<span class="o-okand">? okänd</span><span class="o-note">{asked}</span>' in sections["projekt"]
    assert f"A1: {asked}" in sections["iakttagelser"]
    record(store, "prov", CostAssumption(project_id="A1", low=1, high=1, role="Objektledare", reason="x", at=NOW))
    assert asked not in "".join(html(store, "prov").values())


def test_text_from_a_plan_never_becomes_markup(tmp_path):
    store = Store.open(":memory:")
    script = "<script>alert(1)</script>"
    fields = "projekt,falt,status,ratext,rad,rad_till\nA1,omfattning,angivet," + script + ",1,1\n"
    folder = folders.write_plan(tmp_path, f"A1,{script},strategiskt,5,,Hög,\n", projekt_falt__csv=fields)
    bootstrap(store, [folder])
    assert read_plan(folder).plan.projects[0].name == script
    text = "".join(html(store, "prov").values())
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_a_plan_of_two_files_is_shown_with_projects_and_findings_only(tmp_path):
    store = Store.open(":memory:")
    bootstrap(store, [folders.write_plan(tmp_path)])
    assert set(html(store, "prov")) == {"projekt", "iakttagelser"}


def test_a_long_plan_shows_the_first_projects_and_the_sum_of_all(tmp_path):
    store = Store.open(":memory:")
    rows = "".join(f"P{number},Projekt {number},strategiskt,1,,Hög..Mycket hög,\n" for number in range(400))
    bootstrap(store, [folders.write_plan(tmp_path, rows)])
    sections = html(store, "prov")
    assert "Här visas de 300 första av 400 projekt" in sections["projekt"]
    assert ">P299<" in sections["projekt"]
    assert ">P300<" not in sections["projekt"]
    assert '<td class="p-num">400</td>' in sections["projekt"]
    assert "och 350 till" in sections["iakttagelser"]
