"""What stands of a member's answers when there are several rounds."""

from hypothesis import given
from hypothesis import strategies as st

from prioritering.meeting.meeting import Answer, AnswerSheet
from prioritering.meeting.results import cells
from prioritering.meeting.standing_answers import latest
from tests.meeting.builders import ONE, TWO, answer, sheet

LEVELS = st.one_of(st.integers(0, 4), st.just("v"), st.none())
NUMBERS = st.one_of(st.floats(0, 10), st.just("v"), st.none())
CELL = {"a": LEVELS, "b": NUMBERS}


def test_what_is_not_answered_again_stands_by_the_first_round() -> None:
    (found,) = latest([sheet("1", "p", 0, 5.0), sheet("1", "p", 3, round=2)])
    assert (found.round, found.answers) == (2, {"a": answer(3), "b": answer(5.0)})


def test_an_emptied_answer_takes_the_place_of_an_earlier_one() -> None:
    (found,) = latest([sheet("1", "p", 0, 5.0), sheet("1", "p", None, round=2)])
    assert (found.answer("a"), found.answer("b")) == (None, answer(5.0))
    assert latest([sheet("1", "p", 0), sheet("1", "p", None, round=2)]) == ()


def test_jav_in_a_later_round_replaces_all_that_the_member_answered_on_that_project() -> None:
    sheets = [sheet("1", "p", 4), sheet("1", "q", 4), sheet("2", "p", 1), sheet("1", "p", round=2, conflict=True)]
    found = cells(latest(sheets), ONE, ["p", "q"])
    assert (found["p", "a"].values, found["p", "a"].conflicts) == ((0.25,), 1)
    assert (found["q", "a"].values, found["q", "a"].conflicts) == ((1.0,), 0)


def test_jav_taken_back_does_not_bring_the_answers_back_and_later_ones_count() -> None:
    said = sheet("1", "p", 4, 5.0)
    conflict = sheet("1", "p", round=2, conflict=True)
    back = sheet("1", "p", round=3, conflict=False)
    assert latest([said, conflict, back]) == ()
    (found,) = latest([said, conflict, back, sheet("1", "p", 1, round=4)])
    assert (found.conflict, found.answers) == (False, {"a": answer(1)})
    # Said and taken back within one round, it has still replaced what was said in the rounds before.
    both = back.model_copy(update={"round": 2, "conflict_was_said": True})
    assert latest([said, both]) == ()


def test_jav_stands_until_it_is_taken_back() -> None:
    (found,) = latest([sheet("1", "p", conflict=True), sheet("1", "p", 2, round=2)])
    assert found.conflict
    assert cells([found], ONE, ["p"])["p", "a"].count == 0


def test_a_reason_stands_until_another_is_written() -> None:
    first = sheet("1", "p", 4).model_copy(update={"reason": "För sent"})
    (found,) = latest([first, sheet("1", "p", 1, round=2)])
    assert found.reason == "För sent"


@st.composite
def rounds(draw: st.DrawFn) -> list[AnswerSheet]:
    """Sheets of up to three rounds, two members and two projects, each with some cells answered and perhaps jäv."""
    found = []
    for number in (1, 2, 3):
        for member in "12":
            for project in "pq":
                keys = draw(st.sets(st.sampled_from("ab")))
                answers = {key: answer(draw(CELL[key])) for key in sorted(keys)}
                conflict = draw(st.sampled_from((None, None, None, True, False)))
                one = sheet(member, project, round=number, conflict=conflict)
                found.append(one.model_copy(update={"answers": answers}))
    return found


def _standing(sheets: list[AnswerSheet]) -> dict[tuple[str, str, str], Answer | None]:
    found = {(item.member_id, item.project_id): item for item in latest(sheets)}
    cell = ((member, project, key) for member in "12" for project in "pq" for key in "ab")
    return {
        (member, project, key): found[member, project].answer(key) if (member, project) in found else None
        for member, project, key in cell
    }


@given(rounds(), st.sampled_from("12"), st.sampled_from("pq"), st.integers(0, 4))
def test_an_answer_changes_its_own_cell_and_nothing_else(
    said: list[AnswerSheet], member: str, project: str, level: int
) -> None:
    later = sheet(member, project, level, round=4)
    before, after = _standing(said), _standing([*said, later])
    assert after.pop((member, project, "a")) == answer(level)
    before.pop((member, project, "a"))
    assert after == before


@given(rounds(), st.sampled_from("12"), st.sampled_from("pq"))
def test_jav_empties_the_members_own_cells_of_the_project_and_nothing_else(
    said: list[AnswerSheet], member: str, project: str
) -> None:
    later = sheet(member, project, round=4, conflict=True)
    before, after = _standing(said), _standing([*said, later])
    for key in "ab":
        assert after.pop((member, project, key)) is None
        before.pop((member, project, key))
    assert after == before
    values = cells(latest([*said, later]), TWO, ["p", "q"])
    assert values[project, "a"].conflicts >= 1
