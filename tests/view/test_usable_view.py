"""What of a view does not fit the plan is left out and told of, whichever single thing it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.reader import read_plan
from prioritering.view.picture import tries
from prioritering.view.usable_view import usable_view
from prioritering.view.view import View
from tests.folders import DATA, write_plan
from tests.view.builders import picture

LOCKED = "Länken låser ett projekt som inte finns i planen. Låset räknas inte."


@pytest.fixture(scope="module")
def vso() -> ObjectPlan:
    return read_plan(DATA / "vso-2021").plan


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"must": ("borta",)}, [LOCKED]),
        ({"not_now": ("borta",)}, [LOCKED]),
        ({"free": ("borta",)}, []),
        ({"perspectives": ("Borta",)}, ["Länkens perspektiv finns inte i planen. Alla visas."]),
        ({"actors": ("Borta",)}, ["Länkens aktörer finns inte i planen. Alla visas."]),
        ({"must": ("borta",), "not_now": ("borta",)}, [LOCKED]),
    ],
)
def test_what_is_not_in_the_plan_is_left_out_also_when_nothing_else_is_asked(
    vso: ObjectPlan, asked: dict[str, tuple[str, ...]], told: list[str]
) -> None:
    notices: list[str] = []
    ids = frozenset(project.id for project in vso.projects)
    assert usable_view(View.model_validate(asked), ids, vso, notices) == View()
    assert notices[: len(told)] == told


@pytest.mark.parametrize(("field", "one"), [("perspectives", "Perspektivet"), ("actors", "Aktören")])
def test_of_several_in_a_filter_the_one_that_is_gone_is_named_and_the_others_still_filter(
    tmp_path: Path, field: str, one: str
) -> None:
    header = "id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv,aktor,perspektiv\n"
    plan = read_plan(write_plan(tmp_path, "a,A,,5,,Hög,Kort,UF,UF\nb,B,,5,,Hög,Kort,KOF,KOF\n", header)).plan
    found = picture(plan, View.model_validate({field: ("UF", "Borta")}))
    assert [item.id for item in found.everything if found.shown(item)] == ["a"]
    assert found.notices == (f"{one} ”Borta” i länken finns inte i planen. Filtret visar de andra.",)


def test_what_is_in_the_plan_is_kept(vso: ObjectPlan) -> None:
    notices: list[str] = []
    view = View(must=("S01",), not_now=("S02",), free=("S03",), perspectives=("Myndighet",))
    assert usable_view(view, frozenset({"S01", "S02", "S03"}), vso, notices) == view
    assert notices == []


@pytest.mark.parametrize("tried", [{"unknown_low": 0}, {"unknown_high": 20}, {"unknown_low": 0, "unknown_high": 20}])
def test_a_range_that_is_tried_is_told_of_where_it_is_not_counted(vso: ObjectPlan, tried: dict[str, int]) -> None:
    told = "Planen visas utan antaganden, och då räknas inte heller det spann för okända kostnader som provas."
    alone = View.model_validate({"assumptions": False, **tried})
    assert picture(vso, alone).notices == (told,)
    assert picture(vso, View.model_validate(tried)).notices == ()
    assert picture(vso, View(assumptions=False)).notices == ()


@pytest.mark.parametrize(
    "trial",
    [{"must": ("S01",)}, {"not_now": ("S01",)}, {"free": ("S01",)}, {"unknown_low": 1.0}, {"unknown_high": 1.0}],
)
def test_each_lock_and_each_end_of_a_range_alone_is_something_that_is_tried(trial: dict[str, Any]) -> None:
    assert tries(View(**trial))
    assert not tries(View())
