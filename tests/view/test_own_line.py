"""What the app says of the real plans' frames is what trying each outcome gives, in arithmetic of the test's own."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import pytest

from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import Changes, LevelAssumption
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.row import rows_of
from prioritering.view.summary import summary_of
from prioritering.view.view import View
from tests.folders import DATA, printed_model
from tests.usecases.builders import signed
from tests.view.builders import picture
from tests.view.own_line import Row, groups, on_level, rows_of_file, states

FRAMES = (0, 1, 2000, 2001, 3547, 4000, 4001, 5000, 7000)
WORDS = {"ryms": "Ryms", "oklart": "Oklart", "ryms-inte": "Ryms inte"}


@cache
def own(name: str) -> tuple[Row, ...]:
    return tuple(rows_of_file(DATA / name / "projekt.csv"))


@cache
def plan_of(name: str) -> ObjectPlan:
    return read_plan(DATA / name, printed_model()).plan


def given(name: str, changes: Changes | None = None, **view: Any) -> Picture:
    return picture(plan_of(name), View(plan=name, **view), printed_model(), changes or Changes())


@pytest.mark.parametrize(("rule", "order"), list(product(("stopp", "hoppa"), ("poang", "per-krona"))))
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
        sure = sum(row.cost or 0 for row in rows if expected[row.key] == "Ryms")
        assert (summary.used_kr, summary.left_kr) == (sure, 1000 * frame - sure)


@pytest.mark.parametrize("rule", ["stopp", "hoppa"])
def test_what_hangs_on_a_level_is_what_setting_that_level_gives(rule: str) -> None:
    for frame in (2000, 5000):
        listed: Any = ranking_json(given("vso-2021", frame=str(frame), rule=rule))["projekt"]
        marked = sorted(item["id"] for item in listed if item["beror_pa_niva"])
        assert marked == on_level(list(own("vso-2021")), 1000 * frame, rule == "hoppa")


@pytest.mark.parametrize("rule", ["stopp", "hoppa"])
def test_a_plan_without_a_level_ranks_nothing_and_with_one_alike_for_all_hangs_on_every_cost(rule: str) -> None:
    assert own("ukfa-2022") == ()
    for frame in FRAMES:
        assert ranking_json(given("ukfa-2022", frame=str(frame), rule=rule))["projekt"] == []
    everyone = [item.id for item in plan_of("ukfa-2022").projects]
    alike = [signed(project_id=key, criterion_id="omfattning", low="Hög", high="Hög") for key in everyone]
    changes = Changes(levels=tuple(LevelAssumption.model_validate(entry) for entry in alike))
    for frame, state in ((0, "ryms-inte"), (2000, "oklart")):
        listed: Any = ranking_json(given("ukfa-2022", changes, frame=str(frame), rule=rule))["projekt"]
        assert [(item["plats"], item["lage"]) for item in listed] == [(1, state)] * len(everyone)
