"""Shares of cases inside: the vectorised engine agrees with the ranked list, case by case."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.analysis.acceptability import Ranked
from prioritering.analysis.case_ranking import Setting, rank_cases
from prioritering.analysis.draws import Cases, Draws, uncertain
from prioritering.analysis.inclusion import Method, Standing, Study, best_in_each, filled, run_study
from prioritering.analysis.weight_draws import fixed
from prioritering.errors import BadArgument
from prioritering.money.fill import fill, queue
from prioritering.money.line_rule import Costs, Inside, Lock, Rule
from prioritering.scoring.board import Choices, ScoredProjects, rank
from prioritering.scoring.points import Shares
from prioritering.scoring.ranking import Order
from tests.analysis.builders import ANY, free, make_basis, make_uncertain

LEVELS = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
MARKS = st.one_of(LEVELS, st.tuples(LEVELS, LEVELS).map(lambda pair: (min(pair), max(pair))))
COSTS = st.one_of(
    st.integers(0, 12).map(lambda x: x * 1000),
    st.tuples(st.integers(0, 5), st.integers(5, 9)).map(lambda pair: (pair[0] * 1000, pair[1] * 1000)),
    st.none(),
)


@st.composite
def plans(draw):
    count, criteria = draw(st.integers(1, 7)), draw(st.integers(1, 3))
    rows = [[draw(MARKS) for _ in range(criteria)] for _ in range(count)]
    return make_basis(rows, [draw(COSTS) for _ in range(count)])


def as_drawn(basis: ScoredProjects, shares: np.ndarray, costs: np.ndarray) -> ScoredProjects:
    return ScoredProjects(basis.model, basis.candidates, (), Shares(shares, shares), Costs(costs, costs))


@settings(deadline=None, max_examples=120)
@given(plans(), st.sampled_from(Order), st.sampled_from(Rule), st.integers(0, 40_000), st.data())
def test_each_case_is_ranked_and_filled_as_the_board_does_it(basis, order, rule, frame, data):
    n = len(basis.candidates)
    lock = np.array(data.draw(st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=n, max_size=n)), dtype=np.int64)
    given_, setting = uncertain(basis, 0, 8000), Setting(frame, lock, order, rule)
    ids = [item.id for item in basis.candidates]
    cases = next(Draws(count=8, seed=data.draw(st.integers(0, 99))).cases(given_))
    ranked = rank_cases(cases, setting)
    inside = filled(cases, ranked, setting)
    costs = np.broadcast_to(cases.costs, cases.points.shape)
    for row in range(8):
        # One criterion that gives the drawn points: a board on exactly these values.
        board = rank(
            as_drawn(make_basis([[0]] * n, [0] * n), cases.points[row][:, None] / 100, costs[row].copy()),
            Choices(
                weights=(1.0,),
                frame=frame,
                order=order,
                rule=rule,
                must=frozenset(i for i, k in zip(ids, lock, strict=True) if k == Lock.MUST),
                not_now=frozenset(i for i, k in zip(ids, lock, strict=True) if k == Lock.NOT_NOW),
            ),
        )
        in_turn = ranked.order[row]
        assert ranked.place[row].tolist() == board.ranking.place[in_turn].tolist()
        alone = fill(frame, Costs(costs[row], costs[row]), queue(in_turn, lock), rule)
        assert inside[row].tolist() == alone.within.tolist()
        # What the board is sure of, whatever the order inside ties, is so in the order that was drawn.
        assert not (inside[row] & (board.line.inside == Inside.NO)).any()
        assert inside[row][board.line.inside == Inside.YES].all()


def test_points_of_a_case_are_those_of_the_ranked_list():
    basis = make_basis([[0.5, 1], [0.25, 0.75], [1, 0]], [1000, 2000, 3000])
    board = rank(basis, Choices(weights=(0.3, 0.7), frame=3000))
    cases = next(Draws(count=2, info=fixed((0.3, 0.7))).cases(uncertain(basis)))
    assert cases.points[0].tolist() == board.points.middle.tolist()


@settings(deadline=None, max_examples=60)
@given(plans(), st.integers(0, 30_000), st.data())
def test_the_best_portfolio_of_each_case_is_the_best_of_all_subsets(basis, frame, data):
    n = len(basis.candidates)
    lock = np.array(data.draw(st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=n, max_size=n)), dtype=np.int64)
    cases = next(Draws(count=3).cases(uncertain(basis, 0, 8000)))
    costs = np.broadcast_to(cases.costs, cases.points.shape)
    inside = best_in_each(cases, Setting(frame, lock))
    must = lock == Lock.MUST
    for row in range(3):
        assert inside[row][must].all()
        assert not inside[row][lock == Lock.NOT_NOW].any()
        if costs[row][must].sum() > frame:
            assert inside[row].tolist() == must.tolist()
            continue
        assert costs[row][inside[row]].sum() <= frame
        options = [
            sum(cases.points[row][list(some)])
            for size in range(n + 1)
            for some in itertools.combinations(range(n), size)
            if costs[row][list(some)].sum() <= frame
            and set(np.flatnonzero(must)) <= set(some)
            and not set(np.flatnonzero(lock == Lock.NOT_NOW)) & set(some)
        ]
        assert cases.points[row][inside[row]].sum() == pytest.approx(max(options))


@settings(deadline=None, max_examples=40)
@given(plans(), st.sampled_from(Order), st.sampled_from(Rule), st.integers(0, 30_000))
def test_shares_and_acceptabilities_are_shares(basis, order, rule, frame):
    setting = Setting(frame, free(len(basis.candidates)), order, rule)
    outcome = run_study(Study(uncertain(basis, 0, 5000), Draws(count=200), setting))
    assert ((outcome.inside >= 0) & (outcome.inside <= 1)).all()
    assert outcome.places.acceptability.sum(axis=1) == pytest.approx(np.ones(len(basis.candidates)))
    assert (outcome.places.expected_place >= 1).all()
    assert (outcome.places.expected_place <= len(basis.candidates)).all()


@settings(deadline=None, max_examples=40)
@given(plans(), st.integers(0, 20_000), st.integers(0, 20_000))
def test_a_larger_frame_never_puts_a_project_out_under_the_rule_stop(basis, frame, more):
    given_, lock = uncertain(basis, 0, 5000), free(len(basis.candidates))
    smaller = run_study(Study(given_, Draws(count=100), Setting(frame, lock)), places=False)
    larger = run_study(Study(given_, Draws(count=100), Setting(frame + more, lock)), places=False)
    assert (larger.inside >= smaller.inside).all()


@settings(deadline=None, max_examples=40)
@given(plans(), st.sampled_from(Rule))
def test_adding_a_worst_project_never_reorders_the_rest(basis, rule):
    setting = Setting(None, free(len(basis.candidates)), Order.POINTS, rule)
    given_ = uncertain(basis, 0, 5000)
    rows = [[0.0] * given_.shares.low.shape[1]]
    worse = make_basis(rows, [10**9])
    both = ScoredProjects(
        basis.model,
        (*basis.candidates, *worse.candidates),
        (),
        Shares(np.vstack([basis.shares.low, worse.shares.low]), np.vstack([basis.shares.high, worse.shares.high])),
        Costs(np.append(basis.costs.low, 10**9), np.append(basis.costs.high, 10**9)),
    )
    before = run_study(Study(given_, Draws(count=50), setting)).places
    after = run_study(
        Study(uncertain(both, 0, 5000), Draws(count=50), replace(setting, lock=free(len(both.candidates))))
    )
    assert after.places.expected_place[:-1].tolist() == before.expected_place.tolist()


def test_core_and_exterior_limits():
    assert [Standing.of(x) for x in (1, 0.99, 0.9899, 0.5, 0.0101, 0.01, 0)] == [
        Standing.SAFE,
        Standing.SAFE,
        Standing.GREY,
        Standing.GREY,
        Standing.GREY,
        Standing.OUTSIDE,
        Standing.OUTSIDE,
    ]


def test_a_dominant_project_that_fits_is_safe_and_one_dearer_than_the_frame_is_outside():
    plan = make_uncertain([[1, 1], [0.5, 0.2], [0.2, 0.5], [0.9, 0.9]], [500, 500, 500, 5000])
    for method in Method:
        outcome = run_study(Study(plan, Draws(count=1000), Setting(1000, free(4), rule=Rule.SKIP), method))
        assert outcome.inside[0] == 1
        assert outcome.inside[3] == 0
        assert outcome.inside[1] + outcome.inside[2] == pytest.approx(1)
        assert outcome.inside[1] == pytest.approx(0.5, abs=0.05)


def test_a_drawn_cost_decides_how_often_a_project_fits():
    # Alone, cost uniform on the whole kronor 1–1000 and frame 250: inside in a quarter of the cases.
    plan = make_uncertain([[1.0]], [(1, 1000)])
    assert run_study(Study(plan, Draws(count=40_000), Setting(250, free(1)))).inside[0] == pytest.approx(0.25, abs=0.01)


def test_without_a_frame_there_are_places_but_no_shares_inside():
    plan = make_uncertain([[1], [0.5]], [1, 1])
    outcome = run_study(Study(plan, Draws(count=10), Setting(None, free(2))))
    assert outcome.inside is None
    assert outcome.places.expected_place.tolist() == [1, 2]
    with pytest.raises(BadArgument, match="en ram behövs"):
        filled(*_first(plan), Setting(None, free(2)))


def _first(plan):
    cases = next(Draws(count=2).cases(plan))
    return cases, rank_cases(cases, Setting(None, free(len(plan.ids))))


def test_a_frame_of_zero_reaches_only_what_is_free():
    plan = make_uncertain([[1], [0.5]], [1000, 0])
    for rule, expected in ((Rule.SKIP, [0, 1]), (Rule.STOP, [0, 0])):
        assert run_study(Study(plan, Draws(count=20), Setting(0, free(2), rule=rule))).inside.tolist() == expected
    assert run_study(Study(plan, Draws(count=20), Setting(0, free(2)), Method.BEST)).inside.tolist() == [0, 1]


def test_ten_thousand_projects_are_answered():
    rng = np.random.default_rng(1)
    plan = make_uncertain(rng.random((10_000, 2)).tolist(), rng.integers(1000, 9000, 10_000).tolist())
    outcome = run_study(Study(plan, Draws(count=20), Setting(10_000_000, free(10_000))))
    assert outcome.places.acceptability.shape == (10_000, 100)
    assert 0 < outcome.inside.mean() < 1


def test_missing_marks_make_the_projects_exchangeable():
    plan = make_uncertain([[ANY], [ANY], [ANY]], [10, 10, 10])
    outcome = run_study(Study(plan, Draws(count=30_000), Setting(10, free(3))))
    assert outcome.inside == pytest.approx([1 / 3] * 3, abs=0.02)


@settings(deadline=None, max_examples=150)
@given(st.integers(1, 6), st.integers(1, 5), st.sampled_from(Rule), st.integers(0, 30), st.booleans(), st.data())
def test_many_cases_are_filled_as_each_is_filled_alone(n, d, rule, frame, one_cost_for_all, data):
    def table(rows):
        whole = st.lists(st.integers(0, 12), min_size=n, max_size=n)
        return np.array(data.draw(st.lists(whole, min_size=rows, max_size=rows)), dtype=np.int64)

    costs = table(1)[0] if one_cost_for_all else table(d)
    order = np.array([data.draw(st.permutations(range(n))) for _ in range(d)], dtype=np.int64)
    lock = np.array(data.draw(st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=n, max_size=n)), dtype=np.int64)
    cases = Cases(0, np.ones((d, 1)), np.zeros((d, n)), costs, np.zeros((d, 0)), np.zeros((d, n), dtype=np.uint32))
    inside = filled(cases, Ranked(order, order), Setting(frame, lock, rule=rule))
    for row in range(d):
        cost = costs if costs.ndim == 1 else costs[row]
        alone = fill(frame, Costs(cost, cost), queue(order[row], lock), rule)
        assert inside[row].tolist() == alone.within.tolist()


def test_a_free_project_without_points_comes_before_all_that_cost_in_every_case():
    cases = next(Draws(count=3).cases(make_uncertain([[0.9], [0], [0.5]], [1000, 0, 0])))
    ranked = rank_cases(cases, Setting(None, free(3), Order.PER_KRONA))
    assert ranked.order.tolist() == [[2, 1, 0]] * 3
    assert ranked.place.tolist() == [[1, 2, 3]] * 3
