"""What the group has laid beside the plan: of which rows it is told, and when it is told in a table."""

from __future__ import annotations

from string import ascii_lowercase

import pytest

from prioritering.scoring.changes import Changes, CostAssumption, LevelAssumption, LockKind, LockNote, TieOrder
from prioritering.view.laid_values import Laid, laid_in
from prioritering.view.view import View
from tests.scoring.builders import number_model, plan, project
from tests.usecases.builders import signed
from tests.view.builders import picture

COST = CostAssumption.model_validate(signed(project_id="A", low=1_000, high=2_000))
LEVEL = LevelAssumption.model_validate(signed(project_id="A", criterion_id="nytta", low=10.0, high=20.0))
LOCK = LockNote.model_validate(signed(project_id="A", kind=LockKind.MUST))
ORDER = TieOrder.model_validate(signed(project_ids=("C", "B", "A")))


def laid(changes: Changes, *ids: str) -> Laid:
    """What is laid beside three projects with as many points, of which the first is shown."""
    names = ids or ("nytta",)
    values = [50.0] * len(names)
    given = plan(*(project(key, 1_000_000, *values, ids=names) for key in "ABC"))
    return laid_in(picture(given, View(frame="1500"), number_model(*names), changes), [0])


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (Changes(costs=(COST,)), ["Kostnad, tkr"]),
        (Changes(levels=(LEVEL,)), ["nytta"]),
        (Changes(locks=(LOCK,)), ["Lås"]),
        (Changes(tie_orders=(ORDER,)), ["Ordning på plats 1"]),
        (Changes(costs=(COST,), locks=(LOCK,)), ["Kostnad, tkr", "Lås"]),
        (Changes(costs=(COST.model_copy(update={"project_id": "B"}),)), []),
        (Changes(), []),
    ],
)
def test_whatever_is_laid_beside_a_row_is_told_and_nothing_of_a_row_that_is_not_shown(
    changes: Changes, told: list[str]
) -> None:
    found = laid(changes)
    assert [value.what for value in found.alone] == told
    assert (bool(found), found.together) == (bool(told), ())


@pytest.mark.parametrize(("count", "as_table"), [(1, False), (3, False), (4, True), (7, True), (8, False)])
def test_from_four_things_of_one_reason_to_seven_columns_it_is_a_table(count: int, as_table: bool) -> None:
    ids = tuple(ascii_lowercase[:8])
    levels = tuple(LEVEL.model_copy(update={"criterion_id": key}) for key in ids[:count])
    found = laid(Changes(levels=levels), *ids)
    assert (len(found.together), len(found.alone)) == ((1, 0) if as_table else (0, count))
    for table in found.together:
        assert table.what == ids[:count]
        # The plan has a figure of its own on each.
        assert table.rows == (("Projekt A", (("10 – 20", "50"),) * count),)


def test_of_another_reason_it_is_another_matter() -> None:
    ids = tuple(ascii_lowercase[:6])
    levels = [LEVEL.model_copy(update={"criterion_id": key}) for key in ids]
    levels[3:] = [level.model_copy(update={"reason": "annat"}) for level in levels[3:]]
    found = laid(Changes(levels=tuple(levels)), *ids)
    assert (len(found.together), [value.what for value in found.alone]) == (0, list(ids))
