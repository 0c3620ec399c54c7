"""What the group lays beside the plan is append-only and the newest of each is in force."""

from datetime import UTC, datetime

import pytest

from prioritering.criteria.model import Criterion, NumberScale
from prioritering.errors import BadArgument
from prioritering.plan.object_plan import Tier
from prioritering.scoring.changes import (
    AddedProject,
    AmountAssumption,
    CostAssumption,
    GroupCriterion,
    LevelAssumption,
    LockKind,
    LockNote,
    SameProject,
    Signed,
    TieOrder,
    TierAssumption,
    UnknownCosts,
)
from prioritering.store import entry_log
from prioritering.store.history_row import HistoryRow
from prioritering.store.statements import migration_files
from tests.folders import UKFA, VSO

SIGNED = {"role": "Objektledare", "reason": "Anbud", "at": datetime(2026, 3, 4, 9, 0, tzinfo=UTC)}
PLAN = VSO


def test_nothing_is_in_force_before_the_first_entry(store):
    assert entry_log.current(store, PLAN).entry == 0
    assert entry_log.newest_entry(store, PLAN) == 0


def test_every_kind_of_change_comes_back_as_it_was_made(store):
    scale = NumberScale(lowest=0, highest=3)
    made = [
        CostAssumption(project_id="S04", low=300_000, high=900_000, **SIGNED),
        LevelAssumption(project_id="S02", criterion_id="effekttyp", low="En effekt", high="Två effekter", **SIGNED),
        LevelAssumption(project_id="S02", criterion_id="nytta", low=1.0, high=2.0, **SIGNED),
        TierAssumption(project_id="S04", tier=Tier.STRATEGIC, **SIGNED),
        AddedProject(project_id="N01", name="Nytt", tier=Tier.DESIRABLE, **SIGNED),
        LockNote(project_id="S09", kind=LockKind.MUST, **SIGNED),
        GroupCriterion(criterion=Criterion(id="nytta", name="Nytta", scale=scale), **SIGNED),
        TieOrder(project_ids=("S10", "S09"), **SIGNED),
        UnknownCosts(low=100_000, high=900_000, **SIGNED),
    ]
    for change in made:
        entry_log.keep_entry(store, PLAN, change)
    found = entry_log.current(store, PLAN)
    every = [getattr(found, kind) for kind in type(found).model_fields if kind != "entry"]
    assert [change for kind in every for change in kind] == made
    assert found.entry == entry_log.newest_entry(store, PLAN) == len(made)
    assert entry_log.current(store, UKFA).costs == ()


def test_the_newest_of_each_is_in_force_and_the_older_stays_in_the_history(store):
    for amount in (1, 2):
        entry_log.keep_entry(store, PLAN, CostAssumption(project_id="S04", low=amount, high=amount, **SIGNED))
    assert [change.low for change in entry_log.current(store, PLAN).costs] == [2]
    assert [row.content["low"] for row in entry_log.history(store, PLAN)] == [2, 1]


def test_a_new_order_of_the_same_tied_projects_replaces_the_old(store):
    for ids in (("S10", "S09"), ("S09", "S10"), ("S09", "S10", "S04")):
        entry_log.keep_entry(store, PLAN, TieOrder(project_ids=ids, **SIGNED))
    orders = [entry.project_ids for entry in entry_log.current(store, PLAN).tie_orders]
    assert orders == [("S09", "S10"), ("S09", "S10", "S04")]


def test_taking_back_is_a_new_entry(store):
    entry_log.keep_entry(store, PLAN, CostAssumption(project_id="S04", low=1, high=1, **SIGNED))
    entry_log.withdraw(store, PLAN, entry_log.Thing("costs", ("S04", "")), Signed(**{**SIGNED, "reason": "Fel belopp"}))
    assert entry_log.current(store, PLAN).costs == ()
    assert [(row.withdrawn, row.reason) for row in entry_log.history(store, PLAN)] == [
        (True, "Fel belopp"),
        (False, "Anbud"),
    ]
    assert entry_log.newest_entry(store, PLAN) == 2


