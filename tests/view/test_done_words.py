"""A project that the plan says is done is counted like the others, and that is said wherever the order is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import Changes, LockKind, LockNote
from prioritering.view.document import document_of
from prioritering.view.picture import Picture
from prioritering.view.ranking_json import ranking_json
from prioritering.view.view import View
from tests.folders import DATA, HEADER, write_plan
from tests.usecases.builders import signed
from tests.view.builders import picture

HEADING = HEADER.replace("\n", ",Status\n")
ROWS = """\
A1,Alfa,strategiskt,500,Tidsbesparande,Hög,Kort,Klar
A2,Beta,prioriterat,300,Tidsbesparande,Medel,Kort,Klart 2026-03
A3,Gamma,prioriterat,200,Tidsbesparande,Låg,Kort,Klart för beslut
A4,Delta,prioriterat,100,,,,Slutfört
"""
ONE = (
    "Beta är klart enligt planens kolumn Status. Det räknas ändå med, också mot ramen; med låset ”Inte nu” tar det "
    "inget av den."
)
BOTH = (
    "Alfa och Beta är klara enligt planens kolumn Status. De räknas ändå med, också mot ramen; med låset ”Inte nu” tar "
    "de inget av den."
)


@pytest.fixture(scope="module")
def with_done(tmp_path_factory: pytest.TempPathFactory) -> ObjectPlan:
    return read_plan(write_plan(tmp_path_factory.mktemp("klar"), ROWS, HEADING)).plan


def shown(plan: ObjectPlan, changes: Changes | None = None, **view: object) -> Picture:
    return picture(plan, View.model_validate({"frame": "800", **view}), None, changes or Changes())


def told(found: Picture) -> list[str]:
    return [text for text in found.notices if "kolumn Status" in text]


def test_what_is_done_takes_of_the_frame_and_that_is_said_in_the_same_words_everywhere(with_done: ObjectPlan) -> None:
    found = shown(with_done)
    assert told(found) == [BOTH]
    assert [row["lage"] for row in ranking_json(found)["projekt"]][:3] == ["ryms", "ryms", "ryms-inte"]  # type: ignore[index]
    assert BOTH in ranking_json(found)["notiser"]  # type: ignore[operator]
    assert BOTH in document_of(found).notices


def test_what_is_locked_out_takes_nothing_and_is_not_told_of_and_what_is_locked_in_is(with_done: ObjectPlan) -> None:
    assert told(shown(with_done, not_now=("A1",))) == [ONE]
    lock = LockNote.model_validate(signed(project_id="A1", kind=LockKind.NOT_NOW))
    assert told(shown(with_done, Changes(entry=1, locks=(lock,)))) == [ONE]
    assert told(shown(with_done, not_now=("A1", "A2"))) == []
    # Without points it takes nothing, but where it is locked in.
    assert [text.count("Delta") for text in told(shown(with_done, must=("A4",)))] == [1]


@pytest.mark.parametrize("plan", ["vso-2021", "ukfa-2022"])
def test_nothing_is_said_of_a_plan_without_such_a_column(plan: str) -> None:
    assert told(shown(read_plan(DATA / plan).plan)) == []


def test_in_a_long_plan_that_says_how_far_each_has_come_the_first_are_named(tmp_path: Path) -> None:
    rows = "".join(f"A{number},Nummer {number},,10,Tidsbesparande,Hög,Kort,klar\n" for number in range(400))
    [said] = told(shown(read_plan(write_plan(tmp_path, rows, HEADING)).plan))
    assert said.startswith("Nummer 0, Nummer 1, ")
    assert len(said) < 600
