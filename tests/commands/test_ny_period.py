"""`ny-period` makes a plan folder that is read like any other, with the projects that are not done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import Printed, run
from prioritering.plan.compare import Comparison, compare
from prioritering.plan.done import is_done
from prioritering.plan.object_plan import Status
from prioritering.plan.reader import PlanFolder, read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from tests.folders import DATA, HEAD, write_plan

HEADER = "id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv,Status,Ansvarig\n"
ROWS = """\
A1,"Fiber, ""snabbt"" <b>",strategiskt,500,Tidsbesparande,Hög..Mycket hög,Kort,pågår,IT
A2,Post,,?,,?,,Klart,
A3,Säkra möten,önskvärt,1.500,,–,Lång,,Ekonomi
A4,=1+1,prioriterat,1234 kr,,Låg,,ej klart,
A5,Larm,,får inte visas,,,,KLAR.,
"""


def made(store: Store, old: PlanFolder, folder: Path, *more: str) -> Printed:
    import_plan(store, old)
    given = ["ny-period", "--plan", old.plan.id, "--ut", str(folder), *more]
    return run(given, Plans(store))


def differs(old: PlanFolder, new: PlanFolder) -> Comparison:
    return compare(old.plan, new.plan, (old.model, new.model))


def test_what_is_not_done_comes_along_with_every_cell(store: Store, tmp_path: Path) -> None:
    old = read_plan(write_plan(tmp_path / "prov", ROWS, HEADER))
    done = made(store, old, tmp_path / "ny", "--period", "2027-01-01 – 2027-12-31")
    assert done.code == 0, done.text
    assert "Planen prov-2027" in done.text
    assert "Klara och därför inte med: Post och Larm." in done.text
    new = read_plan(tmp_path / "ny")
    assert new.notices == old.notices
    found = differs(old, new)
    assert [item.id for item in found.removed] == ["A2", "A5"]
    assert [(cell.what, cell.before, cell.after) for cell in found.changed_cells] == [
        ("period", "2026", "2027-01-01 – 2027-12-31")
    ]
    assert found.renamed == found.added == ()


@pytest.mark.parametrize(
    ("status", "done"),
    [
        ("Klart 2026", True), ("klar (mars)", True), ("Klart: 2026-03-01", True), ("Avslutad, q2 2026", True),
        ("genomfört våren -26", True), ("Klart", True), ("", False), ("2026", False), ("ej klart", False),
        ("Klart för beslut", False), ("Klart till 80 %", False), ("klart 80 %", False), ("Klarläggs 2026", False),
    ],
)  # fmt: skip
def test_a_status_that_says_when_it_was_done_says_that_it_is(
    write_plan: Callable[..., Path], status: str, done: bool
) -> None:
    plan = read_plan(write_plan(f'A1,X,,,"{status}"\n', "id,namn,klass,kostnad_tkr,status\n")).plan
    assert [is_done(project) for project in plan.projects] == [done]


def test_the_tables_open_in_columns_in_swedish_excel(store: Store, tmp_path: Path) -> None:
    old = read_plan(write_plan(tmp_path / "prov", ROWS, HEADER))
    assert made(store, old, tmp_path / "ny", "--period", "2027").code == 0
    first = (tmp_path / "ny" / "projekt.csv").read_bytes().splitlines()[0]
    assert first.startswith(b"\xef\xbb\xbfid;namn;klass;kostnad_tkr;")


def test_the_new_plan_belongs_to_the_same_municipality(store: Store, tmp_path: Path) -> None:
    head = HEAD + 'kommun = "Motala kommun"\nkommun_id = "motala-norra"\n'
    old = read_plan(write_plan(tmp_path / "prov", ROWS, HEADER, plan__toml=head))
    assert made(store, old, tmp_path / "ny", "--period", "2027").code == 0
    assert read_plan(tmp_path / "ny").plan.municipality_id == "motala-norra"


@pytest.mark.parametrize("name", ["vso-2021", "ukfa-2022"])
def test_both_plans_of_data_come_along_whole_but_for_what_is_the_old_periods(
    store: Store, tmp_path: Path, name: str
) -> None:
    old = read_plan(DATA / name)
    assert made(store, old, tmp_path / "ny", "--period", "2030", "--id", "ny").code == 0
    new = read_plan(tmp_path / "ny")
    found = differs(old, new)
    assert (found.cells, found.renamed, found.removed, found.added) == ((), (), (), ())
    assert {cell.after for cell in found.budget} <= {"finns inte"}
    assert all(project.place is None for project in new.plan.projects)
    assert {project.cost.status for project in new.plan.projects} == {
        project.cost.status for project in old.plan.projects
    }


def test_a_derived_value_is_still_derived(store: Store, tmp_path: Path) -> None:
    fields = "projekt,falt,status,ratext,rad,rad_till\nA1,kostnad_tkr,härlett,cirka en halv miljon,,\n"
    old = read_plan(write_plan(tmp_path / "prov", projekt_falt__csv=fields))
    made(store, old, tmp_path / "ny", "--period", "2027")
    [project] = read_plan(tmp_path / "ny").plan.projects
    assert (project.cost.status, project.cost.low, project.cost.raw) == (
        Status.DERIVED, 500_000, "cirka en halv miljon"
    )  # fmt: skip


def test_criteria_of_ones_own_come_along(store: Store, tmp_path: Path) -> None:
    own = '[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = 3\n'
    header = "id,namn,klass,kostnad_tkr,nytta\n"
    old = read_plan(write_plan(tmp_path / "prov", 'A1,X,,,"1,5..2"\n', header, modell__toml=own))
    made(store, old, tmp_path / "ny", "--period", "2027")
    new = read_plan(tmp_path / "ny")
    assert new.model == old.model
    assert differs(old, new).cells == ()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--period", "nästa år"], "Skriv perioden med ett årtal"),
        (["--period", "2027", "--id", "prov"], "behöver ett annat id"),
        (["--period", "2027", "--id", "a/b"], "id: ”a/b” går inte att använda"),
        (["--period", " ", "--id", "ny"], "period: ”” går inte att använda"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(
    store: Store, tmp_path: Path, more: list[str], said: str
) -> None:
    done = made(store, read_plan(write_plan(tmp_path / "prov")), tmp_path / "ny", *more)
    assert (done.code, said in done.text) == (2, True), done.text
    assert not (tmp_path / "ny").exists()


def test_what_is_there_is_not_written_over_unasked(store: Store, tmp_path: Path) -> None:
    old = read_plan(write_plan(tmp_path / "prov", plan__toml=HEAD))
    assert "finns redan" in made(store, old, tmp_path / "prov", "--period", "2027").text
    assert (tmp_path / "prov" / "plan.toml").read_text(encoding="utf-8") == HEAD
    assert made(store, old, tmp_path / "prov", "--period", "2027", "--ersatt").code == 0


@pytest.mark.parametrize("word", ["Klar", "klart", "avslutade", "Slutfört", "genomförd.", "färdig"])
def test_the_words_that_say_that_a_project_is_done(word: str) -> None:
    [project] = read_plan(DATA / "vso-2021").plan.projects[:1]
    assert is_done(project.model_copy(update={"other": {"STATUS": word}}))
    for other in ({"Status": f"ej {word}"}, {"Läge": word}, {"Status": ""}):
        assert not is_done(project.model_copy(update={"other": other}))
