"""The tables of Objektplan as values: sums that say what they leave out, classes in order, and places in the text."""

from __future__ import annotations

import pytest

from prioritering.plan.object_plan import Cost, Mark, Place, Project, Status, Tier
from prioritering.web.pages.objektplan.matrices import (
    activity_matrix,
    bearer_matrix,
    forecast_matrix,
    plain_matrix,
    plan_sentence,
)
from prioritering.web.pages.objektplan.shown_cells import (
    MAX_LINES,
    Known,
    TableCell,
    cost_cell,
    fact_place,
    mark_cell,
    place_text,
    places_text,
    project_groups,
)
from tests.scoring.builders import UNKNOWN, number_model, plan

MODEL = number_model("nytta")
NBSP = "\u00a0"


def place(line: int, line_to: int | None = None) -> Place:
    return Place(document="plan.txt", line=line, line_to=line_to)


def project(
    key: str, cost: tuple[int, int] | None, tier: Tier | None = Tier.STRATEGIC, mark: float | None = None
) -> Project:
    known = Cost(status=Status.STATED, low=cost[0], high=cost[1]) if cost else Cost(status=Status.BLANK)
    marks = {} if mark is None else {"nytta": Mark(status=Status.STATED, low=mark, high=mark, printed=f"{mark:g}")}
    return Project(id=key, name=key, tier=tier, cost=known, marks=marks)


@pytest.mark.parametrize(
    ("costs", "text", "note"),
    [
        ([(500_000, 500_000), (250_500, 250_500)], "750,5", ""),
        ([(500_000, 600_000), (100_000, 100_000)], "600–700", ""),
        ([(500_000, 600_000), None], f"≥{NBSP}500", "1 av 2 kostnader är ett spann"),
        ([(500_000, 600_000), (100_000, 100_000), None], f"≥{NBSP}600", "1 av 3 kostnader är känd, 1 är ett spann"),
        ([(1_000, 2_000)] * 2 + [(1_000, 1_000)] * 2 + [None], f"≥{NBSP}4", "2 av 5 kostnader är kända, 2 är spann"),
        ([None, None], "", "ingen kostnad är känd"),
        ([(0, 0)], "0", ""),
    ],
)
def test_a_sum_is_of_what_is_known_and_says_what_is_missing(
    costs: list[tuple[int, int] | None], text: str, note: str
) -> None:
    projects = [project(f"P{number}", cost) for number, cost in enumerate(costs)]
    [group] = project_groups(projects, MODEL, (), ())
    assert group.sum == TableCell(text, "", note)
    assert group.count == len(costs)


def test_classes_come_in_the_plans_order_and_an_empty_one_only_where_the_plan_describes_it() -> None:
    given = (project("A", None, None), project("B", (1, 1), Tier.DESIRABLE), project("C", None, Tier.STRATEGIC))
    groups = project_groups(given, MODEL, (), ["prioriterat"])
    assert [(group.title, group.tier, [line.id for line in group.lines], group.described) for group in groups] == [
        ("Strategiska projekt", "strategiskt", ["C"], False),
        ("Prioriterade projekt", "prioriterat", [], False),
        ("Önskvärda projekt", "önskvärt", ["B"], True),
        ("Projekt utan klass i planen", "", ["A"], False),
    ]
    assert [group.explanation for group in groups] == [
        "Underlag saknas: varken kostnad eller nivåer är angivna, så de rangordnas inte.",
        "Inga listade i planen. Behov som kommer upp läggs till på Prioritera.",
        "",
        "Underlag saknas: varken kostnad eller nivåer är angivna, så de rangordnas inte.",
    ]


def test_a_level_alone_is_something_to_rank_by() -> None:
    [group] = project_groups([project("A", None, mark=40.0)], MODEL, (), ())
    assert (group.described, group.explanation) == (True, "")
    assert group.lines[0].marks == (TableCell("40"),)


def test_a_level_is_told_with_its_unit_and_what_is_no_level_as_the_plan_writes_it() -> None:
    known = Mark(status=Status.STATED, low=1250.0, high=1250.0, printed="1250")
    assert mark_cell(known, "kr").text == f"1{NBSP}250{NBSP}kr"
    assert mark_cell(Mark(status=Status.STATED, printed="efter 2025"), "kr").text == "efter 2025"


@pytest.mark.parametrize(
    ("written", "question", "note"),
    [
        ("1.500", "", "planen skriver ”1.500”, som kan vara tusental"),
        ("1.500", "Menas 1 500 tkr?", "Menas 1 500 tkr?"),
        ("?", "", ""),
    ],
)
def test_a_cost_that_can_be_read_in_two_ways_says_what_the_plan_writes_unless_it_is_asked_about(
    written: str, question: str, note: str
) -> None:
    cell = cost_cell(Cost(status=Status.UNKNOWN, raw=written), question)
    assert (cell.text, cell.note.replace(NBSP, " ")) == ("? okänd", note)


