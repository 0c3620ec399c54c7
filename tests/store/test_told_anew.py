"""A plan whose files are as they were says what the program says of them today, and is otherwise as it was."""

import json
from pathlib import Path

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Naming, setup_from
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.store.facts import plan_remarks
from prioritering.store.meetings import open_meeting
from prioritering.store.plan_files import kept_files
from prioritering.store.plan_notices import READ_OTHERWISE
from prioritering.store.plans import content_hash, import_plan, object_plan, plan_version
from tests.folders import GOOD, PROV, write_plan

TOLD = "projekt.csv: rad 3 är en summarad eller en anmärkning och läses inte (”Summa; 500”)."
SUM = "Summa,,,500,,,\n"


def told(store: Store, key: PlanKey = PROV, version: int | None = None) -> tuple[str, ...]:
    return next((remark.rows for remark in plan_remarks(store, key, version) if remark.id == "inlasning"), ())


def as_said_before(store: Store, *notices: str) -> None:
    """Let the newest version say what an older program said of its files."""
    with store.write() as cursor:
        cursor.execute("update plan_version set notices = $1", [json.dumps(notices)])
    store.forget_kept()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "prov", GOOD + SUM)


@pytest.fixture
def taken_in(store: Store, folder: Path) -> Store:
    assert not bootstrap(store, [folder]).problems
    return store


@pytest.mark.parametrize("before", [(), ("Något annat.",), (TOLD, "Något som inte sägs längre.")])
def test_what_is_said_of_its_files_today_is_what_is_told(
    taken_in: Store, folder: Path, before: tuple[str, ...]
) -> None:
    as_said_before(taken_in, *before)
    assert told(taken_in) == before
    known = content_hash(taken_in, PROV), object_plan(taken_in, PROV), kept_files(taken_in, PROV, 1)
    assert bootstrap(taken_in, [folder]).versions == {PROV: 1}
    assert told(taken_in) == (TOLD,)
    assert (content_hash(taken_in, PROV), object_plan(taken_in, PROV), kept_files(taken_in, PROV, 1)) == known


def test_where_the_same_is_said_nothing_is_written(taken_in: Store, folder: Path) -> None:
    before = taken_in.writes
    bootstrap(taken_in, [folder])
    # The look at the folder itself counts as one.
    as_often = taken_in.writes - before
    bootstrap(taken_in, [folder])
    assert taken_in.writes - before == 2 * as_often
    as_said_before(taken_in)
    before = taken_in.writes
    bootstrap(taken_in, [folder])
    assert taken_in.writes - before == as_often + 1


def test_an_older_version_says_what_was_said_of_it(taken_in: Store, folder: Path) -> None:
    write_plan(folder, GOOD)
    bootstrap(taken_in, [folder])
    as_said_before(taken_in, "Som förut.")
    bootstrap(taken_in, [folder])
    assert (told(taken_in, version=1), told(taken_in)) == (("Som förut.",), ())


def test_files_that_wait_for_a_meeting_are_not_what_the_version_is_told_of(taken_in: Store, folder: Path) -> None:
    setup = setup_from(["Objektägare"], Naming.BY_ROLE)
    open_meeting(taken_in, PROV, standard_model(), setup, "objektledare")
    write_plan(folder, GOOD)
    assert bootstrap(taken_in, [folder]).waiting == {PROV}
    assert told(taken_in) == (TOLD,)


def test_that_the_files_are_read_in_another_way_today_is_told_and_the_version_is_left_as_it_was(
    taken_in: Store, folder: Path
) -> None:
    with taken_in.write() as cursor:
        cursor.execute("update project set cost_low_kr = 400000, cost_high_kr = 400000")
    as_said_before(taken_in)
    for _ in range(2):
        bootstrap(taken_in, [folder])
        assert told(taken_in) == (TOLD, READ_OTHERWISE)
    assert object_plan(taken_in, PROV).projects[0].cost.low == 400_000
    # What is said to help does.
    write_plan(folder, f"{GOOD}{SUM}\n")
    assert bootstrap(taken_in, [folder]).versions == {PROV: 2}
    assert told(taken_in) == (TOLD,)
    assert object_plan(taken_in, PROV).projects[0].cost.low == 500_000


def test_what_is_said_of_other_plans_is_told_of_each_of_them_from_the_first_start(store: Store, tmp_path: Path) -> None:
    head = 'id = "{}"\nnamn = "Plan"\nperiod = "2026"\nkommun = "{}"\n'
    plans = [("bygg", "Motala kommun"), ("skola", "MOTALA")]
    folders = [write_plan(tmp_path / key, plan__toml=head.format(key, name)) for key, name in plans]
    bootstrap(store, folders)
    said = [told(store, PlanKey("motala", key)) for key, _ in plans]
    assert "”Motala kommun” skrivs ”MOTALA” i en annan plan" in said[0][0]
    assert "”MOTALA” skrivs ”Motala kommun” i en annan plan" in said[1][0]
    bootstrap(store, folders)
    assert [told(store, PlanKey("motala", key)) for key, _ in plans] == said


def test_a_plan_that_is_imported_by_itself_says_it_at_once(store: Store, folder: Path) -> None:
    import_plan(store, read_plan(folder))
    assert (plan_version(store, PROV), told(store)) == (1, (TOLD,))
