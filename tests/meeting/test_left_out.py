"""One member's weight: what the places of the group's board would be without each member."""

from collections.abc import Sequence

from prioritering.criteria.model import Model
from prioritering.meeting.group import group_scored
from prioritering.meeting.left_out import WithoutMember, leave_one_out
from prioritering.meeting.meeting import AnswerSheet
from prioritering.meeting.results import Centre
from prioritering.plan.object_plan import Cost, Project, Status
from prioritering.scoring.board import Choices, rank
from prioritering.scoring.effective import Candidate
from prioritering.scoring.weights import equal
from tests.meeting.builders import ONE, TWO, sheet


def without_each(
    sheets: Sequence[AnswerSheet], how: Centre = Centre.MEDIAN, model: Model = ONE
) -> tuple[WithoutMember, ...]:
    cost = Cost(status=Status.STATED, low=100, high=100)
    plan = [Candidate(Project(id=key, name=key, tier=None, cost=cost, marks={}), cost, {}) for key in "pqr"]
    board = rank(group_scored(plan, sheets, model, how), Choices(weights=equal(len(model.ids))))
    return leave_one_out(board, sheets, (), how)


def test_the_one_who_decides_the_order_is_found() -> None:
    # With member 3, medians are p 0.75 and q 0.5; without, p 0.5 and q 0.625: only member 3 puts p first.
    sheets = [sheet("1", "p", 1), sheet("2", "p", 3), sheet("3", "p", 4)]
    sheets += [sheet("1", "q", 2), sheet("2", "q", 3), sheet("3", "q", 1)]
    found = {item.member_id: item for item in without_each(sheets)}
    assert found["3"].moves == (("p", 1, 2), ("q", 2, 1))
    assert found["1"].moves == ()


def test_of_two_members_each_can_be_left_out() -> None:
    sheets = [sheet("1", "p", 4), sheet("2", "p", 1), sheet("1", "q", 2), sheet("2", "q", 2)]
    found = {item.member_id: item for item in without_each(sheets)}
    # Together p has 62.5 and q 50; the first alone agrees, the second alone has p 25 and q 50.
    assert found["2"].moves == ()
    assert found["1"].moves == (("p", 1, 2), ("q", 2, 1))


def test_the_last_to_answer_is_left_out_as_the_first_is() -> None:
    sheets = [sheet("1", "p", 1), sheet("2", "p", 4), sheet("1", "q", 2), sheet("2", "q", 2)]
    found = {item.member_id: item for item in without_each(sheets, Centre.MEAN)}
    # Together p has 62.5 and q 50; the second alone agrees, the first alone has p 25 and q 50.
    assert found["1"].moves == ()
    assert found["2"].moves == (("p", 1, 2), ("q", 2, 1))


def test_what_only_one_member_has_judged_is_in_neither_order_without_that_member() -> None:
    sheets = [sheet("1", "p", 4), sheet("1", "q", 3), sheet("2", "q", 1), sheet("1", "r", 0), sheet("2", "r", 2)]
    found = {item.member_id: item for item in without_each(sheets)}
    # The group has p, q, r; of q and r alone the second member has r first.
    assert found["1"].moves == (("q", 1, 2), ("r", 2, 1))
    assert (found["1"].unjudged, found["2"].unjudged) == (("p",), ())


def test_leaving_out_the_only_member_says_nothing() -> None:
    assert without_each([sheet("1", "p", 1), sheet("1", "q", 2)]) == ()


def test_a_project_that_is_half_answered_has_its_place_and_can_move_and_be_moved() -> None:
    # On the second criterion nobody has answered for p: 50–100 points, the middle 75; q has 75 too, and r 0.
    sheets = [sheet("1", "p", 4), sheet("2", "p", 4), sheet("1", "q", 3, 5.0), sheet("2", "q", 3, 10.0)]
    sheets += [sheet("1", "r", 0, 0.0), sheet("2", "r", 0, 0.0)]
    found = {item.member_id: item for item in without_each(sheets, model=TWO)}
    # Without the first q has 87.5, without the second 62.5.
    assert found["1"].moves == (("p", 1, 2),)
    assert found["2"].moves == (("q", 1, 2),)
