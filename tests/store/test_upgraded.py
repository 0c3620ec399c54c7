"""A database made before a plan's key held its municipality opens with everything in it, and is kept as it was."""

import gzip
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from prioritering.plan.plan_key import PlanKey, municipality_id
from prioritering.store import connection, duckdb_file, meetings
from prioritering.store.checksum import is_as_made
from prioritering.store.connection import Store
from prioritering.store.plan_list import plan_list
from prioritering.store.revealed_answers import revealed_answers
from prioritering.store.statements import statement
from prioritering.usecases.agreed_levels import agree
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.group_result import group_result
from prioritering.usecases.history import history_of
from prioritering.usecases.picture import picture_of
from prioritering.view.ranking_json import ranking_json
from prioritering.view.view import View
from tests.folders import PROV

KEPT = Path(__file__).parent / "kept"
OLD_FILE = gzip.decompress((KEPT / "fore-kommun.duckdb.gz").read_bytes())
# What the code that made the file said of it.
SAID = json.loads((KEPT / "fore-kommun.json").read_text(encoding="utf-8"))
BYGG = PlanKey("orkelljungas", "bygg")
VIEWS = {
    "planen": View(plan="bygg", frame="900"),
    "utan antaganden": View(plan="bygg", frame="900", assumptions=False),
    "median": View(plan="bygg", frame="900", source="median"),
    "prov": View(plan="prov", frame="900"),
}
LOCKED = {"median": {"A3": "med-last"}}
FIELDS = ("id", "plats", "poang_min", "poang_max", "kostnad_min_kr", "kostnad_max_kr", "lage", "las")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gammal.duckdb"
    path.write_bytes(OLD_FILE)
    return path


def copies(file: Path) -> list[Path]:
    return sorted(file.parent.glob("gammal-fore-*.duckdb"))


def says_what_it_said(store: Store) -> None:
    for name, view in VIEWS.items():
        rows = json.loads(json.dumps(ranking_json(picture_of(store, view))["projekt"]))
        placed = [row for row in rows if row["plats"] is not None]
        assert [[row[field] for field in FIELDS] for row in placed] == SAID[name]
        # What is locked in without points has come to take its cost of the frame since then.
        assert {row["id"]: row["lage"] for row in rows if row not in placed} == LOCKED.get(name, {})
    told = history_of(store, BYGG)
    # An order is told with what stands between the names since then: they may hold commas.
    assert [
        [t.entry_id, t.role, t.about, t.before, t.after.replace(" före ", ", "), t.made_at.isoformat()] for t in told
    ] == SAID["historik"]
    (meeting,) = meetings.meetings_of(store, BYGG)
    assert (meeting.id, meeting.plan_key) == (SAID["meeting"], BYGG)
    sheets = revealed_answers(store, meeting).sheets
    answers = [[s.role, s.project_id, s.reason, {key: a.value for key, a in s.answers.items()}] for s in sheets]
    assert sorted(answers, key=lambda row: row[:2]) == SAID["svar"]


def test_the_board_the_history_and_the_meeting_are_what_they_were(file: Path) -> None:
    store = Store.open(file)
    says_what_it_said(store)
    assert {info.key: info.version for info in plan_list(store)} == {PROV: 1, BYGG: 2}
    store.close()


def test_what_its_meeting_agreed_on_is_written_beside_the_rest_and_goes_before_its_answers(file: Path) -> None:
    store = Store.open(file)
    (meeting,) = meetings.meetings_of(store, BYGG)
    found = group_result(store, meeting.id, VIEWS["median"])
    cell = next(cell for cell in found.cells.values() if cell.median not in (None, 0.0))
    level = found.model.criterion(cell.criterion_id).scale.lowest_name
    key = cell.project_id, cell.criterion_id
    agree(Beside(store, BYGG, 2), meeting.id, key, level, Signature("Objektledare", ""))
    assert group_result(store, meeting.id, VIEWS["median"]).cells[key].agreed == 0.0
    shown = picture_of(store, VIEWS["median"])
    assert next(item for item in shown.board.candidates if item.id == key[0]).agreed == {key[1]}
    store.close()


