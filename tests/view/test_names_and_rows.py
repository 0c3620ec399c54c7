"""Which projects a sentence names, and in which order, does not hang on the order of the plan's rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.criteria.model import Criterion, Level, Model, NumberScale, WordedScale
from prioritering.criteria.model_file import standard_model
from prioritering.money.line_rule import Rule
from prioritering.plan.object_plan import Mark, Project, Status
from prioritering.scoring.changes import Changes, TieOrder
from prioritering.scoring.ranking import Order
from prioritering.view import sentences
from prioritering.view.money_reason import money_reason
from prioritering.view.row import UNSCORED, WITHOUT_COST, rows_of
from prioritering.view.rule_words import rule_words
from prioritering.view.view import View
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture

EQUAL = tuple(project(f"p{n}", (n + 1) * 100_000, 50) for n in range(6))
MIXED = (project("a", 300_000, 90), *EQUAL, project("b", None, 20), project("c", 100_000, 10), project("d", 90_000, 10))
AGREED = TieOrder(
    role="Objektledare",
    reason="prov",
    at=datetime(2026, 1, 1, tzinfo=UTC),
    project_ids=tuple(p.id for p in EQUAL[::-1]),
)


def all_said(rows: Sequence[Project], frame: str, rule: Rule, changes: Changes) -> dict[str, str]:
    """Every sentence that names projects, a reason by the project's id."""
    seen = picture(plan(*rows), View(plan="prov", frame=frame, rule=rule), number_model(), changes)
    reasons = {item.id: money_reason(seen, index, "1") for index, item in enumerate(seen.board.candidates)}
    named = {"rubrik": sentences.headline(seen), "lika": sentences.tie_note(seen.board), "regler": rule_words(seen)}
    return reasons | named


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(MIXED),
    st.sampled_from(["300", "500", "950", "1500"]),
    st.sampled_from(list(Rule)),
    st.sampled_from([Changes(), Changes(tie_orders=(AGREED,))]),
)
def test_other_rows_give_the_same_names_in_the_same_order(
    rows: list[Project], frame: str, rule: Rule, changes: Changes
) -> None:
    assert all_said(rows, frame, rule, changes) == all_said(MIXED, frame, rule, changes)


def test_of_many_equal_projects_the_first_by_id_are_named_and_the_groups_order_goes_before() -> None:
    said = all_said(EQUAL[::-1], "500", Rule.STOP, Changes())["lika"]
    assert said.startswith("Projekt p0, Projekt p1, Projekt p2 och 3 projekt till är lika")
    eleven = all_said([project(f"p{n}", 300_000, 50) for n in (10, 1, 2, 11)], "500", Rule.STOP, Changes())["lika"]
    assert eleven.startswith("Projekt p1, Projekt p2, Projekt p10 och Projekt p11 är lika")
    seen = picture(plan(*EQUAL), View(plan="prov"), number_model(), Changes(tie_orders=(AGREED,)))
    assert seen.board.in_named_order(range(6)) == (5, 4, 3, 2, 1, 0)


def test_a_row_says_its_lane_what_it_rests_on_and_whether_it_is_inside() -> None:
    bare = project("D", 100).model_copy(update={"marks": {}})
    rows = (project("A", 400, 90), project("B", None, 80), project("C", 900, 70), bare, project("E", 1, 60))
    view = View(plan="prov", frame="1", must=("D",), not_now=("E",))
    shown = picture(plan(*rows), view, number_model())
    found = {row.id: row for row in rows_of(shown, shown.board.listed())}
    assert {key: (found[key].lane, found[key].inside) for key in "ABCE"} == {
        "A": ("fri", True),
        "B": ("fri", None),
        "C": ("fri", False),
        "E": ("inte", False),
    }
    assert (found["D"].lane, found["D"].answers) == ("med", UNSCORED)
    assert UNSCORED not in {found[key].answers for key in "ABCE"}
    assert not any(row.tier_assumed or row.assumed or row.cost_assumed for row in found.values())
    per_krona = picture(plan(*rows[:3]), View(plan="prov", frame="1", order=Order.PER_KRONA), number_model())
    lanes = {row.id: row.lane for row in rows_of(per_krona, per_krona.board.listed())}
    assert lanes == {"A": "fri", "B": WITHOUT_COST, "C": "fri"}


def test_own_criteria_are_named_on_the_board_with_their_units_and_the_standard_ones_by_their_levels() -> None:
    scale = WordedScale(levels=(Level(name="Nej", value=0), Level(name="Ja", value=100)))
    saved = NumberScale(lowest=0, highest=5_000_000, measure="kr/år")
    own = (
        Criterion(id="arkiv", name="Arkivlagen", scale=scale),
        Criterion(id="vinst", name="Vinst", scale=saved),
    )
    model = Model(criteria=(*standard_model().criteria, *own))
    levels = {"tidsperspektiv": "Kort", "arkiv": "Nej", "vinst": 1_200_000.0}
    marks = {key: Mark(status=Status.STATED, low=low, high=low, printed=str(low)) for key, low in levels.items()}
    shown = picture(plan(project("A", 400).model_copy(update={"marks": marks})), View(plan="prov"), model)
    [row] = rows_of(shown, shown.board.listed())
    said = row.answers.replace("\u00a0", " ").split(" · ")
    assert said[-2:] == ["Arkivlagen Nej", "Vinst 1 200 000 kr/år"]
    assert "Kort" in said
