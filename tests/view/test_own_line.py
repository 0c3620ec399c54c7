"""What the app says of the real plans' frames is what trying each outcome gives, in arithmetic of the test's own."""

from __future__ import annotations

import csv
from functools import cache
from itertools import chain, groupby, product
from typing import Any

import pytest

from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import Changes, CostAssumption, LevelAssumption, UnknownCosts
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.row import rows_of
from prioritering.view.sentences import NOTHING_TO_SCORE
from prioritering.view.summary import summary_of
from prioritering.view.view import View
from tests.folders import DATA, printed_model
from tests.usecases.builders import signed
from tests.view.builders import picture
from tests.view.own_line import Row, groups, on_level, row_of, rows_of_file, states

FRAMES = (0, 1, 2000, 2001, 3547, 4000, 4001, 5000, 7000)
WAYS = list(product(("stopp", "hoppa"), ("poang", "per-krona")))
WORDS = {"ryms": "Ryms", "oklart": "Oklart", "ryms-inte": "Ryms inte"}


@cache
def own(name: str) -> tuple[Row, ...]:
    return tuple(rows_of_file(DATA / name / "projekt.csv"))


@cache
def plan_of(name: str) -> ObjectPlan:
    return read_plan(DATA / name, printed_model()).plan


def given(name: str, changes: Changes | None = None, **view: Any) -> Picture:
    return picture(plan_of(name), View(plan=name, **view), printed_model(), changes or Changes())


@pytest.mark.parametrize(("rule", "order"), WAYS)
def test_every_state_place_and_count_of_the_real_plan_is_what_trying_each_outcome_gives(rule: str, order: str) -> None:
    rows, per_krona = list(own("vso-2021")), order == "per-krona"
    places, first = {}, 1
    for tie in groups(rows, per_krona):
        places.update(dict.fromkeys((row.key for row in tie), first))
        first += len(tie)
    for frame in FRAMES:
        shown = given("vso-2021", frame=str(frame), rule=rule, order=order)
        expected = states(rows, 1000 * frame, rule == "hoppa", per_krona)
        listed: Any = ranking_json(shown)["projekt"]
        assert {item["id"]: WORDS[item["lage"]] for item in listed} == expected, frame
        assert {item["id"]: item["plats"] for item in listed if item["plats"]} == places
        # `inom_ram` is yes or no only where it is so in every outcome.
        answers = {"Ryms": True, "Ryms inte": False, "Oklart": None}
        assert {item["id"]: item["inom_ram"] for item in listed} == {
            key: answers[word] for key, word in expected.items()
        }
        drawn = {row.id: row.state[2] for row in rows_of(shown, shown.board.listed(), explained=())}
        summary = summary_of(shown)
        assert drawn == expected
        assert (summary.sure, summary.open) == tuple(list(expected.values()).count(word) for word in ("Ryms", "Oklart"))
        sure = sum(row.cost[0] for row in rows if row.cost and expected[row.key] == "Ryms")
        assert (summary.used_kr, summary.left_kr) == (sure, 1000 * frame - sure)


@pytest.mark.parametrize("rule", ["stopp", "hoppa"])
def test_what_hangs_on_a_level_is_what_setting_that_level_gives(rule: str) -> None:
    for frame in (2000, 5000):
        listed: Any = ranking_json(given("vso-2021", frame=str(frame), rule=rule))["projekt"]
        marked = sorted(item["id"] for item in listed if item["beror_pa_niva"])
        assert marked == on_level(list(own("vso-2021")), 1000 * frame, rule == "hoppa")


