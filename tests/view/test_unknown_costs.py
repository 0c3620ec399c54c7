"""The range that the group sets for all unknown costs, and one that a view only tries: the same on every page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.plan.object_plan import Cost, ObjectPlan, Status
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import Changes, CostAssumption, UnknownCosts
from prioritering.usecases.study import robust
from prioritering.view import sentences
from prioritering.view.picture import Picture
from prioritering.view.row import BoardRow, rows_of
from prioritering.view.summary import summary_of
from prioritering.view.view import View
from tests.folders import DATA
from tests.scoring.builders import number_model, project
from tests.scoring.builders import plan as object_plan
from tests.view.builders import picture

SIGNED = {"role": "Objektledare", "reason": "prov", "at": datetime(2026, 1, 1, tzinfo=UTC)}
COMMON = UnknownCosts.model_validate({**SIGNED, "low": 5_000, "high": 10_000})
OWN = CostAssumption.model_validate({**SIGNED, "project_id": "S04", "low": 15_000, "high": 20_000})


@pytest.fixture(scope="module")
def vso() -> ObjectPlan:
    return read_plan(DATA / "vso-2021").plan


def shown(plan: ObjectPlan, changes: Changes, **view: object) -> Picture:
    return picture(plan, View(**view), standard_model(), changes)  # type: ignore[arg-type]


def rows(given: Picture) -> dict[str, BoardRow]:
    return {row.id: row for row in rows_of(given, given.board.listed())}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_groups_range_counts_for_every_unknown_cost_but_one_that_has_an_assumption(vso: ObjectPlan) -> None:
    found = rows(shown(vso, Changes(unknown_costs=(COMMON,), costs=(OWN,))))
    assert {key: found[key].cost for key in ("S04", "S09", "S10")} == {"S04": "15–20", "S09": "5–10", "S10": "5–10"}
    assert {key: found[key].cost_mark for key in ("S04", "S09", "S01")} == {
        "S04": "antagande", "S09": "gemensamt spann", "S01": "",
    }  # fmt: skip
    assert {key for key in found if found[key].state[2] == "Ryms"} == {"S01", "S06", "S09", "S10", "S04", "S07"}


def test_of_two_ranges_for_all_unknown_costs_the_newest_counts(vso: ObjectPlan) -> None:
    newer = UnknownCosts.model_validate({**SIGNED, "low": 7_000, "high": 9_000})
    assert rows(shown(vso, Changes(unknown_costs=(COMMON, newer))))["S09"].cost == "7–9"


def test_where_the_groups_ranges_decide_the_headline_says_so_and_never_surely(vso: ObjectPlan) -> None:
    text = plain(sentences.headline(shown(vso, Changes(unknown_costs=(COMMON,)))))
    assert text == "Ramen 3 547 tkr räcker säkert till 2 av 10 projekt. Fyra till ryms om gruppens antaganden stämmer."


def test_a_range_that_is_tried_goes_before_the_groups_and_is_marked_but_never_before_an_assumption(
    vso: ObjectPlan,
) -> None:
    changes = Changes(unknown_costs=(COMMON,), costs=(OWN,))
    given = shown(vso, changes, unknown_low=100, unknown_high=200)
    found = rows(given)
    assert {key: (found[key].cost, found[key].cost_mark) for key in ("S04", "S09")} == {
        "S04": ("15–20", "antagande"), "S09": ("100–200", "provas"),
    }  # fmt: skip
    assert plain(sentences.headline(shown(vso, Changes(), unknown_high=10))).endswith(
        "säkert till 2 av 10 projekt. Fyra till ryms om det spann som provas stämmer."
    )


def test_without_assumptions_neither_the_groups_range_nor_a_tried_one_counts(vso: ObjectPlan) -> None:
    given = shown(vso, Changes(unknown_costs=(COMMON,)), assumptions=False, unknown_high=10)
    assert rows(given)["S09"].cost == "okänd"
    assert plain(sentences.headline(given)).startswith("Ramen 3 547 tkr räcker säkert till 2 av 10 projekt.")


def test_the_plan_still_lacks_the_costs_that_are_only_in_a_range(vso: ObjectPlan) -> None:
    assert shown(vso, Changes(unknown_costs=(COMMON,))).board.unknown_count == 3
    assert shown(vso, Changes(unknown_costs=(COMMON,), costs=(OWN,))).board.unknown_count == 2


def test_robusthet_draws_over_the_same_range_as_the_board_shows(vso: ObjectPlan) -> None:
    common = robust(shown(vso, Changes(unknown_costs=(COMMON,))))
    assert (common.low, common.high, common.span_set, common.unknown) == (5_000, 10_000, True, 3)
    tried = robust(shown(vso, Changes(unknown_costs=(COMMON,)), unknown_low=1, unknown_high=2))
    assert (tried.low, tried.high, tried.span_set) == (1_000, 2_000, True)
    nothing = robust(shown(vso, Changes()))
    assert (nothing.low, nothing.high, nothing.span_set) == (0, 3_547_000, False)


def test_a_tried_range_without_a_highest_goes_to_the_frame(vso: ObjectPlan) -> None:
    assert rows(shown(vso, Changes(), unknown_low=100))["S09"].cost == "100–3 547".replace(" ", "\u00a0")


def test_a_reversed_range_is_told_and_not_counted(vso: ObjectPlan) -> None:
    given = shown(vso, Changes(), unknown_low=9, unknown_high=1)
    assert any("omvänt" in notice for notice in given.notices)
    assert rows(given)["S09"].cost == "okänd"
    studied = robust(given)
    assert (studied.low, studied.high, studied.span_set) == (0, 3_547_000, False)
    # What the group has set counts then, on the board as in the draws.
    ours = shown(vso, Changes(unknown_costs=(COMMON,)), unknown_low=9, unknown_high=1)
    assert rows(ours)["S09"].cost == "5–10"
    assert (robust(ours).low, robust(ours).high) == (5_000, 10_000)


def test_the_sum_with_ranges_or_assumptions_names_only_what_there_is() -> None:
    cost = Cost(status=Status.STATED, low=300_000, high=400_000)
    ranging = project("B", 0, 50).model_copy(update={"cost": cost})

    def least(*changes: CostAssumption) -> str:
        two = object_plan(project("A", 500_000, 100), ranging)
        return plain(summary_of(picture(two, View(plan="prov"), number_model(), Changes(costs=changes))).least)

    sure = CostAssumption.model_validate({**SIGNED, "project_id": "B", "low": 350_000, "high": 350_000})
    wide = sure.model_copy(update={"high": 360_000})
    assert least() == "≥ 800 tkr med spann"
    assert least(sure) == "850 tkr med antaganden"
    assert least(wide) == "≥ 850 tkr med spann och antaganden"
