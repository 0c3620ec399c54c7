"""A plan is kept whole: every file's bytes, every cell, also what nobody knows; and it can be given out again."""

import json
from pathlib import Path

import duckdb
import pytest

from prioritering.errors import BadArgument, StoreError
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, object_plan
from prioritering.usecases.plan_files import plan_files
from tests.folders import DATA, GOOD, HEADER, PROV, UKFA, VSO

OWN_MODEL = '[[kriterium]] # egen\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = 3\n'


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def given_out(store: Store, plan: PlanKey, version: int | None = None) -> dict[str, bytes]:
    return {file.name: file.data for file in plan_files(store, plan, version)}


@pytest.fixture
def whole(write_plan):
    """A folder with a known file of each kind, in other bytes than we would write, and files that nobody knows."""
    folder = write_plan(
        projekt__csv=("\ufeff" + HEADER + GOOD + "A2,Åtgärd,,,,,\n").replace("\n", "\r\n"),
        mal__csv="id;namndmal;färg\r\nG1;Må bra;blå\r\n".encode("cp1252"),
        modell__toml=OWN_MODEL,
        underlag__pdf=b"%PDF\x00\xff",
    )
    (folder / "bilagor").mkdir()
    (folder / "bilagor" / "läs mig.txt").write_text("hej", encoding="utf-8")
    return folder


@pytest.mark.parametrize("key", [VSO, UKFA])
def test_a_published_plan_comes_out_byte_for_byte(both_plans, key):
    assert given_out(both_plans, key) == bytes_of(DATA / key.plan)


def test_a_plan_comes_out_byte_for_byte_also_after_a_restart(whole, tmp_path_factory):
    file = tmp_path_factory.mktemp("databas") / "prov.duckdb"
    store = Store.open(file)
    import_plan(store, read_plan(whole))
    before = given_out(store, PROV)
    store.close()
    store = Store.open(file)
    assert given_out(store, PROV) == before == bytes_of(whole)
    store.close()


def test_files_that_nobody_knows_are_named_in_one_notice(whole):
    assert [notice for notice in read_plan(whole).notices if "sparar" in notice] == [
        "Planen använder inte ”bilagor/läs mig.txt” och ”underlag.pdf”, men sparar dem med planen."
    ]


def test_files_of_tools_are_no_part_of_the_plan(store, write_plan):
    folder = write_plan()
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("x", encoding="utf-8")
    (folder / "~$projekt.xlsx").write_bytes(b"x")
    import_plan(store, read_plan(folder))
    assert set(given_out(store, PROV)) == {"plan.toml", "projekt.csv"}


def test_every_cell_is_kept_with_its_row(store, whole):
    import_plan(store, read_plan(whole))
    rows = store.tuples("select source, row_number, cells from plan_cells where version = 1 order by row_number")
    cells = {source: [(at, json.loads(text)) for name, at, text in rows if name == source] for source, _, _ in rows}
    assert cells["mal.csv"] == [(1, ["id", "namndmal", "färg"]), (2, ["G1", "Må bra", "blå"])]
    assert cells["projekt.csv"][0] == (1, HEADER.strip().split(","))
    assert cells["projekt.csv"][2] == (3, ["A2", "Åtgärd", "", "", "", "", ""])


def test_a_changed_file_that_nobody_knows_is_a_new_version_with_the_same_content(store, whole):
    import_plan(store, read_plan(whole))
    assert import_plan(store, read_plan(whole)) == 1
    (whole / "underlag.pdf").write_bytes(b"ny")
    assert import_plan(store, read_plan(whole)) == 2
    assert (given_out(store, PROV, 1)["underlag.pdf"], given_out(store, PROV)["underlag.pdf"]) == (
        b"%PDF\x00\xff",
        b"ny",
    )
    assert store.tuples("select count(distinct content_hash) from plan_version") == [(1,)]


def test_bytes_that_versions_share_are_kept_once(store, write_plan):
    for cost in ("500", "600", "700"):
        import_plan(store, read_plan(write_plan(GOOD.replace("500", cost))))
    assert store.tuples("select count(*) from file_content") == [(4,)]


def before_files(store: Store) -> None:
    """Make a database what it was when files were not kept."""
    with store.write() as cursor:
        for table in ("plan_file", "plan_cells", "file_content"):
            cursor.execute(f"delete from {table}")


def test_a_version_read_in_before_files_were_kept_says_so(store, write_plan):
    import_plan(store, read_plan(write_plan()))
    before_files(store)
    with pytest.raises(BadArgument, match="version 1 lästes in innan filerna sparades"):
        plan_files(store, PROV)
    assert object_plan(store, PROV).projects[0].id == "A1"


def test_such_a_version_gets_its_files_when_they_are_read_again_unchanged(store, write_plan):
    folder = write_plan()
    import_plan(store, read_plan(folder))
    before_files(store)
    assert import_plan(store, read_plan(folder)) == 1
    assert given_out(store, PROV) == bytes_of(folder)


def test_such_a_version_stays_as_it_was_when_more_is_read_from_its_files_today(store, write_plan):
    folder = write_plan("A1,X,,,,,,blå\n", header=HEADER.strip() + ",färg\n")
    import_plan(store, read_plan(folder))
    before_files(store)
    assert import_plan(store, read_plan(folder)) == 2
    with pytest.raises(BadArgument, match="version 1"):
        plan_files(store, PROV, 1)


def test_a_file_that_is_not_what_it_was_is_not_given_out(store, write_plan):
    import_plan(store, read_plan(write_plan()))
    with store.write() as cursor:
        cursor.execute("update file_content set bytes = 'x'::blob")
    with pytest.raises(StoreError, match="skadad"):
        plan_files(store, PROV)


def test_begun_and_remark_are_two_things_through_the_store(store, write_plan):
    header = "id,namn,klass,kostnad_tkr,paborjat,notering\n"
    folder = write_plan("A1,X,,,2020,Klart i höst\n", header=header)
    import_plan(store, read_plan(folder))
    (project,) = object_plan(store, PROV).projects
    assert (project.begun, project.remark, project.note) == ("2020", "Klart i höst", "2020; Klart i höst")


def test_the_old_database_has_no_bytes_and_every_table_of_the_new(tmp_path):
    import gzip

    file = tmp_path / "gammal.duckdb"
    file.write_bytes(gzip.decompress((Path(__file__).parent / "kept" / "utgava-0.1.duckdb.gz").read_bytes()))
    store = Store.open(file)
    assert object_plan(store, PlanKey("prov", "gammal")).projects[0].note == "2020; Klart i höst"
    assert [dict(project.other) for project in object_plan(store, PlanKey("prov", "gammal")).projects] == [{}, {}, {}]
    with pytest.raises(BadArgument, match="innan filerna sparades"):
        plan_files(store, PlanKey("prov", "gammal"))
    store.close()
    with duckdb.connect(str(file), read_only=True) as connection:
        assert connection.execute("select count(*) from plan_file").fetchall() == [(0,)]
