"""The plan alone can be asked for whenever the group has laid something beside it that counts."""

import pytest

from prioritering.criteria.model import Criterion, Level, WordedScale
from prioritering.scoring.changes import (
    AddedProject,
    CostAssumption,
    GroupCriterion,
    LevelAssumption,
    LockKind,
    LockNote,
    Signed,
)
from prioritering.store import entry_log
from prioritering.store.connection import Store
from tests.pages.visit import prov
from tests.usecases.builders import signed

ORDER = "Ordning, regel och filter"
TOGGLE = "Räkna med antaganden"
SCALE = WordedScale(levels=(Level(name="Låg", value=0), Level(name="Hög", value=100)))
COUNTED: list[Signed] = [
    CostAssumption.model_validate(signed(project_id="A5", low=1, high=2)),
    LevelAssumption.model_validate(signed(project_id="A6", criterion_id="omfattning", low="Låg", high="Hög")),
    AddedProject.model_validate(signed(project_id="N01", name="Nytt", tier="önskvärt")),
    GroupCriterion.model_validate(signed(criterion=Criterion(id="risk", name="Risk", scale=SCALE))),
    LockNote.model_validate(signed(project_id="A1", kind=LockKind.MUST)),
]


def toggles() -> list[str]:
    return [item.label for item in prov().open(ORDER).app.toggle]


@pytest.mark.parametrize("entry", COUNTED, ids=lambda entry: type(entry).__name__)
def test_what_counts_can_be_left_out_whatever_kind_it_is(database: Store, entry: Signed) -> None:
    entry_log.keep_entry(database, "prov", entry)
    visit = prov().open(ORDER)
    assert visit.widget(TOGGLE).value is True
    visit.set(TOGGLE, False)
    assert visit.address["antaganden"] == "nej"
    assert visit.widget(TOGGLE).value is False
    assert "N01" not in visit.order


def test_where_nothing_would_be_left_out_there_is_nothing_to_choose(database: Store) -> None:
    assert TOGGLE not in toggles()


def test_the_plan_alone_has_neither_the_groups_locks_nor_those_that_are_tried(database: Store) -> None:
    plain = prov().order
    entry_log.keep_entry(database, "prov", LockNote.model_validate(signed(project_id="A4", kind=LockKind.MUST)))
    locked = prov("inte=A1")
    assert "Med (låst)" in locked.row("A4")
    assert "Inte nu (låst)" in locked.row("A1")
    alone = prov("inte=A1&antaganden=nej")
    assert alone.order == plain
    assert "låst" not in " ".join(row["html"] for row in alone.board)
    assert "räknas inte heller lås som provas" in alone.text
    # What is tried is left out, not lost: it counts again when the assumptions do.
    alone.open(ORDER).set(TOGGLE, True)
    assert "Inte nu (låst)" in alone.row("A1")
