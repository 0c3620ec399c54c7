"""The page Objektplan: unknown is never zero, every figure has its place, both plans are shown, text is escaped."""

import re
from decimal import Decimal

import pytest

from prioritering.plan.object_plan import Cost, Mark, Place, Status
from prioritering.plan.reader import read_plan
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.store.facts import facts
from prioritering.store.plans import object_plan, plan_model
from prioritering.web.pages.objektplan import matrices, shown_cells
from prioritering.web.pages.objektplan.shown_cells import TableCell, cost_cell, mark_cell, place_text, places_text
from tests import folders
from tests.folders import PROV, UKFA, VSO
from tests.web.sections import html

NBSP = "\u00a0"


@pytest.fixture(scope="module")
def store():
    opened = Store.open(":memory:")
    assert not bootstrap(opened).problems
    yield opened
    opened.close()


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
    plan = object_plan(store, VSO)
    first = shown_cells.project_groups(plan.projects, plan_model(store, VSO), facts(store, "goal_link", VSO), [])[0]
    assert first.title == "Strategiska projekt"
    assert (first.sum.text, first.sum.note) == (f"≥{NBSP}6{NBSP}700", "7 av 10 kostnader är kända")


def test_the_class_without_projects_says_why_and_leads_on(store):
    section = html(store, VSO)["projekt"]
    assert "Önskvärda projekt" in section
    assert "Inga listade i planen. Behov som kommer upp läggs till på Prioritera." in section


def test_the_sentence_of_each_plan(store):
    vso, ukfa = (object_plan(store, name) for name in (VSO, UKFA))
    assert matrices.plan_sentence(vso, facts(store, "budget_sum", vso.key)) == (
        f"Planen har 27{NBSP}projekt: 10{NBSP}strategiska och 17{NBSP}prioriterade. De kända kostnaderna är "
        f"6{NBSP}700{NBSP}tkr, 3{NBSP}kostnader är okända, och 17{NBSP}kostnader är inte angivna. "
        f"Vidareutvecklingen har 3{NBSP}547{NBSP}tkr."
    )
    assert matrices.plan_sentence(ukfa, facts(store, "budget_sum", ukfa.key)) == (
        f"Planen har 17{NBSP}projekt utan klass. Inget av dem har en kostnad i planen. "
        f"Vidareutvecklingen har 5{NBSP}269{NBSP}500{NBSP}kr."
    )


def test_the_budget_is_a_real_table_with_printed_zeros(store):
    section = html(store, VSO)["budget"]
    assert len(re.findall(r'<td class="p-num">0</td>', section)) == 6
    assert f"47{NBSP}140" in section
    assert f"rad{NBSP}402" in section


def test_blank_staff_cells_are_blank_and_not_zero(store):
    section = html(store, VSO)["arsarbeten"]
    assert section.count('<span class="o-tomt">tomt</span>') == 6
    assert '<td class="p-num">0</td>' not in section


def test_staff_is_written_with_the_one_decimal_that_the_plan_has(store):
    section = html(store, VSO)["arsarbeten"]
    assert {"1,0", "0,5", "3,4", "6,3"} <= set(re.findall(r'<td class="p-num">([0-9,]+)</td>', section))
    assert re.search(r">\d+,\d\d<", section) is None


def test_goals_are_shown_both_ways(store):
    section = html(store, VSO)["mal"]
    assert section.count(">inget strategiskt projekt<") == 5
    without = section.partition("utan uttalad målkoppling")[2].partition("</ul>")[0]
    # Neither the strategic projects that a goal names nor any of the prioritised ones.
    assert re.findall(r'class="p-muted">(\w+)</span> <b>', without) == ["S06", "S07", "S08"]


def test_a_plan_without_costs_and_staff_has_no_empty_sections(store):
    sections = html(store, UKFA)
    assert {"projekt", "mal", "budget", "styrande", "avvikelser", "dokument", "iakttagelser"} == set(sections)
    assert f"15{NBSP}490{NBSP}165,50" in sections["budget"]
    assert '<span class="o-tomt">tomt</span>' in sections["budget"]