def test_the_file_is_kept_byte_for_byte_beside_the_new_one_and_only_once(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Store.open(file).close()
    (copy,) = copies(file)
    assert copy.name == f"gammal-fore-{date.today().isoformat()}.duckdb"
    assert copy.read_bytes() == OLD_FILE
    assert is_as_made(copy)
    # In Swedish: whoever types a command reads it above the answer.
    assert (
        f"Databasen {file} görs om för den här versionen av programmet. Som den var finns den i {copy}" in caplog.text
    )
    Store.open(file).close()
    assert copies(file) == [copy]


def test_a_copy_that_is_there_is_never_overwritten(file: Path) -> None:
    Store.open(file).close()
    (first,) = copies(file)
    first.write_bytes(b"min egen")
    file.write_bytes(OLD_FILE)
    Store.open(file).close()
    assert first.read_bytes() == b"min egen"
    assert [path.read_bytes() for path in copies(file) if path != first] == [OLD_FILE]


def test_a_new_database_needs_no_copy(tmp_path: Path) -> None:
    Store.open(tmp_path / "gammal.duckdb").close()
    Store.open(tmp_path / "gammal.duckdb").close()
    assert copies(tmp_path / "gammal.duckdb") == []


def test_what_stood_in_the_log_beside_the_file_is_in_the_copy_too(file: Path) -> None:
    script = (
        "import duckdb, os, sys\n"
        "c = duckdb.connect(sys.argv[1])\n"
        "c.execute(\"insert into schema_views (hash) values ('sist')\")\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(file)], check=True)
    assert file.with_name("gammal.duckdb.wal").stat().st_size
    Store.open(file).close()
    with duckdb.connect(str(copies(file)[0]), read_only=True) as copy:
        assert copy.execute("select count(*) from schema_views where hash = 'sist'").fetchall() == [(1,)]


_CRASH = """
import os, sys
from prioritering.store import migrations
from prioritering.store.connection import Store
from prioritering.store.revealed_answers import revealed_answers
def stop():
    os._exit(7)
# The steps have run and the views are about to be put in.
migrations.views = stop
Store.open(sys.argv[1])
"""


def test_a_crash_in_the_middle_leaves_the_old_database_which_can_then_be_upgraded(file: Path) -> None:
    root = Path(__file__).parents[2]
    crashed = subprocess.run([sys.executable, "-c", _CRASH, str(file)], cwd=root, env=os.environ, check=False)
    assert crashed.returncode == 7
    with duckdb.connect(str(file), read_only=True) as old:
        assert ("050_municipality",) not in old.execute(statement("read/migrations")).fetchall()
        assert old.execute("select distinct plan_id from project order by plan_id").fetchall() == [("bygg",), ("prov",)]
    store = Store.open(file)
    says_what_it_said(store)
    store.close()


def test_a_copy_that_cannot_be_made_stops_the_upgrade(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(duckdb_file, "copy_beside", full)
    with pytest.raises(connection.StoreError, match="Disken är full"):
        Store.open(file)
    assert file.read_bytes() == OLD_FILE


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Linköpings kommun", "linkoping"),
        ("LINKÖPING", "linkoping"),
        ("Göteborgs Stad", "goteborg"),
        ("Borås Stad", "boras"),
        ("Höganäs kommun", "hoganas"),
        ("Degerfors kommun", "degerfors"),
        ("Umeå kommun", "umea"),
        ("Upplands Väsby kommun", "upplands-vasby"),
        ("Region Gotland", "region-gotland"),
        ("  ", "egen"),
        ("–", "egen"),
        ("Ej angiven", "egen"),
    ],
)
def test_an_upgrade_makes_a_municipalitys_id_as_a_plan_folder_does(tmp_path: Path, name: str, made: str) -> None:
    file = tmp_path / "gammal.duckdb"
    file.write_bytes(OLD_FILE)
    with duckdb.connect(str(file)) as old:
        old.execute("update municipality set name = $name where name <> 'Ej angiven'", {"name": name})
    store = Store.open(file)
    assert [key for (key,) in store.tuples("select plan_key from plan where plan_id = 'bygg'")] == [f"{made}/bygg"]
    store.close()
    # No plan of that name was ever read: the words stood for a plan without one.
    assert name == "Ej angiven" or municipality_id(name) == made


def test_two_spellings_that_were_two_municipalities_become_one(file: Path) -> None:
    with duckdb.connect(str(file)) as old:
        old.execute("insert into municipality values ('örkelljungas', 'ÖRKELLJUNGAS')")
        old.execute("insert into governance_object values ('örkelljungas/samhälle', 'örkelljungas', 'Samhälle')")
        old.execute("update plan set object_id = 'örkelljungas/samhälle' where plan_id = 'prov'")
    store = Store.open(file)
    keys = store.tuples("select plan_key from plan order by plan_key")
    assert keys == [("orkelljungas/bygg",), ("orkelljungas/prov",)]
    assert store.tuples("select object_id from governance_object where object_id <> 'egen/prov'") == [
        ("orkelljungas/samhälle",)
    ]
    store.close()