def test_a_class_is_titled_by_the_plans_own_name_for_it_before_what_it_is() -> None:
    known = Known({}, {}, {Tier.STRATEGIC: "Måste"})
    given = (project("A", None), project("B", None, Tier.DESIRABLE), project("C", None, None))
    assert [group.title for group in project_groups(given, MODEL, (), (), known)] == [
        "Måste: strategiska projekt",
        "Önskvärda projekt",
        "Projekt utan klass i planen",
    ]


def test_a_plans_own_columns_are_told_where_they_say_something_and_known_ones_under_their_headings() -> None:
    said = {"Beskrivning": "Väva ihop", "Tom": "", "ansvarig": "Enhetschef"}
    [line] = project_groups([project("A", None).model_copy(update={"other": said})], MODEL, (), ())[0].lines
    assert line.other == (("Beskrivning", "Väva ihop"),)
    assert line.facts == (("Ansvarig", "Enhetschef"),)


@pytest.mark.parametrize(
    ("lines", "line", "line_to", "text"),
    [
        ("", 7, 9, "rad 7–9"),
        ("", 7, None, "rad 7"),
        ("", None, None, ""),
        ("183-185; 416", 1, 2, "rad 183–185 och 416"),
    ],
)
def test_a_fact_stands_at_all_of_its_places_where_there_are_several(
    lines: str, line: int | None, line_to: int | None, text: str
) -> None:
    assert fact_place({"lines": lines, "line": line, "line_to": line_to}).replace(NBSP, " ") == text


def test_a_row_tells_its_goals_other_name_note_and_place() -> None:
    item = project("A", (1, 1)).model_copy(
        update={
            "alias": "Alfa",
            "remark": "Flyttat.",
            "place": place(7, 9),
            "perspective_printed": "Brukare",
        }
    )
    links = [{"project_id": "A", "activity_id": key} for key in ("H1", "H2")]
    [line] = project_groups([item], MODEL, [*links, {"project_id": "B", "activity_id": "H3"}], ())[0].lines
    assert (line.remarks, line.goals, line.place) == (("Kallas även ”Alfa”.", "Flyttat."), "H1 och H2", f"rad{NBSP}7–9")
    assert (line.perspective, line.cost) == ("Brukare", TableCell("0,001"))
    [plain] = project_groups([project("A", (1, 1))], MODEL, (), ())[0].lines
    assert (plain.remarks, plain.goals, plain.place) == ((), "", "")


def test_of_a_very_long_class_three_hundred_rows_are_shown_and_all_are_counted() -> None:
    for count, shown in ((MAX_LINES, 300), (MAX_LINES + 1, 300)):
        [group] = project_groups([project(f"P{n}", (1_000, 1_000)) for n in range(count)], MODEL, (), ())
        assert (len(group.lines), group.count, group.sum.text) == (shown, count, str(count))


def test_places_are_told_as_lines_from_and_to() -> None:
    assert [place_text(*ends) for ends in ((None, None), (0, 3), (7, None), (7, 7), (7, 9))] == [
        "",
        "",
        f"rad{NBSP}7",
        f"rad{NBSP}7",
        f"rad{NBSP}7–9",
    ]
    assert places_text([place(182, 185), place(409)]) == f"rad{NBSP}182–185 och 409"
    assert places_text([]) == ""


def test_a_list_of_amounts_has_no_sum_and_says_which_can_be_the_frame() -> None:
    row = {"label": "VU", "amount_kr": 1_500_000, "usable_as_frame": True, "line": 3, "status": Status.STATED}
    found = plain_matrix([row, {**row, "label": "VM", "usable_as_frame": False}], "tkr")
    assert [(line.label, line.cells[1].text, line.total) for line in found.lines] == [
        ("VU", "ja", False),
        ("VM", "", False),
    ]


def test_the_table_of_cost_bearers_has_the_first_printing_of_each_sum_and_neither_forecast_nor_financing() -> None:
    def row(bearer: str, kind: str, amount: int, line: int, **other: str) -> dict[str, object]:
        said = {"measure": "budget", "cell_kind": "cell", "status": Status.STATED, **other}
        return {"cost_bearer": bearer, "budget_class": kind, "amount_kr": amount, "line": line, **said}

    rows = [
        row("KSF", "VM", 7_000, 1, cell_kind="finansiering"),
        row("KSF", "VU", 8_000, 1, measure="prognos"),
        row("KSF", "VM", 1_000, 3),
        row("KSF", "VU", 2_000, 5),
        row("", "VM", 1_000, 9, cell_kind="summa"),
        row("", "VM", 1_000, 20, cell_kind="summa"),
    ]
    share = {"cost_bearer": "KSF", "share": 0.25, "enhancement_share": 0.5}
    found = bearer_matrix(rows, [share], "tkr")
    assert found is not None
    assert [(line.label, line.place.replace(NBSP, " "), line.total) for line in found.lines] == [
        ("KSF", "rad 3–5", False),
        ("Summa", "rad 9", True),
    ]
    assert [[cell.text.replace(NBSP, " ") for cell in line.cells] for line in found.lines] == [
        ["1", "2", "", "25,0 %", "50,0 %"],
        ["1", "", "", "", ""],
    ]
    assert bearer_matrix(rows, [], "tkr") is None


