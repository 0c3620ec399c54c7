"""The group's answers as what the board ranks."""

import pytest

from prioritering.meeting.group import around, group_scored
from prioritering.meeting.results import Centre
from prioritering.plan.object_plan import Cost, Mark, Project, Status, Tier
from prioritering.scoring.board import Choices, rank
from prioritering.scoring.effective import Candidate
from tests.meeting.builders import ONE, TWO, sheet


def candidate(name: str, **marks: Mark) -> Candidate:
    cost = Cost(status=Status.STATED, low=100, high=100)
    return Candidate(Project(id=name, name=name, tier=Tier.STRATEGIC, cost=cost, marks=marks), cost, marks)


PLAN = (candidate("p", a=Mark(status=Status.STATED, low="Låg", high="Låg")), candidate("q"), candidate("r"))


def test_the_board_takes_points_from_the_group_in_place_of_the_plan() -> None:
    given = group_scored(PLAN, [sheet("1", "p", 3), sheet("2", "p", 4), sheet("1", "q", 1), sheet("2", "q", 1)], ONE)
    board = rank(given, Choices(weights=(1.0,)))
    assert [item.id for item in board.candidates] == ["p", "q"]
    assert board.points.middle.tolist() == [87.5, 25.0]
    assert board.points.low.tolist() == board.points.high.tolist()


def test_what_nobody_has_answered_stands_as_underlag_saknas() -> None:
    given = group_scored(PLAN, [sheet("1", "p", 3)], ONE)
    assert [item.id for item in given.unscored] == ["q", "r"]


def test_a_criterion_without_a_counted_answer_spans_the_scale() -> None:
    given = group_scored(PLAN, [sheet("1", "p", 3, "v")], TWO)
    assert (given.shares.low[0].tolist(), given.shares.high[0].tolist()) == ([0.75, 0.0], [0.75, 1.0])


def test_the_mean_is_exact_though_it_falls_between_levels() -> None:
    sheets = [sheet("1", "p", 0), sheet("2", "p", 1), sheet("3", "p", 1)]
    given = group_scored(PLAN, sheets, ONE, Centre.MEAN)
    assert given.shares.low[0, 0] == pytest.approx(1 / 6)
    mark = given.candidates[0].mark("a")
    assert (mark.low, mark.high) == ("Ingen", "Låg")


def test_each_members_newest_round_counts() -> None:
    sheets = [sheet("1", "p", 0), sheet("1", "p", 4, round=2)]
    assert group_scored(PLAN, sheets, ONE).shares.low[0, 0] == 1.0


def test_a_share_on_a_level_is_that_level_and_a_number_is_itself() -> None:
    assert around(ONE.criteria[0], 0.75) == ("Hög", "Hög")
    assert around(TWO.criteria[1], 0.25) == (2.5, 2.5)
