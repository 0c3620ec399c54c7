"""Laws of comparing two versions of a plan, over drawn plans."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from prioritering.plan.compare import CellChange, Comparison, compare
from prioritering.plan.object_plan import BudgetCell, Cost, Mark, ObjectPlan, Status, Tier
from prioritering.plan.reader import read_plan
from tests.folders import DATA
from tests.plan.bare_plans import plan, project

MODEL = read_plan(DATA / "vso-2021").model
KRONOR = st.integers(0, 3).map(lambda n: n * 1000)
COSTS = st.one_of(
    st.builds(lambda n: Cost(status=Status.STATED, low=n, high=n, raw=str(n // 1000)), KRONOR),
    st.sampled_from([Cost(status=Status.BLANK), Cost(status=Status.UNKNOWN, raw="?")]),
)
MARKS = st.sampled_from(["", "Låg", "Hög"]).map(
    lambda word: Mark(status=Status.STATED if word else Status.BLANK, low=word or None, high=word or None, printed=word)
)
PROJECTS = st.builds(
    lambda key, name, tier, cost, mark, other: project(
        key, name=name, tier=tier, cost=cost, marks={"omfattning": mark}, other=other
    ),
    st.sampled_from(["A1", "A2", "A3", "A4", "A5"]),
    st.sampled_from(["Fiber", "Fiber till skolor", "Fiber till skolorna", "Post"]),
    st.sampled_from([None, *Tier]),
    COSTS,
    MARKS,
    st.dictionaries(st.sampled_from(["Ansvarig", "Start"]), st.sampled_from(["", "x", "y"])),
)
CELLS = st.builds(
    lambda key, label, amount: BudgetCell(
        id=key, label=label, amount_kr=amount, status=Status.BLANK if amount is None else Status.STATED
    ),
    st.sampled_from(["vu", "vm"]),
    st.sampled_from(["VU", "VM"]),
    st.sampled_from([None, Decimal(0), Decimal(1000)]),
)
PLANS = st.builds(
    plan,
    st.lists(PROJECTS, unique_by=lambda item: item.id, max_size=5),
    st.lists(CELLS, unique_by=lambda item: item.id, max_size=2),
)


@given(PLANS)
def test_a_version_compared_with_itself_gives_nothing(one: ObjectPlan) -> None:
    assert compare(one, one, (MODEL, MODEL)) == Comparison()


@given(PLANS, PLANS)
def test_from_one_to_the_other_and_back_mirror_each_other(one: ObjectPlan, two: ObjectPlan) -> None:
    there, back = compare(one, two, (MODEL, MODEL)), compare(two, one, (MODEL, MODEL))
    assert (there.added, there.removed) == (back.removed, back.added)
    assert {(item.id, item.before, item.after) for item in there.renamed} == {
        (item.id, item.after, item.before) for item in back.renamed
    }
    assert {(item.removed, item.added, item.why) for item in there.maybe_renamed} == {
        (item.added, item.removed, item.why) for item in back.maybe_renamed
    }
    key: Callable[[CellChange], tuple[str, ...]] = lambda cell: (cell.project_id, cell.what, cell.before, cell.after)  # noqa: E731
    for first, second in ((there.cells, back.cells), (there.budget, back.budget)):
        mirrored = [cell.model_copy(update={"before": cell.after, "after": cell.before}) for cell in second]
        assert sorted(map(key, first)) == sorted(map(key, mirrored))
