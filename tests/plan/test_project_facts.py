"""The optional columns of projekt.csv: read, checked against each other, and kept under the plan's own headings."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.errors import BadPlan
from prioritering.plan.project_facts import actors, depends_on, heading, stated_facts
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.facts import plan_remarks
from prioritering.store.plans import import_plan, object_plan
from tests.folders import DATA, PROV

HEADER = (
    "id,namn,klass,kostnad_tkr,Ansvarig,Aktör,Start,Slut,Status,Finansiering,Beror på,Drift (tkr/år),"
    "kostnad_2027,Kostnad 2028\n"
)
ONE = 'A1,Första,strategiskt,500,Enhetschef,UF / KOF,2027-03,2028,Pågår,Statsbidrag,"A2, A3",120,200,300\n'
OTHERS = "A2,Andra,prioriterat,100,,,,,,,,,,\nA3,Tredje,önskvärt,50,,,,,,,A2,,,\n"
Write = Callable[..., Path]


def test_every_optional_column_is_read_whatever_way_its_heading_is_written(write_plan: Write) -> None:
    read = read_plan(write_plan(ONE + OTHERS, HEADER))
    first = read.plan.projects[0]
    assert dict(stated_facts(first)) == {
        "ansvarig": "Enhetschef", "aktor": "UF / KOF", "start": "2027-03", "slut": "2028", "status": "Pågår",
        "finansiering": "Statsbidrag", "beror_pa": "A2, A3", "drift_tkr_ar": "120", "kostnad_2027": "200",
        "kostnad_2028": "300",
    }  # fmt: skip
    assert (actors(first), depends_on(first)) == (("UF", "KOF"), ("A2", "A3"))
    assert read.notices == ()
    assert [heading(name) for name in ("beror_pa", "kostnad_2027")] == ["Beror på", "Kostnad 2027 (tkr)"]


def test_they_stand_under_the_plans_own_headings_and_come_back_from_the_database(
    write_plan: Write, store: Store
) -> None:
    read = read_plan(write_plan(ONE + OTHERS, HEADER))
    import_plan(store, read)
    again = object_plan(store, PROV).projects[0]
    assert dict(again.other) == dict(read.plan.projects[0].other)
    assert "Beror på" in again.other
    assert stated_facts(again) == stated_facts(read.plan.projects[0])


def test_a_dependency_on_a_project_that_is_not_there_names_row_and_cell(write_plan: Write) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(write_plan((ONE + OTHERS).replace("A2, A3", "A2, A9"), HEADER))
    [problem] = caught.value.problems
    assert (problem.file, problem.row, problem.found) == ("projekt.csv", 2, "A9")
    assert "id för ett projekt i tabellen förväntas" in problem.expected


@pytest.mark.parametrize(
    ("rows", "ring"),
    [
        (OTHERS.replace("A2,Andra,prioriterat,100,,,,,,,,", "A2,Andra,prioriterat,100,,,,,,,A3,"), "A2 → A3 → A2"),
        (OTHERS.replace("A2,Andra,prioriterat,100,,,,,,,,", "A2,Andra,prioriterat,100,,,,,,,A2,"), "A2 → A2"),
    ],
)
def test_projects_that_depend_on_each_other_in_a_ring_are_one_problem(write_plan: Write, rows: str, ring: str) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(write_plan(rows, HEADER))
    [problem] = caught.value.problems
    assert ring in problem.expected


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8, unique=True))
def test_a_plan_is_refused_for_its_dependencies_just_when_they_go_round(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[int, int]]
) -> None:
    needs: dict[int, set[int]] = {n: {b for a, b in pairs if a == n} for n in range(6)}
    rows = "".join(f'P{n},P,,1,"{", ".join(f"P{m}" for m in sorted(found))}"\n' for n, found in needs.items())
    folder = tmp_path_factory.mktemp("ring")
    (folder / "plan.toml").write_text('id = "r"\nnamn = "R"\nperiod = "2026"\n', encoding="utf-8")
    (folder / "projekt.csv").write_text("id,namn,klass,kostnad_tkr,beror_pa\n" + rows, encoding="utf-8")
    left = dict(needs)
    # What depends on nothing that is left can be taken away; with a ring something always stays.
    while free := [n for n, found in left.items() if not found & left.keys()]:
        left = {n: found for n, found in left.items() if n not in free}
    try:
        read_plan(folder)
    except BadPlan:
        assert left
    else:
        assert not left


def test_what_is_no_date_or_runs_backwards_is_told_and_kept(write_plan: Write) -> None:
    rows = ONE.replace("2027-03", "våren 2027") + OTHERS.replace(
        "Andra,prioriterat,100,,,,", "Andra,prioriterat,100,,,2028,2027-05"
    )
    read = read_plan(write_plan(rows, HEADER))
    assert stated_facts(read.plan.projects[0])["start"] == "våren 2027"
    assert len(read.notices) == 2
    assert "kolumnen Start har på rad 2 något annat än ett datum" in read.notices[0]
    assert "slut står före start på rad 3" in read.notices[1]


@pytest.mark.parametrize(("start", "end"), [("2027-03", "2027"), ("2027", "2027-01"), ("2027-03-01", "2027-03-01")])
def test_a_project_may_end_within_what_it_starts_in(write_plan: Write, start: str, end: str) -> None:
    assert read_plan(write_plan(ONE.replace("2027-03,2028", f"{start},{end}") + OTHERS, HEADER)).notices == ()


def test_a_cost_of_a_year_that_is_no_cost_names_its_column(write_plan: Write) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(write_plan(ONE.replace("200,300", "2oo,300") + OTHERS, HEADER))
    [problem] = caught.value.problems
    assert (problem.row, problem.column, problem.found) == (2, "kostnad_2027", "2oo")


@pytest.mark.parametrize("said", ["enligt avtal", "ca 200", "200 enligt offert"])
def test_words_for_the_cost_of_a_year_stop_no_plan_and_are_told(write_plan: Write, said: str) -> None:
    read = read_plan(write_plan(ONE.replace("200,300", f"{said},300") + OTHERS, HEADER))
    assert stated_facts(read.plan.projects[0])["kostnad_2027"] == said
    [told] = [text for text in read.notices if "ord i stället för ett belopp" in text]
    assert told.startswith("projekt.csv: kolumnen Kostnad 2027 (tkr) har på rad 2 ord")
    assert f"”{said}”. Det visas så och räknas inte." in told


def test_of_words_on_several_rows_all_rows_are_told_and_the_first_ones_words(write_plan: Write) -> None:
    rows = "A1,Ett,,,enligt avtal\nA2,Två,,,300\nA3,Tre,,,ca 200\n"
    read = read_plan(write_plan(rows, "id,namn,klass,kostnad_tkr,kostnad_2027\n"))
    [told] = [text for text in read.notices if "ord i stället för ett belopp" in text]
    assert "har på rad 2 och 4 ord i stället för ett belopp, som ”enligt avtal”." in told


def test_a_column_of_costs_in_kronor_is_read_as_such_and_it_is_told(write_plan: Write) -> None:
    header = "id,namn,klass,Kostnad (kr)\n"
    rows = "A1,Ett,,250000\nA2,Två,,300 000 - 400 000\nA3,Tre,,500 tkr\nA4,Fyra,,?\nA5,Fem,,1.500\n"
    read = read_plan(write_plan(rows, header))
    costs = [(project.cost.low, project.cost.high) for project in read.plan.projects]
    assert costs == [(250_000, 250_000), (300_000, 400_000), (500_000, 500_000), (None, None), (None, None)]
    assert "projekt.csv: kolumnen ”Kostnad (kr)” är i kronor. Beloppen räknas om till tkr" in read.notices[0]
    with pytest.raises(BadPlan, match="den finns som"):
        read_plan(write_plan("A1,Ett,,250000,5\n", "id,namn,klass,Kostnad (kr),kostnad_tkr\n"))


def test_a_fault_names_the_column_as_it_is_headed_and_expects_the_unit_of_the_heading(write_plan: Write) -> None:
    header = "Id,Namn,Klass,Kostnad (kr),Kostnad 2027 (kr),Drift (tkr/år)\n"
    with pytest.raises(BadPlan) as error:
        read_plan(write_plan("A1,Ett,,25oooo,12ooo,1oo\n,Två,,1,1,1\n", header))
    told = [(one.column, one.found, one.expected.partition(",")[0]) for one in error.value.problems]
    assert told[:3] == [
        ("Kostnad (kr)", "25oooo", "ett belopp i kronor"),
        ("Kostnad 2027 (kr)", "12ooo", "ett belopp i kronor"),
        ("Drift (tkr/år)", "1oo", "ett belopp i tkr"),
    ]
    assert told[3][0] == "Id"


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ("200,300", ""),
        ("200,250", "Första: åren är tillsammans 450 tkr, kostnaden är 500 tkr"),
        ("200,?", ""),
        ("1.500,300", ""),
        ("250000 kr,250 tkr", ""),
        ("250000 kr,200", "Första: åren är tillsammans 450 tkr, kostnaden är 500 tkr"),
        ("200-250,300", ""),
        ("100-150,300", "Första: åren är tillsammans 400 tkr till 450 tkr, kostnaden är 500 tkr"),
        ("1.250.000 kr,?", "Första: åren är tillsammans minst 1 250 tkr, kostnaden är 500 tkr"),
        ("?,400 – 600", ""),
        ("199.5,300", "Första: åren är tillsammans 499,5 tkr, kostnaden är 500 tkr"),
        ("100 till 150,300", "Första: åren är tillsammans 400 tkr till 450 tkr, kostnaden är 500 tkr"),
    ],
)
def test_years_that_do_not_come_to_the_cost_are_a_finding(
    write_plan: Write, store: Store, years: str, told: str
) -> None:
    import_plan(store, read_plan(write_plan(ONE.replace("200,300", years) + OTHERS, HEADER)))
    found = {remark.id: remark.rows for remark in plan_remarks(store, PROV)}
    assert [row.replace("\u00a0", " ") for row in found.get("kostnad_per_ar", ())] == ([told] if told else [])


def test_a_cost_of_a_year_may_be_headed_as_it_is_shown_and_each_year_once(write_plan: Write, store: Store) -> None:
    shown = HEADER.replace("Kostnad 2028", "Kostnad 2028 (tkr)")
    read = read_plan(write_plan(ONE.replace("200,300", "200,250") + OTHERS, shown))
    assert (read.notices, stated_facts(read.plan.projects[0])["kostnad_2028"]) == ((), "250")
    import_plan(store, read)
    assert "kostnad_per_ar" in {remark.id for remark in plan_remarks(store, PROV)}
    with pytest.raises(BadPlan) as caught:
        read_plan(write_plan(ONE + OTHERS, HEADER.replace("Kostnad 2028", "Kostnad 2027 (tkr)")))
    [problem] = caught.value.problems
    assert "2027 förväntas; den finns som ”kostnad_2027” och ”Kostnad 2027 (tkr)”" in problem.expected


@pytest.mark.parametrize(
    ("heading", "column"), [("Nämnd", "aktor"), ("Beroende", "beror_pa"), ("Driftkostnad", "drift_tkr_ar")]
)
def test_a_column_headed_with_another_word_is_kept_and_asked_about(
    write_plan: Write, heading: str, column: str
) -> None:
    read = read_plan(write_plan("A1,Ett,,,KS\n", f"id,namn,klass,kostnad_tkr,{heading}\n"))
    assert read.plan.projects[0].other == {heading: "KS"}
    assert [notice.partition("Objektplan. ")[2] for notice in read.notices] == [
        f"Menas ”{column}”, som saknas, med ”{heading}”?"
    ]


def test_the_ukfa_plan_says_who_carries_out_each_project() -> None:
    projects = read_plan(DATA / "ukfa-2022").plan.projects
    assert {name for item in projects for name in actors(item)} == {"UF", "AMI", "KOF"}
    assert all(item.id.startswith(actors(item)[0]) for item in projects)


@pytest.mark.parametrize("year", ["kostnad_2027_kr", "Kostnad 2027 (kr)", "Kostnad 2027 i kronor"])
@pytest.mark.parametrize("running", ["Drift (kr/år)", "drift_kr_ar", "Drift kronor per år"])
def test_costs_of_years_and_of_running_in_kronor_are_read_as_such_and_it_is_told(
    write_plan: Write, store: Store, year: str, running: str
) -> None:
    header = f"id,namn,klass,kostnad_tkr,{year},{running}\n"
    rows = "A1,Ett,,500,250000,1 000\nA2,Två,,700,300 tkr,20 000-30 000\nA3,Tre,,2,se bilaga,?\n"
    read = read_plan(write_plan(rows, header))
    first, second, third = (dict(stated_facts(project)) for project in read.plan.projects)
    assert (first["kostnad_2027"], first["drift_tkr_ar"]) == ("250000 kr", "1 000 kr")
    assert (second["kostnad_2027"], second["drift_tkr_ar"]) == ("300 tkr", "20 000-30 000 kr")
    assert (third["kostnad_2027"], third["drift_tkr_ar"]) == ("se bilaga", "?")
    assert [f"kolumnen ”{name}” är i kronor" in "".join(read.notices) for name in (year, running)] == [True, True]
    # The cells are kept as they stand, and the store reads them alike.
    assert dict(read.plan.projects[0].other) == {year: "250000", running: "1 000"}
    import_plan(store, read)
    found = store.tuples("select project_id, cost_series, low_kr, high_kr from further_cost order by all")
    assert found == [
        ("A1", "drift", 1_000, 1_000), ("A1", "år", 250_000, 250_000), ("A2", "drift", 20_000, 30_000),
        ("A2", "år", 300_000, 300_000), ("A3", "drift", None, None), ("A3", "år", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("year", "told"), [("250", []), ("500", []), ("700", ["Första: året är 700 tkr, kostnaden är 500 tkr"])]
)
def test_the_only_year_of_a_plan_may_be_less_than_the_cost_and_not_more(
    write_plan: Write, store: Store, year: str, told: list[str]
) -> None:
    import_plan(store, read_plan(write_plan(f"A1,Första,,500,{year}\n", "id,namn,klass,kostnad_tkr,kostnad_2027\n")))
    found = {remark.id: remark.rows for remark in plan_remarks(store, PROV)}
    assert [row.replace("\u00a0", " ") for row in found.get("kostnad_per_ar", ())] == told


def test_a_year_in_kronor_beside_the_same_year_in_tkr_cannot_be_known(write_plan: Write) -> None:
    with pytest.raises(BadPlan, match="en enda kolumn för kostnaden 2027 förväntas"):
        read_plan(write_plan("A1,Ett,,5,250000,250\n", "id,namn,klass,kostnad_tkr,kostnad_2027_kr,kostnad_2027\n"))