def test_the_forecast_stands_beside_the_budget_of_the_whole_and_only_where_the_plan_has_one() -> None:
    def row(measure: str, kind: str, amount: int, **other: str) -> dict[str, object]:
        said = {"cost_bearer": "", "main_activity": "", "cell_kind": "summa", "status": Status.STATED, "line": amount}
        return {"measure": measure, "budget_class": kind, "amount_kr": amount * 1_000, **said, **other}

    parts = [
        row("budget", "VM", 7, cost_bearer="KSF"),
        row("budget", "VM", 8, main_activity="Drift"),
        row("budget", "VM", 9, cell_kind="cell"),
    ]
    whole = [row("budget", "VM", 1), row("budget", "VU", 2), row("budget", "", 3)]
    assert forecast_matrix([*parts, *whole, row("prognos", "VM", 6, cost_bearer="KSF")], "tkr") is None
    found = forecast_matrix([*parts, *whole, row("prognos", "VU", 5), row("budget", "VU", 6)], "tkr")
    assert found is not None
    said = [
        (line.label, *(cell.text for cell in line.cells), line.place.replace(NBSP, " "), line.total)
        for line in found.lines
    ]
    assert said == [
        ("Vidmakthållande (VM)", "1", "", "rad 1", False),
        ("Vidareutveckling (VU)", "2", "5", "rad 2", False),
        ("Summa", "3", "", "rad 3", True),
    ]


def test_the_table_of_activities_ends_with_the_sum_and_leaves_out_what_is_derived() -> None:
    def row(activity: str, part: str, amount: int, **other: str) -> dict[str, object]:
        said = {"budget_class": "VU" if part else "", "cell_kind": "cell" if part else "summa", "status": Status.STATED}
        return {"main_activity": activity, "part": part, "amount_kr": amount * 1_000, "line": amount, **said, **other}

    rows = [row("Drift", "IT", 1), row("Stöd", "IT", 2), row("Stöd", "", 4, status=Status.DERIVED), row("", "", 3)]
    found = activity_matrix(rows, "amount_kr", "Budget", "tkr")
    assert found is not None
    assert [(line.label, [cell.text for cell in line.cells], line.total) for line in found.lines] == [
        ("Drift", ["1", ""], False),
        ("Stöd", ["2", ""], False),
        ("Summa", ["", "3"], True),
    ]
    assert activity_matrix([row("", "", 3)], "amount_kr", "Budget", "tkr") is None


SURE, RANGE, NONE = (1000, 1000), (1000, 2000), None


@pytest.mark.parametrize(
    ("costs", "unknown", "told"),
    [
        ([NONE], 0, "Planen har 1 projekt utan klass. Det har ingen kostnad i planen."),
        ([SURE], 0, "Planen har 1 projekt utan klass. Kostnaden är 1 tkr."),
        ([RANGE], 0, "Planen har 1 projekt utan klass. Kostnaden är ett spann."),
        (
            [SURE],
            1,
            "Planen har 2 projekt: 1 strategiskt och 1 utan klass. Den kända kostnaden är 1 tkr, och 1 kostnad "
            "är okänd.",
        ),
        (
            [SURE, RANGE, NONE],
            2,
            "Planen har 5 projekt: 2 strategiska och 3 utan klass. Den kända kostnaden är 1 tkr, 1 kostnad är "
            "ett spann, 2 kostnader är okända, och 1 kostnad är inte angiven.",
        ),
        (
            [RANGE, RANGE, NONE, NONE],
            0,
            "Planen har 4 projekt utan klass. Av kostnaderna är 2 spann och 2 inte angivna.",
        ),
    ],
)
def test_the_plan_says_how_many_costs_are_known_ranges_unknown_and_not_stated(
    costs: list[tuple[int, int] | None], unknown: int, told: str
) -> None:
    stated = [project(f"A{number}", cost, None) for number, cost in enumerate(costs)]
    unsure = [project(f"B{number}", None).model_copy(update={"cost": UNKNOWN}) for number in range(unknown)]
    assert plan_sentence(plan(*stated, *unsure), []).replace(NBSP, " ") == told


def test_a_plan_without_projects_says_that_it_has_none() -> None:
    assert plan_sentence(plan(), []) == "Planen har inga projekt."
