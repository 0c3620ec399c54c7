"""What today's answer is said to be beside a frozen one: that what is shown has changed, and of which projects."""

import pytest

from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.frozen_today import today_beside
from prioritering.usecases.picture import picture_of
from prioritering.view.document import PictureDocument, document_of
from prioritering.view.view import View
from tests.folders import DATA, VSO
from tests.usecases.builders import signed

VIEW = View(plan="vso-2021", frame="2000")


@pytest.fixture
def frozen(store: Store) -> PictureDocument:
    import_plan(store, read_plan(DATA / "vso-2021"))
    return document_of(picture_of(store, VIEW))


def assume_cost(store: Store, project: str) -> None:
    entry_log.keep_entry(
        store, VSO, CostAssumption.model_validate(signed(project_id=project, low=600_000, high=800_000))
    )


def test_a_project_whose_running_sum_alone_has_changed_is_not_named(store: Store, frozen: PictureDocument) -> None:
    names = {row.id: row.name for row in frozen.rows}
    assume_cost(store, "S09")
    said = today_beside(store, VSO, frozen).sentence
    assert [key for key, name in names.items() if name in said] == ["S09"]
    assert " till har " not in said
