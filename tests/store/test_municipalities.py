"""A plan belongs to a municipality, and no spelling of its name takes it to another one unseen."""

import json
from pathlib import Path

import pytest

from prioritering.errors import BadPlan
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.settings import PLANS, plan_folders, plan_key_in
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.store.facts import plan_remarks
from prioritering.store.plan_list import plan_list
from prioritering.store.plans import import_plan, object_plan
from tests.folders import GOOD, own, write_plan
from tests.plan.test_files import PROJECT_ROWS, write_book

HEAD = 'id = "bygg"\nnamn = "Samhällsbyggnad"\nperiod = "2026"\n'


def folder(at: Path, head: str = HEAD, rows: str = GOOD, **fields: str) -> Path:
    """Write a plan folder whose plan.toml has further fields, such as kommun."""
    more = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return write_plan(at, rows, plan__toml=head + more)


def taken_in(store: Store, at: Path, **fields: str) -> PlanKey:
    read = read_plan(folder(at, **fields))
    import_plan(store, read)
    return read.plan.key


def fault(store: Store, at: Path, **fields: str) -> str:
    with pytest.raises(BadPlan) as caught:
        import_plan(store, read_plan(folder(at, **fields)))
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("fields", "municipality"),
    [
        ({}, "egen"),
        ({"kommun": "Motala kommun"}, "motala"),
        ({"kommun": "Motala kommun", "kommun_id": "motala-norra"}, "motala-norra"),
        ({"kommun_id": "motala"}, "motala"),
    ],
)
def test_the_id_is_the_stated_one_else_made_of_the_name_else_egen(
    tmp_path: Path, fields: dict[str, str], municipality: str
) -> None:
    written = folder(tmp_path, **fields)
    assert read_plan(written).plan.key == plan_key_in(written) == PlanKey(municipality, "bygg")


