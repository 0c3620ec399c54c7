"""Plans in the database: what goes in comes out, versions are kept, a failure leaves everything as before."""

import pytest

from prioritering.errors import BadArgument, StoreError
from prioritering.plan.object_plan import Mark, Status
from prioritering.plan.reader import read_plan
from prioritering.store import looked, plans
from prioritering.store.bootstrap import bootstrap
from prioritering.store.plan_list import plan_list
from prioritering.store.plans import import_plan, object_plan, plan_model
from tests import folders
from tests.folders import DATA, GOOD, HEAD, PROV, UKFA, VSO, own


@pytest.mark.parametrize("key", [VSO, UKFA])
def test_a_plan_comes_out_as_it_was_read(both_plans, key):
    read = read_plan(DATA / key.plan)
    assert object_plan(both_plans, key) == read.plan
    assert plan_model(both_plans, key) == read.model


def test_the_list_holds_both_plans_with_municipality_and_object(both_plans):
    listed = {info.key: info for info in plan_list(both_plans)}
    assert {name: info.projects for name, info in listed.items()} == {VSO: 27, UKFA: 17}
    assert {info.municipality for info in listed.values()} == {"Linköpings kommun"}


def test_frames_come_from_the_plans_own_budget_cells(both_plans):
    frames = {cell.id: cell.amount_kr for cell in object_plan(both_plans, VSO).budget_cells if cell.frame}
    assert frames["vu-total"] == 3_547_000
    assert frames["vu-verksamhetsnara"] == 3_432_000
    assert frames["vu-it-nara"] == 115_000


def test_number_criteria_are_stored_like_any_other(store, write_plan):
    own = '[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = 3\n'
    rows = "A1,X,,,1..2\nA2,Y,,,?\n"
    read = read_plan(write_plan(rows, header="id,namn,klass,kostnad_tkr,nytta\n", modell__toml=own))
    import_plan(store, read)
    first, second = object_plan(store, PROV).projects
    assert first.mark("nytta") == Mark(status=Status.STATED, low=1.0, high=2.0, printed="1..2")
    assert second.mark("nytta").status is Status.UNKNOWN


def test_the_same_content_again_changes_nothing(store, write_plan):
    read = read_plan(write_plan())
    assert [import_plan(store, read), import_plan(store, read)] == [1, 1]
    assert store.tuples("select count(*) from project") == [(1,)]


def test_changed_content_becomes_a_new_version_and_the_old_is_kept(store, write_plan):
    import_plan(store, read_plan(write_plan()))
    assert import_plan(store, read_plan(write_plan(GOOD.replace("500", "700")))) == 2
    assert object_plan(store, PROV).projects[0].cost.exact == 700_000
    assert object_plan(store, PROV, 1).projects[0].cost.exact == 500_000


def test_a_failing_import_leaves_the_database_as_before(store, write_plan, monkeypatch):
    import_plan(store, read_plan(write_plan()))
    monkeypatch.setattr(plans, "_mark_columns", lambda _: {"position": ["inte ett tal"]})
    with pytest.raises(StoreError):
        import_plan(store, read_plan(write_plan(GOOD.replace("500", "700"))))
    assert [info.version for info in plan_list(store)] == [1]
    assert store.tuples("select count(*) from project") == [(1,)]


def test_an_unknown_plan_lists_those_there_are(both_plans):
    with pytest.raises(BadArgument, match="vso-2021"):
        object_plan(both_plans, own("x"))
    with pytest.raises(BadArgument, match="version 9"):
        object_plan(both_plans, VSO, 9)


def test_ten_thousand_projects_come_back_as_they_were_read(store, write_plan):
    rows = "".join(f"P{number},Projekt {number},,{number},,Hög..Mycket hög,Kort\n" for number in range(10_000))
    read = read_plan(write_plan(rows))
    import_plan(store, read)
    assert object_plan(store, PROV) == read.plan


def test_a_faulty_folder_does_not_stop_the_others(store, tmp_path):
    good = folders.write_plan(tmp_path / "bra")
    bad = folders.write_plan(tmp_path / "fel", "A1,X,,-5,,,\n")
    twin = folders.write_plan(tmp_path / "tvilling")
    noticed = folders.write_plan(tmp_path / "extra", plan__toml=HEAD.replace("prov", "extra") + 'farg = "blå"\n')
    started = bootstrap(store, [good, bad, twin, noticed, tmp_path / "ingen"])
    assert started.versions == {PROV: 1, own("extra"): 1}
    assert list(started.notices) == [str(noticed)]
    assert list(started.problems) == [str(bad), str(twin), str(tmp_path / "ingen")]
    assert "mappen bra har samma" in str(started.problems[str(twin)])


def test_the_list_is_read_once_until_a_plan_is_taken_in_and_is_then_seen_at_once(store, write_plan, monkeypatch):
    # So that a slow machine asks as many times as a fast one.
    monkeypatch.setattr(looked, "LOOK_SECONDS", float("inf"))
    import_plan(store, read_plan(write_plan()))
    asked = []
    rows = store.rows
    monkeypatch.setattr(store, "rows", lambda *query: asked.append(query) or rows(*query))
    assert plan_list(store) == plan_list(store)
    assert len(asked) == 1
    import_plan(store, read_plan(write_plan(GOOD + "A2,Andra,,,,,\n")))
    assert [(info.version, info.projects) for info in plan_list(store)] == [(2, 2)]
