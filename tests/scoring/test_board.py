"""The board: points on fixed scales, ties as ties, ranges as ranges, and reasons that add up."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.criteria.model import Model
from prioritering.money.line_rule import Inside, Rule
from prioritering.plan.object_plan import Cost, ObjectPlan, Project, Status
from prioritering.plan.reader import read_plan
from prioritering.scoring.board import Board, Choices, rank, scored_projects
from prioritering.scoring.changes import Changes, CostAssumption
from prioritering.scoring.effective import candidates
from prioritering.scoring.ranking import Order, RangeFigure
from tests.folders import DATA, printed_model
from tests.scoring.builders import number_model, plan, project

THIRDS = (1 / 3, 1 / 3, 1 / 3)


def board_of(given_plan: ObjectPlan, model: Model, **choices: object) -> Board:
    weights = choices.pop("weights", tuple(1 / len(model.ids) for _ in model.ids))
    return rank(scored_projects(candidates(given_plan, model), model), Choices(weights=weights, **choices))  # type: ignore[arg-type]


def places(board: Board) -> dict[str, int]:
    return {item.id: int(board.ranking.place[i]) for i, item in enumerate(board.candidates)}


@pytest.fixture(scope="module")
def vso() -> ObjectPlan:
    return read_plan(DATA / "vso-2021").plan


def test_the_real_plan_gives_the_points_that_its_levels_and_the_printed_scale_give(vso: ObjectPlan) -> None:
    board = board_of(vso, printed_model())
    points = {item.id: (board.points.low[i], board.points.high[i]) for i, item in enumerate(board.candidates)}
    # Two effects 100, Hög 75 to Mycket hög 100, Kort 100; equal weights.
    assert points["S01"] == pytest.approx((275 / 3, 100))
    # Effekttyp is blank in the plan: anything from none to two effects. Hög 75, Medel 67.
    assert points["S02"] == pytest.approx((142 / 3, 242 / 3))
    assert points["S08"] == pytest.approx((200 / 3, 200 / 3))


def test_projects_without_any_level_are_not_scored(vso: ObjectPlan) -> None:
    board = board_of(vso, printed_model())
    assert len(board.candidates) == 10
    assert [item.id for item in board.scored.unscored] == [f"P{n:02}" for n in range(1, 18)]


def test_the_tie_that_the_frame_cuts_is_the_first_of_several() -> None:
    rows = [
        project(key, cost, points) for key, cost, points in (("a", 60, 90), ("b", 60, 90), ("c", 30, 50), ("d", 30, 50))
    ]
    board = board_of(plan(*rows), number_model(), frame=100, rule=Rule.SKIP)
    assert (board.cut_ties, board.cut_tie()) == (((0, 1), (2, 3)), (0, 1))


def test_the_known_sum_of_the_real_plan_is_6_700_tkr_with_three_unknown(vso: ObjectPlan) -> None:
    board = board_of(vso, printed_model())
    assert (sum(board.scored.known_costs), board.unknown_count) == (6_700_000, 3)


def test_a_cost_that_the_group_has_put_another_in_place_of_is_not_among_the_known() -> None:
    written = plan(project("a", 250_000_000, 90), project("b", 1_500_000, 50))
    said = CostAssumption(
        project_id="a", low=250_000, high=250_000, role="Objektledare", reason="Stod i kronor", at=datetime.now(UTC)
    )
    found = candidates(written, number_model(), Changes(costs=(said,)))
    board = rank(scored_projects(found, number_model()), Choices(weights=(1.0,)))
    assert (board.scored.known_costs, board.least_sum) == ((1_500_000,), 1_750_000)


def test_equal_points_share_a_place_and_the_next_place_is_skipped() -> None:
    tied = plan(project("a", 1, 90), project("b", 1, 50), project("c", 1, 50), project("d", 1, 10))
    board = board_of(tied, number_model())
    assert places(board) == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert [board.candidates[i].id for i in board.ranking.order] == ["a", "b", "c", "d"]


def test_rounding_noise_is_no_difference() -> None:
    model = number_model("x", "y", "z")
    # 0.1 + 0.2 against 0.3: unequal as floats, equal as points.
    noisy = plan(project("a", 1, 10, 20, 0, ids=model.ids), project("b", 1, 30, 0, 0, ids=model.ids))
    assert places(board_of(noisy, model)) == {"a": 1, "b": 1}


def test_klass_is_never_scored(vso: ObjectPlan) -> None:
    model = printed_model()
    without = vso.model_copy(update={"projects": tuple(p.model_copy(update={"tier": None}) for p in vso.projects)})
    assert places(board_of(vso, model)) == places(board_of(without, model))


def test_a_range_is_ordered_by_its_middle_unless_the_group_says_otherwise() -> None:
    spread = plan(project("a", 1, (0, 100)), project("b", 1, 60), project("c", 1, 40))
    model = number_model()
    assert places(board_of(spread, model)) == {"a": 2, "b": 1, "c": 3}
    assert places(board_of(spread, model, span=RangeFigure.HIGHEST)) == {"a": 1, "b": 2, "c": 3}
    assert places(board_of(spread, model, span=RangeFigure.LOWEST)) == {"a": 3, "b": 1, "c": 2}


def test_a_range_says_which_places_are_possible() -> None:
    board = board_of(plan(project("a", 1, (0, 100)), project("b", 1, 60), project("c", 1, 40)), number_model())
    best, worst = board.possible_places(np.arange(3))
    assert list(zip(best.tolist(), worst.tolist(), strict=True)) == [(1, 3), (1, 2), (2, 3)]


def test_per_krona_an_unknown_cost_has_no_place_at_best_and_none_at_worst() -> None:
    board = board_of(plan(project("känd", 100, 1), project("okänd", None, 10)), number_model(), order=Order.PER_KRONA)
    best, worst = board.possible_places(np.arange(2))
    assert (int(best[0]), int(worst[0])) == (1, 1)
    assert (int(best[1]), int(worst[1])) == (0, 0)


def test_points_per_krona_gives_unknown_costs_no_place_and_puts_free_projects_first() -> None:
    mixed = plan(
        project("dyr", 1000, 90), project("okänd", None, 99), project("billig", 100, 50), project("gratis", 0, 1)
    )
    board = board_of(mixed, number_model(), order=Order.PER_KRONA)
    assert places(board) == {"gratis": 1, "billig": 2, "dyr": 3, "okänd": 0}
    two = plan(project("okänd", None, 10), project("känd", 100, 1), project("okänd2", None, 20))
    board = board_of(two, number_model(), order=Order.PER_KRONA)
    assert places(board) == {"känd": 1, "okänd": 0, "okänd2": 0}
    assert [board.candidates[i].id for i in board.ranking.order] == ["känd", "okänd2", "okänd"]


def test_the_contributions_add_up_to_the_points(vso: ObjectPlan) -> None:
    points = board_of(vso, printed_model(), frame=3_547_000).points
    assert points.part_low.sum(axis=1) == pytest.approx(points.low)
    assert points.part_high.sum(axis=1) == pytest.approx(points.high)


def test_a_line_that_falls_inside_a_tie_stands_before_it_and_the_tie_is_pointed_out() -> None:
    tied = plan(project("a", 500, 50), project("b", 500, 50), project("c", 500, 90))
    board = board_of(tied, number_model(), frame=1000)
    assert [board.candidates[i].id for i in board.cut_tie()] == ["a", "b"]
    assert [board.candidates[i].id for i in board.in_order(board.below_line())] == ["a", "b"]
    assert board_of(tied, number_model(), frame=1500).cut_tie() == ()


def test_a_locked_project_is_taken_first_and_one_locked_out_takes_nothing() -> None:
    some = plan(project("a", 600, 90), project("b", 600, 50), project("c", 300, 40))
    board = board_of(some, number_model(), frame=1000, must=frozenset({"b"}), not_now=frozenset({"a"}))
    assert board.line is not None
    assert [item.id for i, item in enumerate(board.candidates) if board.line.within[i]] == ["b", "c"]
    assert board.line.left == 100
    assert [board.candidates[i].id for i in board.in_order(board.held)] == ["b", "c"]


def test_the_real_plan_within_3_547_tkr_stops_after_distansmoten(vso: ObjectPlan) -> None:
    board = board_of(vso, printed_model(), frame=3_547_000)
    assert board.line is not None
    inside = {item.id: Inside(int(board.line.inside[i])) for i, item in enumerate(board.candidates)}
    assert (board.line.used, board.line.left) == (3_000_000, 547_000)
    assert [key for key, state in inside.items() if state is Inside.YES] == ["S01", "S06"]
    assert sorted(key for key, state in inside.items() if state is Inside.OPEN) == ["S04", "S07", "S09", "S10"]


costs = st.one_of(st.none(), st.integers(0, 50))
values = st.one_of(
    st.none(),
    st.integers(0, 100),
    st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda pair: tuple(sorted(pair))),
)


@st.composite
def some_plans(draw: st.DrawFn) -> tuple[Project, ...]:
    rows = draw(st.lists(st.tuples(costs, values, values), min_size=1, max_size=7))
    return tuple(project(f"p{i}", cost, x, y, ids=("x", "y")) for i, (cost, x, y) in enumerate(rows))


@settings(max_examples=150, deadline=None)
@given(some_plans(), st.integers(1, 99), st.sampled_from(list(Order)))
def test_adding_a_worst_project_never_reorders_the_rest(some: tuple[Project, ...], weight: int, order: Order) -> None:
    model, shares = number_model("x", "y"), (weight / 100, 1 - weight / 100)
    worst = project("sämst", 10**9, 0, 0, ids=("x", "y"))
    before = board_of(plan(*some), model, weights=shares, order=order)
    after = board_of(plan(*some, worst), model, weights=shares, order=order)
    names = [before.candidates[i].id for i in before.ranking.order]
    assert [after.candidates[i].id for i in after.ranking.order if after.candidates[i].id != "sämst"] == names


@settings(max_examples=150, deadline=None)
@given(some_plans(), st.integers(0, 120), st.sampled_from(list(Rule)), st.sampled_from(list(Order)))
def test_what_is_surely_inside_never_costs_more_than_the_frame(
    some: tuple[Project, ...], frame: int, rule: Rule, order: Order
) -> None:
    board = board_of(plan(*some), number_model("x", "y"), frame=frame, rule=rule, order=order)
    assert board.line is not None
    assert board.line.used <= frame
    sure = [i for i in range(len(board.candidates)) if board.line.inside[i] == Inside.YES]
    assert all(board.candidates[i].cost.exact is not None for i in sure)
    assert sum(board.candidates[i].cost.exact or 0 for i in sure) <= frame


@settings(max_examples=100, deadline=None)
@given(some_plans())
def test_places_count_the_projects_above(some: tuple[Project, ...]) -> None:
    board = board_of(plan(*some), number_model("x", "y"))
    for i in range(len(board.candidates)):
        above = sum(bool(board.ranking.key[j] > board.ranking.key[i]) for j in range(len(board.candidates)))
        assert board.ranking.place[i] == above + 1


def test_places_gained_by_the_groups_own_weights_are_plus_and_places_lost_are_minus() -> None:
    model = number_model("x", "y")
    two = plan(project("a", 1, 100, 0, ids=model.ids), project("b", 1, 0, 80, ids=model.ids))
    # Equal weights put a (50) before b (40); with 20 and 80 percent b (64) comes before a (20).
    assert board_of(two, model, weights=(0.2, 0.8)).moved().tolist() == [-1, 1]
    assert board_of(two, model).moved().tolist() == [0, 0]


def test_a_free_project_without_points_stands_after_other_free_ones_and_before_all_that_cost() -> None:
    mixed = plan(project("dyr", 1000, 90), project("tom", 0, 0), project("gratis", 0, 5), project("okänd", None, 99))
    board = board_of(mixed, number_model(), order=Order.PER_KRONA, frame=0, rule=Rule.SKIP)
    assert places(board) == {"gratis": 1, "tom": 2, "dyr": 3, "okänd": 0}
    assert board.line is not None
    assert board.line.within[1]


def test_a_tie_that_only_a_lock_parts_is_not_parted_by_the_line() -> None:
    tied = plan(project("a", 900, 50), project("b", 500, 50), project("c", 100, 90))
    board = board_of(tied, number_model(), frame=1000, must=frozenset({"a"}))
    assert board.line is not None
    assert board.line.inside.tolist() == [Inside.YES, Inside.NO, Inside.YES]
    assert board.cut_tie() == ()


def test_the_first_free_project_that_does_not_fit_stands_below_the_line_itself() -> None:
    some = plan(project("a", 600, 90), project("b", 600, 50), project("c", 300, 40), project("d", 1, 99))
    board = board_of(some, number_model(), frame=1000, rule=Rule.SKIP, not_now=frozenset({"d"}))
    assert board.below_line().tolist() == [False, True, True, True]
    assert [board.candidates[i].id for i in board.listed()] == ["a", "b", "c", "d"]


def test_the_list_shows_the_locked_in_first_and_the_locked_out_last() -> None:
    some = plan(project("a", 1, 90), project("b", 1, 50), project("c", 1, 40))
    board = board_of(some, number_model(), must=frozenset({"c"}), not_now=frozenset({"a"}))
    assert [board.candidates[i].id for i in board.listed()] == ["c", "b", "a"]


def test_only_those_at_the_same_place_are_tied() -> None:
    tied = plan(project("a", 1, 90), project("b", 1, 50), project("c", 1, 50))
    board = board_of(tied, number_model())
    assert board.ranking.place.tolist() == [1, 2, 2]


def test_ranges_that_only_touch_may_share_a_place_either_way() -> None:
    # a may be 20–50, b is 50: at its best a shares the first place, and b is never behind a.
    board = board_of(plan(project("a", 1, (20, 50)), project("b", 1, 50)), number_model())
    best, worst = board.possible_places(np.arange(2))
    assert (best.tolist(), worst.tolist()) == ([1, 1], [2, 1])


def ranging(key: str, low: int, high: int, value: float) -> Project:
    cost = Cost(status=Status.STATED, low=low, high=high)
    return project(key, 0, value).model_copy(update={"cost": cost})


def test_per_krona_a_range_of_cost_counts_by_its_middle() -> None:
    # By the lowest cost both ranges would stand first, by the highest both last.
    given_plan = plan(ranging("A", 100, 300, 39), project("B", 200, 40), ranging("C", 100, 300, 41))
    board = board_of(given_plan, number_model(), order=Order.PER_KRONA)
    assert places(board) == {"C": 1, "B": 2, "A": 3}
    assert board.scored.exact_cost.tolist() == [200, 200, 200]


def test_an_unknown_cost_has_no_middle() -> None:
    scored = scored_projects(
        candidates(plan(project("A", None, 50), project("B", 7, 50)), number_model()), number_model()
    )
    assert [None if np.isnan(cost) else cost for cost in scored.exact_cost] == [None, 7]


def test_without_a_frame_no_project_is_in_any_state_and_only_what_is_locked_is_held() -> None:
    given_plan = plan(project("A", 100, 90.0), project("B", None, 80.0))
    board = board_of(given_plan, number_model("nytta"), must=frozenset({"B"}))
    assert [board.state(state).any() for state in Inside] == [False] * 3
    assert board.held.tolist() == [False, True]
    assert (board.cut_tie(), board.below_line().any(), board.choices.kronor) == ((), False, 0)
