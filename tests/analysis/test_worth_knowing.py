"""What to find out next: the fact that decides most comes first."""

import pytest

from prioritering.analysis.case_ranking import Setting
from prioritering.analysis.draws import Draws
from prioritering.analysis.inclusion import Study
from prioritering.analysis.weight_draws import by_intervals, fixed
from prioritering.analysis.worth_knowing import FactKind, MissingFact, worth_knowing
from prioritering.errors import BadArgument
from tests.analysis.builders import ANY, free, make_uncertain, number_model


def study(plan, frame, **how):
    return Study(plan, Draws(count=2000, **how), Setting(frame, free(len(plan.ids))))


def test_a_cost_that_decides_everything_comes_first_and_settles_all():
    # The first project's cost is anywhere from nothing to twice the frame: it decides for itself and for the second.
    plan = make_uncertain([[1.0, 1], [0.5, 0.5], [0.1, 0.1]], [(0, 2000), 600, 5000])
    found = worth_knowing(study(plan, 1000, info=fixed((0.5, 0.5))), number_model(2))
    assert found.grey_now == 2
    first = found.found[0]
    assert first.fact == MissingFact(FactKind.COST, project=0)
    assert first.settled == pytest.approx(2)
    assert first.grey_after == pytest.approx(0)
    assert len(found.found) == 1


def test_a_missing_level_and_the_weights_are_tried_and_idle_facts_come_last():
    plan = make_uncertain([[ANY, 0.5], [0.5, 0.5], [0.0, ANY], [0, 0]], [10, 10, 10, 10])
    seen = []
    found = worth_knowing(study(plan, 10), number_model(2), seen.append)
    assert seen[-1] == 1
    assert {item.fact.kind for item in found.found} == {FactKind.LEVEL, FactKind.WEIGHT}
    assert found.found[0].fact == MissingFact(FactKind.LEVEL, project=0, criterion=0)
    assert [item.settled for item in found.found] == sorted((item.settled for item in found.found), reverse=True)


def test_nothing_is_missing_and_the_weights_are_fixed():
    found = worth_knowing(study(make_uncertain([[1], [0]], [1, 1]), 1, info=fixed((1.0,))), number_model(1))
    assert (found.grey_now, found.found) == (0, ())


def test_many_missing_facts_are_screened():
    plan = make_uncertain([[ANY] for _ in range(60)], [(1, 9)] * 60)
    found = worth_knowing(study(plan, 100), number_model(1))
    assert found.left_out == 120 - 40
    assert found.found[0].settled >= 0


def test_a_cost_is_tried_at_the_middle_of_each_ninth_of_its_span():
    # P0 costs 50, 150 … 850 of the frame's 1 000. P1 at most 800: with the first two it fits for certain, with the
    # other seven it is as open as now.
    plan = make_uncertain([[1.0], [0.5]], [(0, 900), (0, 800)])
    found = worth_knowing(study(plan, 1000, info=fixed((1.0,))), number_model(1))
    first = next(item for item in found.found if item.fact == MissingFact(FactKind.COST, project=0))
    assert (first.settled, first.grey_after) == pytest.approx((2 / 9, 7 / 9))


def test_a_weight_that_is_given_is_not_among_what_to_find_out_but_the_weights_after_it_are():
    plan = make_uncertain([[1, 0, 0.2], [0, 1, 0.3], [0.5, 0.4, 0.9]], [10, 10, 10])
    found = worth_knowing(study(plan, 10, info=by_intervals([0.4, 0, 0], [0.4, 1, 1])), number_model(3))
    assert {item.fact.criterion for item in found.found} == {1, 2}


def test_among_more_facts_than_can_be_tried_those_are_kept_that_follow_their_own_projects_inclusion_most():
    # A crowd of a hundred at 50 points fills what is left of the frame, so each of the others is inside when its own
    # level comes out above: nine times in ten for the first forty, once in five for the last five, whose level says
    # more (p · (1 − p) is 0.16 against 0.09) although they are seldom inside.
    rows = [*[[(0.45, 0.95)]] * 40, *[[0.5]] * 100, *[[(0.1, 0.6)]] * 5]
    plan = make_uncertain(rows, [10] * 145)
    few = Study(plan, Draws(count=400, info=fixed((1.0,))), Setting(600, free(145)))
    found = worth_knowing(few, number_model(1))
    assert found.left_out == 45 - 40
    tried = {item.fact for item in found.found}
    assert {MissingFact(FactKind.LEVEL, project=number, criterion=0) for number in range(140, 145)} <= tried


def test_without_a_frame_nothing_is_in_the_grey_zone():
    with pytest.raises(BadArgument, match="en ram behövs"):
        worth_knowing(study(make_uncertain([[1]], [1]), None), number_model(1))


def test_where_all_draws_would_be_too_much_work_four_facts_are_tried_with_four_hundred(monkeypatch):
    monkeypatch.setattr("prioritering.analysis.worth_knowing.MOST_WORK", 1)
    plan = make_uncertain([[ANY] for _ in range(6)], [10] * 6)
    found = worth_knowing(study(plan, 30, info=fixed((1.0,))), number_model(1))
    assert (found.draws, len(found.found), found.left_out) == (400, 4, 2)


def test_progress_is_told_after_each_fact():
    plan, seen = make_uncertain([[ANY], [ANY], [0.5]], [10] * 3), []
    worth_knowing(study(plan, 10, info=fixed((1.0,))), number_model(1), seen.append)
    assert seen == [0.5, 1.0]