@pytest.mark.parametrize("plan", [VSO, UKFA])
def test_every_link_to_a_finding_leads_to_one(store, plan):
    sections = html(store, plan)
    links = set(re.findall(r'href="#(iakttagelse-[^"]+)"', "".join(sections.values())))
    targets = set(re.findall(r'id="(iakttagelse-[^"]+)"', sections["iakttagelser"]))
    assert links == targets


@pytest.mark.parametrize("plan", [VSO, UKFA])
def test_every_scrolling_table_can_be_reached_by_keyboard_and_is_named(store, plan):
    for section in html(store, plan).values():
        for region in re.findall(r'<div class="p-scroll[^>]*>', section):
            assert re.search(r'role="region" tabindex="0" aria-label="[^"]+"', region)


def test_text_from_a_plan_never_becomes_markup(tmp_path):
    store = Store.open(":memory:")
    script = "<script>alert(1)</script>"
    fields = "projekt,falt,status,ratext,rad,rad_till\nA1,omfattning,angivet," + script + ",1,1\n"
    folder = folders.write_plan(tmp_path, f"A1,{script},strategiskt,5,,Hög,\n", projekt_falt__csv=fields)
    bootstrap(store, [folder])
    assert read_plan(folder).plan.projects[0].name == script
    text = "".join(html(store, PROV).values())
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_a_plan_of_two_files_is_shown_with_projects_and_findings_only(tmp_path):
    store = Store.open(":memory:")
    bootstrap(store, [folders.write_plan(tmp_path)])
    assert set(html(store, PROV)) == {"projekt", "iakttagelser"}


def test_a_long_plan_shows_the_first_projects_and_the_sum_of_all(tmp_path):
    store = Store.open(":memory:")
    rows = "".join(f"P{number},Projekt {number},strategiskt,1,,Hög..Mycket hög,\n" for number in range(400))
    bootstrap(store, [folders.write_plan(tmp_path, rows)])
    sections = html(store, PROV)
    assert "Här visas de 300 första av 400 projekt" in sections["projekt"]
    assert ">P299<" in sections["projekt"]
    assert ">P300<" not in sections["projekt"]
    assert '<td class="p-num" data-label="Kostnad, tkr">400</td>' in sections["projekt"]
    assert "och 350 till" in sections["iakttagelser"]


def budget(**amounts: int) -> list[dict[str, object]]:
    classes = {None: 4_000_000, **amounts}
    return [{"budget_class": kind, "part": None, "amount_kr": Decimal(kronor)} for kind, kronor in classes.items()]


@pytest.mark.parametrize(
    ("unit", "sums"),
    [("tkr", ("4 000 tkr", "3 000 tkr", "1 000 tkr")), ("kr", ("4 000 000 kr", "3 000 000 kr", "1 000 000 kr"))],
)
@pytest.mark.parametrize("more", [{}, {"NY": 0}])
def test_the_sentence_on_the_budget_is_in_the_plans_own_unit_whatever_classes_there_are_besides(unit, sums, more):
    said = matrices.budget_sentence(budget(VM=3_000_000, VU=1_000_000, **more), unit).replace(NBSP, " ")
    assert said == (
        f"Av {sums[0]} är vidmakthållande {sums[1]} (75,0 %) och vidareutveckling {sums[2]} (25,0 %). "
        "Andelarna är härledda ur cellerna."
    )


@pytest.mark.parametrize(
    ("more", "told"),
    [("", "Av 4 700 tkr är vidmakthållande 1 200 tkr"), ("VU om nämnden vill,VU,5000,tkr,ja\n", "")],
)
def test_amounts_to_choose_between_are_not_added_up(tmp_path, more, told):
    budget = "etikett,klass,belopp,enhet,ram\nVM,VM,1200,tkr,\nVU,VU,3500,tkr,ja\nBåda,,6000,tkr,ja\n"
    store = Store.open(":memory:")
    bootstrap(store, [folders.write_plan(tmp_path, budget__csv=budget + more)])
    said = html(store, PROV)["budget"].replace(NBSP, " ")
    assert ("6 000" in said, told in said, "är vidmakthållande" in said) == (True, True, bool(told))


def test_a_budget_that_does_not_say_both_has_no_sentence():
    assert matrices.budget_sentence(budget(VM=3_000_000), "tkr") == ""
    assert matrices.budget_sentence([], "tkr") == ""
