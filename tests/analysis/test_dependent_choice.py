"""In no drawn best portfolio is a project without what it depends on, and each is the best there is that keeps that."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis.case_ranking import Setting
from prioritering.analysis.dependent_choice import Choosing, best_dependent, needs_of
from prioritering.analysis.draws import Draws, uncertain
from prioritering.analysis.inclusion import Method, Study, best_in_each, run_study
from prioritering.money.line_rule import Lock
from tests.analysis.builders import free, make_basis, make_uncertain

LEVELS = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])


@st.composite
def dependencies(draw, count):
    """Some projects, each with what it needs of those that stand before it: no rings, as in a plan."""
    found = []
    for project in draw(st.lists(st.integers(1, max(1, count - 1)), max_size=4, unique=True)):
        if project < count:
            needed = draw(st.lists(st.integers(0, project - 1), min_size=1, max_size=2, unique=True))
            found.append((project, *needed))
    return tuple(found)


@st.composite
def settings_of(draw, count):
    """A frame, locks and dependencies, with what depends on a locked-out project locked out too."""
    requires = draw(dependencies(count))
    lock = np.array(draw(st.lists(st.sampled_from([0, 0, 0, 0, 1, 2]), min_size=count, max_size=count)), dtype=np.int64)
    for project, *needed in sorted(requires):
        if lock[project] == Lock.FREE and (lock[needed] == Lock.NOT_NOW).any():
            lock[project] = Lock.NOT_NOW
    return Setting(draw(st.integers(0, 30)), lock, requires=requires)


def needed_by(requires, lock, project):
    """What a project needs in turn, of what is not locked out."""
    found, left = set(), [project]
    while left:
        one = left.pop()
        new = {other for name, *needed in requires if name == one for other in needed if lock[other] != Lock.NOT_NOW}
        left += new - found
        found |= new
    return found


def best_by_trying_all(values, costs, setting):
    """(value, -cost) of the best of all subsets that keep locks, frame and dependencies."""
    must = {i for i, lock in enumerate(setting.lock) if lock == Lock.MUST}
    must |= {other for i in must for other in needed_by(setting.requires, setting.lock, i)}
    best = (sum(values[i] for i in must), -sum(costs[i] for i in must))
    others = [i for i, lock in enumerate(setting.lock) if lock == Lock.FREE and i not in must]
    for size in range(len(others) + 1):
        for more in itertools.combinations(others, size):
            inside = must | set(more)
            cost = sum(costs[i] for i in inside)
            if cost <= setting.frame and all(needed_by(setting.requires, setting.lock, i) <= inside for i in more):
                best = max(best, (sum(values[i] for i in inside), -cost))
    return best


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_in_no_draw_is_a_project_in_without_what_it_needs_and_each_is_the_best_of_those(data):
    n = data.draw(st.integers(1, 7))
    setting = data.draw(settings_of(n))
    values = np.array(data.draw(st.lists(st.lists(st.integers(0, 6), min_size=n, max_size=n), min_size=3, max_size=3)))
    costs = np.array(data.draw(st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), min_size=3, max_size=3)))
    turn = np.random.default_rng(1).integers(0, 2**32, values.shape, dtype=np.uint32)
    needs = needs_of(setting.requires, setting.lock)
    inside = best_dependent(Choosing(values, costs, turn, setting.frame, setting.lock, needs))
    for row in range(3):
        for project in np.flatnonzero(inside[row]).tolist():
            assert needed_by(setting.requires, setting.lock, project) <= set(np.flatnonzero(inside[row]).tolist())
        assert inside[row][setting.lock == Lock.MUST].all()
        assert not inside[row][setting.lock == Lock.NOT_NOW].any()
        found = (int(values[row][inside[row]].sum()), -int(costs[row][inside[row]].sum()))
        assert found == best_by_trying_all(values[row].tolist(), costs[row].tolist(), setting)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_the_groups_orders_of_ties_part_nothing_that_belongs_together(data):
    n = data.draw(st.integers(2, 6))
    rows = [[data.draw(st.sampled_from([0.5, 1.0]))] for _ in range(n)]
    plan = make_uncertain(rows, [data.draw(st.integers(1, 4)) for _ in range(n)])
    agreed = tuple(data.draw(st.permutations(range(n)))[: data.draw(st.integers(2, n))])
    setting = Setting(data.draw(st.integers(0, 10)), free(n), requires=data.draw(dependencies(n)), tie_orders=(agreed,))
    cases = next(Draws(count=20).cases(plan))
    plain = best_in_each(cases, Setting(setting.frame, setting.lock, requires=setting.requires))
    found = best_in_each(cases, setting)
    assert not needs_of(setting.requires, setting.lock).broken(found).any()
    # An order says which and never how many: as many points, for no more than there is.
    assert np.allclose((cases.points * found).sum(axis=1), (cases.points * plain).sum(axis=1))
    assert ((cases.costs * found).sum(axis=1) <= setting.frame).all()


def test_the_groups_order_of_a_tie_is_kept_among_those_that_leave_in_what_is_needed() -> None:
    # Three of four have room. D gives most and needs C; of A and B, which are worth as much, the group has put A first.
    # The order alone would take A and B, and leave D without what it needs.
    plan = make_uncertain([[0.5], [0.5], [0.5], [1.0]], [1] * 4)
    setting = Setting(3, free(4), requires=((3, 2),), tie_orders=((0, 1, 2),))
    assert run_study(Study(plan, Draws(count=50), setting, Method.BEST)).inside.tolist() == [1, 0, 1, 1]


def test_what_the_list_reaches_does_not_wait_for_what_it_needs() -> None:
    plan = make_uncertain([[0.2], [0.9], [(0.1, 1.0)]], [2, 3, 4])
    bound, unbound = Setting(5, free(3), requires=((1, 0),)), Setting(5, free(3))
    found = [run_study(Study(plan, Draws(count=300), setting)).inside.tolist() for setting in (bound, unbound)]
    assert found[0] == found[1]


def test_twins_that_need_the_same_share_and_those_that_do_not_are_apart() -> None:
    # Four alike of which two fit: the third and the fourth need the first.
    plan = make_uncertain([[1.0]] * 4, [1] * 4)
    setting = Setting(2, free(4), requires=((2, 0), (3, 0)))
    share = run_study(Study(plan, Draws(count=4000), setting, Method.BEST)).inside
    assert share[2] == share[3]
    assert share[0] > share[1]
    assert share.sum() == pytest.approx(2)


@pytest.mark.parametrize("frame", [0, 3, 5])
def test_what_is_locked_in_brings_what_it_needs_also_where_it_costs_too_much(frame: int) -> None:
    plan = make_uncertain([[0.1], [1.0], [1.0]], [4, 1, 1])
    lock = np.array([Lock.FREE, Lock.MUST, Lock.FREE])
    found = run_study(Study(plan, Draws(count=10), Setting(frame, lock, requires=((1, 0),)), Method.BEST)).inside
    assert found.tolist() == [1, 1, 0]


def test_a_chain_and_a_project_that_many_need_are_kept() -> None:
    rows = [[value / 20] for value in range(1, 21)]
    plan = uncertain(make_basis(rows, [(1, 9)] * 20))
    requires = (*((i, i - 1) for i in range(1, 6)), *((i, 6) for i in range(10, 20)))
    setting = Setting(40, free(20), requires=requires)
    flags = run_study(Study(plan, Draws(count=500), setting, Method.BEST), places=False, keep=True).flags
    assert not needs_of(requires, setting.lock).broken(flags).any()
