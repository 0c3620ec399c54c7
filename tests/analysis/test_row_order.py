"""The order of the plan's rows changes nothing, and equal projects are equal, in every study of a picture."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis.case_ranking import Setting, agreed_orders, rank_cases
from prioritering.analysis.draws import Draws, Pins, uncertain
from prioritering.analysis.inclusion import Method, Standing, Study, run_study
from prioritering.analysis.sensitivity import flips, order_changes, scans, tornado
from prioritering.analysis.weight_draws import fixed
from prioritering.analysis.worth_knowing import FactKind, worth_knowing
from prioritering.money.line_rule import Costs, Lock, Rule
from prioritering.scoring.board import Choices, ScoredProjects, rank
from prioritering.scoring.points import Shares
from prioritering.scoring.ranking import Order
from tests.analysis.builders import free, make_basis, make_uncertain, number_model

# Few values, so that ties, twins and cut lines are common.
LEVELS = st.sampled_from([0.0, 0.5, 1.0])
MARKS = st.one_of(LEVELS, st.just((0.0, 1.0)), st.just((0.0, 0.5)))
COSTS = st.sampled_from([0, 1000, 1000, 2000, (1000, 3000), None])
LOCKS = st.sampled_from([0, 0, 0, 0, 1, 2])


def permuted(basis: ScoredProjects, order: list[int]) -> ScoredProjects:
    return ScoredProjects(
        basis.model,
        tuple(basis.candidates[i] for i in order),
        (),
        Shares(basis.shares.low[order], basis.shares.high[order]),
        Costs(basis.costs.low[order], basis.costs.high[order]),
    )


@st.composite
def shuffled(draw, most=6):
    """A plan, the same plan with its rows in another order, and that order."""
    count, criteria = draw(st.integers(2, most)), draw(st.integers(1, 2))
    # A row is often the copy of another: twins.
    kinds = draw(st.lists(st.tuples(*[MARKS] * criteria, COSTS), min_size=1, max_size=3))
    rows = [draw(st.sampled_from(kinds)) for _ in range(count)]
    basis = make_basis([list(row[:-1]) for row in rows], [row[-1] for row in rows])
    order = draw(st.permutations(range(count)))
    return basis, permuted(basis, order), list(order)


def lock_and_ties(data, count):
    lock = np.array(data.draw(st.lists(LOCKS, min_size=count, max_size=count)), dtype=np.int64)
    named = data.draw(st.lists(st.sampled_from(range(count)), unique=True, max_size=count))
    return lock, (tuple(named),) if len(named) > 1 else ()


def settings_of(data, order, frame, how, rule):
    lock, ties = lock_and_ties(data, len(order))
    moved = tuple(tuple(order.index(i) for i in named) for named in ties)
    return Setting(frame, lock, how, rule, ties), Setting(frame, lock[order], how, rule, moved)


@settings(deadline=None, max_examples=120)
@given(shuffled(), st.data(), st.sampled_from(Order), st.sampled_from(Rule), st.sampled_from(Method))
def test_permuting_the_rows_changes_no_share_no_place_and_no_expected_place(plans, data, how, rule, method):
    basis, other, order = plans
    first, second = settings_of(data, order, data.draw(st.integers(0, 8)) * 1000, how, rule)
    one = run_study(Study(uncertain(basis, 0, 4000), Draws(count=60), first, method))
    two = run_study(Study(uncertain(other, 0, 4000), Draws(count=60), second, method))
    assert two.inside.tolist() == one.inside[order].tolist()
    assert two.places.acceptability.tolist() == one.places.acceptability[order].tolist()
    assert two.places.expected_place.tolist() == one.places.expected_place[order].tolist()


@settings(deadline=None, max_examples=80)
@given(shuffled(), st.data(), st.sampled_from(Order), st.sampled_from(Rule), st.sampled_from(Method))
def test_twins_show_the_same_shares_to_the_digit(plans, data, how, rule, method):
    basis, _, _ = plans
    lock, _ = lock_and_ties(data, len(basis.candidates))
    setting = Setting(data.draw(st.integers(0, 8)) * 1000, lock, how, rule)
    outcome = run_study(Study(uncertain(basis, 0, 4000), Draws(count=40), setting, method))
    for a in range(len(lock)):
        for b in range(a):
            alike = [basis.shares.low, basis.shares.high, basis.costs.low, basis.costs.high, lock]
            if all(np.array_equal(part[a], part[b]) for part in alike):
                assert outcome.inside[a] == outcome.inside[b]
                assert outcome.places.acceptability[a].tolist() == outcome.places.acceptability[b].tolist()
                assert outcome.places.expected_place[a] == outcome.places.expected_place[b]


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("rule", Rule)
def test_four_equal_projects_of_which_two_fit_are_inside_half_the_time_each(rule, method):
    plan = make_uncertain([[0.5]] * 4, [1_000_000] * 4)
    found = run_study(Study(plan, Draws(count=2000), Setting(2_000_000, free(4), rule=rule), method))
    assert found.inside.tolist() == [0.5] * 4
    assert [Standing.of(share) for share in found.inside] == [Standing.GREY] * 4


@pytest.mark.parametrize("order", Order)
def test_equal_projects_of_unlike_cost_are_put_in_a_drawn_order(order):
    # Per krona 0.5 at 1000 is as good as 1.0 at 2000. By points the three are equal as they stand.
    marks = [[0.5], [1.0], [0.5]] if order is Order.PER_KRONA else [[0.5]] * 3
    plan = make_uncertain(marks, [1000, 2000, 1000])
    setting = Setting(2000, free(3), order, Rule.SKIP)
    found = run_study(Study(plan, Draws(count=30_000, info=fixed((1.0,))), setting))
    # Whichever comes first of the three: the dear one alone, or both of the others.
    assert found.inside == pytest.approx([2 / 3, 1 / 3, 2 / 3], abs=0.01)
    assert found.places.expected_place.tolist() == [1, 1, 1]


def test_thirds_of_points_at_a_third_of_the_cost_are_a_tie_in_every_case():
    plan = make_uncertain([[1 / 3], [2 / 3]], [1000, 2000])
    cases = next(Draws(count=200).cases(plan))
    ranked = rank_cases(cases, Setting(None, free(2), Order.PER_KRONA))
    assert (ranked.place == 1).all()
    assert 60 < (ranked.order[:, 0] == 0).sum() < 140


def test_the_order_that_the_group_has_put_a_tie_in_holds_in_every_case_where_they_are_tied():
    plan = make_uncertain([[0.5]] * 4, [1000] * 4)
    agreed = Setting(2000, free(4), tie_orders=((3, 1, 0, 2),))
    assert run_study(Study(plan, Draws(count=100), agreed)).inside.tolist() == [0, 1, 0, 1]
    # With another free project as equal it does not hold, as on the board; with that one locked it does.
    fifth = make_uncertain([[0.5]] * 5, [1000] * 5)
    shared = Setting(2000, free(5), tie_orders=((3, 1, 0, 2),))
    assert run_study(Study(fifth, Draws(count=5000), shared)).inside == pytest.approx([0.4] * 5, abs=0.02)
    locked = replace(shared, lock=np.array([0, 0, 0, 0, Lock.NOT_NOW]))
    assert run_study(Study(fifth, Draws(count=100), locked)).inside.tolist() == [0, 1, 0, 1, 0]


def test_a_better_or_worse_project_beside_a_tie_does_not_undo_its_order():
    plan = make_uncertain([[0.5]] * 3 + [[0.9], [0.1]], [1000] * 5)
    agreed = Setting(2000, free(5), tie_orders=((2, 1, 0),))
    assert run_study(Study(plan, Draws(count=100), agreed)).inside.tolist() == [0, 0, 1, 1, 0]


def test_of_two_orders_of_the_same_projects_only_the_later_holds_in_a_case_and_others_stand():
    cases = next(Draws(count=3).cases(make_uncertain([[0.5]] * 2 + [[0.7]] * 2, [1000] * 4)))
    found = agreed_orders(cases, Setting(2000, free(4), tie_orders=((0, 1), (2, 3), (1, 0))))
    assert [(item.named, item.holds.tolist()) for item in found] == [
        ((0, 1), [False] * 3), ((2, 3), [True] * 3), ((1, 0), [True] * 3),
    ]  # fmt: skip


def test_an_order_of_projects_that_are_never_exactly_tied_parts_no_twins():
    plan = make_uncertain([[(0.0, 1.0)], [(0.0, 1.0)]], [1000] * 2)
    found = run_study(Study(plan, Draws(count=501), Setting(1000, free(2), tie_orders=((1, 0),))))
    assert found.inside.tolist() == [0.5, 0.5]


def test_the_drawn_order_of_ties_moves_neither_weights_nor_levels_nor_costs():
    plan = make_uncertain([[(0.0, 1.0)], [0.5]], [(0, 9000), 10])
    longer = make_uncertain([[(0.0, 1.0)], [0.5], [0.5]], [(0, 9000), 10, 10])
    one, two = (next(Draws(count=50).cases(given_)) for given_ in (plan, longer))
    assert (one.unit == two.unit).all()
    assert (one.costs[:, 0] == two.costs[:, 0]).all()
    assert (one.points[:, 0] == two.points[:, 0]).all()


def test_a_project_of_which_something_has_been_found_out_is_nobodys_twin():
    plan = make_uncertain([[0.5], [0.5]], [(0, 2000)] * 2)
    found = run_study(Study(plan, Draws(count=500), Setting(1000, free(2)), pins=Pins(costs={1: 2000})))
    assert found.inside[1] == 0 < found.inside[0]


def test_a_locked_project_is_no_twin_of_a_free_one():
    plan = make_uncertain([[0.5], [0.5]], [1000] * 2)
    locked = Setting(1000, np.array([Lock.MUST, Lock.FREE]))
    assert run_study(Study(plan, Draws(count=50), locked)).inside.tolist() == [1, 0]


def worth(basis, setting):
    study = Study(uncertain(basis, 0, 4000), Draws(count=40), setting)
    return worth_knowing(study, number_model(basis.shares.low.shape[1]))


def named(found, order):
    """What was found with projects as they were numbered before the rows were moved."""
    return [
        (item.fact.kind, item.fact.criterion, None if item.fact.project is None else order[item.fact.project],
         item.settled, item.grey_after, item.calmer)
        for item in found.found
    ]  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(shuffled(most=4), st.data(), st.sampled_from(Order), st.sampled_from(Rule))
def test_permuting_the_rows_changes_nothing_of_what_is_worth_knowing(plans, data, how, rule):
    basis, other, order = plans
    first, second = settings_of(data, order, data.draw(st.integers(0, 6)) * 1000, how, rule)
    one, two = worth(basis, first), worth(other, second)
    assert named(two, order) == named(one, range(len(order)))
    assert (two.grey_now, two.left_out) == (one.grey_now, one.left_out)


def test_permuting_the_rows_changes_nothing_of_what_is_screened_away():
    rows = [[(0.0, 1.0)] for _ in range(45)]
    basis = make_basis(rows, [1000] * 45)
    order = list(range(44, -1, -1))
    one, two = (
        worth_knowing(Study(uncertain(given_), Draws(count=400), Setting(9000, free(45))), number_model(1))
        for given_ in (basis, permuted(basis, order))
    )
    assert one.left_out == two.left_out == 5
    assert named(two, order) == named(one, range(45))


def test_twins_are_as_much_worth_finding_out():
    plan = make_uncertain([[1.0], [1.0], [0.5]], [(0, 3000), (0, 3000), 1000])
    found = worth_knowing(Study(plan, Draws(count=300, info=fixed((1.0,))), Setting(3000, free(3))), number_model(1))
    costs = [item for item in found.found if item.fact.kind is FactKind.COST]
    assert [item.fact.project for item in costs] == [0, 1]
    assert replace(costs[0], fact=costs[1].fact) == costs[1]


@settings(deadline=None, max_examples=25)
@given(shuffled(most=5), st.data(), st.sampled_from(Order), st.sampled_from(Rule))
def test_permuting_the_rows_changes_nothing_of_the_sensitivity(plans, data, how, rule):
    basis, other, order = plans
    weights = (1.0,) if basis.shares.low.shape[1] == 1 else (0.4, 0.6)
    choices = Choices(weights, data.draw(st.integers(0, 6)) * 1000, how, rule)
    one, two = rank(basis, choices), rank(other, choices)
    mine, theirs = scans(one), scans(two)
    for a, b in zip(mine, theirs, strict=True):
        assert b.points.tolist() == a.points[:, order].tolist()
        assert b.places.tolist() == a.places[:, order].tolist()
        assert b.inside.tolist() == a.inside[:, order].tolist()
        assert [flips(two, b, new) for new in range(len(order))] == [flips(one, a, old) for old in order]
    assert order_changes(two, theirs) == order_changes(one, mine)
    for new, old in enumerate(order):
        bars = [replace(bar, fact=bar.fact and (old, bar.fact[1])) for bar in tornado(two, new)]
        assert bars == list(tornado(one, old))