@pytest.mark.parametrize(("rule", "order"), WAYS)
def test_the_plan_without_a_level_ranks_nothing_and_uses_nothing_of_any_frame(rule: str, order: str) -> None:
    with (DATA / "ukfa-2022" / "projekt.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert own("ukfa-2022") == () and all(line["kostnad_tkr"] == "" for line in lines)
    assert len(lines) == 17
    for frame in FRAMES:
        shown = given("ukfa-2022", frame=str(frame), rule=rule, order=order)
        printed: Any = ranking_json(shown)
        assert printed["projekt"] == []
        assert sorted(item["id"] for item in printed["underlag_saknas"]) == sorted(line["id"] for line in lines)
        summary = summary_of(shown)
        assert (summary.total, summary.sure, summary.open, summary.unscored) == (0, 0, 0, 17)
        assert (summary.used_kr, summary.left_kr, summary.known) == (0, 1000 * frame, "inga")
        assert summary.headline == NOTHING_TO_SCORE


@pytest.mark.parametrize("rule", ["stopp", "hoppa"])
def test_with_one_level_alike_for_all_of_them_each_hangs_on_every_cost(rule: str) -> None:
    everyone = [item.id for item in plan_of("ukfa-2022").projects]
    alike = [signed(project_id=key, criterion_id="omfattning", low="Hög", high="Hög") for key in everyone]
    changes = Changes(levels=tuple(LevelAssumption.model_validate(entry) for entry in alike))
    for frame, state in ((0, "ryms-inte"), (2000, "oklart")):
        listed: Any = ranking_json(given("ukfa-2022", changes, frame=str(frame), rule=rule))["projekt"]
        assert [(item["plats"], item["lage"]) for item in listed] == [(1, state)] * len(everyone)


# Levels, some of them ranges, and kronor: a figure, a range, or nothing, which the plan leaves blank.
ASSUMED: dict[str, tuple[tuple[str, str], tuple[int, int] | None]] = {
    "UF1": (("Hög", "Hög"), (2, 5)),
    "UF2": (("Hög", "Hög"), None),
    "UF3": (("Medel", "Medel"), (3, 3)),
    "UF4": (("Medel", "Medel"), (1, 4)),
    "AMI1": (("Låg", "Hög"), (2, 2)),
    "AMI2": (("Låg", "Mycket hög"), (0, 2)),
    "KOF1": (("Ingen", "Ingen"), None),
}


@pytest.mark.parametrize("common", [None, (1, 3)])
@pytest.mark.parametrize(("rule", "order"), WAYS)
def test_ranges_of_level_and_cost_laid_beside_a_plan_give_what_trying_each_krona_gives(
    rule: str, order: str, common: tuple[int, int] | None
) -> None:
    changes, rows = laid(common)
    for frame in (0, 4, 9, 13):
        shown = given("ukfa-2022", changes, frame=f"{frame / 1000}", rule=rule, order=order)
        expected = states(rows, frame, rule == "hoppa", order == "per-krona")
        listed: Any = ranking_json(shown)["projekt"]
        assert {item["id"]: WORDS[item["lage"]] for item in listed} == expected, frame
        ties = groups(rows, order == "per-krona")
        assert [{item["id"] for item in tie} for _, tie in groupby(listed, lambda item: item["plats"])] == [
            {row.key for row in tie} for tie in (*ties, [row for row in rows if row not in chain(*ties)]) if tie
        ]
        sure = sum(row.cost[0] for row in rows if row.cost and expected[row.key] == "Ryms")
        assert (summary_of(shown).used_kr, summary_of(shown).left_kr) == (sure, frame - sure)


@pytest.mark.parametrize("rule", ["stopp", "hoppa"])
def test_what_hangs_on_an_assumed_level_is_what_setting_that_level_gives(rule: str) -> None:
    changes, rows = laid((1, 3))
    for frame in (4, 9):
        listed: Any = ranking_json(given("ukfa-2022", changes, frame=f"{frame / 1000}", rule=rule))["projekt"]
        marked = sorted(item["id"] for item in listed if item["beror_pa_niva"])
        assert marked == on_level(rows, frame, rule == "hoppa")


def laid(common: tuple[int, int] | None) -> tuple[Changes, list[Row]]:
    """Return what is assumed as the group's entries and as rows of the test's own; `common` is for unknown costs."""
    levels = [
        signed(project_id=key, criterion_id="omfattning", low=low, high=high)
        for key, ((low, high), _) in ASSUMED.items()
    ]
    costs = [signed(project_id=key, low=cost[0], high=cost[1]) for key, (_, cost) in ASSUMED.items() if cost]
    unknown = [] if common is None else [signed(low=common[0], high=common[1])]
    changes = Changes(
        levels=tuple(map(LevelAssumption.model_validate, levels)),
        costs=tuple(map(CostAssumption.model_validate, costs)),
        unknown_costs=tuple(map(UnknownCosts.model_validate, unknown)),
    )
    rows = [row_of(key, {"omfattning": "..".join(dict.fromkeys(ends))}, cost or common)
            for key, (ends, cost) in ASSUMED.items()]  # fmt: skip
    return changes, rows
