"""A plan folder in, values or every problem at once out."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prioritering.criteria.model import WordedScale
from prioritering.criteria.model_file import standard_model
from prioritering.errors import BadPlan, Problem
from prioritering.plan.columns import table_specs
from prioritering.plan.object_plan import NO_MARK, Status, Tier
from prioritering.plan.reader import read_plan
from tests.folders import DATA, GOOD, HEAD, HEADER, printed_model


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(BadPlan) as caught:
        read_plan(folder)
    assert str(caught.value)
    return caught.value.problems


def test_the_smallest_plan_is_two_files(write_plan):
    plan = read_plan(write_plan()).plan
    assert (plan.id, plan.name, plan.period) == ("prov", "Prov", "2026")
    assert [(item.id, item.tier, item.cost.exact) for item in plan.projects] == [("A1", Tier.STRATEGIC, 500_000)]


def test_the_vso_plan_keeps_raw_text_status_and_line_of_each_value():
    project = read_plan(DATA / "vso-2021").plan.projects[0]
    assert (project.cost.raw, project.cost.place.line, project.cost.status) == ("2 000", 239, Status.STATED)
    mark = project.mark("omfattning")
    assert (mark.printed, mark.low, mark.high, mark.place.line) == ("Hög – Mycket hög", "Hög", "Mycket hög", 242)


def test_the_ukfa_plan_is_a_plan_without_costs_levels_or_klass():
    plan = read_plan(DATA / "ukfa-2022").plan
    assert len(plan.projects) == 17
    assert {item.tier for item in plan.projects} == {None}
    assert not any(mark.known for item in plan.projects for mark in item.marks.values())


def test_all_problems_come_at_once_with_file_row_and_column(write_plan):
    rows = GOOD + "A1,Andra,viktigt,-5,Hög,Jättehög,Kort\n,,strategiskt,5oo,,,Snart\n"
    found = problems(write_plan(rows, plan__toml='namn = "X"\nperiod = 2026\n'))
    assert [(item.file, item.row, item.column) for item in found] == [
        ("plan.toml", None, "id"),
        ("projekt.csv", 3, "id"),
        ("projekt.csv", 3, "klass"),
        ("projekt.csv", 3, "kostnad_tkr"),
        ("projekt.csv", 3, "effekttyp"),
        ("projekt.csv", 3, "omfattning"),
        ("projekt.csv", 4, "id"),
        ("projekt.csv", 4, "namn"),
        ("projekt.csv", 4, "kostnad_tkr"),
        ("projekt.csv", 4, "tidsperspektiv"),
    ]


def test_a_duplicate_id_names_the_first_row(write_plan):
    (found,) = problems(write_plan(GOOD + GOOD))
    assert str(found) == "projekt.csv, rad 3, kolumn id: ”A1”: två projekt har samma id; det första står på rad 2"


def test_a_missing_column_suggests_the_similar_unknown_one(write_plan):
    (found,) = problems(write_plan(header=HEADER.replace("kostnad_tkr", "kostnad")))
    assert found.column == "kostnad_tkr"
    assert "menas den här kolumnen, som är okänd: ”kostnad”?" in found.expected


def test_unknown_columns_are_kept_as_they_stand_with_one_notice(write_plan):
    header = "Handläggare," + HEADER.strip() + ",budget 2027,\n"
    read = read_plan(write_plan("Enhetschef,A1,Första,,,,,,1 500,\n,A2,Andra,,,,,,,sent\n", header=header))
    assert read.notices == (
        "projekt.csv: kolumnerna ”Handläggare”, ”budget 2027” och ”kolumn 10” är okända; "
        "de sparas och visas under Övriga uppgifter på Objektplan.",
    )
    assert [list(project.other.items()) for project in read.plan.projects] == [
        [("Handläggare", "Enhetschef"), ("budget 2027", "1 500"), ("kolumn 10", "")],
        [("Handläggare", ""), ("budget 2027", ""), ("kolumn 10", "sent")],
    ]


def test_an_unknown_column_of_another_file_is_named_too(write_plan):
    read = read_plan(write_plan(mal__csv="id,namndmal,färg\nG1,Må bra,blå\n"))
    assert read.notices == (
        "mal.csv: kolumnen ”färg” är okänd; den sparas och visas under Övriga uppgifter i tabeller på Objektplan.",
    )
    assert read.tables["mal"][0]["namndmal"] == "Må bra"
    assert read.tables["mal"][0].other == {"färg": "blå"}


def test_the_unknown_columns_of_several_files_are_named_in_one_notice(write_plan):
    read = read_plan(
        write_plan(
            "A1,Första,,,,,,x,y\n",
            HEADER.strip() + ",Handläggare,budget 2027\n",
            mal__csv="id,namndmal,färg,statu\nG1,Må bra,blå,\n",
            tal__csv="id,namn,enhet,skal\nT1,Antal,st,x\n",
        )
    )
    assert read.notices == (
        "Kolumnerna ”Handläggare” och ”budget 2027” i projekt.csv, ”färg” och ”statu” i mal.csv och ”skal” i tal.csv "
        "är okända; de sparas och visas under Övriga uppgifter och Övriga uppgifter i tabeller på Objektplan. "
        "Menas ”status”, som saknas, med ”statu”?",
    )


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("[[kriterium]\n", "modell.toml, rad 1: filen är inte giltig TOML"),
        (
            '[[kriterium]]\nid = "x"\nnamn = "X"\nlagsta = 1\n',
            "modell.toml: kriterium 1 (x): lagsta och hogsta ska stå",
        ),
        ("x = 1\n", "modell.toml: fältet kriterium: fältet saknas"),
    ],
)
def test_a_fault_in_the_plans_own_model_names_its_file_once(write_plan, model, told):
    (found,) = problems(write_plan(modell__toml=model))
    assert str(found).startswith(told)
    assert str(found).count("modell.toml") == 1


LEVELS = {
    item.id: item.scale.levels[1].name if isinstance(item.scale, WordedScale) else item.scale.highest_name
    for item in standard_model().criteria
}


@pytest.mark.parametrize("left_out", [*((name,) for name in standard_model().ids), standard_model().ids])
def test_a_criterion_without_a_column_is_not_stated_for_any_project(write_plan, left_out):
    there = [name for name in standard_model().ids if name not in left_out]
    header = ",".join(("id", "namn", "klass", "kostnad_tkr", *there))
    read = read_plan(write_plan(",".join(("A1", "Första", "", "", *(LEVELS[name] for name in there))), header + "\n"))
    marks = read.plan.projects[0].marks
    assert {name: marks[name] for name in left_out} == dict.fromkeys(left_out, NO_MARK)
    assert ({name: marks[name].printed for name in there}, read.notices) == ({name: LEVELS[name] for name in there}, ())


def test_a_misspelt_criterion_is_told_with_the_column_it_may_be(write_plan):
    read = read_plan(write_plan(header=HEADER.replace("omfattning", "omfatning")))
    assert read.plan.projects[0].marks["omfattning"] == NO_MARK
    assert read.notices == (
        "projekt.csv: kolumnen ”omfatning” är okänd; den sparas och visas under Övriga uppgifter på Objektplan. "
        "Menas ”omfattning”, som saknas, med ”omfatning”?",
    )


def test_a_column_given_twice_is_a_problem(write_plan):
    (found,) = problems(write_plan("A1,Första,,,,,,\n", header=HEADER.strip() + ",klass\n"))
    assert (found.row, found.column) == (1, "klass")


@pytest.mark.parametrize("row", ["A2,För få,strategiskt\n", "A2,För,många,500,Tidsbesparande,Hög,Kort,celler\n"])
def test_a_row_with_too_few_or_too_many_cells_is_told_by_number(write_plan, row):
    (found,) = problems(write_plan(GOOD + row))
    assert found.row == 3
    assert found.expected.startswith("7 celler förväntas")


def test_blank_lines_are_skipped_and_rows_are_counted_as_an_editor_does(write_plan):
    (found,) = problems(write_plan("\n" + GOOD + ",,,,,,\n" + 'A2,"Två\nrader",fel,,,,\nA3,X,,-1,,,\n').resolve())[:1]
    assert (found.row, found.column) == (5, "klass")


def test_a_bom_and_windows_line_ends_are_accepted(write_plan):
    text = ("\ufeff" + HEADER + GOOD).replace("\n", "\r\n")
    plan = read_plan(write_plan(projekt__csv=text, plan__toml="\ufeff" + HEAD.replace("\n", "\r\n"))).plan
    assert plan.projects[0].mark("tidsperspektiv").low == "Kort"


def test_an_empty_file_says_which_header_is_expected(write_plan):
    (found,) = problems(write_plan(projekt__csv=""))
    assert "tom" in found.expected
    assert "id,namn,klass,kostnad_tkr" in found.expected


def test_a_file_with_only_a_header_is_a_plan_without_projects(write_plan):
    assert read_plan(write_plan("")).plan.projects == ()


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"id,namn\x00,klass\n"])
def test_a_binary_file_is_refused(write_plan, content):
    (found,) = problems(write_plan(projekt__csv=content))
    assert "textfil" in found.expected


@pytest.mark.parametrize("row", ['A2,"öppet citat,strategiskt,,,,\n', 'A2,"a"b,strategiskt,,,,\n'])
def test_broken_quotes_name_the_row(write_plan, row):
    found = problems(write_plan(GOOD + row))
    assert (found[-1].row, "citattecknen" in found[-1].expected) == (3, True)


def test_missing_files_are_both_named(tmp_path):
    assert [(item.file, item.expected) for item in problems(tmp_path)] == [
        ("plan.toml", "filen saknas i planmappen; den anger planens id, namn och period"),
        ("projekt.csv", "filen saknas i planmappen"),
    ]


def test_a_missing_folder_is_told(tmp_path):
    (found,) = problems(tmp_path / "ingen")
    assert "planmappen finns inte" in found.expected


def test_a_huge_file_is_refused_before_it_is_read(write_plan):
    folder = write_plan()
    with (folder / "projekt.csv").open("ab") as file:
        file.truncate(200_000_000)
    (found,) = problems(folder)
    assert "för stor (200 MB)" in found.expected


def test_ten_thousand_rows_are_read(write_plan):
    rows = "".join(f"P{number},Projekt {number},,{number},,Hög..Mycket hög,Kort\n" for number in range(10_000))
    assert len(read_plan(write_plan(rows)).plan.projects) == 10_000


@pytest.mark.parametrize("text", ["id med mellanslag", "a;b", "<b>", "x" * 41])
def test_an_id_that_cannot_stand_in_an_address_is_refused(write_plan, text):
    (found,) = problems(write_plan(f"{text},Namn,,,,,\n"))
    assert found.column == "id"


def test_the_folders_own_model_is_used_when_the_caller_gives_none(write_plan):
    own = '[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = 3\n'
    folder = write_plan("A1,X,,,1..2\n", header="id,namn,klass,kostnad_tkr,nytta\n", modell__toml=own)
    read = read_plan(folder)
    assert read.model.ids == ("nytta",)
    assert (read.plan.projects[0].mark("nytta").low, read.plan.projects[0].mark("nytta").high) == (1.0, 2.0)
    against_another = read_plan(folder, standard_model())
    assert against_another.plan.projects[0].marks == dict.fromkeys(standard_model().ids, NO_MARK)
    assert against_another.plan.projects[0].other == {"nytta": "1..2"}


def test_a_faulty_own_model_is_a_problem_of_the_plan(write_plan):
    header = "id,namn,klass,kostnad_tkr,nytta,omfattning\n"
    found = problems(write_plan("A1,X,,,2..4,fem\n", header=header, modell__toml="[[kriterium]]\n"))
    # One error for one fault: its columns are not held against other criteria.
    assert [item.file for item in found] == ["modell.toml"]


def test_a_status_that_contradicts_the_cell_is_a_problem(write_plan):
    fields = "projekt,falt,status,ratext,rad,rad_till\nA1,kostnad_tkr,frågetecken,?,7,7\nB9,namn,angivet,X,7,7\n"
    found = problems(write_plan(projekt_falt__csv=fields))
    assert [(item.file, item.row, item.column, item.found) for item in found] == [
        ("projekt_falt.csv", 2, "status", "A1, kostnad_tkr: frågetecken"),
        ("projekt_falt.csv", 3, "projekt", "B9"),
    ]


def test_a_budget_cell_needs_unit_and_amount(write_plan):
    header = (
        "id,etikett,huvudaktivitet,kostnadsbarare,del,klass,slag,matt,belopp,enhet,ram,status,ratext,rad,rad_till\n"
    )
    rows = "a,A,,,,VU,cell,budget,12.5,tkr,ja,angivet,,1,1\nb,B,,,,VU,cell,budget,,öre,,angivet,,1,1\n"
    rows += "a,C,,,,VU,cell,budget,7,kr,,tomt,,1,1\n"
    found = problems(write_plan(budget__csv=header + rows))
    assert [(item.row, item.column) for item in found] == [(3, "enhet"), (3, "belopp"), (4, "belopp"), (4, "id")]


def test_an_unchanged_folder_is_no_new_version_after_an_update_of_the_program(write_plan):
    known = "e2b44c7f2824568afa1619710f59b0471d4f4d1f94b2c7538f63010cab492725"
    assert read_plan(write_plan(), printed_model()).content_hash == known


def test_the_hash_changes_with_any_file_and_with_the_model(write_plan):
    first = read_plan(write_plan()).content_hash
    assert read_plan(write_plan()).content_hash == first
    assert read_plan(write_plan(plan__toml=HEAD + "\n")).content_hash != first
    assert read_plan(write_plan(), standard_model().with_values("effekttyp", (0, 60, 100))).content_hash != first


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: (HEADER + text).encode())))
def test_any_bytes_are_a_plan_or_a_bad_plan(write_plan, content):
    try:
        read_plan(write_plan(projekt__csv=content))
    except BadPlan as error:
        assert error.problems


def test_an_unreasonable_number_in_a_further_file_is_a_problem(write_plan):
    header = ",".join(table_specs()["arsarbeten"].columns)
    found = problems(write_plan(arsarbeten__csv=f"{header}\na,A,,VM,cell,{'9' * 30},angivet,,fel,\n"))
    assert [(item.row, item.column) for item in found] == [(2, "arsarbeten"), (2, "rad")]


@pytest.mark.parametrize("lines", ["12-3", "a", "1;;x", "5-", "-5"])
def test_faulty_line_ranges_are_a_problem(write_plan, lines):
    header = "id,rubrik,text,ror,hantering,kontroll,rader"
    (found,) = problems(write_plan(iakttagelser__csv=f"{header}\nX,A,B,projekt,C,,{lines}\n"))
    assert found.column == "rader"
