"""What is known of a plan's costs: each is a figure, a range or missing, and only what is known is added."""

from hypothesis import given
from hypothesis import strategies as st

from prioritering.plan.known_costs import known_costs
from prioritering.plan.object_plan import Cost, Project, Status

COSTS = st.one_of(
    st.sampled_from((Cost(status=Status.UNKNOWN), Cost(status=Status.BLANK))),
    st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(
        lambda ends: Cost(status=Status.STATED, low=min(ends), high=max(ends))
    ),
)


def projects(costs: list[Cost]) -> list[Project]:
    return [Project(id=f"P{n}", name="P", tier=None, cost=cost, marks={}) for n, cost in enumerate(costs)]


def test_figures_ranges_and_question_marks_are_counted_apart_and_added_at_both_ends() -> None:
    ends = ((5, 5), (2, 7), (0, 0))
    costs = [Cost(status=Status.STATED, low=low, high=high) for low, high in ends]
    found = known_costs(projects([*costs, Cost(status=Status.UNKNOWN), Cost(status=Status.BLANK)]))
    assert (found.figures, found.ranges, found.unknown, found.known, found.missing) == (2, 1, 1, 3, 2)
    assert (found.low, found.high, found.exact) == (7, 12, 5)


@given(st.lists(COSTS), st.lists(COSTS))
def test_the_costs_of_two_lists_are_those_of_both_together(first: list[Cost], second: list[Cost]) -> None:
    one, other, both = (known_costs(projects(costs)) for costs in (first, second, first + second))
    for what in ("count", "figures", "ranges", "unknown", "low", "high", "exact", "known", "missing"):
        assert getattr(both, what) == getattr(one, what) + getattr(other, what)
