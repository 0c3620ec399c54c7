"""What was taken back in a later round is told, so that what stands can be worked out from what is given out."""

from hypothesis import given

from prioritering.meeting.meeting import Answer, AnswerSheet
from prioritering.meeting.standing_answers import latest, taken_back
from tests.meeting.builders import sheet
from tests.meeting.test_standing_answers import rounds


def told(*sheets: AnswerSheet) -> list[tuple[int, str | None]]:
    return [(item.sheet.round, item.criterion_id) for item in taken_back(sheets)]


def test_an_answer_and_a_jav_are_told_of_when_they_stood_from_an_earlier_round() -> None:
    assert told(sheet("1", "p", 4), sheet("1", "p", None, round=2)) == [(2, "a")]
    assert told(sheet("1", "p", conflict=True), sheet("1", "p", 3, round=3, conflict=False)) == [(3, None)]
    # Said and taken back within a round it has replaced what stood; within the first there is nothing to tell of.
    both = sheet("1", "p", round=2, conflict=False).model_copy(update={"conflict_was_said": True})
    assert told(sheet("1", "p", 4), both) == [(2, None)]
    assert told(both) == [] and told(sheet("1", "p", None)) == [] and told(sheet("2", "p", 4), both) == []


def test_an_answer_emptied_in_the_round_that_took_a_jav_back_is_told_of_beside_it() -> None:
    # Of two devices one may answer in the blink where the other says jäv; that answer stands once jäv is taken back.
    said = sheet("1", "p", conflict=True), sheet("1", "p", 2, round=2)
    assert told(*said, sheet("1", "p", None, round=3, conflict=False)) == [(3, None), (3, "a")]


def as_saved(item: AnswerSheet) -> AnswerSheet:
    """A jäv leaves no answers in its round; in the second it has also been said before it was taken back."""
    if item.conflict:
        return item.model_copy(update={"answers": {}, "conflict_was_said": True})
    return item.model_copy(update={"conflict_was_said": item.conflict is False and item.round == 2})


def by_reading(sheets: list[AnswerSheet], member: str, project: str, key: str) -> Answer | None:
    """What stands, as a reader of the rows of answers, jäv and what was taken back would work it out."""
    back = {
        (item.sheet.round, item.sheet.member_id, item.sheet.project_id, item.criterion_id)
        for item in taken_back(sheets)
    }
    stands, conflict = None, False
    for item in sorted(sheets, key=lambda one: one.round):
        if (item.member_id, item.project_id) != (member, project):
            continue
        about = item.round, member, project
        if item.conflict or ((*about, None) in back and not conflict):
            stands = None
        if item.conflict or (*about, None) in back:
            conflict = bool(item.conflict)
        if (*about, key) in back:
            stands = None
        stands = item.answer(key) or stands
    return None if conflict else stands


@given(rounds().map(lambda found: [as_saved(item) for item in found]))
def test_what_stands_can_be_worked_out_from_what_is_given_out(said: list[AnswerSheet]) -> None:
    found = {(item.member_id, item.project_id): item for item in latest(said)}
    for member in "12":
        for project in "pq":
            for key in "ab":
                item = found.get((member, project))
                stands = None if item is None or item.conflict else item.answer(key)
                assert by_reading(said, member, project, key) == stands