@pytest.mark.parametrize("text", ["Linköping", "linkoping/vso", "två ord", "-x", "LINKOPING"])
def test_an_id_that_no_address_can_hold_is_a_fault_of_its_cell(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(folder(tmp_path, kommun_id=text))
    (problem,) = caught.value.problems
    assert (problem.file, problem.column, problem.found) == ("plan.toml", "kommun_id", text)
    assert "små bokstäver a–z" in problem.expected


def test_two_municipalities_have_plans_with_one_id_each_with_its_own_content(store: Store, tmp_path: Path) -> None:
    first = taken_in(store, tmp_path / "a", kommun="Motala kommun", kommun_id="motala")
    second = taken_in(store, tmp_path / "b", kommun="Kinda kommun", kommun_id="kinda", rows="K1,Annat,,1,,,\n")
    assert [project.id for project in object_plan(store, first).projects] == ["A1"]
    assert [project.id for project in object_plan(store, second).projects] == ["K1"]
    assert {info.key: (info.version, info.municipality) for info in plan_list(store)} == {
        first: (1, "Motala kommun"),
        second: (1, "Kinda kommun"),
    }


@pytest.mark.parametrize(("one", "other"), [("Motala kommun", "Norrköpings kommun"), ("Linköping", "Lidköping")])
def test_two_municipalities_that_give_their_names_alone_have_plans_with_one_id_side_by_side(
    store: Store, tmp_path: Path, one: str, other: str
) -> None:
    started = bootstrap(store, [folder(tmp_path / "a", kommun=one), folder(tmp_path / "b", kommun=other)])
    assert not started.problems
    assert {info.municipality for info in plan_list(store)} == {one, other}


def test_a_municipality_spelled_in_two_ways_is_one_and_the_plan_says_so(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path / "a", kommun="Motala kommun")
    other = taken_in(store, tmp_path / "b", head=HEAD.replace("bygg", "skola"), kommun="MOTALA")
    said = [row for remark in plan_remarks(store, other) for row in remark.rows if "kommun-id" in row]
    assert said == [
        "plan.toml, kommun: ”MOTALA” skrivs ”Motala kommun” i en annan plan med samma kommun-id (motala). "
        "De räknas som samma kommun."
    ]
    assert object_plan(store, other).municipality == "MOTALA"


def test_a_plan_whose_id_differs_from_anothers_in_capitals_alone_says_so(store: Store, tmp_path: Path) -> None:
    for at, plan_id in (("ett", "bygg"), ("två", "BYGG"), ("tre", "vård")):
        import_plan(store, read_plan(folder(tmp_path / at, HEAD.replace("bygg", plan_id), kommun="Motala")))
    import_plan(store, read_plan(folder(tmp_path / "fyra", HEAD.replace("bygg", "Bygg"), kommun="Kinda")))
    told = {
        str(info.key): [row for remark in plan_remarks(store, info.key) for row in remark.rows if ", id: " in row]
        for info in plan_list(store)
    }
    assert told.pop("motala/BYGG") == [
        "plan.toml, id: kommunen har också planen ”bygg”, med ett id som bara skiljer i stor eller liten bokstav. De "
        "räknas som två planer; är det samma plan, skriv id:t på ett sätt."
    ]
    assert not any(told.values())


@pytest.mark.parametrize("again", ["Motala stads kommun", "Motla kommun", ""])
def test_a_plan_whose_municipality_is_spelled_anew_is_asked_about_and_becomes_no_other_plan(
    store: Store, tmp_path: Path, again: str
) -> None:
    key = taken_in(store, tmp_path / "a", kommun="Motala kommun")
    said = fault(store, tmp_path / "a", kommun=again)
    assert said.startswith(f"plan.toml, fältet kommun: ”{again}”")
    assert "planen bygg finns redan för Motala kommun" in said
    assert 'skriv kommun_id = "motala" om det är samma plan' in said
    assert [info.key for info in plan_list(store)] == [key]
    # What it says to write is what helps.
    assert taken_in(store, tmp_path / "a", kommun=again, kommun_id="motala") == key
    assert [(info.key, info.version) for info in plan_list(store)] == [(key, 2)]


def test_in_a_workbook_the_row_is_named_where_the_municipality_is_said(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path / "a", kommun="Motala kommun")
    (tmp_path / "b").mkdir()
    head = [["Id", "bygg"], ["Namn", "Bygg"], ["Period", "2026"], ["Kommun", "Motla kommun"]]
    write_book(tmp_path / "b" / "plan.xlsx", Plan=head, Projekt=PROJECT_ROWS)
    with pytest.raises(BadPlan) as caught:
        import_plan(store, read_plan(tmp_path / "b"))
    said = str(caught.value.problems[0])
    assert "skriv ”motala” på raden Kommun-id om det är samma plan, eller ”motla” på raden Kommun-id om" in said
    assert "kommun_id" not in said


def test_a_plan_that_named_no_municipality_is_not_moved_to_one_unseen(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path / "a")
    assert "finns redan utan kommun" in fault(store, tmp_path / "a", kommun="Motala kommun")
    assert taken_in(store, tmp_path / "a", kommun="Motala kommun", kommun_id="egen") == own("bygg")


@pytest.mark.parametrize(
    ("name", "meant"), [("Motla kommun", "motla"), ("Mtala", "mtala"), ("Motala stads kommun", "motala-stad")]
)
def test_a_new_plan_whose_municipality_is_nearly_anothers_is_asked_about_and_not_taken_in(
    store: Store, tmp_path: Path, name: str, meant: str
) -> None:
    key = taken_in(store, tmp_path / "a", kommun="Motala kommun")
    new = HEAD.replace("bygg", "skola")
    assert fault(store, tmp_path / "b", head=new, kommun=name) == (
        f"plan.toml, fältet kommun: ”{name}”: kommunen liknar Motala kommun, som har andra planer; skriv "
        f'kommun_id = "motala" om det är samma kommun, eller kommun_id = "{meant}" om det är en annan'
    )
    assert [info.key for info in plan_list(store)] == [key]
    assert taken_in(store, tmp_path / "b", head=new, kommun=name, kommun_id=meant) == PlanKey(meant, "skola")
    # Answered once, its next plan is not asked about.
    assert taken_in(store, tmp_path / "c", head=HEAD.replace("bygg", "vatten"), kommun=name).municipality == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [("Linköpings kommun", "Lidköpings kommun"), ("Alvesta", "Avesta"), ("Skellefteå", "Sollefteå"),
     ("Karlskoga", "Karlskrona"), ("Mora kommun", "Nora kommun"), ("Nyköping", "Linköping"), ("Kil", "Kiruna")],
)  # fmt: skip
def test_two_municipalities_that_there_are_never_ask_of_each_other(
    store: Store, tmp_path: Path, one: str, other: str
) -> None:
    keys = {taken_in(store, tmp_path / "a", kommun=one)}
    keys.add(taken_in(store, tmp_path / "b", head=HEAD.replace("bygg", "skola"), kommun=other))
    assert len({key.municipality for key in keys}) == 2


def test_of_two_folders_with_one_key_the_first_counts_and_the_other_is_told(store: Store, tmp_path: Path) -> None:
    folders = [
        folder(tmp_path / "a", kommun="Motala kommun"),
        folder(tmp_path / "b", kommun="MOTALA"),
        folder(tmp_path / "c", kommun="Kinda kommun", kommun_id="kinda"),
    ]
    started = bootstrap(store, folders)
    assert list(started.versions) == [PlanKey("motala", "bygg"), PlanKey("kinda", "bygg")]
    ((path, error),) = started.problems.items()
    assert (path, str(error)) == (
        str(folders[1]),
        "plan.toml, fältet kommun: ”MOTALA”: kommunen skrivs Motala kommun i plan.toml i mappen a, där planen bygg "
        "redan finns, och är efter namnet samma (motala); skriv ett annat id om det är en annan plan, eller ett eget "
        "kommun_id om det är en annan kommun",
    )


def test_of_two_folders_with_one_id_in_one_municipality_the_second_is_told_which_file_has_it(
    store: Store, tmp_path: Path
) -> None:
    folders = [folder(tmp_path / name, kommun="Motala kommun") for name in "ab"]
    (error,) = bootstrap(store, folders).problems.values()
    assert str(error) == (
        "plan.toml, fältet id: ”bygg”: ett id som ingen annan av kommunens planer har förväntas; plan.toml i mappen a "
        "har samma"
    )


def test_the_published_plans_keep_the_key_that_an_upgrade_gives_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PLANS, raising=False)
    assert [str(plan_key_in(one)) for one in plan_folders()] == ["linkoping/ukfa-2022", "linkoping/vso-2021"]
