"""'Måste med' on a project without points is told of by name, with what it means, wherever the view is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import Changes, CostAssumption, LockKind, LockNote
from prioritering.store.connection import Store
from prioritering.view.view import View
from tests.folders import DATA
from tests.pages.conftest import opened
from tests.pages.visit import Visit, as_read, words
from tests.usecases.builders import filled as fill
from tests.usecases.builders import signed
from tests.view.builders import picture

LOCKED = "är låst (måste med) men har inga poäng i den här vyn, så låset räknas inte"
P01 = f"Upphandling av digitala medicinskåp {LOCKED} och dess kostnad tas inte ur ramen."
PLAN = read_plan(DATA / "vso-2021").plan


def plain(text: str) -> str:
    return as_read(text).replace("\u00a0", " ")


def printed(store: Store, *arguments: str) -> Any:
    done = run([*arguments, "--json"], Plans(store))
    assert done.code == 0, done.text
    return json.loads(done.text)


def test_a_groups_lock_on_what_the_meeting_has_not_answered_is_told_everywhere(tmp_path: Path) -> None:
    with opened(tmp_path / "egen.duckdb") as store:
        meeting = fill(store)
        name = next(item.name for item in PLAN.projects if item.id == "S06")
        told = f"{name} {LOCKED} och dess 1 000 tkr tas inte ur ramen."
        view = f"ram=3547&poang=median&mote={meeting.id}"
        for page in ("prioritera", "robusthet"):
            assert any(told == plain(item.value) for item in Visit(page, view).app.info)
        assert told in words(Visit("projektor", f"{view}&bild=ram").html)
        for command in ("rangordna", "portfolj", "robusthet"):
            asked = (command, "--vy", f"?plan=vso-2021&{view}")
            assert told in map(plain, printed(store, *asked)["notiser"])
            assert told in plain(run(asked, Plans(store)).text)


@pytest.mark.usefixtures("shared")
def test_a_lock_that_is_tried_on_it_says_the_same_by_flag_and_by_link(shared: Store) -> None:
    by_flag = printed(shared, "rangordna", "--plan", "vso-2021", "--ram", "3547", "--maste", "P01")
    assert by_flag == printed(shared, "rangordna", "--vy", "?plan=vso-2021&ram=3547&med=P01")
    assert P01 in map(plain, by_flag["notiser"])
    assert P01 in map(plain, (item.value for item in Visit("prioritera", "ram=3547&med=P01").app.info))
    assert P01 in words(Visit("projektor", "ram=3547&med=P01&bild=ram").html)


@pytest.mark.parametrize(
    ("project", "frame", "low", "words_after"),
    [
        ("P01", "3547", None, " och dess kostnad tas inte ur ramen."),
        ("P01", "3547", 100_000, " och dess 100–200 tkr tas inte ur ramen."),
        ("P01", "ingen", None, "."),
    ],
)
def test_the_cost_is_said_as_it_is_known_and_only_where_there_is_a_frame(
    project: str, frame: str, low: int | None, words_after: str
) -> None:
    lock = LockNote.model_validate(signed(project_id=project, kind=LockKind.MUST))
    cost = signed(project_id=project, low=low, high=200_000)
    costs = () if low is None else (CostAssumption.model_validate(cost),)
    found = picture(PLAN, View(plan="vso-2021", frame=frame), changes=Changes(entry=1, locks=(lock,), costs=costs))
    [told] = [plain(text) for text in found.notices]
    assert told == f"Upphandling av digitala medicinskåp {LOCKED}{words_after}"


def test_nothing_is_said_of_a_lock_that_keeps_out_what_has_no_points() -> None:
    assert picture(PLAN, View(plan="vso-2021", frame="3547", not_now=("P01",))).notices == ()
