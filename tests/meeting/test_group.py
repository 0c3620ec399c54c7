"""The group's answers as what the board ranks."""

from datetime import UTC, datetime

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from prioritering.meeting.group import around, group_scored
from prioritering.meeting.results import Centre
from prioritering.plan.object_plan import Cost, Mark, Project, Status, Tier
from prioritering.scoring.board import Choices, ScoredProjects, rank
from prioritering.scoring.changes import AgreedLevel
from prioritering.scoring.effective import Candidate
from tests.meeting.builders import ONE, TWO, WORDS, sheet


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


@hypothesis_given(
    st.lists(st.tuples(st.sampled_from("pqr"), st.integers(0, 4), st.floats(0, 10)), max_size=6),
    st.sampled_from("pqr"),
    st.integers(0, 4),
    st.sampled_from(Centre),
)
def test_an_agreed_level_changes_its_own_cell_and_nothing_else(
    answers: list[tuple[str, int, float]], project: str, level: int, how: Centre
) -> None:
    sheets = [sheet(str(number), *said) for number, said in enumerate(answers)]
    entry = AgreedLevel(
        role="r", reason="s", at=datetime(2026, 1, 1, tzinfo=UTC), project_id=project, criterion_id="a",
        low=WORDS[level], high=WORDS[level], meeting_id="m",
    )  # fmt: skip
    before, after = (_by_cell(group_scored(PLAN, sheets, TWO, how, agreed)) for agreed in ((), [entry]))
    assert after.pop((project, "a")) == (level / 4, level / 4, 0)
    before.pop((project, "a"), None)
    # A project that nobody had answered comes to the board with the rest of its scale open.
    assert after.pop((project, "b"), None) == before.pop((project, "b"), (0.0, 1.0, 0))
    assert after == before


def _by_cell(scored: ScoredProjects) -> dict[tuple[str, str], tuple[float, float, int]]:
    assert scored.answers is not None
    low, high, answers = scored.shares.low.tolist(), scored.shares.high.tolist(), scored.answers.tolist()
    return {
        (item.id, key): (low[row][column], high[row][column], answers[row][column])
        for row, item in enumerate(scored.candidates)
        for column, key in enumerate(scored.model.ids)
    }


def test_an_agreed_level_is_shown_by_its_name_though_another_gives_the_same() -> None:
    entry = AgreedLevel(
        role="r", reason="s", at=datetime(2026, 1, 1, tzinfo=UTC), project_id="p", criterion_id="a",
        low="Medel", high="Medel", meeting_id="m",
    )  # fmt: skip
    flat = ONE.with_values("a", (0, 50, 50, 75, 100))
    (item,) = group_scored(PLAN, [sheet("1", "p", 4)], flat, agreed=[entry]).candidates
    assert (item.mark("a").low, item.mark("a").high, item.agreed) == ("Medel", "Medel", {"a"})


def test_an_agreed_level_that_the_model_no_longer_knows_is_none() -> None:
    entry = AgreedLevel(
        role="r", reason="s", at=datetime(2026, 1, 1, tzinfo=UTC), project_id="p", criterion_id="a",
        low="Enorm", high="Enorm", meeting_id="m",
    )  # fmt: skip
    (item,) = group_scored(PLAN, [sheet("1", "p", 4)], ONE, agreed=[entry]).candidates
    assert (item.mark("a").low, item.agreed) == ("Mycket hög", frozenset())


def test_a_share_on_a_level_is_that_level_and_a_number_is_itself() -> None:
    assert around(ONE.criteria[0], 0.75) == ("Hög", "Hög")
    assert around(TWO.criteria[1], 0.25) == (2.5, 2.5)
