"""The exact best subset, against known optima, exhaustive enumeration and dynamic programming."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis import knapsack
from prioritering.analysis.knapsack import best_subsets

P08_WEIGHTS = [
    382745, 799601, 909247, 729069, 467902, 44328, 34610, 698150, 823460, 903959, 853665, 551830, 610856, 670702,
    488960, 951111, 323046, 446298, 931161, 31385, 496951, 264724, 224916, 169684,
]  # fmt: skip
P08_PROFITS = [
    825594, 1677009, 1676628, 1523970, 943972, 97426, 69666, 1296457, 1679693, 1902996, 1844992, 1049289, 1252836,
    1319836, 953277, 2067538, 675367, 853655, 1826027, 65731, 901489, 577243, 466257, 369261,
]  # fmt: skip

# Instances with published optima: J. Burkardt, KNAPSACK_01 data sets (Florida State University);
# P07 is from Kreher & Stinson 1999, Combinatorial Algorithms, example 4.2; P01, P02 and P08 as printed there.
PUBLISHED = [
    (165, [23, 31, 29, 44, 53, 38, 63, 85, 89, 82], [92, 57, 49, 68, 60, 43, 67, 84, 87, 72], 309),
    (26, [12, 7, 11, 8, 9], [24, 13, 23, 15, 16], 51),
    (
        750,
        [70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120],
        [135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240],
        1458,
    ),
    (6404180, P08_WEIGHTS, P08_PROFITS, 13549094),
]


def solve(values, costs, budget):
    values, costs = np.array([values], dtype=np.int64), np.array([costs], dtype=np.int64)
    return best_subsets(values, costs, np.array([budget], dtype=np.int64))[0]


def enumerated(values, costs, budget):
    """Most value, then least cost, over all subsets."""
    best = (0, 0)
    for taken in itertools.product((False, True), repeat=len(values)):
        cost = sum(c for c, t in zip(costs, taken, strict=True) if t)
        if cost <= budget:
            best = max(best, (sum(v for v, t in zip(values, taken, strict=True) if t), -cost))
    return best[0], -best[1]


def by_table(values, costs, budget):
    table = np.zeros(budget + 1, dtype=np.int64)
    for value, cost in zip(values, costs, strict=True):
        if cost <= budget:
            table[cost:] = np.maximum(table[cost:], table[: budget + 1 - cost] + value)
    return int(table[-1])


@pytest.mark.parametrize(("budget", "costs", "values", "optimum"), PUBLISHED)
def test_published_instances_reach_their_known_optimum(budget, costs, values, optimum):
    taken = solve(values, costs, budget)
    assert int(np.array(values)[taken].sum()) == optimum
    assert int(np.array(costs)[taken].sum()) <= budget


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_up_to_eleven_items_agree_with_exhaustive_enumeration(data):
    pairs = data.draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=11))
    budget = data.draw(st.integers(0, 80))
    values, costs = [p[0] for p in pairs], [p[1] for p in pairs]
    taken = solve(values, costs, budget)
    found = int(np.array(values)[taken].sum()), int(np.array(costs)[taken].sum())
    assert found == enumerated(values, costs, budget)


def test_as_much_value_for_less_is_found_when_the_dearer_way_to_it_was_met_first():
    taken = solve([1, 1, 7, 8], [1, 2, 4, 7], 8)
    assert np.flatnonzero(taken).tolist() == [0, 1, 2]


@pytest.mark.parametrize("kind", ["free", "as dear as good", "all alike in value", "few levels"])
def test_forty_items_agree_with_dynamic_programming(kind):
    rng = np.random.default_rng(5)
    for _ in range(15):
        costs = rng.integers(1, 200, 40)
        values = {
            "free": rng.integers(1, 1000, 40),
            "as dear as good": costs * 10 + 7,
            "all alike in value": np.full(40, 50),
            "few levels": rng.choice([10, 20, 30], 40),
        }[kind]
        budget = int(costs.sum() * rng.uniform(0.1, 0.9))
        taken = solve(values, costs, budget)
        assert costs[taken].sum() <= budget
        assert values[taken].sum() == by_table(values, costs, budget)


def test_many_cases_give_the_same_as_each_alone():
    rng = np.random.default_rng(2)
    values, costs = rng.integers(0, 10**11, (300, 25)), rng.integers(0, 3000, (300, 25))
    budgets = rng.integers(-5, 30_000, 300)
    together = best_subsets(values, costs, budgets)
    for row in range(0, 300, 17):
        assert (together[row] == solve(values[row], costs[row], budgets[row])).all()


def test_a_budget_below_zero_buys_nothing_and_worthless_items_are_left():
    assert not solve([5, 5], [0, 1], -1).any()
    assert solve([5, 0], [0, 0], 0).tolist() == [True, False]


def test_twins_are_taken_in_plan_order():
    assert solve([7, 7, 7, 7], [3, 3, 3, 3], 7).tolist() == [True, True, False, False]


def test_equal_value_goes_to_the_lower_cost():
    assert solve([10, 10, 10], [9, 5, 7], 9).tolist() == [False, True, False]
    # 20 is also reached by the second, third, fourth and last, for 16.
    assert solve([6, 5, 7, 1, 4, 7], [5, 2, 5, 4, 5, 5], 16).tolist() == [True, False, True, False, False, True]


def test_no_items_and_progress():
    seen = []
    one = np.ones((3, 2), dtype=np.int64)
    assert best_subsets(one[:, :0], one[:, :0], one[:, 0]).shape == (3, 0)
    best_subsets(one, one, one[:, 0], seen.append)
    assert seen[-1] == 1.0


def test_what_is_too_much_for_memory_together_is_solved_in_halves_and_told_when_one_case_alone_is(monkeypatch):
    rng = np.random.default_rng(3)
    values, costs = rng.integers(1, 1000, (7, 30)), rng.integers(1, 200, (7, 30))
    budgets = costs.sum(axis=1) // 2
    expected = best_subsets(values, costs, budgets)
    sizes = []
    undominated = knapsack._undominated

    def counted(states):
        sizes.append(len(states.case))
        return undominated(states)

    monkeypatch.setattr(knapsack, "_undominated", counted)
    best_subsets(values, costs, budgets)
    together = max(sizes)
    sizes.clear()
    alone = max(max(sizes) for row in range(7) if [sizes.clear(), solve(values[row], costs[row], budgets[row])])
    assert alone < together
    # Room for the largest case alone, not for all of them.
    monkeypatch.setattr(knapsack, "MAX_STATES", alone)
    assert (best_subsets(values, costs, budgets) == expected).all()
    monkeypatch.setattr(knapsack, "MAX_STATES", alone - 1)
    with pytest.raises(knapsack.TooHard):
        best_subsets(values, costs, budgets)


def test_progress_is_told_after_each_block_as_the_share_that_is_done(monkeypatch):
    monkeypatch.setattr(knapsack, "CASES_PER_BLOCK", 2)
    seen, one = [], np.ones((5, 2), dtype=np.int64)
    best_subsets(one, one, one[:, 0], seen.append)
    assert seen == [0.4, 0.8, 1.0]
