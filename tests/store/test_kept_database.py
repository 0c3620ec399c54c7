"""A database made by the version landed before this one opens with everything in it."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from prioritering.meeting.meeting import PlanAnswers
from prioritering.plan.plan_key import PlanKey
from prioritering.store import entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.plan_list import plan_list
from prioritering.store.plans import object_plan
from prioritering.store.revealed_answers import revealed_answers
from prioritering.usecases.picture import picture_of
from prioritering.view.view import View

OLD = PlanKey("prov", "gammal")
KEPT = Path(__file__).parent / "kept" / "utgava-0.1.duckdb.gz"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    file = tmp_path / "gammal.duckdb"
    file.write_bytes(gzip.decompress(KEPT.read_bytes()))
    opened = Store.open(file)
    yield opened
    opened.close()


def test_the_plan_is_there_as_it_was_read(store: Store) -> None:
    assert [info.key for info in plan_list(store)] == [OLD]
    plan = object_plan(store, OLD)
    assert [project.id for project in plan.projects] == ["A1", "A2", "A3"]
    assert plan.projects[0].note == "2020; Klart i höst"
    assert (plan.municipality, plan.projects[1].mark("omfattning").low) == ("Prov", "Medel")


def test_the_groups_entries_and_their_history_are_there(store: Store) -> None:
    changes = entry_log.current(store, OLD)
    assert [(cost.project_id, cost.low, cost.high) for cost in changes.costs] == [("A2", 100_000, 200_000)]
    assert [project.name for project in changes.projects] == ["Nytt"]
    assert [row.withdrawn for row in entry_log.history(store, OLD)] == [True, False, False, False]


def test_the_meeting_with_its_shown_answers_is_there(store: Store) -> None:
    (meeting,) = meetings.meetings_of(store, OLD)
    # Nobody was asked, and the ballot showed them.
    assert meeting.plan_answers is PlanAnswers.SHOWN
    (sheet,) = revealed_answers(store, meeting).sheets
    assert (sheet.role, sheet.reason, sheet.changed_after_reveal) == ("Objektägare", "därför", True)
    assert {key: answer.value for key, answer in sheet.answers.items()} == {
        "omfattning": "Låg",
        "effekttyp": "En effekt",
    }
    (blind,) = revealed_answers(store, meeting).blind_sheets
    assert set(blind.answers) == {"omfattning"}


def test_the_picture_counts_with_all_of_it(store: Store) -> None:
    shown = picture_of(store, View(plan="gammal", source="median"))
    assert [item.id for item in shown.scored.candidates] == ["A1"]
    assert shown.basis.entry == 4
    costs = {item.id: item.cost.low for item in shown.everything}
    assert (costs["A2"], costs["N01"]) == (100_000, None)