def test_an_amount_that_is_taken_back_names_its_column_so_that_nothing_under_another_heading_is_left(store):
    amount = AmountAssumption(project_id="S04", column="Drift (tkr/år)", low=1, high=1, **SIGNED)
    for kind, made, names in (
        ("amounts", amount, {"column": amount.criterion_id}),
        ("costs", CostAssumption(project_id="S04", low=1, high=1, **SIGNED), {}),
    ):
        entry_log.keep_entry(store, PLAN, made)
        entry_log.withdraw(store, PLAN, entry_log.Thing(kind, made.target), Signed(**SIGNED))
        assert entry_log.history(store, PLAN)[0].content == names


@pytest.mark.parametrize("kind", ["costs", "okänt"])
def test_what_is_not_in_force_cannot_be_taken_back(store, kind):
    with pytest.raises(BadArgument):
        entry_log.withdraw(store, PLAN, entry_log.Thing(kind, ("S04", "")), Signed(**SIGNED))


def test_free_text_is_kept_as_it_is(store):
    reason = "<script>alert('å')</script> \"; drop table change_entry; --"
    entry_log.keep_entry(store, PLAN, CostAssumption(project_id="S04", low=1, high=1, **{**SIGNED, "reason": reason}))
    assert entry_log.current(store, PLAN).costs[0].reason == reason


def test_an_answer_from_when_both_projects_stood_in_one_text_is_about_each_of_them(store):
    (step,) = [path for path in migration_files() if path.stem == "100_same_project"]
    said = SameProject(new_id="B7", before_id="A4", before_name="Skola", since=2, same=True, **SIGNED)
    entry_log.keep_entry(store, PLAN, said)
    entry_log.keep_entry(store, PLAN, TieOrder(project_ids=("S10", "S09"), **SIGNED))
    before = entry_log.history(store, PLAN)
    with store.write() as cursor:
        cursor.execute("update change_entry set project_id = 'B7 A4', criterion_id = '' where kind = 'same_projects'")
    assert entry_log.history(store, PLAN) != before
    for _ in range(2):
        with store.write() as cursor:
            cursor.execute(step.read_text(encoding="utf-8"))
        assert entry_log.history(store, PLAN) == before
    row = before[1]
    assert (row.project_id, row.criterion_id, row.project_ids, row.criterion) == ("B7", "A4", ("B7", "A4"), "")
    entry_log.withdraw(store, PLAN, entry_log.Thing("same_projects", ("B7", "A4")), Signed(**SIGNED))
    assert entry_log.current(store, PLAN).same_projects == ()


def test_what_rests_on_a_project_that_the_group_added_is_also_an_answer_that_it_was_another_before(store):
    added = entry_log.keep_entry(store, PLAN, AddedProject(project_id="N01", name="Ny", tier=Tier.DESIRABLE, **SIGNED))
    said = SameProject(new_id="B7", before_id="N01", before_name="Ny", since=2, same=False, **SIGNED)
    entry_log.keep_entry(store, PLAN, said)
    refused = entry_log.put_back(store, PLAN, (added,), Signed(**SIGNED))
    assert isinstance(refused, HistoryRow)
    assert refused.kind == "same_projects"


def test_when_one_of_the_changes_to_put_back_is_not_there_none_is_put_back(store):
    made = entry_log.keep_entry(store, PLAN, CostAssumption(project_id="S04", low=1, high=1, **SIGNED))
    for asked in ((made, made + 1), (made + 1,), ()):
        with pytest.raises(BadArgument, match="ingen sådan ändring"):
            entry_log.put_back(store, PLAN, asked, Signed(**SIGNED))
    assert [row.entry_id for row in entry_log.history(store, PLAN)] == [made]
    assert len(entry_log.current(store, PLAN).costs) == 1
    # Asked for twice it is one change.
    assert entry_log.put_back(store, PLAN, (made, made), Signed(**SIGNED)) == (made + 1,)
